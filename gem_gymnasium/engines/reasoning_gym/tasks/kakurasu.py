"""Kakurasu: ones and zeros with weighted sums of rows and columns."""

from __future__ import annotations

from functools import cache
from typing import Any

from gem_gymnasium.engines.reasoning_gym.task import Item, Task
from gem_gymnasium.engines.reasoning_gym.tasks._rows import rows

_LONGEST = 3000  # characters of an answer


class Kakurasu(Task):
    """The filled grid."""

    name = "kakurasu"
    example = "1 0 0 1\n0 1 0 0\n0 0 1 0\n1 0 0 0"
    pattern = r"[01](?: [01]){3,4}(?:\n[01](?: [01]){3,4}){3,4}"
    form = "Write the filled grid row by row, a line each, with spaces between the cells."
    changes = (
        "Puzzles are checked by a faster solver, as reasoning-gym's takes seconds for large grids; "
        "items are the same.",
        "The question doesn't say how to write the grid, so the form does, and an answer with "
        "anything but zeros and ones is wrong; reasoning-gym passes over other characters.",
    )

    def make_dataset(self, **extra: Any) -> Any:
        dataset = super().make_dataset(**extra)
        dataset._count_solutions = _count
        return dataset

    def score(self, answer: str, item: Item) -> float:
        known = item["metadata"]
        height, width = known["n_rows"], known["n_cols"]
        found = rows(answer, _LONGEST) or []
        found = [list(row[0]) if len(row) == 1 else row for row in found]
        if len(found) != height or any(len(row) != width or set(row) - set("01") for row in found):
            return 0.0
        columns = list(zip(*found, strict=True))
        return float(
            [_sum(row) for row in found] == known["row_sums"]
            and [_sum(column) for column in columns] == known["col_sums"]
        )


def _sum(line: list[str] | tuple[str, ...]) -> int:
    return sum(place for place, cell in enumerate(line, 1) if cell == "1")


def _count(
    height: int, width: int, row_sums: list[int], col_sums: list[int], limit: int = 2
) -> int:
    """The number of solutions, but no more than a limit."""
    return _solutions(
        [_fillings(width, total) for total in row_sums],
        [_fillings(height, total) for total in col_sums],
        limit,
    )


@cache
def _fillings(length: int, total: int) -> tuple[int, ...]:
    """The masks of a line's ones whose places have a sum."""
    return tuple(
        mask
        for mask in range(1 << length)
        if sum(place + 1 for place in range(length) if mask >> place & 1) == total
    )


def _solutions(across: list[tuple[int, ...]], down: list[tuple[int, ...]], limit: int) -> int:
    """How many ways there are to choose a filling for each line so that they agree."""
    lines = [list(across), list(down)]
    changed = True
    while changed:
        changed = False
        for one, other in ((0, 1), (1, 0)):
            ones, zeros = [0] * len(lines[other]), [0] * len(lines[other])
            for place, fillings in enumerate(lines[one]):
                if not fillings:
                    return 0
                always, ever = -1, 0
                for filling in fillings:
                    always &= filling
                    ever |= filling
                for crossing in range(len(lines[other])):
                    ones[crossing] |= (always >> crossing & 1) << place
                    zeros[crossing] |= (~ever >> crossing & 1) << place
            for place, fillings in enumerate(lines[other]):
                on, off = ones[place], zeros[place]
                fits = tuple(f for f in fillings if f & on == on and not f & off)
                if len(fits) != len(fillings):
                    lines[other][place] = fits
                    changed = True
    choices = [(len(f), side, place) for side in (0, 1) for place, f in enumerate(lines[side])]
    count, side, place = min((choice for choice in choices if choice[0] != 1), default=(1, 0, 0))
    if count < 2:
        return count  # a line without filling, or all lines have one
    found = 0
    for filling in lines[side][place]:
        lines[side][place] = (filling,)
        found += _solutions(lines[0], lines[1], limit - found)
        if found >= limit:
            break
    return found
