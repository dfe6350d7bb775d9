"""LinesOfAction: two players, each wants all his pieces connected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from gem_gymnasium.engines.textarena.games._boards import FILES, squares_of
from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["LinesOfAction", "moves"]

_SIZE = 8
_LINES = {
    (row, column): [
        (
            (down, right),
            [
                (row + k * down, column + k * right)
                for k in range(1 - _SIZE, _SIZE)
                if 0 <= row + k * down < _SIZE and 0 <= column + k * right < _SIZE
            ],
        )
        for down, right in ((0, 1), (1, 0), (1, 1), (1, -1))
    ]
    for row in range(_SIZE)
    for column in range(_SIZE)
}
"""By square, the four lines through it: their steps and their squares."""


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
    passable = ("", side)
    for row, column in squares_of(board, side):
        for (down, right), line in _LINES[row, column]:
            distance = sum([board[r][c] != "" for r, c in line])
            for way in (distance, -distance):
                to, along = row + way * down, column + way * right
                if not (0 <= to < _SIZE and 0 <= along < _SIZE) or board[to][along] == side:
                    continue
                step = 1 if way > 0 else -1
                passed = range(step, way, step)
                if all(board[row + k * down][column + k * right] in passable for k in passed):
                    yield f"[{_name(row, column)}{_name(to, along)}]"


def _name(row: int, column: int) -> str:
    return f"{FILES[column]}{_SIZE - row}"
