"""GuessTheNumber: find a number by hints that say higher or lower."""

from __future__ import annotations

from typing import Any

from gem_gymnasium.engines.textarena.games._numbers import between
from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["GuessTheNumber"]

_MOST_LISTED = 10_000


class GuessTheNumber(Rules):
    """Guess; numbers that were guessed before are refused."""

    @property
    def _bounds(self) -> tuple[int, int]:
        return int(self.arguments.get("min_number", 1)), int(self.arguments.get("max_number", 20))

    @property
    def pattern(self) -> str:
        """A number of the range in brackets."""
        low, high = self._bounds
        if high - low < _MOST_LISTED:
            return rf"\[{between(low, high)}\]"
        return rf"\[\d{{{len(str(low))},{len(str(high))}}}\]"

    @property
    def example(self) -> str:
        """The lowest number."""
        return f"[{self._bounds[0]}]"

    def legal(self, engine: Any) -> list[str] | None:
        """The numbers that were not guessed yet."""
        low, high = self._bounds
        if high - low >= _MOST_LISTED:
            return None
        guessed = engine.guessed_numbers
        return [f"[{number}]" for number in range(low, high + 1) if number not in guessed]

    def board(self, engine: Any) -> str:
        """The guesses so far with their hints."""
        history = engine.state.game_state["guess_history"]
        return "\n".join(
            ["Guesses so far:", *(f"{number}: {hint}" for number, hint in history)]
            if history
            else ["Guesses so far: none"]
        )

    def max_turns(self) -> int:
        """As the prompt says."""
        return int(self.arguments.get("max_turns", 20))

    def progress(self, engine: Any) -> float:
        """TextArena's share: how near the last guess was."""
        return float(engine._get_percentage_completion())

    def oracle(self, engine: Any) -> str:
        """The number."""
        return f"[{engine.game_number}]"
