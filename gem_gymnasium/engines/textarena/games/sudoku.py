"""Sudoku: fill a grid of 9 x 9."""

from __future__ import annotations

from typing import Any

from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["Sudoku"]


class Sudoku(Rules):
    """Put numbers into empty cells.

    A number that is not the solution's is not written down and costs the turn; TextArena refuses it
    as an invalid move, though it need not break a rule that the player can see.
    """

    pattern = r"\[[1-9] [1-9] [1-9]\]"
    example = "[5 3 7]"

    def legal(self, engine: Any) -> list[str]:
        """Every number in every empty cell."""
        return [
            f"[{row} {col} {number}]"
            for row, cells in enumerate(engine.state.game_state["board"], 1)
            for col, there in enumerate(cells, 1)
            if not there
            for number in range(1, 10)
        ]

    def max_turns(self) -> int:
        """As the arguments say."""
        return int(self.arguments.get("max_turns", 100))

    def progress(self, engine: Any) -> float:
        """The share of the empty cells that were filled."""
        return float(engine._get_percentage_completion())

    def oracle(self, engine: Any) -> str:
        """The number of the first empty cell."""
        return next(
            f"[{row + 1} {col + 1} {engine.full_grid[row][col]}]"
            for row, cells in enumerate(engine.state.game_state["board"])
            for col, there in enumerate(cells)
            if not there
        )
