"""Sudoku grids of 9 x 9: filling one at random, and whether a cell can be emptied."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

__all__ = ["filled", "only"]

_ALL = 0b111111111  # a bit for each number
_CELLS = range(81)


@cache
def _peers() -> tuple[tuple[int, ...], ...]:
    """For each cell, the others of its row, its column and its box."""
    return tuple(
        tuple(
            other
            for other in _CELLS
            if other != cell
            and (
                other // 9 == cell // 9
                or other % 9 == cell % 9
                or (other // 27, other % 9 // 3) == (cell // 27, cell % 9 // 3)
            )
        )
        for cell in _CELLS
    )


def _search(grid: list[int], shuffle: Callable[[list[int]], None] | None = None) -> bool:
    """Fill the empty cells of a grid, those with the fewest candidates first.

    Args:
        grid: A bit for the number of each cell, 0 where it is empty; filled if that can be done.
        shuffle: Puts the candidates of a cell in another order.

    Returns:
        Whether it can be done.
    """
    peers = _peers()
    best, fewest, choice = -1, 10, 0
    for cell in _CELLS:
        if not grid[cell]:
            taken = 0
            for peer in peers[cell]:
                taken |= grid[peer]
            free = _ALL & ~taken
            count = free.bit_count()
            if count < fewest:
                best, fewest, choice = cell, count, free
                if count < 2:
                    break
    if best < 0:
        return True
    bits = [1 << number for number in range(9) if choice >> number & 1]
    if shuffle is not None:
        shuffle(bits)
    for bit in bits:
        grid[best] = bit
        if _search(grid, shuffle):
            return True
    grid[best] = 0
    return False


def filled(shuffle: Callable[[list[int]], None]) -> list[list[int]]:
    """A full grid; ``shuffle`` is its chance."""
    grid = [0] * 81
    _search(grid, shuffle)
    return [[bit.bit_length() for bit in grid[row : row + 9]] for row in range(0, 81, 9)]


def only(puzzle: list[list[int]], row: int, col: int, number: int) -> bool:
    """Whether an empty cell can hold no other number than the one of a solution."""
    grid = [1 << value >> 1 for line in puzzle for value in line]
    cell, bit = row * 9 + col, 1 << number - 1
    peers = _peers()
    taken = 0
    for peer in peers[cell]:
        taken |= grid[peer]
    others = _ALL & ~taken & ~bit
    for other in range(9):
        if others >> other & 1:
            trial = grid.copy()
            trial[cell] = 1 << other
            if _search(trial):
                return False
    return True
