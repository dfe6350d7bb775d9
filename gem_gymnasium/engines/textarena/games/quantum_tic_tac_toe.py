"""QuantumTicTacToe: two players, marks that are in two cells at once until a cycle closes."""

from __future__ import annotations

from typing import Any

from gem_gymnasium.engines.textarena.games._boards import empty_cells
from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["QuantumTicTacToe"]


class QuantumTicTacToe(Rules):
    """Place a mark in two cells that haven't collapsed."""

    pattern = r"\[[0-8],[0-8]\]"
    example = "[0,4]"
    seeded = False

    def legal(self, engine: Any) -> list[str]:
        """Every two open cells, in either order: the first is where a cycle begins to collapse."""
        cells = empty_cells(engine.state.game_state["board"])
        return [f"[{one},{two}]" for one in cells for two in cells if one != two]
