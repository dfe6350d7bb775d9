"""Briscola: win the tricks with the cards that count."""

from __future__ import annotations

from typing import Any

from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["Briscola"]


class Briscola(Rules):
    """A card of the hand, by its position; any may be played."""

    pattern = r"\[play [1-3]\]"
    example = "[play 1]"

    def legal(self, engine: Any) -> list[str]:
        """All positions of the hand."""
        state = engine.state
        hand = state.game_state["players"][state.current_player_id]["hand"]
        return [f"[play {position}]" for position in range(1, len(hand) + 1)]
