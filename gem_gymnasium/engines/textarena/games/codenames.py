"""Codenames: two teams, whose operatives guess words by clues of one word and a number."""

from __future__ import annotations

from typing import Any

from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["Codenames"]

_SPYMASTERS = (0, 2)


class Codenames(Rules):
    """A spymaster gives a clue, then the operative of the team guesses words of the board."""

    pattern = r"\[[a-z]{3,10}( [1-9])?\]"
    example = "[wind 2]"

    def legal(self, engine: Any) -> list[str] | None:
        """An operative's guesses; None for clues."""
        state = engine.state
        if state.current_player_id in _SPYMASTERS:
            return None
        guessed = state.game_state["guessed_words"]
        return ["[pass]", *(f"[{word}]" for word in engine.board if word not in guessed)]
