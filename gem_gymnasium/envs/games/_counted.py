"""Numbers with their nouns."""

from __future__ import annotations

__all__ = ["counted"]


def counted(count: int, noun: str) -> str:
    """A number and its noun, in the plural where there is not just one.

    Example:
        >>> counted(1, "guess"), counted(3, "guess"), counted(2, "turn")
        ('1 guess', '3 guesses', '2 turns')
    """
    plural = "es" if noun.endswith(("s", "x")) else "s"
    return f"{count} {noun}{'' if count == 1 else plural}"
