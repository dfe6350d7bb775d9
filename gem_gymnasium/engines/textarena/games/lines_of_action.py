"""LinesOfAction: two players, each wants all his pieces connected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from gem_gymnasium.engines.textarena.games._boards import AROUND, FILES, squares_of
from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["LinesOfAction", "moves"]

_SIZE = 8
_AXES = ((0, 1), (1, 0), (1, 1), (1, -1))


class LinesOfAction(Rules):
    """A piece moves as far as there are pieces on its line, not over the opponent's."""

    pattern = r"\[[a-h][1-8][a-h][1-8]\]"
    example = "[b1b3]"
    seeded = False

    def legal(self, engine: Any) -> list[str]:
        """The moves of each piece along its four lines."""
        state = engine.state
        return list(moves(state.game_state["board"], "OX"[state.current_player_id]))


def moves(board: Sequence[Sequence[str]], side: str) -> Iterator[str]:
    """The legal moves of a side, ``"O"`` or ``"X"``."""
    for row, column in squares_of(board, side):
        far = {axis: _pieces(board, row, column, *axis) for axis in _AXES}
        for down, right in AROUND:
            distance = far.get((down, right)) or far[-down, -right]
            to, along = row + distance * down, column + distance * right
            if not (0 <= to < _SIZE and 0 <= along < _SIZE) or board[to][along] == side:
                continue
            if all(board[row + k * down][column + k * right] in ("", side) for k in range(1, distance)):
                yield f"[{_name(row, column)}{_name(to, along)}]"


def _pieces(board: Sequence[Sequence[str]], row: int, column: int, down: int, right: int) -> int:
    """How many pieces stand on the line through a square."""
    return sum(
        bool(board[row + k * down][column + k * right])
        for k in range(1 - _SIZE, _SIZE)
        if 0 <= row + k * down < _SIZE and 0 <= column + k * right < _SIZE
    )


def _name(row: int, column: int) -> str:
    return f"{FILES[column]}{_SIZE - row}"
