"""The table of ids. Registering reads this table and imports no environment and no engine."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import gymnasium
import pettingzoo
from gymnasium.error import UnregisteredEnv

from gem_gymnasium.engines.reasoning_gym.catalog import TASKS, camel_case
from gem_gymnasium.engines.textarena.catalog import GAMES

__all__ = ["Entry", "entries", "gem_id", "multiplayer", "print_envs", "register_envs"]

NAMESPACE = "gem"


@dataclass(frozen=True)
class Entry:
    """A line of the table.

    Attributes:
        id: The Gymnasium id, ``gem/<Name>[-<Variant>]-v<version>``.
        family: "games", "math", "code", "qa", "logic", "textarena", "multiplayer" or
            "reasoning_gym".
        entry_point: ``module:class``; of a multi-player id without the class, since it has two.
        kwargs: What the id passes to the class.
        turns: Turns of an episode; None where a reset draws them or others decide.
        rewards: The least and the most that one step can pay by default; None where it is not
            bounded by the rules.
        players: How many may play, in ascending order.
        needs: What must be there beside the package: "nothing", or a data set that is loaded from
            the network when an environment is made, unless ``dataset=`` names another.
        gem_ids: GEM's ids of the same task, and the ids without a tier that its README uses.
    """

    id: str
    family: str
    entry_point: str
    kwargs: Mapping[str, Any] = field(default_factory=dict)
    turns: int | None = None
    rewards: tuple[float, float] = (-0.1, 1.0)
    players: tuple[int, ...] = (1,)
    needs: str = "nothing"
    gem_ids: tuple[str, ...] = ()


_RANDOM = {"randomize": True}
# Class, file, default turns, and the arguments of its variants.
_GAMES: tuple[tuple[str, str, int, dict[str, dict[str, Any]]], ...] = (
    (
        "GuessTheNumber",
        "guess_the_number",
        5,
        {
            "Easy": {"min_number": 1, "max_number": 10, "max_turns": 4},
            "Hard": {"min_number": 1, "max_number": 50, "max_turns": 7},
            "Random": _RANDOM,
        },
    ),
    (
        "Mastermind",
        "mastermind",
        20,
        {
            "Easy": {"code_length": 2, "num_numbers": 6, "max_turns": 10},
            "Hard": {"code_length": 4, "num_numbers": 8, "max_turns": 30},
            "Random": _RANDOM,
        },
    ),
    (
        "Minesweeper",
        "minesweeper",
        64,
        {
            "Easy": {"rows": 5, "cols": 5, "num_mines": 5, "max_turns": 25},
            "Hard": {"rows": 8, "cols": 8, "num_mines": 12, "max_turns": 64},
            "Random": _RANDOM,
        },
    ),
    (
        "Wordle",
        "wordle",
        20,
        {
            "Easy": {"word_length": 3, "max_turns": 15},
            "Hard": {"word_length": 5, "max_turns": 25},
            "Random": _RANDOM,
        },
    ),
    (
        "FifteenPuzzle",
        "fifteen_puzzle",
        20,
        {
            "Easy": {"num_rows": 2, "max_turns": 10},
            "Hard": {"num_rows": 4, "max_turns": 50},
            "Random": _RANDOM,
        },
    ),
    (
        "Hangman",
        "hangman",
        20,
        {
            "Easy": {"word_length": 3, "max_turns": 10},
            "Hard": {"word_length": 7, "max_turns": 20},
            "Random": _RANDOM,
        },
    ),
    (
        "Sudoku",
        "sudoku",
        100,
        {
            "Easy": {"scale": 4, "clues": 6, "max_turns": 15},
            "Hard": {"scale": 9, "clues": 31, "max_turns": 50},
            "Random": _RANDOM,
        },
    ),
    (
        "TowerOfHanoi",
        "tower_of_hanoi",
        100,
        {
            "Easy": {"num_disks": 3, "max_turns": 10},
            "Hard": {"num_disks": 5, "max_turns": 35},
            "Random": _RANDOM,
        },
    ),
    (
        "Game2048",
        "game_2048",
        200,
        {
            "Easy": {"target_tile": 64, "max_turns": 50},
            "Hard": {"target_tile": 512, "max_turns": 350},
            "ExtremeHard": {"target_tile": 2048, "max_turns": 1200},
            "Random": _RANDOM,
        },
    ),
    (
        "Sokoban",
        "sokoban",
        100,
        {
            "Easy": {"room_size": (6, 6), "num_boxes": 2, "max_turns": 20},
            "Hard": {"room_size": (8, 8), "num_boxes": 4, "max_turns": 50},
            "Random": _RANDOM,
        },
    ),
    (
        "Crosswords",
        "crosswords",
        100,
        {
            "Easy": {"vocabulary": "easy", "num_words": 3, "max_turns": 30},
            "Hard": {"vocabulary": "hard", "num_words": 3, "max_turns": 40},
            "Random": _RANDOM,
        },
    ),
    (
        "WordSearch",
        "word_search",
        20,
        {
            "Easy": {"vocabulary": "easy", "num_words": 5, "max_turns": 20},
            "Hard": {"vocabulary": "hard", "num_words": 5, "max_turns": 20},
            "Random": {"randomize": True, "num_words": 5},
        },
    ),
)
_GEM_NAMES = {"TowerOfHanoi": "TowerofHanoi"}
_GEM_TIERS = {"ExtremeHard": "extreme-hard"}


def _games() -> Iterator[Entry]:
    for name, file, turns, variants in _GAMES:
        for variant, kwargs in {"": {}, **variants}.items():
            old = f"game:{_GEM_NAMES.get(name, name)}-v0"
            tier = _GEM_TIERS.get(variant, variant.lower())
            yield Entry(
                id=f"{NAMESPACE}/{name}{'-' if variant else ''}{variant}-v0",
                family="games",
                entry_point=f"gem_gymnasium.envs.games.{file}:{name}",
                kwargs=kwargs,
                turns=None if kwargs is _RANDOM else kwargs.get("max_turns", turns),
                gem_ids=(f"{old}-{tier}" if tier else old,),
            )


_OURS = {name for name, _, _, _ in _GAMES}


def _textarena(single: bool) -> Iterator[Entry]:
    """TextArena's games: ours have the plain name where both have a game."""
    module = "gem_gymnasium.envs.textarena:TextArenaEnv"
    for game in GAMES.values():
        if (game.players == "1") != single:
            continue
        name = f"TextArena-{game.name}" if game.name in _OURS else game.name
        for variant in sorted(game.variants, key=lambda variant: (variant != "", variant)):
            yield Entry(
                id=f"{NAMESPACE}/{name}{'-' if variant else ''}{variant}-v0",
                family="textarena" if single else "multiplayer",
                entry_point=module if single else "gem_gymnasium.multiagent.textarena",
                kwargs={"game": game.name, **({"variant": variant} if variant else {})},
                rewards=(-0.1, 1.0) if single else (-1.0, 1.0),
                players=game.counts(variant),
            )


