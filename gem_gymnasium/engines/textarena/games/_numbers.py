"""Regular expressions of numbers, for the patterns of actions."""

from __future__ import annotations

__all__ = ["between"]


def between(low: int, high: int) -> str:
    """A regular expression of the whole numbers from ``low`` to ``high``.

    Example:
        >>> between(0, 4), between(9, 11)
        ('[0-4]', '(9|10|11)')
    """
    if 0 <= low < high <= 9:
        return f"[{low}-{high}]"
    return f"({'|'.join(map(str, range(low, high + 1)))})"
