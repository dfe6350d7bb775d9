"""LogicPuzzle: mark which people, places and times belong together, by clues."""

from __future__ import annotations

from typing import Any

from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["LogicPuzzle"]

_ITEMS = (
    "alice|bob|charlie|home|work|park|morning|afternoon|evening|red|blue|green|gasoline|diesel|"
    "electric|pizza|burger|salad|water|soda|beer|soccer|basketball|tennis|wednesday|monday|tuesday"
)
"""All that TextArena's puzzles are about."""


class LogicPuzzle(Rules):
    """Mark cells of tables with X or O; solved when every cell has the right mark."""

    pattern = rf"\[({_ITEMS}) ({_ITEMS}) [XO]\]"
    example = "[alice park X]"

    def begun(self, engine: Any) -> None:
        """Let go of the puzzles that were not drawn, so that copies are small."""
        engine.game_board_data = []

    def legal(self, engine: Any) -> list[str]:
        """Every mark that differs from the one in its cell."""
        return [
            f"[{row} {column} {mark}]"
            for table in engine.game_board.values()
            for row, cells in table.items()
            for column, there in cells.items()
            for mark in "XO"
            if mark != there
        ]

    def max_turns(self) -> int:
        """As the arguments say."""
        return int(self.arguments.get("max_turns", 30))

    def progress(self, engine: Any) -> float:
        """The share of the cells with the right mark."""
        return float(engine._get_percentage_completion())

    def oracle(self, engine: Any) -> str:
        """The right mark of the first cell that hasn't it."""
        return next(
            f"[{row} {column} {mark}]"
            for name, table in engine.game_board_solution.items()
            for row, cells in table.items()
            for column, mark in cells.items()
            if engine.game_board[name][row][column] != mark
        )
