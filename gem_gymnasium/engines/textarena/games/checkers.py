"""Checkers: two players; captures aren't forced and don't go on."""

from __future__ import annotations

from typing import Any

from gem_gymnasium.engines.textarena.games._boards import squares_of
from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["Checkers"]

_SIZE = 8


class Checkers(Rules):
    """A piece steps diagonally ahead or jumps over an opponent's; kings go both ways."""

    pattern = r"\[[0-7] [0-7] [0-7] [0-7]\]"
    example = "[2 1 3 2]"
    seeded = False

    def legal(self, engine: Any) -> list[str]:
        """Steps and jumps of each piece."""
        board = engine.state.game_state["board"]
        own, other, ahead = (
            ("rR", "bB", -1) if engine.state.current_player_id == 0 else ("bB", "rR", 1)
        )
        moves = []
        for row, column in squares_of(board, own):
            for down in (ahead, -ahead) if board[row][column].isupper() else (ahead,):
                for right in (-1, 1):
                    for jump in (1, 2):
                        to, side = row + jump * down, column + jump * right
                        if not (0 <= to < _SIZE and 0 <= side < _SIZE) or board[to][side] != ".":
                            continue
                        if jump == 1 or board[row + down][column + right] in other:
                            moves.append(f"[{row} {column} {to} {side}]")
        return moves
