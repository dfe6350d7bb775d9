"""Zebra puzzles: who lives in the first house."""

from __future__ import annotations

import builtins
from collections.abc import Callable, Collection, Iterable
from functools import cache
from itertools import combinations
from typing import Any

from gem_gymnasium.engines.reasoning_gym.task import ChoiceTask, Item
from gem_gymnasium.engines.reasoning_gym.tasks._upstream import replaced


class ZebraPuzzles(ChoiceTask):
    """The name of a person."""

    name = "zebra_puzzles"
    example = "carol"
    pattern = "alice|arnold|bob|carol"
    changes = (
        "Items are reasoning-gym's, made with a faster test of whether clues are enough, as its "
        "own takes a third of a second and minutes for the largest.",
    )
    chance = 0.25

    def make_dataset(self, **extra: Any) -> Any:
        dataset = super().make_dataset(**extra)
        make = replaced(type(dataset).__getitem__, generate_puzzle=_generator())
        return _Items(dataset, make)

    def item(self, index: int) -> Item:
        item: Item = self.dataset[index]
        return {**item, "question": item["question"].replace("??", "?")}


class _Items:
    """A data set's items, made by another function."""

    def __init__(self, dataset: Any, make: Callable[[Any, int], Item]) -> None:
        self.config = dataset.config
        self._dataset, self._make = dataset, make

    def __getitem__(self, index: int) -> Item:
        return self._make(self._dataset, index)


@cache
def _generator() -> Callable[..., Any]:
    """reasoning-gym's generator, with what is slow in it replaced.

    It turns every clue into clauses each time it tests a set of clues, by an algorithm that is
    exponential in the number of houses, and sorts clues by texts that it makes at each comparison.
    """
    from reasoning_gym.logic.contrib.logic_puzzle import generate

    names = {"has_unique_solution": _unique, "sorted": _sorted}
    parts = {
        name: replaced(getattr(generate, name), **names)
        for name in ("try_to_remove", "reduce_individually")
    }
    return replaced(
        generate.generate_puzzle,
        reduce_clues=replaced(generate.reduce_clues, **parts),
        has_unique_solution=_unique,
        check_correctness=lambda puzzle: True,  # all clues are of the solution
    )


def _sorted(clues: Iterable[Any]) -> list[Any]:
    """Clues in the order of their texts, which is what they compare."""
    return builtins.sorted(clues, key=_text)


def _text(clue: Any) -> str:
    """The text of a clue, which it keeps."""
    kept: dict[str, Any] = clue.__dict__
    if "_text" not in kept:
        kept["_text"] = str(clue)
    text: str = kept["_text"]
    return text


def _unique(puzzle: Any, clues: Collection[Any]) -> bool:
    """Whether a puzzle has no other solution than its own."""
    from reasoning_gym.logic.contrib.logic_puzzle.sat_utils import pycosat

    kept: dict[str, Any] = puzzle.__dict__
    if "_clauses" not in kept:
        kept["_numbers"] = {literal: place for place, literal in enumerate(puzzle.literals)}
        houses = len(puzzle.houses)
        kept["_clauses"] = _rules(puzzle, kept["_numbers"])
        kept["_clauses"].append(
            [-(houses * kept["_numbers"][what] + house) for what, house in puzzle.solution.items()]
        )
        kept["_of_clues"] = {}
    numbers, of_clues = kept["_numbers"], kept["_of_clues"]
    clauses = list(kept["_clauses"])
    for clue in clues:
        if clue not in of_clues:
            of_clues[clue] = _clauses(clue, numbers, len(puzzle.houses))
        clauses.extend(of_clues[clue])
    return bool(pycosat.solve(clauses) == "UNSAT")


def _rules(puzzle: Any, numbers: dict[Any, int]) -> list[list[int]]:
    """Clauses: every person of a house has one of each kind of things, and none is in two."""
    houses = len(puzzle.houses)
    groups = [[houses * number + house for house in puzzle.houses] for number in numbers.values()]
    for kind in puzzle.element_classes:
        same = [number for literal, number in numbers.items() if isinstance(literal, kind)]
        groups += [[houses * number + house for number in same] for house in puzzle.houses]
    clauses = []
    for group in groups:
        clauses.append(group)
        clauses += [[-first, -second] for first, second in combinations(group, 2)]
    return clauses


def _clauses(clue: Any, numbers: dict[Any, int], houses: int) -> list[list[int]]:
    """What a clue says, given the rules."""
    kind = type(clue).__name__
    if kind == "found_at":
        return [[houses * numbers[clue.value] + clue.house]]
    steps = {"same_house": (0,), "consecutive": (1,), "beside": (-1, 1)}[kind]
    first, second = houses * numbers[clue.value1], houses * numbers[clue.value2]
    return [
        [-(first + house)]
        + [second + house + step for step in steps if 1 <= house + step <= houses]
        for house in range(1, houses + 1)
    ]
