"""Futoshiki: a Latin square with signs between neighbours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from random import Random
from typing import Any, TypeAlias

from gem_gymnasium.engines.reasoning_gym.task import Item, Task
from gem_gymnasium.engines.reasoning_gym.tasks._latin import Grid, Square, grid_score, read_grid

Point: TypeAlias = tuple[int, int]

_LONGEST = 40  # characters of an answer for each of its cells
_SIGNS = re.compile(r"\\(?:wedge|vee|land|lor|lt|gt)\b|[<>∧∨^vV]")
_SHARE = 0.1  # of the cells that are left as clues, if that many can be removed


class Futoshiki(Task):
    """The filled square, with or without the signs."""

    name = "futoshiki"
    example = "1 < 2   3   4\n             \n2   3   4   1\n\n3   4   1   2\n\n4   1   2   2"
    pattern = (
        r"[1-9](?: [<> ] [1-9]){3,8}"
        r"(?:\n(?:[∧∨ ](?: {3}[∧∨ ]){3,8})?\n[1-9](?: [<> ] [1-9]){3,8}){3,8}"
    )
    form = "A line of numbers for each row is enough: the signs between them may be left out."
    changes = (
        "Clues are removed by an exact solver, so that items take milliseconds instead of up to "
        "seconds: reasoning-gym's solver finds no solution of some puzzles that have one, and "
        "leaves clues that aren't needed.",
        "The signs may be left out, and a partly right square earns up to 0.9 for its blanks: "
        "those right less those wrong. reasoning-gym counts the given cells and lucky ones too.",
    )

    def make_dataset(self, **extra: Any) -> Any:
        dataset = super().make_dataset(**extra)
        dataset._generate_random_solution = _solved
        dataset._remove_clues = _without_clues
        return dataset

    def score(self, answer: str, item: Item) -> float:
        known = item["metadata"]
        size = known["board_size"]
        if len(answer) > _LONGEST * size * size:
            return 0.0
        square = read_grid(_SIGNS.sub(" ", answer), size)
        return grid_score(square, known["puzzle"], known["solution"])


def _solved(size: int, rng: Random) -> Grid:
    """A Latin square; each row is the first that fits of the permutations of a shuffled one."""
    used = [0] * size  # in each column
    square: Grid = []
    for _ in range(size):
        numbers = list(range(1, size + 1))
        rng.shuffle(numbers)
        row: list[int] = []
        _extend(row, numbers, used)
        for col, number in enumerate(row):
            used[col] |= 1 << number
        square.append(row)
    return square


def _extend(row: list[int], numbers: list[int], used: list[int]) -> bool:
    if not numbers:
        return True
    for place, number in enumerate(numbers):
        if not used[len(row)] >> number & 1:
            row.append(number)
            if _extend(row, numbers[:place] + numbers[place + 1 :], used):
                return True
            row.pop()
    return False


def _without_clues(grid: Grid, signs: Mapping[tuple[Point, Point], str], rng: Random) -> Grid:
    """A puzzle of one solution: cells are emptied in random order, down to a share of them."""
    size = len(grid)
    lines = [[size * line + place for place in range(size)] for line in range(size)]
    below = [
        (first, second) if sign == "<" else (second, first)
        for first, second, sign in (
            (size * a[0] + a[1], size * b[0] + b[1], sign) for (a, b), sign in signs.items()
        )
    ]
    columns = [list(column) for column in zip(*lines, strict=True)]
    square = Square(size, lines + columns, below)
    puzzle = [list(row) for row in grid]
    cells = [(row, col) for row in range(size) for col in range(size)]
    rng.shuffle(cells)
    left, least = size * size, int(_SHARE * size * size)
    for row, col in cells:
        if left <= least:
            break
        if square.unique_without(puzzle, row, col):
            puzzle[row][col] = 0
            left -= 1
    return puzzle
