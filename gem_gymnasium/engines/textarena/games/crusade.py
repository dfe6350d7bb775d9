"""Crusade: two armies of chess knights."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from gem_gymnasium.engines.textarena.games._boards import FILES, squares_of
from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["Crusade", "moves"]

_SIZE = 8
_JUMPS = ((2, 1), (2, -1), (-2, 1), (-2, -1), (1, 2), (1, -2), (-1, 2), (-1, -2))


def _name(row: int, column: int) -> str:
    return f"{FILES[column]}{_SIZE - row}"


_FROM = {
    (row, column): [
        (row + down, column + right, f"[{_name(row, column)} {_name(row + down, column + right)}]")
        for down, right in _JUMPS
        if 0 <= row + down < _SIZE and 0 <= column + right < _SIZE
    ]
    for row in range(_SIZE)
    for column in range(_SIZE)
}


class Crusade(Rules):
    """Every piece moves as a chess knight."""

    pattern = r"\[[a-h][1-8] [a-h][1-8]\]"
    example = "[b1 c3]"
    seeded = False

    def legal(self, engine: Any) -> list[str]:
        """The jumps of each piece to squares without a piece of one's own."""
        state = engine.state
        return list(moves(state.game_state["board"], state.current_player_id))


def moves(board: Sequence[Sequence[str]], player: int) -> Iterator[str]:
    """A player's legal moves."""
    own = "W" if player == 0 else "B"
    for square in squares_of(board, own):
        for row, column, text in _FROM[square]:
            if board[row][column] != own:
                yield text
