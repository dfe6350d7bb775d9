"""Tak: two players, a road of flat stones and capstones from edge to edge."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["Tak", "can_enter"]

_STEPS = ((0, 1), (1, 0), (0, -1), (-1, 0))


class Tak(Rules):
    """Place a piece on an empty square, or spread a stack along a line."""

    example = "[place () {(1,2): [F0]}]"
    seeded = False

    @property
    def pattern(self) -> str:
        """A placement, or a move with what is left on each square."""
        digit = f"[0-{self.arguments['board_size'] - 1}]"
        square = rf"\({digit},{digit}\)"
        piece = "[FWC][01]"
        drop = rf"{square}: \[{piece}(, {piece})*\]"
        return (
            rf"\[(place \(\) \{{{square}: \[{piece}\]\}}"
            rf"|move {square} \{{{drop}(, {drop}){{0,{self.arguments['board_size'] - 2}}}\}})\]"
        )

    def legal(self, engine: Any) -> list[str]:
        """Placements of the pieces that are left, and all ways to spread each stack."""
        player = engine.state.current_player_id
        left = engine.players[player]
        pieces = ["F", "W"] * (left["stones"] > 0) + ["C"] * (left["capstones"] > 0)
        size = range(engine.board_size)
        placements = [
            f"[place () {{({row},{column}): [{piece}{player}]}}]"
            for row in size
            for column in size
            if not engine.board[row][column]
            for piece in pieces
        ]
        return placements + [
            move
            for row in size
            for column in size
            if engine.board[row][column] and engine.board[row][column][-1][1] == str(player)
            for move in _spreads(engine.board, row, column)
        ]


def can_enter(top: str, carried: list[str]) -> bool:
    """Whether carried pieces may go onto a stack with that top piece."""
    if top[0] == "F":
        return True
    return top[0] == "W" and len(carried) == 1 and carried[0][0] == "C"


def _spreads(board: list[list[list[str]]], row: int, column: int) -> Iterator[str]:
    stack = board[row][column]
    size = len(board)
    for down, right in _STEPS:
        squares = []
        for k in range(1, size):
            to, along = row + k * down, column + k * right
            if not (0 <= to < size and 0 <= along < size):
                break
            squares.append((to, along))
        for height in range(1, len(stack) + 1):
            carried = stack[-height:]
            free = _free(board, squares, carried)
            for drops in _drops(height, free):
                parts, start = [], 0
                for (to, along), count in zip(squares, drops, strict=False):
                    parts.append(f"({to},{along}): [{', '.join(carried[start : start + count])}]")
                    start += count
                yield f"[move ({row},{column}) {{{', '.join(parts)}}}]"


def _free(board: list[list[list[str]]], squares: list[tuple[int, int]], carried: list[str]) -> int:
    """How many squares the carried pieces may enter, one after the other."""
    for count, (row, column) in enumerate(squares):
        if board[row][column] and not can_enter(board[row][column][-1], carried):
            return count
    return len(squares)


@cache
def _drops(height: int, squares: int) -> list[tuple[int, ...]]:
    """All ways to leave a number of pieces on up to so many squares, at least one on each."""
    if not squares:
        return []
    return [(height,)] + [
        (first, *rest) for first in range(1, height) for rest in _drops(height - first, squares - 1)
    ]
