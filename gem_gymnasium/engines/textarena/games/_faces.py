"""The faces of 13 cards, in the games that bid with them."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["PATTERN", "cards"]

PATTERN = r"\[(A|[2-9]|10|J|Q|K)\]"
_FACES = ("", "A", *map(str, range(2, 11)), "J", "Q", "K")


def cards(hand: Iterable[int]) -> list[str]:
    """The actions that play the cards of a hand, whose values are from 1 to 13.

    Example:
        >>> cards([1, 10, 12])
        ['[A]', '[10]', '[Q]']
    """
    return [f"[{_FACES[value]}]" for value in hand]
