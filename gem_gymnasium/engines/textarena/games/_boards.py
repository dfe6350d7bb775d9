"""What the board games share: squares, their names, and the patterns of numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

__all__ = ["AROUND", "FILES", "empty_cells", "number_below", "squares_of"]

FILES = "abcdefghijklmnopqrstuvwxyz"
AROUND = ((-1, -1), (-1, 0), (-1, 1), (0, -1), (0, 1), (1, -1), (1, 0), (1, 1))
"""The steps to the eight neighbours of a square."""


def number_below(bound: int) -> str:
    """A regular expression of the whole numbers from 0 to below ``bound``.

    Example:
        >>> number_below(3)
        '(?:0|1|2)'
    """
    return f"(?:{'|'.join(map(str, range(bound)))})"


def empty_cells(board: Sequence[Sequence[str]]) -> list[int]:
    """The numbers of the empty cells of a board, counted by rows."""
    return [cell for cell, mark in enumerate(mark for row in board for mark in row) if not mark]


def squares_of(board: Sequence[Sequence[str]], marks: str) -> Iterator[tuple[int, int]]:
    """The squares, as (row, column), that hold one of the marks."""
    for row, line in enumerate(board):
        for column, mark in enumerate(line):
            if mark and mark in marks:
                yield row, column
