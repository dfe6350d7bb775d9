"""Whether a conclusion follows from two statements."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeAlias

from gem_gymnasium.engines.reasoning_gym.task import ChoiceTask, Item

Statement: TypeAlias = tuple[str, str, str]
"""The kind of a statement (one of `_HOLDS`), its subject and its predicate."""

_STATEMENT = re.compile(r"(All|No|Some) (.+?) are (not )?(.+)")
_ASKS = "(Answer Yes or No)"
_ASSUMED = "Assume that none of these groups is empty."
# What a statement says about two sets, each a mask of the individuals that it has.
_HOLDS: dict[str, Callable[[int, int], bool]] = {
    "All": lambda some, other: not some & ~other,
    "No": lambda some, other: not some & other,
    "Some": lambda some, other: bool(some & other),
    "Some not": lambda some, other: bool(some & ~other),
}
_KINDS = range(8)  # of individuals: bit t says whether it is one of term t


class Syllogism(ChoiceTask):
    """Yes or no."""

    name = "syllogism"
    example = "No"
    pattern = "Yes|No"
    changes = (
        "The answer is whether the conclusion holds in all cases in which both statements do: "
        "reasoning-gym's rules miss some fallacies, and 13 % of its answers are wrong.",
        "The question says that no group is empty, which reasoning-gym assumes in silence.",
        "An answer must be the word; reasoning-gym pays a share for a text that contains it.",
    )
    chance = 0.56  # yes

    def make_dataset(self, **extra: Any) -> Any:
        dataset = super().make_dataset(**extra)
        config = dataset.config
        others = config.allow_all or config.allow_no or config.allow_some
        if config.inversion_probability and not others:
            raise ValueError(
                f"config={self.config!r} of syllogism: 'Some ... are not' can't be inverted; allow "
                "another quantifier, or set inversion_probability to 0."
            )
        return dataset

    def item(self, index: int) -> Item:
        item: Item = self.dataset[index]
        known = item["metadata"]
        first, second, conclusion = (
            _read(known[key]) for key in ("premise1", "premise2", "conclusion")
        )
        valid = _follows(first, second, conclusion)
        return {
            "question": item["question"].replace(_ASKS, f"{_ASSUMED}\n{_ASKS}"),
            "answer": "Yes" if valid else "No",
            "metadata": {**known, "is_valid": valid},
        }


def _read(text: str) -> Statement:
    parts = _STATEMENT.fullmatch(text)
    assert parts is not None, text
    return parts[1] + (" not" if parts[3] else ""), parts[2], parts[4]


def _follows(first: Statement, second: Statement, conclusion: Statement) -> bool:
    """Whether a conclusion holds wherever two premises do and no set is empty."""
    terms = sorted({*first[1:], *second[1:], *conclusion[1:]})
    for there in range(1 << len(_KINDS)):  # which kinds of individuals there are
        sets = {
            term: sum(1 << kind for kind in _KINDS if there >> kind & kind >> place & 1)
            for place, term in enumerate(terms)
        }
        if all(sets.values()) and not (
            _holds(conclusion, sets) or not _holds(first, sets) or not _holds(second, sets)
        ):
            return False
    return True


def _holds(statement: Statement, sets: dict[str, int]) -> bool:
    kind, subject, predicate = statement
    return _HOLDS[kind](sets[subject], sets[predicate])
