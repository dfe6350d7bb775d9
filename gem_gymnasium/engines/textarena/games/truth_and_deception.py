"""TruthAndDeception: one knows which of two facts is true and leads the other to the wrong one."""

from __future__ import annotations

from typing import Any

from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["TruthAndDeception"]


class TruthAndDeception(Rules):
    """Free talk in turn; the last turn is the guess."""

    pattern = r"I (know|believe|doubt) that Fact [12] is (right|wrong)\.|\[Fact [12]\]"
    example = "[Fact 1]"

    def legal(self, engine: Any) -> list[str] | None:
        """Both guesses; None while they talk."""
        state = engine.state
        return ["[Fact 1]", "[Fact 2]"] if state.turn == state.max_turns - 1 else None
