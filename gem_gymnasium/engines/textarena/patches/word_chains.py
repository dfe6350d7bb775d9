"""Patches of WordChains."""

from __future__ import annotations

from collections.abc import Mapping

from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch

__all__ = ["PATCHES"]

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.WordChains.env": (
        Edit(
            "self.word_list = list((set(word.lower() for word in words.words())))",
            'self.word_list = words.words("en", longest=5)',
            "The order of the words is that of a set, which the hash seed fixes.",
        ),
        Edit(
            "self.word_list = [word for word in self.word_list if len(word) <= 5]",
            "",
            "Each game makes a list of its own.",
        ),
        Edit(
            "2. Must be longer than the previous word",
            "2. Must be exactly one letter longer than the previous word",
            "Longer words are refused.",
        ),
    ),
}
