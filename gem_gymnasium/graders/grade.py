"""`Grade`: what every grader returns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

__all__ = ["Grade", "Verdict"]

Verdict: TypeAlias = Literal["correct", "wrong", "timeout", "unreadable", "error"]
"""How a grade came about; see `Grade`."""


@dataclass(frozen=True, slots=True)
class Grade:
    """How good an answer is, and why.

    Attributes:
        score: From 0 to 1; 1 means correct.
        verdict: "correct" and "wrong" are decisions. "unreadable": the answer says nothing that the
            grader reads. "timeout": it could not be decided within the limits of time and size.
            "error": the grader itself failed. The last three score 0.
        reason: Why, in a sentence for people.
    """

    score: float
    verdict: Verdict
    reason: str
