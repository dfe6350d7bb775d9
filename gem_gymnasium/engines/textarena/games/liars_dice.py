"""LiarsDice: bid how many dice show a face, or call the last bid a lie."""

from __future__ import annotations

from typing import Any

from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["LiarsDice"]

_MOST_PLAYERS = 15


class LiarsDice(Rules):
    """A bid raises the number or the face of the last one, and lowers neither."""

    example = "[Bid: 1, 3]"

    @property
    def pattern(self) -> str:
        """A call, or a bid of a number and a face."""
        digits = len(str(int(self.arguments.get("num_dice", 5)) * _MOST_PLAYERS))
        return rf"\[(Call|Bid: [1-9][0-9]{{0,{digits - 1}}}, [1-6])\]"

    def legal(self, engine: Any) -> list[str]:
        """All bids above the last one that name no more dice than there are."""
        game = engine.state.game_state
        last = game["current_bid"]
        bids = [
            f"[Bid: {number}, {face}]"
            for number in range(max(1, last["quantity"]), sum(game["remaining_dice"].values()) + 1)
            for face in range(max(1, last["face_value"]), 7)
            if (number, face) != (last["quantity"], last["face_value"])
        ]
        return [*(["[Call]"] if last["quantity"] else []), *bids]
