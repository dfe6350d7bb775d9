"""HighSociety: two players bid their money for cards of prestige."""

from __future__ import annotations

from typing import Any

from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["HighSociety"]


class HighSociety(Rules):
    """A money card for each auction, unseen; only the winner pays."""

    pattern = r"\[([1-9]|10|11)\]"
    example = "[5]"
    simultaneous = True

    def legal(self, engine: Any) -> list[str]:
        """The money cards that are left."""
        state = engine.state
        money = state.game_state["player_money"][state.current_player_id]
        return [f"[{card}]" for card in money]
