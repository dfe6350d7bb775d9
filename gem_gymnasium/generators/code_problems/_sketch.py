"""What a family of problems says: a task in words, its reference, and how its inputs are drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from string import Template
from textwrap import dedent
from typing import Any, Literal, Protocol, TypeAlias, TypeVar

import numpy as np

__all__ = ["MADE", "Args", "Draw", "Family", "Kind", "Param", "Sketch", "family", "grow", "values"]

T = TypeVar("T")

Kind: TypeAlias = Literal["int", "ints", "str", "strs", "rows", "bool"]
"""``ints`` is a list of integers, ``strs`` of texts (or the rows of a grid), ``rows`` a table."""
Args: TypeAlias = tuple[Any, ...]

MADE = 12
"""Inputs that are made for a problem, beside the family's edge cases."""


class Draw:
    """A level, and draws from a generator as families need them."""

    def __init__(self, rng: np.random.Generator, level: int) -> None:
        self.rng = rng
        self.level = level

    def whole(self, low: int, high: int) -> int:
        """A whole number from ``low`` to ``high``, both included."""
        return int(self.rng.integers(low, high + 1))

    def wholes(self, count: int, low: int, high: int) -> list[int]:
        """``count`` whole numbers from ``low`` to ``high``, both included."""
        numbers: list[int] = self.rng.integers(low, high + 1, count).tolist()
        return numbers

    def pick(self, options: Sequence[T]) -> T:
        """One of the options."""
        return options[int(self.rng.integers(len(options)))]

    def sample(self, options: Sequence[T], count: int) -> list[T]:
        """``count`` different options, in a drawn order."""
        return [options[int(place)] for place in self.rng.permutation(len(options))[:count]]

    def text(self, count: int, letters: str) -> str:
        """``count`` letters."""
        return "".join(letters[place] for place in self.rng.integers(len(letters), size=count))

    def chance(self, share: float) -> bool:
        """True in that share of draws."""
        return bool(self.rng.random() < share)

    def of_level(self, **values: T) -> T:
        """The value of this level: ``of_level(l1=10, l3=100)``, that of the nearest one below."""
        return values[max(key for key in values if key <= f"l{self.level}")]


def grow(step: int, low: int, high: int) -> int:
    """A size for the input of a step: slowly from ``low`` to ``high``, so that few are big."""
    return low + (high - low) * step**3 // (MADE - 1) ** 3


@dataclass(frozen=True, slots=True)
class Param:
    """A parameter: its name in the reference, its kind, and what it is, limits included."""

    name: str
    kind: Kind
    meaning: str


def values(most: int, low: int, high: int) -> Param:
    """A parameter that many families have: a list of numbers."""
    return Param("values", "ints", f"up to {most} numbers from {low} to {high}")


@dataclass(frozen=True, slots=True)
class Sketch:
    """A problem before its inputs are drawn.

    Attributes:
        name: The reference function's name.
        text: The task, in sentences.
        takes: The parameters.
        gives: The kind of the result, and the result in words ("the number of ...").
        source: The reference function, with ``$name`` where a drawn value goes.
        values: Those values.
        make: Draws an input; its step (0 to ``MADE - 1``) says how big.
        edges: Inputs that every problem's tests hold.
        naive: A plain function for the same task, which may be slow; it checks the reference.
        slow: What is too slow, in a sentence, where the inputs are so big.
    """

    name: str
    text: str
    takes: tuple[Param, ...]
    gives: tuple[Kind, str]
    source: str
    make: Callable[[int], Args]
    values: dict[str, Any] = field(default_factory=dict)
    edges: tuple[Args, ...] = ()
    naive: str = ""
    slow: str = ""

    def reference(self) -> str:
        """The reference function's text."""
        return self._filled(self.source)

    def solver(self, source: str | None = None) -> Callable[..., Any]:
        """The reference (or ``naive``) as a function."""
        scope: dict[str, Any] = {}
        text = self._filled(self.source if source is None else source)
        exec(compile(text, f"<{self.name}>", "exec"), scope)  # noqa: S102 - our own code
        solve: Callable[..., Any] = scope[self.name]
        return solve

    def _filled(self, source: str) -> str:
        return Template(dedent(source).strip("\n") + "\n").substitute(self.values)


class Family(Protocol):
    """A function that draws a `Sketch`, and the levels that it knows."""

    __name__: str
    levels: tuple[int, ...]

    def __call__(self, draw: Draw) -> Sketch:
        """Draw a problem of the level ``draw.level``."""


def family(*levels: int) -> Callable[[Callable[[Draw], Sketch]], Family]:
    """Mark a function as a family that knows ``levels``."""

    def mark(function: Callable[[Draw], Sketch]) -> Family:
        marked: Any = function
        marked.levels = levels
        found: Family = marked
        return found

    return mark
