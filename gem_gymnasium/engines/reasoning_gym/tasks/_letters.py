"""Letters in order: sets of text differ in order between processes."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Any

__all__ = ["Letters"]


class Letters(set[str]):
    """A set of letters that iterates in alphabetical order, as do its differences."""

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(super().__iter__()))

    def __sub__(self, other: Set[Any]) -> Letters:
        return Letters(super().__sub__(other))
