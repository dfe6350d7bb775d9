"""SimpleBlindAuction: two players talk, then bid on several items at once and unseen."""

from __future__ import annotations

from typing import Any

from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["SimpleBlindAuction"]


class SimpleBlindAuction(Rules):
    """Free talk in turn; then each hands in bids, and none is shown before the last."""

    @property
    def pattern(self) -> str:
        """Bids on one to three items, or a word on one."""
        last = int(self.arguments.get("num_items", 5)) - 1
        item = "|".join(map(str, range(last + 1)))
        bid = rf"\[Bid on Item ({item}): ([1-9][0-9]|1[0-9][0-9])\]"
        return rf"{bid}( {bid}){{0,2}}|I would pay [1-9][0-9] coins for Item ({item})\."

    example = "[Bid on Item 0: 50]"

    def together(self, engine: Any) -> bool:
        """Whether they bid."""
        return bool(engine.state.game_state["phase"] == "bidding")
