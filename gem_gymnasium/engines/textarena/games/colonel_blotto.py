"""ColonelBlotto: two players divide their units among the same fields."""

from __future__ import annotations

import math
import string
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["ColonelBlotto"]

_MOST = 1000  # allocations that are still listed


class ColonelBlotto(Rules):
    """Allocations, a round at a time, shown when both have made theirs."""

    simultaneous = True
    seeded = False

    def __init__(self, arguments: Mapping[str, Any]) -> None:
        super().__init__(arguments)
        self._fields = min(max(int(arguments.get("num_fields", 3)), 2), 26)
        self._units = max(int(arguments.get("num_total_units", 20)), self._fields)

    @property
    def pattern(self) -> str:
        """Units for each field; and again those that are thirds, since few texts add up."""
        units = f"(0|[1-9][0-9]{{0,{len(str(self._units)) - 1}}})"
        form = " ".join(f"{field}{units}" for field in string.ascii_uppercase[: self._fields])
        whole = [_text(_of_thirds(self._units, third)) for third in _divisions(3, self._fields)]
        return rf"\[({form}|{'|'.join(whole)})\]"

    @property
    def example(self) -> str:
        """All units evenly, as far as that goes."""
        each, rest = divmod(self._units, self._fields)
        return f"[{_text(each + (index < rest) for index in range(self._fields))}]"

    def legal(self, engine: Any) -> list[str] | None:
        """All allocations, unless they are too many."""
        if math.comb(self._units + self._fields - 1, self._fields - 1) > _MOST:
            return None
        return list(_allocations(self._units, self._fields))


@cache
def _allocations(units: int, fields: int) -> tuple[str, ...]:
    return tuple(f"[{_text(division)}]" for division in _divisions(units, fields))


def _divisions(units: int, fields: int) -> Iterator[tuple[int, ...]]:
    """All ways to divide units among fields."""
    if fields == 1:
        yield (units,)
        return
    for first in range(units + 1):
        for others in _divisions(units - first, fields - 1):
            yield (first, *others)


def _of_thirds(units: int, thirds: Sequence[int]) -> list[int]:
    """An allocation by thirds; what can't be divided goes to the first field that gets any."""
    allocation = [units // 3 * number for number in thirds]
    allocation[next(field for field, number in enumerate(thirds) if number)] += units % 3
    return allocation


def _text(allocation: Iterable[int]) -> str:
    return " ".join(map("{}{}".format, string.ascii_uppercase, allocation))
