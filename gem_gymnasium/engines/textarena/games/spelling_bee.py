"""SpellingBee: words of given letters, none shorter than the one before."""

from __future__ import annotations

from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["SpellingBee"]


class SpellingBee(Rules):
    """Who finds no word loses."""

    pattern = r"\[[a-z]{2,12}\]"
    example = "[example]"
