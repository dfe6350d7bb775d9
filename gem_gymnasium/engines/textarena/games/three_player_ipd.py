"""ThreePlayerIPD: three players cooperate or defect, each with each of the others."""

from __future__ import annotations

import itertools
from typing import Any

from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["ThreePlayerIPD"]

_CHOICES = ("cooperate", "defect")


class ThreePlayerIPD(Rules):
    """Free talk, then choices; the choice towards oneself is ignored."""

    pattern = " ".join(rf"\[{player} (cooperate|defect)\]" for player in range(3))
    example = "[0 cooperate] [1 cooperate] [2 defect]"
    seeded = False

    def together(self, engine: Any) -> bool:
        """Whether they choose."""
        return bool(engine.state.game_state["phase"] == "decision")

    def legal(self, engine: Any) -> list[str] | None:
        """Every choice towards each player; None while they talk."""
        if not self.together(engine):
            return None
        return [
            " ".join(f"[{player} {choice}]" for player, choice in enumerate(choices))
            for choices in itertools.product(_CHOICES, repeat=3)
        ]
