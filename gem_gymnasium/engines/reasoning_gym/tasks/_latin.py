"""Squares with a number in every cell and each number once in a unit: solver, reader, score."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

from gem_gymnasium.engines.reasoning_gym.tasks._rows import rows

__all__ = ["Grid", "Square", "grid_score", "read_grid"]

Grid: TypeAlias = list[list[int]]

_LONGEST = 40  # characters of an answer for each of its cells
_ESCAPED = re.compile(r"(?<!\\)\\_")
_HLINE = re.compile(r"\\hline")
_NUMBER = re.compile(r"[1-9]\d{0,2}", re.A)
_BLANKS = {"_", "0", "."}


class Square:
    """Cells that hold the numbers of 1 to ``size``, and what they must obey.

    A cell's candidates are a mask: bit ``number - 1`` is set.

    Args:
        size: The length of a side.
        units: Lists of cells that hold every number once.
        below: Pairs of cells; the first holds the lower number.
    """

    def __init__(
        self, size: int, units: Sequence[Sequence[int]], below: Sequence[tuple[int, int]] = ()
    ) -> None:
        self.size = size
        self.full = (1 << size) - 1
        self.units = units
        self.below = below
        together: list[set[int]] = [set() for _ in range(size * size)]
        for unit in units:
            for cell in unit:
                together[cell].update(unit)
        self.peers = [sorted(others - {cell}) for cell, others in enumerate(together)]

    def candidates(self, values: Sequence[int], cell: int) -> int:
        """The numbers that no peer of a cell has, as a mask; a value of 0 is a blank."""
        used = 0
        for peer in self.peers[cell]:
            used |= 1 << values[peer] >> 1
        return self.full & ~used

    def unique_without(self, puzzle: Grid, row: int, col: int) -> bool:
        """Whether a puzzle with one solution still has one without the clue in a cell."""
        values = [value for line in puzzle for value in line]
        cell = row * self.size + col
        clue = 1 << values[cell] >> 1
        values[cell] = 0
        others = self.candidates(values, cell) & ~clue
        if not others:
            return True
        masks = [1 << v >> 1 if v else self.candidates(values, c) for c, v in enumerate(values)]
        masks[cell] = others
        return not self.solvable(masks)

    def solvable(self, masks: list[int]) -> bool:
        """Whether there is a solution from candidates, which are changed."""
        queue = [cell for cell, mask in enumerate(masks) if mask & (mask - 1) == 0]
        if not self._reduce(masks, queue):
            return False
        branch, least = -1, self.size + 1
        for cell, mask in enumerate(masks):
            if mask & (mask - 1):
                count = mask.bit_count()
                if count < least:
                    branch, least = cell, count
                    if count == 2:
                        break
        if branch < 0:
            return True
        mask = masks[branch]
        while mask:
            bit = mask & -mask
            mask ^= bit
            copy = masks.copy()
            copy[branch] = bit
            if self.solvable(copy):
                return True
        return False

    def _reduce(self, masks: list[int], queue: list[int]) -> bool:
        """Rule out what simple rules do; False if a cell or number has no place.

        Args:
            masks: Candidates.
            queue: Cells with one candidate that their peers may still have.
        """
        while True:
            while queue:
                cell = queue.pop()
                bit = masks[cell]
                if not bit:
                    return False
                for peer in self.peers[cell]:
                    mask = masks[peer]
                    if mask & bit:
                        mask ^= bit
                        if not mask:
                            return False
                        masks[peer] = mask
                        if not mask & (mask - 1):
                            queue.append(peer)
            if self.below and not self._order(masks, queue):
                return False
            if queue:
                continue
            for unit in self.units:  # numbers with one place left
                once = twice = 0
                for cell in unit:
                    mask = masks[cell]
                    twice |= once & mask
                    once |= mask
                if once != self.full:
                    return False
                once &= ~twice
                for cell in unit:
                    mask = masks[cell] & once
                    if mask and mask != masks[cell]:
                        if mask & (mask - 1):
                            return False
                        masks[cell] = mask
                        queue.append(cell)
            if not queue:
                return True

    def _order(self, masks: list[int], queue: list[int]) -> bool:
        """Rule out what is too high or too low for the pairs that are in order."""
        changed = True
        while changed:
            changed = False
            for low, high in self.below:
                lower, higher = masks[low], masks[high]
                new_higher = higher & -((lower & -lower) << 1)
                new_lower = lower & ((1 << (new_higher.bit_length() - 1)) - 1 if new_higher else 0)
                if not new_lower:
                    return False
                for cell, old, new in ((low, lower, new_lower), (high, higher, new_higher)):
                    if old != new:
                        masks[cell] = new
                        changed = True
                        if not new & (new - 1):
                            queue.append(cell)
        return True


def read_grid(answer: str, size: int) -> Grid | None:
    """The numbers of a square, with 0 for a blank, or None if it's no square of that size.

    Lines, JSON lists and LaTeX matrices are read, with or without spaces and bars between cells.
    """
    longest = _LONGEST * size * size
    if len(answer) > longest:
        return None
    text = _HLINE.sub("", _ESCAPED.sub("_", answer)).replace("|", " ")
    found = rows(text, longest) or []
    found = [row for row in found if set("".join(row)) - set("-+=")]
    square: Grid = []
    for row in found:
        cells = list(row[0]) if len(row) == 1 and size <= 9 else row
        if len(cells) != size:
            return None
        numbers = []
        for cell in cells:
            if cell in _BLANKS:
                numbers.append(0)
            elif _NUMBER.fullmatch(cell):
                numbers.append(int(cell))
            else:
                return None
        square.append(numbers)
    return square if len(square) == size else None


def grid_score(square: Grid | None, puzzle: Grid, solution: Grid) -> float:
    """1 for the solution, else a share up to 0.9.

    The share is of the blanks that are filled right, less those that are filled wrong, as a guess
    fills some right. Clues must be kept.
    """
    if square is None:
        return 0.0
    if square == solution:
        return 1.0
    right = wrong = blanks = 0
    for filled, given, true in zip(square, puzzle, solution, strict=True):
        for cell, clue, value in zip(filled, given, true, strict=True):
            if clue:
                if cell != clue:
                    return 0.0
                continue
            blanks += 1
            right += cell == value
            wrong += cell not in (0, value)
    return 0.9 * max(0, right - wrong) / max(1, blanks)
