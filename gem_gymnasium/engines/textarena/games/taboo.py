"""Taboo: guess words by clues that may not hold certain other words."""

from __future__ import annotations

from typing import Any

from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["Taboo"]


class Taboo(Rules):
    """A clue is free text; a guess stands in brackets, in which a clue may stand as well."""

    pattern = r"\[[A-Za-z]{2,12}( [A-Za-z]{2,12}){0,3}\]"
    example = "[elephant]"

    def begun(self, engine: Any) -> None:
        """Let go of the words, which have been dealt, so that copies are small."""
        engine.data = {}
