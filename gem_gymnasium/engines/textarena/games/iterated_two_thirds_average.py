"""IteratedTwoThirdsAverage: guess two thirds of what all guess on average."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from gem_gymnasium.engines.textarena.games._numbers import between
from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["IteratedTwoThirdsAverage"]


class IteratedTwoThirdsAverage(Rules):
    """A guess a round, unseen. Fractions are understood; what is listed is whole numbers."""

    simultaneous = True
    seeded = False

    def __init__(self, arguments: Mapping[str, Any]) -> None:
        super().__init__(arguments)
        self._low = max(0, math.ceil(arguments.get("min_guess", 0.0)))
        self._high = math.floor(arguments.get("max_guess", 100.0))

    @property
    def pattern(self) -> str:
        """A whole number within the bounds."""
        return rf"\[{between(self._low, self._high)}\]"

    @property
    def example(self) -> str:
        """The middle."""
        return f"[{(self._low + self._high) // 2}]"

    def legal(self, engine: Any) -> list[str]:
        """All whole numbers within the bounds."""
        return [f"[{guess}]" for guess in range(self._low, self._high + 1)]
