"""PublicGoodsGame: what players give to a common pot grows, and is shared by all."""

from __future__ import annotations

from typing import Any

from gem_gymnasium.engines.textarena.games._numbers import between
from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["PublicGoodsGame"]


class PublicGoodsGame(Rules):
    """Messages that are shown together, then contributions that are shown together."""

    example = "[10]"
    simultaneous = True
    seeded = False

    @property
    def pattern(self) -> str:
        """A contribution, or a message to all."""
        amount = between(0, self._endowment())
        return rf"\[{amount}\]|\{{I will contribute {amount}\.\}}"

    def legal(self, engine: Any) -> list[str] | None:
        """All contributions; None while they talk."""
        if engine.state.game_state["phase"] != "decision":
            return None
        return [f"[{amount}]" for amount in range(self._endowment() + 1)]

    def _endowment(self) -> int:
        return int(self.arguments.get("endowment", 20))
