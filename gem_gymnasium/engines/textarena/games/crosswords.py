"""Crosswords: fill a grid with the letters of words, by clues."""

from __future__ import annotations

from typing import Any

from gem_gymnasium.engines.textarena.games._numbers import between
from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["Crosswords"]

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LARGEST = 24  # rows, and columns: half as much again as the longest word


class Crosswords(Rules):
    """Put letters into empty cells; several in one action are accepted too, up to a wrong one."""

    pattern = rf"\[{between(0, _LARGEST - 1)} {between(0, _LARGEST - 1)} [A-Z]\]"
    example = "[2 3 E]"

    def begun(self, engine: Any) -> None:
        """Let go of the words that were not drawn, so that copies are small."""
        engine.word_data = ()

    def legal(self, engine: Any) -> list[str]:
        """Every letter in every empty cell."""
        return [
            f"[{row} {col} {letter}]"
            for row, cells in enumerate(engine.state.game_state["board"])
            for col, there in enumerate(cells)
            if there == "_"
            for letter in _LETTERS
        ]

    def max_turns(self) -> int:
        """As the arguments say; at least the letters of the grid."""
        return int(self.arguments.get("max_turns", 100))

    def progress(self, engine: Any) -> float:
        """TextArena's share: the cells that show their letters."""
        return float(engine._get_percentage_completion())

    def oracle(self, engine: Any) -> str:
        """The letter of the first empty cell."""
        state = engine.state.game_state
        return next(
            f"[{row} {col} {state['solution'][row][col].upper()}]"
            for row, cells in enumerate(state["board"])
            for col, there in enumerate(cells)
            if there == "_"
        )
