"""TwoDollar: two players with secret instructions split two dollars."""

from __future__ import annotations

from typing import Any

from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["TwoDollar"]


class TwoDollar(Rules):
    """A proposal is what one wants oneself; words before an action are heard by the other."""

    pattern = r"\[(Accept|Reject)\]|\[Propose\] \$([01]\.[0-9]{2}|2\.00)"
    example = "[Propose] $1.00"

    def legal(self, engine: Any) -> list[str]:
        """Answers to a proposal of the other, and proposals to the cent that the role allows."""
        player, deal = engine.state.current_player_id, engine.current_proposal
        cents = range(round(engine.total_amount * 100) + 1)
        proposals = [f"[Propose] ${cent / 100:.2f}" for cent in cents]
        own = engine.player_proposal_history[player]
        if engine.player_roles[player]["name"] == "high_tension" and own:
            proposals = proposals[max(round(own[-1] * 100) - 1, 0) :]
        if deal["amount"] is None or deal["proposer"] == player:
            return proposals
        return ["[Accept]", "[Reject]", *proposals]
