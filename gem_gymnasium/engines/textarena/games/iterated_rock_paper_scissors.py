"""IteratedRockPaperScissors: each choice beats one and loses to one."""

from __future__ import annotations

from typing import Any

from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["IteratedRockPaperScissors"]


class IteratedRockPaperScissors(Rules):
    """A choice a round, unseen."""

    pattern = r"\[(rock|paper|scissors)\]"
    example = "[rock]"
    simultaneous = True
    seeded = False

    def legal(self, engine: Any) -> list[str]:
        """All three."""
        return ["[rock]", "[paper]", "[scissors]"]
