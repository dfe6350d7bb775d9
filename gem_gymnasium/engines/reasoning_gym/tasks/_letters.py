"""Letters in order: sets of text differ in order between processes."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Any

from gem_gymnasium.engines.reasoning_gym.task import ChoiceTask

__all__ = ["LetterTask"]


class _Letters(set[str]):
    """A set of letters that iterates in alphabetical order, as do its differences."""

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(super().__iter__()))

    def __sub__(self, other: Set[Any]) -> _Letters:
        return _Letters(super().__sub__(other))


class LetterTask(ChoiceTask):
    """A task whose texts are made of drawn letters."""

    changes = (
        "Letters are drawn from the alphabet in order: reasoning-gym's items differ between "
        "processes.",
        "An answer must be True or False alone; a text that contains the right one earns nothing.",
    )

    def make_dataset(self, **extra: Any) -> Any:
        dataset = super().make_dataset(**extra)
        dataset.letters = _Letters(dataset.letters)
        return dataset
