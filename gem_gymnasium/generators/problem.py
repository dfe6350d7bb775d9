"""`Problem`: what a generator of questions makes."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["LEVELS", "MOST_PROBLEMS", "Problem"]

LEVELS = (1, 2, 3, 4, 5)
"""The levels of a generator, from easy to hard."""
MOST_PROBLEMS = 2**31
"""Problems of a level have the indices from 0 to below this."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A question with one right answer.

    Attributes:
        question: Everything that the answer needs, its form too where that isn't a whole number.
        answer: The answer in its plainest form.
        solution: The worked steps, one a line; the last line ends with the answer.
    """

    question: str
    answer: str
    solution: str
