"""SettlersOfCatan: four players build roads, settlements and cities, and trade for what they lack.

The dice, the trade and the building are here; the robber, the harbours and the cards of development
are not. Negotiations are free talk, so their moves can't be listed.
"""

from __future__ import annotations

from typing import Any

from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["SettlersOfCatan"]

_RESOURCE = "(Wheat|Wood|Sheep|Brick|Ore)"


class SettlersOfCatan(Rules):
    """Moves are chosen by their number in the list that is shown; offers name both sides."""

    pattern = (
        rf"\[([1-9][0-9]?|0|accept|deny|done|Offer: [1-3] {_RESOURCE} -> [1-3] {_RESOURCE})\]"
        r"|What would you give me for [1-3] (wheat|wood|sheep|brick|ore)\?"
    )
    example = "[1]"

    def legal(self, engine: Any) -> list[str] | None:
        """The numbers of the moves, or of those whom one can negotiate with; None for talk."""
        game = engine.state.game_state
        if game["turn_phase"] == "action":
            return [f"[{number}]" for number, *_ in engine.game_moves]
        if game["turn_phase"] == "negotiation":
            return None
        out = {*game["eliminated_players"], game["turn_owner"]}
        return [f"[{player}]" for player in range(4) if player not in out]
