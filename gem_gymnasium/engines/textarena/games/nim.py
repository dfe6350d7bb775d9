"""Nim: two players, piles of objects; who takes the last wins."""

from __future__ import annotations

from typing import Any

from gem_gymnasium.engines.textarena.games._boards import number_below
from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["Nim"]


class Nim(Rules):
    """Take at least one object from one pile."""

    example = "[0 3]"
    seeded = False

    @property
    def pattern(self) -> str:
        """The number of a pile and how many are taken."""
        piles = self.arguments["piles"]
        return rf"\[{number_below(len(piles))} {number_below(max(piles) + 1)}\]"

    def legal(self, engine: Any) -> list[str]:
        """Every number that each pile can give."""
        return [
            f"[{pile} {taken}]"
            for pile, size in enumerate(engine.state.game_state["piles"])
            for taken in range(1, size + 1)
        ]
