"""Santorini: two or three players build and climb."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["Santorini", "moves"]

_SIZE = 5
_DOME = 4
_NEAR = {
    (row, column): [
        (near_row, near_column)
        for near_row in range(max(0, row - 1), min(_SIZE, row + 2))
        for near_column in range(max(0, column - 1), min(_SIZE, column + 2))
        if (near_row, near_column) != (row, column)
    ]
    for row in range(_SIZE)
    for column in range(_SIZE)
}
_NAME = {(row, column): f"{'ABCDE'[row]}{column + 1}" for row, column in _NEAR}

Board = Sequence[Sequence[tuple[int, tuple[int, int] | None]]]


class Santorini(Rules):
    """Move a worker to a neighbouring square, then build next to it."""

    pattern = r"\[[NWG][12]([A-E][1-5]){3}\]"
    example = "[N1C1C2B2]"
    seeded = False

    def legal(self, engine: Any) -> list[str]:
        """Every move of a worker with every way to build after it."""
        return list(moves(engine.board, engine.state.current_player_id))


def moves(board: Board, player: int) -> Iterator[str]:
    """A player's legal moves on a board of (height, (player, worker) or None)."""
    for source, near in _NEAR.items():
        height, worker = board[source[0]][source[1]]
        if worker is None or worker[0] != player:
            continue
        prefix = f"[{'NWG'[player]}{worker[1]}{_NAME[source]}"
        for to in near:
            level, other = board[to[0]][to[1]]
            if other is not None or level == _DOME or level > height + 1:
                continue
            for site in _NEAR[to]:
                level, other = board[site[0]][site[1]]
                if level < _DOME and (other is None or site == source):
                    yield f"{prefix}{_NAME[to]}{_NAME[site]}]"