def _reasoning_gym() -> Iterator[Entry]:
    """reasoning-gym's tasks, and the mixture of all."""
    module = "gem_gymnasium.envs.reasoning_gym"
    for task in sorted(TASKS):
        yield Entry(
            id=f"{NAMESPACE}/ReasoningGym-{camel_case(task)}-v0",
            family="reasoning_gym",
            entry_point=f"{module}:ReasoningGym",
            kwargs={"task": task},
            turns=1,
            gem_ids=(f"rg:{task}",),
        )
    yield Entry(
        id=f"{NAMESPACE}/ReasoningGym-Composite-v0",
        family="reasoning_gym",
        entry_point=f"{module}:ReasoningGymComposite",
        turns=1,
        gem_ids=("rg:composite",),
    )


_NAMES = {"math": "Math", "code": "Code", "qa": "QA", "logic": "Logic"}


def _data(family: str, variant: str, old: str, dataset: str, **kwargs: Any) -> Entry:
    """An id over a data set that is on Hugging Face; ``old`` is GEM's, or nothing."""
    return Entry(
        id=f"{NAMESPACE}/{_NAMES[family]}-{variant}-v0",
        family=family,
        entry_point=f"gem_gymnasium.envs.{family}:{_NAMES[family]}",
        kwargs={"dataset": dataset, **kwargs},
        turns=1,
        needs=f"{dataset} of Hugging Face",
        gem_ids=(old,) if old else (),
    )


