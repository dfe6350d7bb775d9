"""Breakthrough: two players, the first to reach the other's home row wins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from gem_gymnasium.engines.textarena.games._boards import FILES, number_below, squares_of
from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["Breakthrough", "moves"]


class Breakthrough(Rules):
    """A piece steps straight ahead to an empty square, or captures diagonally ahead."""

    example = "[a2a3]"
    seeded = False

    @property
    def pattern(self) -> str:
        """Two squares, named as in chess."""
        size = self.arguments["board_size"]
        square = f"[a-{FILES[size - 1]}]{number_below(size + 1).replace('0|', '', 1)}"
        return rf"\[{square}{square}\]"

    def legal(self, engine: Any) -> list[str]:
        """Steps and captures of each piece."""
        state = engine.state
        return list(moves(state.game_state["board"], state.current_player_id))


def moves(board: Sequence[Sequence[str]], player: int) -> Iterator[str]:
    """A player's legal moves; row 0 of the board is White's home."""
    own, other, ahead = ("W", "B", 1) if player == 0 else ("B", "W", -1)
    for row, column in squares_of(board, own):
        to = row + ahead
        if not 0 <= to < len(board):
            continue
        for side in (column - 1, column, column + 1):
            if 0 <= side < len(board) and board[to][side] == ("" if side == column else other):
                yield f"[{FILES[column]}{row + 1}{FILES[side]}{to + 1}]"
