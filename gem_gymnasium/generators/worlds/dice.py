"""Random choices from a generator, drawn in blocks: a world needs thousands of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import numpy as np

__all__ = ["Dice"]

T = TypeVar("T")


class Dice:
    """Choices that depend on the generator alone.

    Args:
        rng: Where random numbers come from.
        block: How many are drawn at once.
    """

    def __init__(self, rng: np.random.Generator, block: int = 64) -> None:
        self._rng = rng
        self._block = block
        self._drawn: list[float] = []

    def chance(self, share: float) -> bool:
        """True in that share of calls."""
        return (self._drawn or self._draw()).pop() < share

    def below(self, count: int) -> int:
        """A whole number from 0 to ``count - 1``."""
        return int((self._drawn or self._draw()).pop() * count)

    def span(self, low: int, high: int) -> int:
        """A whole number from ``low`` to ``high``, both included."""
        return low + int((self._drawn or self._draw()).pop() * (high - low + 1))

    def pick(self, items: Sequence[T]) -> T:
        """One of the items."""
        return items[int((self._drawn or self._draw()).pop() * len(items))]

    def some(self, items: Sequence[T], count: int) -> list[T]:
        """``count`` different items, or all of them where there are fewer; in random order."""
        pool = list(items)
        return [pool.pop(self.below(len(pool))) for _ in range(min(count, len(pool)))]

    def _draw(self) -> list[float]:
        self._drawn = self._rng.random(self._block).tolist()
        return self._drawn