_MATH = {
    "ASDiv2K": "ASDIV-2k",
    "GSM8K": "GSM-8k",
    "Math12K": "MATH-12k",
    "Math8K3To5": "MATH-lvl3to5-8k",
    "Orz57K": "ORZ-57k",
    "DeepScaleR40K": "DeepScaleR-40K",
}
_MATH_EVAL = {
    "AIME24": "aime24",
    "AMC": "amc",
    "MATH500": "math",
    "Minerva": "minerva",
    "OlympiadBench": "olympiad_bench",
}
_CODE = {
    "CodeContest": "CodeContest",
    "Taco8k": "TACO-8k",
    "PrimeIntellect15k": "PrimeIntellect-15k",
}
_GEM_TESTS = {"question_key": "problem", "answer_key": "tests", "max_tests": 12}  # as GEM runs
_HUMANEVAL = {
    "split": "test",
    "question_key": "prompt",
    "answer_key": ["prompt", "test", "entry_point"],
    "solution_key": "canonical_solution",
    "prompt": "Complete this function.\n\n```python\n{question}\n```",
}
_MBPP = {
    "subset": "full",
    "split": "test",
    "question_key": "text",
    "answer_key": ["test_list", "test_setup_code"],
    "solution_key": "code",
    "show_tests": 1,  # the questions don't name the function
}
_QA_EVAL = {
    "2Wiki": "2wiki",
    "PopQA": "popqa",
    "TriviaQA": "tq",
    "HotpotQA": "hotpotqa",
    "Bamboogle": "bamboogle",
    "NaturalQuestions": "nq",
    "Musique": "musique",
}


def _questions() -> Iterator[Entry]:
    """Math, code, QA and logic: those built in, and the data sets of GEM's ids.

    Evaluation sets show every row once, in order.
    """
    for family, name in _NAMES.items():
        yield Entry(
            id=f"{NAMESPACE}/{name}-v0",
            family=family,
            entry_point=f"gem_gymnasium.envs.{family}:{name}",
            turns=1,
        )
    problem = {"question_key": "problem"}
    once = {"order": "sequential"}
    for variant, name in _MATH.items():
        old = "math:Math8K-3to5" if variant == "Math8K3To5" else f"math:{variant}"
        yield _data("math", variant, old, f"axon-rl/{name}", **problem)
    images = {"split": "train", "image_key": "images", **problem}
    yield _data("math", "Geometry3K", "math:Geometry3K", "axon-rl/geometry3k", **images)
    for variant, split in _MATH_EVAL.items():
        given = {"split": split, **problem, **once}
        yield _data("math", f"Eval-{variant}", f"eval:{variant}", "axon-rl/math-eval", **given)
    for variant, name in _CODE.items():
        old = f"code:{variant}"
        yield _data("code", variant, old, f"axon-rl/{name}", split="train", **_GEM_TESTS)
    tests: dict[str, Any] = {"split": "test", **_GEM_TESTS, **once}
    yield _data("code", "Eval-CodeContest", "eval:CodeContest", "axon-rl/CodeContest", **tests)
    yield _data("code", "HumanEval", "", "openai/openai_humaneval", **_HUMANEVAL, **once)
    yield _data("code", "MBPP", "", "google-research-datasets/mbpp", **_MBPP, **once)
    for name in ("NaturalQuestions", "HotpotQA"):
        yield _data("qa", name, f"qa:{name}", f"axon-rl/{name}", split="train", **problem)
    nq_open = "google-research-datasets/nq_open"
    yield _data("qa", "Eval-NQOpen", "eval:QaOpen", nq_open, split="validation", **once)
    for variant, split in _QA_EVAL.items():
        given = {"split": split, **once}
        yield _data("qa", f"Eval-{variant}", f"eval:{variant}", "axon-rl/search-eval", **given)
    for depth in (0, 1, 2, 3, 5):
        name = f"axon-rl/RuleTaker-d{depth}-70k"
        yield _data("logic", f"RuleTakerD{depth}", f"logic:RuleTaker-d{depth}", name, split="train")


