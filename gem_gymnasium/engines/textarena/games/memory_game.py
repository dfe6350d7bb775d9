"""MemoryGame: two players, pairs of cards that lie face down."""

from __future__ import annotations

from typing import Any

from gem_gymnasium.engines.textarena.games._boards import number_below
from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["MemoryGame"]


class MemoryGame(Rules):
    """Turn over two cards; a pair scores and plays again."""

    example = "[0 1 1 0]"

    @property
    def pattern(self) -> str:
        """The rows and columns of two cards."""
        return rf"\[{' '.join([number_below(self.arguments['grid_size'])] * 4)}\]"

    def legal(self, engine: Any) -> list[str]:
        """Every two cards that haven't been matched, in either order."""
        size = self.arguments["grid_size"]
        matched = engine.state.game_state["matched_positions"]
        cards = [
            (row, column)
            for row in range(size)
            for column in range(size)
            if (row, column) not in matched
        ]
        return [
            f"[{one[0]} {one[1]} {two[0]} {two[1]}]" for one in cards for two in cards if one != two
        ]
