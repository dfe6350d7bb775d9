"""Crossword grids: words that cross, and nothing beside them that would read as another word.

A cell is one number, ``row * 32 + column``. A word grows by 1 from letter to letter across and by
32 down.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

import numpy as np

__all__ = ["Placed", "lay_out"]

_SIDE = 10  # the most rows and columns of a grid, so that one digit names each
_ACROSS, _DOWN = 1, 32
_MIDDLE = 16 * _DOWN + 16  # so far from all borders that no word reaches one

_Grid: TypeAlias = dict[int, str]  # the letters that are placed


class Placed(NamedTuple):
    """A word in a grid: where it begins and how it runs."""

    row: int
    col: int
    across: bool
    word: str


def lay_out(
    rng: np.random.Generator, words: Sequence[str], count: int, letters: int
) -> list[Placed] | None:
    """Lay out some of the words, each but the first across another one.

    Args:
        rng: The source of all randomness.
        words: The words to choose from, in the order in which they are tried; one letter each at
            least.
        count: How many are placed.
        letters: The most letters of the grid.

    Returns:
        The words in reading order of their cells, in a grid of at most 10 rows and 10 columns that
        begins at row and column 0; None where the words can't be laid out.
    """
    grid: _Grid = {}
    placed: list[tuple[int, int, str]] = []
    for word in words:
        # Leave room for the words to come: four new letters each.
        if len(grid) + len(word) - bool(grid) + 4 * (count - len(placed) - 1) > letters:
            continue
        spots = _crossings(grid, word) if grid else [(_MIDDLE, _ACROSS), (_MIDDLE, _DOWN)]
        if not spots:
            continue
        cell, step = spots[int(rng.integers(len(spots)))]
        grid.update(zip(_cells(cell, step, word), word, strict=True))
        placed.append((cell, step, word))
        if len(placed) == count:
            top, left = min(grid) // _DOWN, min(cell % _DOWN for cell in grid)
            return sorted(
                Placed(cell // _DOWN - top, cell % _DOWN - left, step == _ACROSS, word)
                for cell, step, word in placed
            )
    return None


def _cells(cell: int, step: int, word: str) -> range:
    return range(cell, cell + len(word) * step, step)


def _crossings(grid: _Grid, word: str) -> list[tuple[int, int]]:
    """Where a word can begin, and how it can run, so that it crosses another."""
    return [
        (start, step)
        for k, letter in enumerate(word)
        for cell, other in grid.items()
        if letter == other
        for step in (_ACROSS, _DOWN)
        if _fits(grid, word, start := cell - k * step, step)
    ]


def _fits(grid: _Grid, word: str, start: int, step: int) -> bool:
    """Whether a word may stand there: it touches others only where it crosses them."""
    beside = _ACROSS + _DOWN - step
    cells = _cells(start, step, word)
    if start - step in grid or cells.stop in grid:
        return False
    crossed = False  # whether the letter before belongs to another word
    for cell, letter in zip(cells, word, strict=True):
        if cell not in grid:
            if cell - beside in grid or cell + beside in grid:
                return False
            crossed = False
        elif crossed or grid[cell] != letter:
            return False
        else:
            crossed = True
    columns = [cell % _DOWN for cell in (*grid, cells[0], cells[-1])]
    low, high = min(min(grid), cells[0]) // _DOWN, max(max(grid), cells[-1]) // _DOWN
    return high - low < _SIDE and max(columns) - min(columns) < _SIDE
