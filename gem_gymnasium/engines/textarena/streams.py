"""Random streams of games: what the engine's modules get in place of ``random`` and ``numpy``.

The engine draws from module-level functions. Here these look up the stream of the game that is
being played in a `ContextVar`, so games may be interleaved, in threads and tasks too, and the
process's own random state is neither drawn from nor seeded.
"""

from __future__ import annotations

import copy
import random as _random
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from types import ModuleType, SimpleNamespace
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


def _of_stream(name: str) -> Callable[..., Any]:
    """A function that calls the method of that name of the current stream."""
    method = getattr(_random.Random, name)

    def draw(*args: Any, **kwargs: Any) -> Any:
        return method(CURRENT.get(), *args, **kwargs)

    return draw


def _of_numpy(name: str) -> Callable[..., Any]:
    """A function that calls the method of that name of NumPy's generator of the current stream."""
    method = getattr(_numpy.random.RandomState, name)

    def draw(*args: Any, **kwargs: Any) -> Any:
        return method(CURRENT.get().numpy, *args, **kwargs)

    return draw


def _choice(seq: Sequence[Any]) -> Any:
    return CURRENT.get().choice(seq)


def _randint(a: int, b: int) -> int:
    return CURRENT.get().randint(a, b)


def _public(source: Any) -> list[str]:
    return [name for name in dir(source) if not name.startswith("_")]


# Games draw at every step, so that a __getattr__ of the modules would be slow.
random = ModuleType("random")
vars(random).update({name: _of_stream(name) for name in _public(_random.Random)})
# The two that are drawn most, without the cost of arguments of any kind.
vars(random).update(Random=_random.Random, choice=_choice, randint=_randint)
numpy = ModuleType("numpy")
vars(numpy).update({name: value for name, value in vars(_numpy).items() if name[0] != "_"})
vars(numpy)["random"] = SimpleNamespace(
    **{name: _of_numpy(name) for name in _public(_numpy.random.RandomState)},
    default_rng=_numpy.random.default_rng,
)
