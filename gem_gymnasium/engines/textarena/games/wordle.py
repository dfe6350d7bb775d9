"""Wordle: find a word by which letters of a guess are in it, and where."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from gem_gymnasium.engines.textarena.rules import Rules
from gem_gymnasium.words import EXAMPLES

__all__ = ["Wordle"]

_REFUSALS = 2  # turns for each guess


class Wordle(Rules):
    """Guess English words; what was guessed before and what is no word is refused."""

    @property
    def _length(self) -> int:
        return int(self.arguments.get("word_length", 5))

    @property
    def pattern(self) -> str:
        """As many letters as the word has; whether they are a word, it doesn't know."""
        return rf"\[[a-z]{{{self._length}}}\]"

    @property
    def example(self) -> str:
        """A word that is never hidden."""
        shown = EXAMPLES.get(self._length) or "example" * self._length
        return f"[{shown[: self._length]}]"

    def board(self, engine: Any) -> str:
        """The guesses so far with what was said of their letters."""
        lines = [
            _lines(word, "".join(feedback))
            for word, feedback in engine.state.game_state["guess_history"]
        ]
        return "\n\n".join(["Guesses so far:", *lines] if lines else ["Guesses so far: none"])

    def max_turns(self) -> int:
        """Twice the guesses that the prompt allows; refused ones are not counted as guesses."""
        return _REFUSALS * int(self.arguments.get("num_guesses", 6))

    def progress(self, engine: Any) -> float:
        """TextArena's share: the last guess's letters in place, and those out of place by half."""
        return float(engine._get_percentage_completion())

    def oracle(self, engine: Any) -> str:
        """The word."""
        return f"[{engine.state.game_state['secret_word']}]"


@lru_cache(maxsize=512)
def _lines(word: str, feedback: str) -> str:
    return f"{' '.join(word.upper())}\n{' '.join(feedback)}"
