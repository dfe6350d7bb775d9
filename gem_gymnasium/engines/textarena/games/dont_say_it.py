"""DontSayIt: talk the other player into saying a word."""

from __future__ import annotations

from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["DontSayIt"]


class DontSayIt(Rules):
    """Free talk."""

    pattern = r"[A-Z][a-z]{1,9}( [a-z]{1,10}){1,11}[.?!]"
    example = "What did you do this morning?"
