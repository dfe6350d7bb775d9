import ast
import json
import subprocess
import sys

import gymnasium
import pettingzoo
import pytest
from gymnasium.error import UnregisteredEnv

import gem_gymnasium
from gem_gymnasium.conformance.stand_ins import make_kwargs
from gem_gymnasium.engines.textarena import GAMES as TEXTARENA
from gem_gymnasium.engines.textarena.engine import known_arguments
from gem_gymnasium.engines.textarena.upstream import VERSION, source_of
from gem_gymnasium.registration import entries, multiplayer

GAMES = [
    "GuessTheNumber",
    "Mastermind",
    "Minesweeper",
    "Wordle",
    "FifteenPuzzle",
    "Hangman",
    "Sudoku",
    "TowerOfHanoi",
    "Game2048",
    "Sokoban",
    "Crosswords",
    "WordSearch",
]
OURS = entries()[: 4 * len(GAMES) + 1]  # one game has a fifth tier
LISTED = entries() + multiplayer()


def python(code: str) -> str:
    """What a fresh interpreter prints."""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout.strip()


def test_every_game_has_all_its_tiers():
    ids = {entry.id for entry in entries()}
    for game in GAMES:
        assert {f"gem/{game}-v0"} | {
            f"gem/{game}-{tier}-v0" for tier in ("Easy", "Hard", "Random")
        } <= ids
    assert "gem/Game2048-ExtremeHard-v0" in ids
    assert ids == {name for name in gymnasium.registry if name.startswith("gem/")}


def test_the_families():
    assert {entry.family for entry in OURS} == {"games"}
    assert [entry.id for entry in entries() if entry.family == "multiplayer"] == ["gem/Seat-v0"]
    assert {entry.family for entry in multiplayer()} == {"multiplayer"}
    assert {entry.family for entry in entries("gem/ReasoningGym-*")} == {"reasoning_gym"}
    for family, name in (("math", "Math"), ("code", "Code"), ("qa", "QA"), ("logic", "Logic")):
        ids = [entry.id for entry in entries(f"gem/{name}-*")]
        assert ids == [entry.id for entry in entries() if entry.family == family]
        assert [
            entry.id for entry in entries() if entry.id in ids and entry.needs == "nothing"
        ] == [f"gem/{name}-v0"]
    assert {entry.id for entry in multiplayer()} == {
        name for name in pettingzoo.aec_registry if name.startswith("gem/")
    }
    assert {entry.id for entry in multiplayer()} <= set(pettingzoo.parallel_registry)
    assert not {entry.id for entry in multiplayer()} & {entry.id for entry in entries()}


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.id)
def test_the_table_says_what_the_environment_is(entry):
    env = gymnasium.make(entry.id, **make_kwargs(entry))
    _, info = env.reset(seed=0)
    assert entry.turns in (None, info["max_turns"])
    if entry.family == "games":
        assert entry.turns is not None or entry.kwargs["randomize"]
    assert env.get_wrapper_attr("reward_range") == entry.rewards
    assert env.unwrapped.__doc__


@pytest.mark.parametrize("entry", multiplayer(), ids=lambda entry: entry.id)
def test_the_table_says_who_plays(entry):
    for players in (entry.players[0], entry.players[-1]):
        env = pettingzoo.make("aec", entry.id, num_players=players)
        env.reset(seed=0)
        assert env.metadata["name"] == entry.id
        assert env.possible_agents == [f"player_{number}" for number in range(players)]
    assert len(pettingzoo.make("parallel", entry.id).possible_agents) == entry.players[0]
    for players in (entry.players[0] - 1, entry.players[-1] + 1):
        with pytest.raises(ValueError, match=rf"num_players of {entry.id} .* got {players}\."):
            pettingzoo.make("aec", entry.id, num_players=players)


