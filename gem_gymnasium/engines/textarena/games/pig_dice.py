"""PigDice: roll on, or bank what was rolled before a 1 takes it."""

from __future__ import annotations

from typing import Any

from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["PigDice"]


class PigDice(Rules):
    """Roll or hold."""

    pattern = r"\[(roll|hold)\]"
    example = "[roll]"

    def legal(self, engine: Any) -> list[str]:
        """Both."""
        return ["[roll]", "[hold]"]
