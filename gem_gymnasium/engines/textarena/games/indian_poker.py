"""IndianPoker: two players bet, and each sees only the other's card."""

from __future__ import annotations

from typing import Any

from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["IndianPoker"]


class IndianPoker(Rules):
    """Check or bet, then call, raise or fold."""

    pattern = r"\[(check|call|fold|(bet|raise) [1-9][0-9]{0,2})\]"
    example = "[check]"

    def legal(self, engine: Any) -> list[str]:
        """What the betting allows, with every amount that one can pay."""
        player, game = engine.state.current_player_id, engine.state.game_state
        due = game["highest_bet"] - game["current_bets"][player]
        chips = min(game["player_chips"][player] - due, 999)
        passive, active = ("call", "raise") if due else ("check", "bet")
        amounts = (f"[{active} {amount}]" for amount in range(1, chips + 1))
        return [f"[{passive}]", "[fold]", *amounts]
