"""Bandit: try buttons that pay by chance, then name the one that pays most often."""

from __future__ import annotations

import re
from typing import Any

from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["Bandit"]


class Bandit(Rules):
    """Press buttons for ``num_turns`` time steps, then choose the best one in one more.

    A refused press uses up a time step too, so the choice is always the last turn.
    """

    @property
    def _buttons(self) -> list[str]:
        return list(
            self.arguments.get("buttons", ("red", "blue", "green", "yellow", "purple")),
        )

    @property
    def pattern(self) -> str:
        """A button's name in brackets."""
        return rf"\[({'|'.join(map(re.escape, self._buttons))})\]"

    @property
    def example(self) -> str:
        """The first button."""
        return f"[{self._buttons[0]}]"

    def legal(self, engine: Any) -> list[str]:
        """Every button, at any time."""
        return [f"[{button}]" for button in engine.buttons]

    def board(self, engine: Any) -> str:
        """What the presses so far gave; it sums up what was told."""
        gone = engine.state.turn
        if gone < engine.num_turns:
            now = f"Time steps used: {gone} of {engine.num_turns}"
        else:
            now = "Now choose the button with the highest mean."
        return f"Mean rewards so far:\n{engine._observe_statistics()}\n{now}"

    def max_turns(self) -> int:
        """The time steps and the choice."""
        return int(self.arguments.get("num_turns", 20)) + 1

    def progress(self, engine: Any) -> float:
        """What the engine pays for a choice that isn't the best; nothing without a choice."""
        rewards = engine.state.rewards
        return min(float(rewards[0]), 0.99) if rewards else 0.0

    def oracle(self, engine: Any) -> str:
        """The button with the highest mean, all the time."""
        means = engine.state.game_state["ground_truth"]
        return f"[{max(means, key=means.__getitem__)}]"
