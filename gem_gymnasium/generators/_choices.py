"""`Choices`: random choices that are the same on every platform."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TypeVar

import numpy as np

__all__ = ["Choices"]

T = TypeVar("T")


class Choices:
    """Random choices, all from one generator and only by `Generator.integers`."""

    __slots__ = ("_rng",)

    def __init__(self, rng: np.random.Generator) -> None:
        self._rng = rng

    def whole(self, low: int, high: int, but: Collection[int] = ()) -> int:
        """A whole number from ``low`` to ``high``, both included, none of ``but``."""
        while True:
            number = int(self._rng.integers(low, high + 1))
            if number not in but:
                return number

    def pick(self, options: Sequence[T]) -> T:
        """One of the options."""
        return options[int(self._rng.integers(len(options)))]

    def some(self, options: Iterable[T], count: int) -> list[T]:
        """``count`` different ones of the options, in random order."""
        left = list(options)
        return [left.pop(int(self._rng.integers(len(left)))) for _ in range(count)]

    def percent(self, chance: int) -> bool:
        """True in ``chance`` of a hundred cases."""
        return int(self._rng.integers(100)) < chance
