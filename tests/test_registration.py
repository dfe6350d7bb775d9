import json
import subprocess
import sys

import gymnasium
import pytest
from gymnasium.error import UnregisteredEnv

import gem_gymnasium
from gem_gymnasium.registration import entries

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


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.id)
def test_the_table_says_what_the_environment_is(entry):
    env = gymnasium.make(entry.id)
    _, info = env.reset(seed=0)
    assert entry.turns in (None, info["max_turns"])
    assert entry.turns is not None or entry.kwargs["randomize"]
    assert env.get_wrapper_attr("reward_range") == entry.rewards
    assert env.unwrapped.__doc__


def test_gem_ids_resolve():
    assert gem_gymnasium.gem_id("game:GuessTheNumber-v0-hard") == "gem/GuessTheNumber-Hard-v0"
    assert gem_gymnasium.gem_id("game:TowerofHanoi-v0-easy") == "gem/TowerOfHanoi-Easy-v0"
    extreme = gem_gymnasium.gem_id("game:Game2048-v0-extreme-hard")
    assert extreme == "gem/Game2048-ExtremeHard-v0"
    olds = [old for entry in entries() for old in entry.gem_ids]
    assert len(olds) == len(set(olds)) == len(entries())


@pytest.mark.parametrize("unknown", ["game:Chess-v0", "", "gem/GuessTheNumber-v0"])
def test_unknown_gem_ids_say_what_is_known(unknown):
    with pytest.raises(UnregisteredEnv, match=r"game:.*print_envs"):
        gem_gymnasium.gem_id(unknown)


def test_print_envs_prints_a_line_an_id_by_family(capsys):
    gem_gymnasium.print_envs()
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "games"
    for entry in entries():
        line = next(line for line in lines if f" {entry.id} " in line)
        assert "-0.1 to 1" in line
        assert (str(entry.turns) if entry.turns else "drawn") in line.split()
    gem_gymnasium.print_envs("gem/Nothing*")
    assert "No id matches 'gem/Nothing*'" in capsys.readouterr().out


def test_registering_twice_leaves_things_as_they_are():
    before = dict(gymnasium.registry)
    gem_gymnasium.register_envs()
    gymnasium.register_envs(gem_gymnasium)
    assert dict(gymnasium.registry) == before


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
    heavy = "textarena reasoning_gym datasets pettingzoo PIL rich typer jinja2 hypothesis torch"
    assert loaded.isdisjoint(heavy.split())
    games = (
        "import sys, gem_gymnasium; "
        "print([name for name in sys.modules if name.startswith('gem_gymnasium.envs')])"
    )
    assert python(games) == "[]"
