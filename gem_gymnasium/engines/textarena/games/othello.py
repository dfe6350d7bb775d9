"""Othello: two players, discs that are flanked change colour."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from gem_gymnasium.engines.textarena.games._boards import AROUND, number_below
from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["Othello", "moves"]


class Othello(Rules):
    """Place a disc that flanks some of the opponent's; who can't is passed over."""

    example = "[2, 3]"
    seeded = False

    @property
    def pattern(self) -> str:
        """A row and a column."""
        number = number_below(self.arguments["board_size"])
        return rf"\[{number}, {number}\]"

    def legal(self, engine: Any) -> list[str]:
        """The squares that flank, as the engine has found them."""
        return [str(square) for square in engine.state.game_state["valid_moves"]]


def moves(board: Sequence[Sequence[str]], piece: str) -> list[list[int]]:
    """The squares, as [row, column], on which a piece would flank the opponent's."""
    size = len(board)
    cells = [cell for row in board for cell in row]
    other = "W" if piece == "B" else "B"
    found = []
    for square, rays in enumerate(_rays(size)):
        if cells[square]:
            continue
        for ray in rays:
            if cells[ray[0]] != other:
                continue
            for seen in ray:
                if cells[seen] != other:
                    break
            if cells[seen] == piece:
                found.append([square // size, square % size])
                break
    return found


@cache
def _rays(size: int) -> list[list[list[int]]]:
    """For each square, the squares in each direction from it on, where there are two or more."""
    return [
        [ray for down, right in AROUND if len(ray := _ray(size, row, column, down, right)) > 1]
        for row in range(size)
        for column in range(size)
    ]


def _ray(size: int, row: int, column: int, down: int, right: int) -> list[int]:
    ray = []
    while 0 <= (row := row + down) < size and 0 <= (column := column + right) < size:
        ray.append(row * size + column)
    return ray
