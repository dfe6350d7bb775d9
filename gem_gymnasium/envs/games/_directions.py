"""The four directions that several games take as actions."""

from __future__ import annotations

from gem_gymnasium.parsing import word

__all__ = ["DIRECTIONS", "direction"]

DIRECTIONS = ("up", "down", "left", "right")


def direction(content: str) -> str | None:
    """The direction that an action's content names, or None where it names none.

    Args:
        content: The text of an answer; case, brackets around it, and "move" before it don't
            matter.
    """
    if content in DIRECTIONS:
        return content
    name = word(content.strip("[](){} ").lower().removeprefix("move "))
    return name if name in DIRECTIONS else None