_SEAT = Entry(
    id=f"{NAMESPACE}/Seat-v0",
    family="multiplayer",
    entry_point="gem_gymnasium.multiagent.seat:SeatEnv",
    rewards=(-1.0, 1.0),
)
_TABLE: dict[str, Entry] = {
    entry.id: entry
    for entry in (*_games(), *_questions(), *_reasoning_gym(), *_textarena(single=True), _SEAT)
}
_MULTIPLAYER: dict[str, Entry] = {entry.id: entry for entry in _textarena(single=False)}


def entries(pattern: str = "*") -> list[Entry]:
    """The lines of the table of Gymnasium's ids whose id matches.

    Args:
        pattern: An id, or a shell pattern as in ``gem/Sokoban*``.

    Returns:
        The lines in the order of the table; none where nothing matches.
    """
    return [entry for entry in _TABLE.values() if fnmatch.fnmatchcase(entry.id, pattern)]


def multiplayer(pattern: str = "*") -> list[Entry]:
    """The lines of the table of PettingZoo's ids whose id matches; see `entries`."""
    return [entry for entry in _MULTIPLAYER.values() if fnmatch.fnmatchcase(entry.id, pattern)]


def register_envs() -> None:
    """Register every id with Gymnasium or PettingZoo; importing the package does it.

    A second call is harmless.

    Ids that are registered already are left as they are.
    """
    for entry in _TABLE.values():
        if entry.id not in gymnasium.registry:
            gymnasium.register(
                id=entry.id,
                entry_point=entry.entry_point,
                kwargs=dict(entry.kwargs),
                reward_threshold=None,
            )
    for entry in _MULTIPLAYER.values():
        if entry.id not in pettingzoo.aec_registry:
            point, kwargs = entry.entry_point, dict(entry.kwargs)
            pettingzoo.register("aec", entry.id, f"{point}:TextArenaAEC", kwargs=kwargs)
            pettingzoo.register("parallel", entry.id, f"{point}:TextArenaParallel", kwargs=kwargs)


def gem_id(old_id: str) -> str:
    """The id of a GEM task in this package.

    Args:
        old_id: GEM's id, for example ``game:GuessTheNumber-v0-hard``.

    Returns:
        The Gymnasium id, for example ``gem/GuessTheNumber-Hard-v0``.

    Raises:
        UnregisteredEnv: If no task of that id is in the table.
    """
    for entry in _TABLE.values():
        if old_id in entry.gem_ids:
            return entry.id
    known = sorted(
        {old.partition(":")[0] + ":" for entry in _TABLE.values() for old in entry.gem_ids}
    )
    raise UnregisteredEnv(
        f"No environment here stands for GEM's {old_id!r}; the families known are "
        f"{', '.join(known)}. gem_gymnasium.print_envs() lists all ids."
    )


def print_envs(pattern: str = "*") -> None:
    """Print the table by family: id, players, turns, the range of a step's reward, needs.

    Args:
        pattern: A shell pattern of the ids to print.
    """
    chosen = entries(pattern) + multiplayer(pattern)
    if not chosen:
        print(f"No id matches {pattern!r}.")
        return
    width = max(len(entry.id) for entry in chosen)
    for family in dict.fromkeys(entry.family for entry in chosen):
        print(f"{family}\n  {'id':<{width}}  players  turns  reward       needs")
        for entry in chosen:
            if entry.family == family:
                drawn = "drawn" if family == "games" else "-"
                turns = drawn if entry.turns is None else str(entry.turns)
                players = str(entry.players[0])
                if len(entry.players) > 1:
                    players += f"-{entry.players[-1]}"
                reward = "{:g} to {:g}".format(*entry.rewards)
                print(
                    f"  {entry.id:<{width}}  {players:>7}  {turns:>5}  {reward:<11}  {entry.needs}"
                )
