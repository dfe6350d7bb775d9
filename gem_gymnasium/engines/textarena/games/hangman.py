"""Hangman: find a word letter by letter, or all at once."""

from __future__ import annotations

from typing import Any

from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["Hangman"]

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Hangman(Rules):
    """Guess letters; a whole word in brackets is a guess too, right or wrong."""

    pattern = r"\[[A-Z]\]"
    example = "[E]"

    def legal(self, engine: Any) -> list[str]:
        """The letters that were not guessed; words are not listed."""
        guessed = engine.state.game_state["guessed_letters"]
        return [f"[{letter}]" for letter in _LETTERS if letter not in guessed]

    def max_turns(self) -> int:
        """As many as there are letters; TextArena has no limit but the six tries."""
        return len(_LETTERS)

    def progress(self, engine: Any) -> float:
        """TextArena's share: the places that show their letters."""
        return float(engine._get_percentage_completion())

    def oracle(self, engine: Any) -> str:
        """The first letter that is hidden."""
        state = engine.state.game_state
        return next(
            f"[{letter}]"
            for letter, shown in zip(state["target_letters"], state["current_board"], strict=True)
            if shown == "_"
        )
