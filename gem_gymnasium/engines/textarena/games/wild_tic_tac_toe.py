"""WildTicTacToe: two players, each may place either mark."""

from __future__ import annotations

from typing import Any

from gem_gymnasium.engines.textarena.games._boards import empty_cells
from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["WildTicTacToe"]


class WildTicTacToe(Rules):
    """Place an X or an O in an empty cell."""

    pattern = r"\[[XO] [0-8]\]"
    example = "[X 4]"
    seeded = False

    def legal(self, engine: Any) -> list[str]:
        """Both marks in every empty cell."""
        cells = empty_cells(engine.state.game_state["board"])
        return [f"[{mark} {cell}]" for cell in cells for mark in "XO"]
