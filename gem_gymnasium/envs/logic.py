"""Logic: theories of facts and rules, and what follows from them."""

from __future__ import annotations

import re
from typing import Unpack

from gem_gymnasium.envs._loading import Dataset
from gem_gymnasium.envs._rows import DatasetError, Generated, Item, Items, Rows
from gem_gymnasium.envs.dataset import DatasetEnv, DatasetOptions, chosen_level
from gem_gymnasium.parsing import undress

__all__ = ["Logic"]

_BUILT_IN = ("false", "true", "unknown")
_MOST_LABELS = 20


def _problem(index: int, level: int) -> Item:
    """A problem that is built in."""
    from gem_gymnasium.generators import deduction

    problem = deduction.problem(index, level)
    return Item(problem.question, (problem.answer,), problem.solution)


def _plain(label: str) -> str:
    """A label without dress, in small letters; one that is nothing but dress stays as it is."""
    label = label.strip()
    return (undress(label) or label).casefold()


class Logic(DatasetEnv):
    r"""A theory and a statement: does it follow, does its contrary, or can't it be told?

    Action: one of the labels in ``\boxed{}`` or between ``<answer>`` tags, in upper or lower case.
    Reward: 1 for the right one, else 0. The labels are true, false and unknown of the problems that
    are built in, and those that occur as answers of a data set.

    Without a data set the problems are made, endlessly, in five levels: the depth of the proof.
    Each has a proof in words, which ``oracle_action(worked=True)`` shows. Guessing solves a third
    of them (`chance`); with several attempts it solves more.

    Source: GEM's ``logic:`` environments, over RuleTaker (Clark et al., 2020). GEM asks for an
    answer between tags and reads the one in a box; here both count.

    Args:
        dataset: As in `DatasetEnv`; None takes the problems that are built in.
        level: Of those: 1 to 5; None mixes all.
        **options: What `DatasetEnv` takes.

    Raises:
        DatasetError: If the data set can't be loaded, a row of it can't be a question, or it has
            more than 20 different answers.
        ValueError: If another argument has a value that is not allowed; the message names it.
    """

    def __init__(
        self,
        *,
        dataset: Dataset = None,
        level: int | None = None,
        **options: Unpack[DatasetOptions],
    ) -> None:
        self._level = chosen_level(dataset, level)
        super().__init__(dataset, **options)
        if len(self.labels) > _MOST_LABELS:
            raise DatasetError(
                f"{self.task_name} has {len(self.labels)} different answers; gem/Logic-v0 is for "
                f"at most {_MOST_LABELS}, gem/QA-v0 for any."
            )

    def _generated(self) -> Items:
        return Generated("logic", self._level, _problem)

    @property
    def labels(self) -> tuple[str, ...]:
        """The answers that there are, in small letters."""
        return self.dataset.labels if isinstance(self.dataset, Rows) else _BUILT_IN

    def _form(self) -> str:
        *most, last = self.labels
        return f"The answer is {', '.join(most)} or {last}." if most else f"The answer is {last}."

    def _pattern(self) -> str:
        return "|".join(map(re.escape, self.labels))

    @property
    def example(self) -> str:
        """One fixed answer of the right form."""
        return self.labels[0]

    def _grade(self, content: str) -> float:
        said = _plain(content)
        return float(any(said == _plain(str(gold)) for gold in self._item.golds))

    def _oracle(self) -> str:
        return super()._oracle().lower()

    @property
    def chance(self) -> float:
        """The share of items that the best guess without reading the question solves."""
        if isinstance(self.dataset, Rows):
            return super().chance
        return min(1.0, self.max_turns / len(_BUILT_IN))
