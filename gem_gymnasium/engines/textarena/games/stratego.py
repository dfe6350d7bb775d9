"""Stratego: two armies whose ranks the opponent can't see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["Stratego", "moves"]

_SIZE = 10
_STEPS = ((-1, 0), (1, 0), (0, -1), (0, 1))
_NAMES = [[f"{chr(ord('A') + row)}{column}" for column in range(_SIZE)] for row in range(_SIZE)]


class Stratego(Rules):
    """A piece moves one square, a scout any number; bombs and the flag stay."""

    pattern = r"\[[A-J][0-9] [A-J][0-9]\]"
    example = "[D0 E0]"

    def legal(self, engine: Any) -> list[str]:
        """The moves of each piece to empty squares and onto the opponent's pieces."""
        return list(moves(engine.board, engine.state.current_player_id))


def moves(board: Sequence[Sequence[Any]], player: int) -> Iterator[str]:
    """A player's legal moves; the board holds None, ``"~"`` for lakes, and pieces as dicts."""
    for row, line in enumerate(board):
        for column, piece in enumerate(line):
            if piece is None or piece == "~" or piece["player"] != player:
                continue
            rank = piece["rank"]
            if rank in ("Bomb", "Flag"):
                continue
            for down, right in _STEPS:
                to, along = row + down, column + right
                while 0 <= to < _SIZE and 0 <= along < _SIZE:
                    target = board[to][along]
                    if target is None or (target != "~" and target["player"] != player):
                        yield f"[{_NAMES[row][column]} {_NAMES[to][along]}]"
                    if target is not None or rank != "Scout":
                        break
                    to, along = to + down, along + right
