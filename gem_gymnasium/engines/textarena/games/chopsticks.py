"""Chopsticks: two players, fingers of two hands each."""

from __future__ import annotations

from typing import Any

from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["Chopsticks"]


class Chopsticks(Rules):
    """Tap one of the opponent's hands, or redistribute the fingers of one's own."""

    pattern = r"\[(attack [01] [01]|split (0|[1-9][0-9]{0,2}) (0|[1-9][0-9]{0,2}))\]"
    example = "[attack 0 1]"
    seeded = False

    def legal(self, engine: Any) -> list[str]:
        """Attacks of living hands on living hands, and splits that change something."""
        player = engine.state.current_player_id
        hands = engine.state.game_state["hands"]
        own, other = hands[player], hands[1 - player]
        attacks = [
            f"[attack {mine} {theirs}]"
            for mine in (0, 1)
            for theirs in (0, 1)
            if own[mine] and other[theirs]
        ]
        total = sum(own)
        return attacks + [
            f"[split {left} {total - left}]" for left in range(total + 1) if left != own[0]
        ]
