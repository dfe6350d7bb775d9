"""The state that all code of a process or thread shares, and that environments must leave alone."""

from __future__ import annotations

import decimal
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

__all__ = ["other_states"]

_READERS: dict[str, Callable[[], Any]] = {
    "Python's global random state": random.getstate,
    "NumPy's global random state": lambda: repr(np.random.get_state()),  # noqa: NPY002
    "decimal's context": lambda: repr(decimal.getcontext().copy()).partition(", flags")[0],
}


def other_states(play: Callable[[], Any]) -> None:
    """Play in two different global states.

    Raises:
        AssertionError: If a play changes its state, or depends on it.
    """
    plays = []
    for number in (123, 456):
        with _state(number):
            before = {name: read() for name, read in _READERS.items()}
            plays.append(play())
            for name, read in _READERS.items():
                assert read() == before[name], f"{name} was touched"
    assert plays[0] == plays[1], "The play depends on a global random state or decimal's precision"


@contextmanager
def _state(number: int) -> Iterator[None]:
    kept = random.getstate(), np.random.get_state()  # noqa: NPY002 - what is under test
    try:
        random.seed(number)
        np.random.seed(number)  # noqa: NPY002
        with decimal.localcontext(decimal.Context(prec=3 + number % 2)):
            yield
    finally:
        random.setstate(kept[0])
        np.random.set_state(kept[1])  # noqa: NPY002