def test_gem_ids_resolve():
    assert gem_gymnasium.gem_id("game:GuessTheNumber-v0-hard") == "gem/GuessTheNumber-Hard-v0"
    assert gem_gymnasium.gem_id("game:TowerofHanoi-v0-easy") == "gem/TowerOfHanoi-Easy-v0"
    extreme = gem_gymnasium.gem_id("game:Game2048-v0-extreme-hard")
    assert extreme == "gem/Game2048-ExtremeHard-v0"
    olds = [old for entry in entries() for old in entry.gem_ids]
    assert len(olds) == len(set(olds)) == len(OURS) + 106 + 31  # reasoning-gym's, and data sets
    assert gem_gymnasium.gem_id("rg:letter_counting") == "gem/ReasoningGym-LetterCounting-v0"


@pytest.mark.parametrize("unknown", ["game:Chess-v0", "", "gem/GuessTheNumber-v0"])
def test_unknown_gem_ids_say_what_is_known(unknown):
    with pytest.raises(UnregisteredEnv, match=r"game:.*print_envs"):
        gem_gymnasium.gem_id(unknown)


def test_print_envs_prints_a_line_an_id_by_family(capsys):
    gem_gymnasium.print_envs()
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "games"
    for entry in LISTED:
        line = next(line for line in lines if f" {entry.id} " in line)
        low, high = entry.rewards
        assert f"{low:g} to {high:g}" in line
        unknown = "drawn" if entry.family == "games" else "-"
        assert (str(entry.turns) if entry.turns else unknown) in line.split()
        counts = {str(entry.players[0]), f"{entry.players[0]}-{entry.players[-1]}"}
        assert counts & set(line.split())
    gem_gymnasium.print_envs("gem/Nothing*")
    assert "No id matches 'gem/Nothing*'" in capsys.readouterr().out


def test_registering_twice_leaves_things_as_they_are():
    before = dict(gymnasium.registry), dict(pettingzoo.aec_registry)
    gem_gymnasium.register_envs()
    gymnasium.register_envs(gem_gymnasium)
    assert (dict(gymnasium.registry), dict(pettingzoo.aec_registry)) == before


def test_make_imports_the_package_by_its_name():
    code = "import gymnasium; print(gymnasium.make('gem_gymnasium:gem/GuessTheNumber-v0').spec.id)"
    assert python(code) == "gem/GuessTheNumber-v0"


def test_parts_are_imported_when_they_are_used():
    code = "import gem_gymnasium; print(gem_gymnasium.wrappers.from_names('concat') != [])"
    assert python(code) == "True"
    with pytest.raises(AttributeError, match="no attribute 'wrapers'"):
        gem_gymnasium.wrapers  # noqa: B018


def test_importing_the_package_imports_no_engine():
    code = (
        "import sys, json, gymnasium; before = set(sys.modules); import gem_gymnasium; "
        "print(json.dumps(sorted(set(sys.modules) - before)))"
    )
    loaded = {name.partition(".")[0] for name in json.loads(python(code))}
    heavy = "textarena reasoning_gym datasets pygame PIL rich typer jinja2 hypothesis torch"
    assert loaded.isdisjoint(heavy.split())
    games = (
        "import sys, gem_gymnasium; "
        "print([name for name in sys.modules if name.startswith(('gem_gymnasium.envs', "
        "'gem_gymnasium.multiagent', 'gem_gymnasium.engines.textarena.'))])"
    )
    catalog = "gem_gymnasium.engines.textarena.catalog"
    assert set(ast.literal_eval(python(games))) == {
        f"{catalog}{part}" for part in ("", ".game", ".multi", ".single")
    }


# --- TextArena's own table ------------------------------------------------------------------------

