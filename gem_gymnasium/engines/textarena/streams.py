"""Random streams of games: what the engine's modules get in place of ``random`` and ``numpy``.

The engine draws from module-level functions. Here these look up the stream of the game that is
being played in a `ContextVar`, so games may be interleaved, in threads and tasks too, and the
process's own random state is neither drawn from nor seeded.
"""

from __future__ import annotations

import copy
import random as _random
from contextvars import ContextVar
from types import ModuleType
from typing import Any

import numpy as _numpy

__all__ = ["CURRENT", "Stream", "numpy", "random"]


class Stream(_random.Random):
    """The random numbers of one game: Python's generator, and NumPy's where it is asked for."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self._seed_value = seed
        self._numpy: _numpy.random.RandomState | None = None

    @property
    def numpy(self) -> _numpy.random.RandomState:
        """NumPy's generator of the old kind, which the engine's games draw from."""
        if self._numpy is None:
            self._numpy = _numpy.random.RandomState(self._seed_value & 0xFFFFFFFF)
        return self._numpy

    def __reduce__(self) -> Any:
        return _rebuild, (self._seed_value, self.getstate(), self._numpy)

    def __deepcopy__(self, memo: dict[int, Any]) -> Stream:
        # The state is a tuple of 625 numbers, which copy.deepcopy would look at one by one.
        numpy_state = copy.deepcopy(self._numpy, memo)
        twin = memo[id(self)] = _rebuild(self._seed_value, self.getstate(), numpy_state)
        return twin


def _rebuild(seed: int, state: Any, numpy_state: _numpy.random.RandomState | None) -> Stream:
    stream = Stream(seed)
    stream.setstate(state)
    stream._numpy = numpy_state
    return stream


CURRENT: ContextVar[Stream] = ContextVar("gem_gymnasium_textarena_stream")
"""The stream of the game that is being played; unset outside of `Engine`'s methods."""


class _RandomModule(ModuleType):
    """Stands for ``random`` in the engine's modules."""

    Random = _random.Random

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # what tools ask of any module
            raise AttributeError(name)
        return getattr(CURRENT.get(), name)


class _NumpyRandom:
    """Stands for ``numpy.random``."""

    default_rng = staticmethod(_numpy.random.default_rng)

    def __getattr__(self, name: str) -> Any:
        return getattr(CURRENT.get().numpy, name)


class _NumpyModule(ModuleType):
    """Stands for ``numpy`` in the modules that draw from it."""

    random = _NumpyRandom()

    def __getattr__(self, name: str) -> Any:
        return getattr(_numpy, name)


random = _RandomModule("random")
numpy = _NumpyModule("numpy")
