"""Blackjack: hit or stand against the dealer, over some hands."""

from __future__ import annotations

from typing import Any

from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["Blackjack"]

_LONGEST = 10  # actions of a hand; a hand that takes more is one in many millions


class Blackjack(Rules):
    """Win hands: the reward is the share of hands won, so solved means that all were."""

    no_oracle = "The cards decide: hands can be dealt that no play wins."
    pattern = r"\[(Hit|Stand)\]"
    example = "[Stand]"

    def legal(self, engine: Any) -> list[str]:
        """Both actions, at any time."""
        return ["[Hit]", "[Stand]"]

    def max_turns(self) -> int:
        """TextArena has no limit; hands end by themselves."""
        return _LONGEST * int(self.arguments["num_hands"])

    def progress(self, engine: Any) -> float:
        """The share of the hands that were won."""
        game = engine.state.game_state
        return float(game["results_summary"]["win"] / game["num_hands"])
