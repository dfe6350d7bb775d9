"""UltimateTexasHoldem: stay in chips against a dealer for many rounds."""

from __future__ import annotations

from typing import Any

from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["UltimateTexasHoldem"]

_STEPS = 3  # of a round: before the flop, after it, and after the river


class UltimateTexasHoldem(Rules):
    """A game of chance: the reward is 1 for who has chips after the last round."""

    pattern = r"\[([124]x|check|fold|skip)\]"
    example = "[check]"
    no_oracle = "Luck decides: there are cards with which every way to play loses all chips."

    def legal(self, engine: Any) -> list[str]:
        """What this phase of the round allows."""
        actions = engine.state.game_state["legal_actions"]
        return [f"[{action.removeprefix('play_bet_')}]" for action in actions]

    def board(self, engine: Any) -> str:
        """Chips, cards and bets; TextArena's last board message has the hand alone."""
        return str(engine.get_board_str())

    def max_turns(self) -> int:
        """Three steps for each round that the prompt announces, and a fourth for mistakes."""
        return (_STEPS + 1) * int(self.arguments.get("max_turns", 1000))

    def progress(self, engine: Any) -> float:
        """The share of the rounds that were played."""
        played = engine.state.game_state["current_round"] - 1
        return float(played / engine.max_turns)
