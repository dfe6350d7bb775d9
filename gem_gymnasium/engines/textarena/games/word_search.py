"""WordSearch: find five words that are hidden in a grid of letters."""

from __future__ import annotations

from typing import Any

from gem_gymnasium.engines.textarena.games._numbers import between
from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["WordSearch"]

_LARGEST = 15  # rows, and columns: half as much again as the longest word
_WORDS, _TRIES = 5, 20


class WordSearch(Rules):
    """Say where a word begins and ends: row and column, twice."""

    pattern = rf"\[{between(0, _LARGEST - 1)}( {between(0, _LARGEST - 1)}){{3}}\]"
    example = "[1 1 1 5]"

    def legal(self, engine: Any) -> list[str]:
        """Every line across or down, read either way, that was not tried."""
        cells = range(len(engine.game_board))
        tried = set(engine.incorrect_attempts)
        lines = [
            line
            for fixed in cells
            for start in cells
            for end in cells
            if start != end
            for line in ((fixed, start, fixed, end), (start, fixed, end, fixed))
        ]
        return [f"[{r} {c} {s} {d}]" for r, c, s, d in lines if (r, c, s, d) not in tried]

    def max_turns(self) -> int:
        """The tries that the prompt allows, and the words; TextArena never checks its own limit."""
        return int(self.arguments.get("max_turns", _TRIES + _WORDS))

    def progress(self, engine: Any) -> float:
        """TextArena's share: the words that were found."""
        return len(engine.correct_words) / len(engine.placed_words)

    def oracle(self, engine: Any) -> str:
        """The line of a word that was not found."""
        return next(
            f"[{row} {col} {row} {col + len(word) - 1}]"
            if direction == "across"
            else f"[{row} {col} {row + len(word) - 1} {col}]"
            for word, (row, col, direction) in engine.placed_words.items()
            if word not in engine.correct_words
        )
