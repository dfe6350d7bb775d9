"""Sudoku grids: drawing full ones, and taking numbers out while one solution is left.

The search keeps, for each digit, one whole number whose bits are the cells where the digit may
still stand. What concerns the whole grid is then a few operations: to find all cells with one
candidate left, or the cells that see a digit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from math import isqrt
from operator import or_

import numpy as np

__all__ = ["puzzle"]


@dataclass(frozen=True)
class _Shape:
    """What all grids of a scale share; a mask has a bit for each cell.

    Attributes:
        full: All cells.
        units: For each cell, its row, its column and its box.
        peers: For each cell, the other cells of its units.
    """

    full: int
    units: tuple[tuple[int, int, int], ...]
    peers: tuple[int, ...]


@cache
def _shape(scale: int) -> _Shape:
    side = isqrt(scale)
    cells = [
        (k // scale, k % scale, k // scale // side, k % scale // side) for k in range(scale**2)
    ]

    def mask(*index: int) -> list[int]:
        return [
            sum(1 << k for k, other in enumerate(cells) if all(other[i] == one[i] for i in index))
            for one in cells
        ]

    units = tuple(zip(mask(0), mask(1), mask(2, 3), strict=True))
    peers = tuple((row | col | box) ^ 1 << k for k, (row, col, box) in enumerate(units))
    return _Shape((1 << scale**2) - 1, units, peers)


def _cells(mask: int) -> Iterator[int]:
    """The cells of a mask, in order."""
    while mask:
        yield (mask & -mask).bit_length() - 1
        mask &= mask - 1


def puzzle(rng: np.random.Generator, scale: int, clues: int) -> tuple[list[int], list[int]]:
    """Draw a puzzle that has exactly one solution.

    Args:
        rng: The source of all randomness.
        scale: Cells of a row, 4 or 9.
        clues: How many numbers are given.

    Returns:
        The puzzle and its solution: the numbers row by row, 0 where a cell is empty.
    """
    shape = _shape(scale)
    while True:
        held = _full_grid(rng, shape, scale)
        solution = [0] * scale**2
        for digit, mask in enumerate(held):
            for cell in _cells(mask):
                solution[cell] = digit + 1
        given = _thinned(shape, held, solution, rng.permutation(scale**2).tolist(), clues)
        if given:
            grid = [value if given >> cell & 1 else 0 for cell, value in enumerate(solution)]
            return grid, solution


def _full_grid(rng: np.random.Generator, shape: _Shape, scale: int) -> list[int]:
    """The cells of each digit in a random full grid."""
    side = isqrt(scale)
    while True:
        digits, done = [shape.full] * scale, 0
        # The boxes of the diagonal don't see each other, so any numbers may stand in them.
        for corner in range(0, scale**2, side * (scale + 1)):
            for k, digit in enumerate(rng.permutation(scale).tolist()):
                cell = corner + k // side * scale + k % side
                digits = [mask & ~(1 << cell) for mask in digits]
                digits[digit] = digits[digit] & ~shape.peers[cell] | 1 << cell
                done |= 1 << cell
        found = _search(shape, digits, done, rng.permutation(scale).tolist())
        if found is not None:  # always on 9 rows, mostly on 4
            return found


def _thinned(
    shape: _Shape, held: list[int], solution: list[int], order: list[int], clues: int
) -> int:
    """Empty cells in an order, as long as the solution stays the only one.

    Returns:
        The mask of the cells that are left when they are ``clues``, or 0 where they stay more.
    """
    held = held.copy()  # the clues of each digit
    seen = [shape.full ^ mask for mask in held]  # the cells that a clue of the digit sees
    given, left = shape.full, len(order)
    for cell in order:
        if left == clues:
            return given
        digit, bit = solution[cell] - 1, 1 << cell
        others, rest = held[digit] ^ bit, given ^ bit
        seen_then = reduce(or_, map(shape.peers.__getitem__, _cells(others)), 0)
        places = shape.full & ~(seen_then | rest)
        # Most cells have no other candidate, or their digit no other place in some unit: nothing
        # but the old number fits. For the rest, look for a solution with another number.
        if any(not mask & bit for k, mask in enumerate(seen) if k != digit) and not any(
            places & unit == bit for unit in shape.units[cell]
        ):
            digits = [shape.full & ~(s | rest) | h for s, h in zip(seen, held, strict=True)]
            digits[digit] = places ^ bit | others
            if _search(shape, digits, rest, range(len(held))) is not None:
                continue
        held[digit], seen[digit], given, left = others, seen_then, rest, left - 1
    return given if left == clues else 0


def _search(shape: _Shape, digits: list[int], done: int, order: Sequence[int]) -> list[int] | None:
    """A solution: the cells of each digit, or None where there is none.

    Args:
        shape: The grid's shape.
        digits: The cells where each digit may stand; changed.
        done: The cells with one candidate whose peers have lost it already.
        order: The digits in the order in which they are tried.
    """
    peers = shape.peers
    while True:
        once = twice = thrice = 0
        for mask in digits:
            thrice |= twice & mask
            twice |= once & mask
            once |= mask
        if once != shape.full:
            return None
        single = once & ~(twice | done)
        if not single:
            break
        for digit, mask in enumerate(digits):
            hits = mask & single
            while hits:
                bit = hits & -hits
                hits ^= bit
                mask &= ~peers[bit.bit_length() - 1]
            digits[digit] = mask
        done |= single
    if not twice:
        return digits
    pairs = twice & ~thrice or twice
    bit = pairs & -pairs
    seen = peers[bit.bit_length() - 1]
    for digit in order:
        if digits[digit] & bit:
            branch = [mask & ~bit for mask in digits]
            branch[digit] = digits[digit] & ~seen
            found = _search(shape, branch, done | bit, order)
            if found is not None:
                return found
    return None
