"""TicTacToe: two players, three in a row."""

from __future__ import annotations

from typing import Any

from gem_gymnasium.engines.textarena.games._boards import empty_cells
from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["TicTacToe"]


class TicTacToe(Rules):
    """Mark an empty cell."""

    pattern = r"\[[0-8]\]"
    example = "[4]"
    seeded = False

    def legal(self, engine: Any) -> list[str]:
        """Every empty cell."""
        return [f"[{cell}]" for cell in empty_cells(engine.state.game_state["board"])]
