"""Sokoban: push all boxes onto goals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gem_gymnasium.engines.textarena.games._sokoban import Room, State, route
from gem_gymnasium.engines.textarena.rules import Rules, Unsolvable

__all__ = ["Sokoban"]

_WALL, _GOAL, _BOX_ON_GOAL, _BOX = 0, 2, 3, 4


class Sokoban(Rules):
    """A step that way, which pushes a box that stands there."""

    pattern = r"\[(up|down|left|right)\]"
    example = "[up]"

    def __init__(self, arguments: Mapping[str, Any]) -> None:
        super().__init__(arguments)
        self._room: tuple[frozenset[int], frozenset[int]] | None = None
        self._ways: dict[State, int] = {}

    def legal(self, engine: Any) -> list[str]:
        """The ways that neither a wall nor a box that can't be pushed bars."""
        return [
            f"[{way}]" for way in engine.action_space if not engine._would_collide_with_wall(way)
        ]

    def max_turns(self) -> int:
        """TextArena's limit."""
        return int(self.arguments.get("max_turns", 100))

    def progress(self, engine: Any) -> float:
        """TextArena's share: the boxes on goals."""
        return min(float(engine._get_percentage_completion()), 0.99)

    def oracle(self, engine: Any) -> str:
        """A step of a solution within the turns that are left."""
        room, cols = _room(engine)
        ways = {-cols: "[up]", cols: "[down]", -1: "[left]", 1: "[right]"}
        here = room.player, room.boxes
        if self._room != (room.floor, room.goals) or here not in self._ways:
            state = engine.state
            self._room = room.floor, room.goals
            self._ways = route(room, cols, self.max_turns() - state.turn - state.refusals)
        if here not in self._ways:
            raise Unsolvable("The room can't be solved any more.")
        return ways[self._ways[here]]


def _room(engine: Any) -> tuple[Room, int]:
    cols = engine.room_state.shape[1]
    cells = engine.room_state.ravel().tolist()
    fixed = engine.room_fixed.ravel().tolist()
    row, col = engine.player_position
    return Room(
        frozenset([cell for cell, kind in enumerate(fixed) if kind != _WALL]),
        frozenset([cell for cell, kind in enumerate(fixed) if kind == _GOAL]),
        frozenset([cell for cell, kind in enumerate(cells) if kind in (_BOX, _BOX_ON_GOAL)]),
        int(row) * cols + int(col),
    ), cols
