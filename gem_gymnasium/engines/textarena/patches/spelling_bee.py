"""Patches of SpellingBee."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import numpy as np

from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Patch, Replace
from gem_gymnasium.engines.textarena.streams import CURRENT
from gem_gymnasium.engines.textarena.vocabulary import word_list

__all__ = ["PATCHES"]

_LETTERS = "abcdefghijklmnopqrstuvwxyz"

_PERCENT = (
    *(8.17, 1.49, 2.78, 4.25, 12.70, 2.23, 2.02, 6.09, 7.00, 0.15, 0.77, 4.03, 2.41),
    *(6.75, 7.51, 1.93, 0.10, 5.99, 6.33, 9.06, 2.76, 0.98, 2.36, 0.15, 1.97, 0.07),
)

_FEWEST_WORDS = 10


def _bee_letters(self: Any) -> set[str]:
    if not 3 <= self.num_letters <= len(_LETTERS):
        raise ValueError(f"num_letters is {self.num_letters}; use 3 to {len(_LETTERS)}.")
    stream = CURRENT.get()
    for _ in range(shared.MOST_TRIES):
        left = dict(zip(_LETTERS, _PERCENT, strict=True))
        letters = ""
        while len(letters) < self.num_letters:
            letters += stream.choices(list(left), list(left.values()))[0]
            del left[letters[-1]]
        if np.count_nonzero(_common() & ~_mask(letters) == 0) >= _FEWEST_WORDS:
            return set(letters)
    raise shared.no_instance("set of letters")


@cache
def _common() -> np.ndarray[Any, np.dtype[np.int64]]:
    """The letters of each common word, as bits; all are looked at for each new game."""
    return np.array([_mask(word) for word in word_list("common")], dtype=np.int64)


def _mask(letters: Iterable[str]) -> int:
    return sum(1 << _LETTERS.index(letter) for letter in set(letters))


PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.SpellingBee.env": (
        Replace(
            "SpellingBeeEnv._generate_allowed_letters",
            _bee_letters,
            "There may be no word of the letters; they are drawn from NumPy's own stream.",
            "fdbfb184b7fb",
        ),
    ),
}
