"""MarketEntryGame: a market pays those who enter it, unless they are too many."""

from __future__ import annotations

from typing import Any

from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["MarketEntryGame"]


class MarketEntryGame(Rules):
    """Messages that are shown together, then choices that are shown together."""

    pattern = r"\[(E|S)\]|\{I will (enter|stay out)\.\}"
    example = "[S]"
    simultaneous = True
    seeded = False

    def legal(self, engine: Any) -> list[str] | None:
        """To enter or to stay out; None while they talk."""
        return ["[E]", "[S]"] if engine.state.game_state["phase"] == "decision" else None
