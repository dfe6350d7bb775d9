"""GermanWhist: win tricks for better cards, then with them."""

from __future__ import annotations

from typing import Any

from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["GermanWhist"]


class GermanWhist(Rules):
    """A card of the hand, by its position; suit must be followed."""

    pattern = r"\[play ([1-9]|1[0-3])\]"
    example = "[play 1]"

    def legal(self, engine: Any) -> list[str]:
        """The positions of the cards that follow suit; all, where none does."""
        game = engine.state.game_state
        hand = game["players"][engine.state.current_player_id]["hand"]
        positions = range(1, len(hand) + 1)
        if game["current_trick"]:
            suit = game["current_trick"][0][1]["suit"]
            following = [place for place in positions if hand[place - 1]["suit"] == suit]
            return [f"[play {place}]" for place in following or positions]
        return [f"[play {place}]" for place in positions]
