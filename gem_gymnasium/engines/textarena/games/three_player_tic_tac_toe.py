"""ThreePlayerTicTacToe: three players, four in a row on a board of 5 by 5."""

from __future__ import annotations

from typing import Any

from gem_gymnasium.engines.textarena.games._boards import empty_cells, number_below
from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["ThreePlayerTicTacToe"]


class ThreePlayerTicTacToe(Rules):
    """Mark an empty cell."""

    pattern = rf"\[{number_below(25)}\]"
    example = "[4]"
    seeded = False

    def legal(self, engine: Any) -> list[str]:
        """Every empty cell."""
        return [f"[{cell}]" for cell in empty_cells(engine.state.game_state["board"])]
