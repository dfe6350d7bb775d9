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

__all__ = [
    "LEVELS",
    "LONGEST_QUESTION",
    "DatasetError",
    "Generated",
    "Gold",
    "Item",
    "Items",
    "Read",
    "Rows",
    "TestedRows",
]

LEVELS = 5
"""Levels of what is built in, from 1."""
LONGEST_QUESTION = 2**17
"""Characters of the longest question; an observation holds it and what is said around it."""
_MOST_ITEMS = 2**31
_MOST_BITS = 8192  # of an integer; Python writes no integer of more than 4300 digits
_SHOWN = 80  # characters of a value that an error shows

Gold: TypeAlias = str | int | float
"""A right answer."""
Read: TypeAlias = Callable[[object], Any]
"""From what a row holds to tests; it raises ValueError where they can't be read."""


class DatasetError(Error, ValueError):
    """A data set can't be loaded, or a row of it can't be a question; the message says why."""


@dataclass(frozen=True, slots=True)
class Item:
    """A question and what is right.

    Attributes:
        question: The question.
        golds: Right answers, any of which will do.
        solution: The worked solution, where there is one.
        tests: What decides in place of right answers, where answers are programs.
    """

    question: str
    golds: tuple[Gold, ...]
    solution: str = ""
    tests: Any = None


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
        name: What the list is called, without its level.
        level: Of all problems, 1 to `LEVELS`; None has the levels take turns.
        make: From an index and a level to an item; it must be a function that pickles.
    """

    def __init__(self, name: str, level: int | None, make: Callable[[int, int], Item]) -> None:
        self.name = name if level is None else f"{name}-level-{level}"
        self._level = level
        self._make = make

    def level_of(self, index: int) -> int:
        """The level of a problem."""
        return self._level or 1 + index % LEVELS

    def _item(self, index: int) -> Item:
        return self._make(index, self.level_of(index))

    def __len__(self) -> int:
        return _MOST_ITEMS


class _Questions(Items):
    """Rows of a data set, and their questions, checked when they are loaded."""

    def __init__(
        self,
        name: str,
        questions: Sequence[object],
        column: str,
        reload: Callable[[], _Questions],
    ) -> None:
        if not len(questions):
            raise DatasetError(f"{name} has no rows.")
        self.name = name
        self._reload = reload
        self._questions = [
            _text(question, f"{self._row(row)}: {column!r}")
            for row, question in enumerate(questions)
        ]

    def _row(self, row: int) -> str:
        return f"Row {row} of {self.name} (rows are counted from 0)"

    def __len__(self) -> int:
        return len(self._questions)

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (self._reload, len(self))


class Rows(_Questions):
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
        super().__init__(name, questions, columns[0], reload)
        self.images = images
        self._golds = [
            _golds(answer, f"{self._row(row)}: {columns[1]!r}")
            for row, answer in enumerate(answers)
        ]

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


class TestedRows(_Questions):
    """The rows of a data set whose answers are tested.

    All tests are read once when they are loaded, to find those that can't be, and again whenever
    they are needed: those of a large data set fill gigabytes.

    Args:
        name: What the data set is called.
        questions: The column of questions.
        tests: From a row's index to its tests as stored.
        read: Reads those.
        columns: The column of questions, and that or those of tests, for errors.
        solutions: From a row's index to a right answer, or a list of them, where there are any.
        reload: Loads the same rows in another process, which a pickle names instead of them.

    Raises:
        DatasetError: If there are no rows, or one can't be a question; the message says which.
    """

    def __init__(
        self,
        name: str,
        questions: Sequence[object],
        tests: Callable[[int], object],
        *,
        read: Read,
        columns: tuple[str, str],
        solutions: Callable[[int], object] | None,
        reload: Callable[[], TestedRows],
    ) -> None:
        super().__init__(name, questions, columns[0], reload)
        self._tests, self._read, self._solutions = tests, read, solutions
        bad = [(row, error) for row in range(len(self)) if (error := self._error(row))]
        if bad:
            row, error = bad[0]
            more = f" {len(bad):,} rows of {len(self):,} are so." if len(bad) > 1 else ""
            raise DatasetError(
                f"{self._row(row)}: {columns[1]!r} holds no tests: {error}{more} Leave them out: "
                "pass the rest as dataset=, a file or a datasets.Dataset."
            )

    def _error(self, row: int) -> str:
        """Why the tests of a row can't be read, or nothing."""
        try:
            self._read(self._tests(row))
        except (ValueError, TypeError, AttributeError, RecursionError) as error:
            return str(error) or type(error).__name__
        return ""

    def _item(self, index: int) -> Item:
        solution = self._solutions(index) if self._solutions is not None else None
        if isinstance(solution, list | tuple) and solution:
            solution = solution[0]
        right = isinstance(solution, str) and not solution.isspace() and solution != ""
        golds = (str(solution),) if right else ()
        return Item(self._questions[index], golds, tests=self._read(self._tests(index)))


def _again(reload: Callable[[], _Questions], count: int) -> _Questions:
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