# Its ids that are not here, and the arguments that differ here, each with the reason.
MISSING = {
    "BabyAiText-v0": "needs packages that are not on PyPI",
}
LEFT_OUT = "left out"
NEW_INSTANCES = "draws its instance anew; their only one is the variant Classic"
NO_MODEL = "the class of the jury asks a language model; jury= is an argument of ours"
DIFFERENT = {
    "Countdown-v0": ({"numbers": LEFT_OUT, "target": LEFT_OUT}, NEW_INSTANCES),
    "Cryptarithm-v0": ({"equation": LEFT_OUT}, NEW_INSTANCES),
    "Sudoku-v0-very-easy": ({"max_turns": 50}, "guesses fill six cells in a hundred turns"),
    "2048-v0-3x3": ({"target_tile": 512}, "not every game on nine cells reaches 2048"),
    "Debate-v0": ({"jury_class": LEFT_OUT}, NO_MODEL),
    "Debate-v0-medium": ({"jury_class": LEFT_OUT}, NO_MODEL),
    "Debate-v0-long": ({"jury_class": LEFT_OUT}, NO_MODEL),
    "ScenarioPlanning-v0": ({"jury_class": LEFT_OUT}, NO_MODEL),
}
ADDED = {
    "gem/Countdown-Classic-v0": "the instance of Countdown-v0",
    "gem/Cryptarithm-Classic-v0": "the instance of Cryptarithm-v0",
}
RENAMED = {"UsedCar-v0-balanced": "UsedCarNegotiation-v0-balanced"}  # whose class isn't there
OF_REGISTRATION = {"id", "entry_point", "wrappers", "default_wrappers"}


def theirs():
    """The ids that TextArena registers, read from its source: the entry point and arguments."""
    for node in ast.walk(ast.parse(source_of("envs"))):
        name = node.func.id if isinstance(node, ast.Call) and hasattr(node.func, "id") else ""
        if name.startswith("register"):
            found = {item.arg: ast.unparse(item.value) for item in node.keywords}
            arguments = {key: found[key] for key in found.keys() - OF_REGISTRATION}
            yield (
                ast.literal_eval(found["id"]),
                ast.literal_eval(found["entry_point"]).removeprefix("textarena.envs."),
                {key: value_of(text) for key, text in arguments.items()},
            )


def value_of(text):
    """A value as it stands in the source; the text of what is no plain value."""
    try:
        return ast.literal_eval(text)
    except ValueError:
        return text


def ours(their_id):
    """The game and the variant that stand for an id of TextArena's."""
    root, _, variant = RENAMED.get(their_id, their_id).partition("-v0")
    words = variant.strip("-").replace("/", "-").split("-")
    (game,) = [game for game in TEXTARENA.values() if game.upstream == root]
    return game, "".join(word[:1].upper() + word[1:] for word in words)


def test_the_table_is_that_of_the_installed_textarena():
    missing, different, known = [], {}, set()
    for their_id, point, arguments in theirs():
        try:
            game, variant = ours(their_id)
            here = dict(game.variants[variant])
        except (ValueError, KeyError):
            missing.append(their_id)
            continue
        known.add((game.name, variant))
        differ = {
            key: here.get(key, LEFT_OUT)
            for key in here.keys() | arguments
            if here.get(key, LEFT_OUT) != arguments.get(key, LEFT_OUT)
        }
        if differ:
            different[their_id] = differ
        if their_id not in RENAMED:
            assert point == f"{game.module}.env:{game.engine}"
    added = [
        entry.id
        for entry in LISTED
        if "game" in entry.kwargs
        and (entry.kwargs["game"], entry.kwargs.get("variant", "")) not in known
    ]
    assert set(missing) == MISSING.keys(), f"not in the table, or there no more: {missing}"
    assert different == {their_id: ours for their_id, (ours, _) in DIFFERENT.items()}
    assert set(added) == ADDED.keys(), f"TextArena {VERSION} has no such id: {added}"


@pytest.mark.parametrize("game", TEXTARENA.values(), ids=lambda game: game.name)
def test_games_take_the_arguments_of_their_variants(game):
    given = {name for arguments in game.variants.values() for name in arguments}
    assert given <= set(known_arguments(game))
    assert "" in game.variants
    for variant in game.variants:
        counts = game.counts(variant)
        assert list(counts) == sorted(counts)
        assert counts[0] >= 1
    assert game.variant_players.keys() <= game.variants.keys()
