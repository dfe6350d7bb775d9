"""SimpleNegotiation: two players trade goods that are worth more to one than to the other."""

from __future__ import annotations

from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["SimpleNegotiation"]

_GOODS = "[1-5] (Wheat|Wood|Sheep|Brick|Ore)"


class SimpleNegotiation(Rules):
    """Offers and answers to them, among free talk."""

    pattern = rf"\[(Accept|Deny|Offer: {_GOODS}(, {_GOODS})? -> {_GOODS})\]"
    example = "[Offer: 3 Wheat -> 1 Wood]"
