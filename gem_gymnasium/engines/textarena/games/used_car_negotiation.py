"""UsedCarNegotiation: a buyer and a seller, each with an alternative, bargain for a price."""

from __future__ import annotations

from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["UsedCarNegotiation"]


class UsedCarNegotiation(Rules):
    """Offers of any price, answers to them, and talk; so moves are not listed."""

    pattern = (
        r"\[(Accept|Reject|Offer: \$[789][0-9]{2}0"
        r"|Discuss: (That is|I find it) (too much|too little|fair|not fair)\.)\]"
    )
    example = "[Offer: $8500]"
