"""Questions with their right answers: rows of a data set, or problems made by index."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias, overload

from gymnasium.error import Error

from gem_gymnasium.envs.question import LONGEST_ANSWER

__all__ = ["LONGEST_QUESTION", "DatasetError", "Generated", "Gold", "Item", "Items", "Rows"]

LONGEST_QUESTION = 2**17
"""Characters of the longest question; an observation holds it and what is said around it."""
_MOST_ITEMS = 2**31
_MOST_BITS = 8192  # of an integer; Python writes no integer of more than 4300 digits
_SHOWN = 80  # characters of a value that an error shows

Gold: TypeAlias = str | int | float
"""A right answer."""


class DatasetError(Error, ValueError):
    """A data set can't be loaded, or a row of it can't be a question; the message says why."""


@dataclass(frozen=True, slots=True)
class Item:
    """A question and what is right.

    Attributes:
        question: The question.
        golds: Right answers, any of which will do.
        solution: The worked solution, where there is one.
    """

    question: str
    golds: tuple[Gold, ...]
    solution: str = ""


class Items(Sequence[Item]):
    """A numbered list of items; it never changes, so that copies of an environment share it."""

    name: str

    @overload
    def __getitem__(self, index: int) -> Item: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Item]: ...

    def __getitem__(self, index: int | slice) -> Item | Sequence[Item]:
        if isinstance(index, slice):
            return [self._item(number) for number in range(*index.indices(len(self)))]
        return self._item(range(len(self))[index])

    def _item(self, index: int) -> Item:
        raise NotImplementedError

    def __deepcopy__(self, memo: dict[int, Any]) -> Items:
        return self


class Generated(Items):
    """Problems that a function makes by their index, from 0 to below 2**31.

    Args:
        name: What the list is called.
        make: From an index to its item; it must be a function that pickles.
    """

    def __init__(self, name: str, make: Callable[[int], Item]) -> None:
        self.name = name
        self._make = make

    def _item(self, index: int) -> Item:
        return self._make(index)

    def __len__(self) -> int:
        return _MOST_ITEMS


class Rows(Items):
    """The rows of a data set, checked when they are loaded.

    Args:
        name: What the data set is called.
        questions: The column of questions.
        answers: The column of right answers: each a text, a number, or a list of those.
        columns: The names of the two columns, for errors.
        images: From a row's index to its images as stored, where there are any.
        reload: Loads the same rows in another process, which a pickle names instead of them.

    Raises:
        DatasetError: If there are no rows, or one can't be a question; the message says which.
    """

    def __init__(
        self,
        name: str,
        questions: Sequence[object],
        answers: Sequence[object],
        *,
        columns: tuple[str, str],
        images: Callable[[int], Any] | None = None,
        reload: Callable[[], Rows],
    ) -> None:
        if not len(questions):
            raise DatasetError(f"{name} has no rows.")
        self.name = name
        self.images = images
        self._reload = reload
        where = f"of {name} (rows are counted from 0)"
        self._questions = [
            _text(question, f"Row {row} {where}: {columns[0]!r}")
            for row, question in enumerate(questions)
        ]
        self._golds = [
            _golds(answer, f"Row {row} {where}: {columns[1]!r}")
            for row, answer in enumerate(answers)
        ]

    def __len__(self) -> int:
        return len(self._questions)

    def _item(self, index: int) -> Item:
        golds = self._golds[index]
        return Item(self._questions[index], golds if isinstance(golds, tuple) else (golds,))

    def golds(self) -> Iterator[Gold]:
        """The first right answer of each row."""
        return (golds[0] if isinstance(golds, tuple) else golds for golds in self._golds)

    @cached_property
    def counts(self) -> tuple[int, ...]:
        """How many rows each right answer is that of, the most frequent first."""
        found = Counter(str(gold).strip().casefold() for gold in self.golds())
        return tuple(count for _, count in found.most_common())

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """The different right answers in small letters, in alphabetical order."""
        return tuple(sorted({str(gold).strip().lower() for gold in self.golds()}))

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (self._reload, len(self))


def _again(reload: Callable[[], Rows], count: int) -> Rows:
    """The rows that a pickle names."""
    rows = reload()
    if len(rows) != count:
        raise DatasetError(
            f"{rows.name} has {len(rows)} rows, and had {count} when this was pickled."
        )
    return rows


def _text(value: object, where: str) -> str:
    if not isinstance(value, str):
        raise DatasetError(f"{where} must be a text, got {_shown(value)}.")
    if not value or value.isspace():
        raise DatasetError(f"{where} is blank.")
    if len(value) > LONGEST_QUESTION:
        raise DatasetError(
            f"{where} has {len(value):,} characters; at most {LONGEST_QUESTION:,} fit into an "
            "observation. Leave the row out or shorten it."
        )
    return value


def _golds(value: object, where: str) -> Gold | tuple[Gold, ...]:
    if not isinstance(value, list | tuple):
        return _gold(value, where)
    if not value:
        raise DatasetError(f"{where} must hold a right answer, got an empty list.")
    found = tuple(_gold(one, where) for one in value)
    return found if len(found) > 1 else found[0]


def _gold(value: object, where: str) -> Gold:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        if not value or value.isspace():
            raise DatasetError(f"{where} is a blank answer.")
        if len(value) > LONGEST_ANSWER:
            raise DatasetError(
                f"{where} has {len(value):,} characters; answers are read up to {LONGEST_ANSWER:,}."
            )
        return value
    if isinstance(value, int):
        if value.bit_length() > _MOST_BITS:
            raise DatasetError(f"{where} is an integer of more than {_MOST_BITS} bits.")
        return value
    if isinstance(value, float) and math.isfinite(value):
        return value
    raise DatasetError(
        f"{where} must be a text, a finite number or a list of those, got {_shown(value)}."
    )


def _shown(value: object) -> str:
    if value is None:
        return "null"
    text = repr(value)
    return f"{text[:_SHOWN]}{'...' if len(text) > _SHOWN else ''} ({type(value).__name__})"
