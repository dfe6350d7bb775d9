"""IteratedUltimatumGame: one offers a share of the pool, the other takes it or leaves nothing."""

from __future__ import annotations

from typing import Any

from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["IteratedUltimatumGame"]


class IteratedUltimatumGame(Rules):
    """An offer in whole dollars, then its acceptance or rejection."""

    seeded = False
    example = "[Accept]"

    @property
    def pattern(self) -> str:
        """An offer of what the pool allows, or the answer to one."""
        amounts = "|".join(map(str, range(self._pool, -1, -1)))
        return rf"\[(Offer: \$({amounts})|Accept|Reject)\]"

    @property
    def _pool(self) -> int:
        return int(self.arguments.get("pool", 10))

    def legal(self, engine: Any) -> list[str]:
        """All offers, or both answers."""
        if engine.state.game_state["phase"] == "offering":
            return [f"[Offer: ${amount}]" for amount in range(self._pool + 1)]
        return ["[Accept]", "[Reject]"]
