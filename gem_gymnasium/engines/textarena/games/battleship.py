"""Battleship: two players, each with ships that the other can't see."""

from __future__ import annotations

from typing import Any

from gem_gymnasium.engines.textarena.games._boards import number_below
from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["Battleship"]


class Battleship(Rules):
    """Fire at a square that wasn't fired at."""

    example = "[A4]"

    @property
    def pattern(self) -> str:
        """A row's letter and a column's number."""
        size = self.arguments["grid_size"]
        return rf"\[[A-{chr(ord('A') + size - 1)}]{number_below(size)}\]"

    def legal(self, engine: Any) -> list[str]:
        """Every square that the player hasn't fired at."""
        state = engine.state
        rows = state.game_state["tracking_board"][state.current_player_id]
        return [
            f"[{chr(ord('A') + row)}{column}]"
            for row, cells in enumerate(rows)
            for column, cell in enumerate(cells)
            if cell == "~"
        ]
