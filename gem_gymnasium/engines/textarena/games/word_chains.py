"""WordChains: each word begins with the last letter of the one before and is a letter longer."""

from __future__ import annotations

from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["WordChains"]


class WordChains(Rules):
    """Who finds no word loses; longer and longer words end every game."""

    pattern = r"\[[a-z]{3,15}\]"
    example = "[apple]"
