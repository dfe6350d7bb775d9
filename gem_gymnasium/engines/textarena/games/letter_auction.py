"""LetterAuction: bid for letters, then spell the word whose letters cost most."""

from __future__ import annotations

from typing import Any

from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["LetterAuction"]


class LetterAuction(Rules):
    """All 26 letters are auctioned; then each player submits a word, or passes."""

    pattern = r"\[(bid [1-9][0-9]{0,2}|pass|[a-z]{2,12})\]"
    example = "[bid 2]"

    def legal(self, engine: Any) -> list[str] | None:
        """The bids that are high enough and that one can pay; None once words are asked for."""
        letter = engine.round_number
        if letter >= len(engine.letters):
            return None
        player = engine.state.current_player_id
        raised = engine.player_states[1 - player]["letter_bid_history"][letter] == "bid"
        bids = range(engine.bid_amount + raised, engine.player_states[player]["coins"] + 1)
        return ["[pass]", *(f"[bid {amount}]" for amount in bids)]
