"""Patches of Wordle."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Patch, Replace
from gem_gymnasium.engines.textarena.vocabulary import words

__all__ = ["PATCHES"]


def _wordle_words(self: Any, hardcore: bool = False) -> None:
    self.word_list = words.nouns(hardcore, self.word_length, self.word_length)
    if not self.word_list:
        raise ValueError(f"There are no nouns of word_length={self.word_length}; use 3 to 10.")


PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.Wordle.env": (
        Replace("WordleEnv._load_word_list", _wordle_words, shared.NOUNS, "59b2fa1d06f9"),
    ),
}
