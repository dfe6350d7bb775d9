"""Sudoku."""

from __future__ import annotations

from functools import cache
from random import Random
from typing import Any

from gem_gymnasium.engines.reasoning_gym.task import Item, Task
from gem_gymnasium.engines.reasoning_gym.tasks._latin import Grid, Square, grid_score, read_grid

_CELLS = range(81)


class Sudoku(Task):
    """The filled square of 9 x 9."""

    name = "sudoku"
    example = "\n".join(["1 2 3 4 5 6 7 8 9"] * 9)
    pattern = r"[1-9](?: [1-9]){8}(?:\n[1-9](?: [1-9]){8}){8}"
    changes = (
        "Items are reasoning-gym's, made by a faster solver, as its own takes up to a second.",
        "A partly right square earns up to 0.9 for its blanks: those right less those wrong. "
        "reasoning-gym counts the given cells and lucky ones too, and pays less for a long text.",
    )

    def make_dataset(self, **extra: Any) -> Any:
        dataset = super().make_dataset(**extra)
        dataset._generate_solved_board = _solved
        dataset._create_puzzle = _without_clues
        return dataset

    def score(self, answer: str, item: Item) -> float:
        known = item["metadata"]
        return grid_score(read_grid(answer, 9), known["puzzle"], known["solution"])


def _box(row: int, col: int) -> int:
    return row // 3 * 3 + col // 3


@cache
def _square() -> Square:
    places = [(cell, *divmod(cell, 9)) for cell in _CELLS]
    units = [[cell for cell, row, _ in places if row == line] for line in range(9)]
    units += [[cell for cell, _, col in places if col == line] for line in range(9)]
    units += [[cell for cell, row, col in places if _box(row, col) == box] for box in range(9)]
    return Square(9, units)


@cache
def _orders() -> list[list[int]]:
    """The order in which reasoning-gym tries numbers, for each mask of those that are used.

    It is the order of Python's sets, which it walks: 8 is before the others, as a rule.
    """
    numbers = range(1, 10)
    return [
        list(set(numbers) - {0, *(number for number in numbers if mask >> number & 1)})
        for mask in range(0, 1024, 2)
    ]


def _solved(rng: Random) -> Grid:
    """A filled square: three boxes at random, and the first solution of the rest."""
    values = [0] * 81
    row_used, col_used, box_used = [0] * 9, [0] * 9, [0] * 9
    for corner in (0, 3, 6):
        numbers = list(range(1, 10))
        rng.shuffle(numbers)
        for place, number in enumerate(numbers):
            row, col = corner + place // 3, corner + place % 3
            values[9 * row + col] = number
            row_used[row] |= 1 << number
            col_used[col] |= 1 << number
            box_used[_box(row, col)] |= 1 << number
    orders = _orders()
    empty = [cell for cell in _CELLS if not values[cell]]
    places = [(cell, cell // 9, cell % 9, _box(cell // 9, cell % 9)) for cell in empty]

    def fill(depth: int) -> bool:
        if depth == len(places):
            return True
        cell, row, col, box = places[depth]
        for number in orders[(row_used[row] | col_used[col] | box_used[box]) >> 1]:
            bit = 1 << number
            values[cell] = number
            row_used[row] |= bit
            col_used[col] |= bit
            box_used[box] |= bit
            if fill(depth + 1):
                return True
            row_used[row] ^= bit
            col_used[col] ^= bit
            box_used[box] ^= bit
        return False

    fill(0)
    return [values[start : start + 9] for start in range(0, 81, 9)]


def _without_clues(solution: Grid, empty: int, rng: Random) -> Grid:
    """A puzzle of one solution: cells are emptied in random order, as many as wanted or can be."""
    square = _square()
    puzzle = [list(row) for row in solution]
    cells = [(row, col) for row in range(9) for col in range(9)]
    rng.shuffle(cells)
    removed = 0
    for row, col in cells:
        if square.unique_without(puzzle, row, col):
            puzzle[row][col] = 0
            removed += 1
            if removed == empty:
                break
    return puzzle
