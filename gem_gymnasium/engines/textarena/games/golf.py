"""Golf: swap cards that are face down for lower ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gem_gymnasium.engines.textarena.games._numbers import between
from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["Golf"]


class Golf(Rules):
    """Draw or take a card; then swap it into the grid, or discard one that was drawn."""

    example = "[draw]"

    def __init__(self, arguments: Mapping[str, Any]) -> None:
        super().__init__(arguments)
        self._columns = int(arguments.get("num_columns", 3))
        self._rows = int(arguments.get("num_cards", 6)) // self._columns

    @property
    def pattern(self) -> str:
        """A move, with a row and a column where it needs them."""
        place = f"{between(1, self._rows)} {between(1, self._columns)}"
        return rf"\[(draw|take|discard|swap {place})\]"

    def legal(self, engine: Any) -> list[str]:
        """What the turn asks for now."""
        game = engine.state.game_state
        if game["turn_phase"] == "draw":
            return ["[draw]", "[take]"] if game["discard_pile"] else ["[draw]"]
        swaps = [
            f"[swap {row} {column}]"
            for row in range(1, self._rows + 1)
            for column in range(1, self._columns + 1)
        ]
        return swaps if game.get("took_from_discard") else ["[discard]", *swaps]
