"""Alquerque: two players, steps forward and jumps over the opponent's pieces."""

from __future__ import annotations

from typing import Any

from gem_gymnasium.engines.textarena.games._boards import AROUND, FILES, squares_of
from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["Alquerque"]

_SIZE = 5


class Alquerque(Rules):
    """A piece steps forward, straight or diagonally, or jumps in any direction."""

    pattern = r"\[[a-e][1-5] [a-e][1-5]\]"
    example = "[a2 a3]"
    seeded = False

    def legal(self, engine: Any) -> list[str]:
        """Steps and jumps of each piece."""
        player = engine.state.current_player_id
        board = engine.state.game_state["board"]
        own, other, ahead = ("R", "B", -1) if player == 0 else ("B", "R", 1)
        moves = []
        for row, column in squares_of(board, own):
            for down, right in AROUND:
                to = row + down, column + right
                if not _inside(*to):
                    continue
                if board[to[0]][to[1]] == other:
                    to = row + 2 * down, column + 2 * right
                elif down != ahead:
                    continue
                if _inside(*to) and not board[to[0]][to[1]]:
                    moves.append(f"[{_name(row, column)} {_name(*to)}]")
        return moves


def _inside(row: int, column: int) -> bool:
    return 0 <= row < _SIZE and 0 <= column < _SIZE


def _name(row: int, column: int) -> str:
    return f"{FILES[column]}{_SIZE - row}"
