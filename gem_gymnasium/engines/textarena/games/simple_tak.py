"""SimpleTak: two players, a road of stones from edge to edge."""

from __future__ import annotations

from typing import Any

from gem_gymnasium.engines.textarena.games._boards import empty_cells, number_below
from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["SimpleTak"]


class SimpleTak(Rules):
    """Place a stone on an empty cell."""

    example = "[12]"
    seeded = False

    @property
    def pattern(self) -> str:
        """The number of a cell."""
        return rf"\[{number_below(self.arguments['board_size'] ** 2)}\]"

    def legal(self, engine: Any) -> list[str]:
        """Every empty cell."""
        return [f"[{cell}]" for cell in empty_cells(engine.state.game_state["board"])]
