"""ThreeCardMonte: follow the ball while cups change places, and say where it is."""

from __future__ import annotations

from typing import Any

from gem_gymnasium.engines.textarena.games._numbers import between
from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["ThreeCardMonte"]


class ThreeCardMonte(Rules):
    """One guess decides."""

    @property
    def pattern(self) -> str:
        """The number of a cup."""
        return rf"\[{between(0, self._cups() - 1)}\]"

    @property
    def example(self) -> str:
        """The first cup, which has the ball as often as any."""
        return "[0]"

    def _cups(self) -> int:
        return int(self.arguments.get("num_cups", 3))

    def legal(self, engine: Any) -> list[str]:
        """Any cup."""
        return [f"[{cup}]" for cup in range(engine.num_cups)]

    def begun(self, engine: Any) -> None:
        """Note what was shown, which stays the board."""
        told = engine.state.observations[0][1 : engine.steps + 2]
        engine.shuffles = "\n".join([text for _, text, _ in told])

    def board(self, engine: Any) -> str:
        """Where the ball began, and how the cups were changed."""
        shuffles: str = engine.shuffles
        return shuffles

    def max_turns(self) -> int:
        """TextArena has no limit; a guess, and two actions that are no guess."""
        return 3

    def oracle(self, engine: Any) -> str:
        """Where the ball is."""
        return f"[{engine.ball_pos}]"
