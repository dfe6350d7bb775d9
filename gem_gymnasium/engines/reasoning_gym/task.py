"""`Task`: what we know of a reasoning-gym task; a subclass for each is in `tasks`."""

from __future__ import annotations

import importlib
import json
from collections.abc import Mapping
from functools import cache, cached_property, lru_cache
from typing import Any, ClassVar, TypeAlias

from gem_gymnasium.engines.reasoning_gym.answers import same_number, same_text, same_word
from gem_gymnasium.engines.reasoning_gym.catalog import camel_case

__all__ = ["MOST_ITEMS", "ChoiceTask", "Item", "NumberTask", "Task", "task_of"]

Item: TypeAlias = dict[str, Any]
"""An item as reasoning-gym makes it: ``question``, ``answer``, ``metadata``."""

MOST_ITEMS = 2**31
"""Items of a task have the indices from 0 to below this."""
_KEPT = 128  # items of a task that are kept


class Task:
    """A task: its items, the form of its answers, its scorer, its solver.

    One object serves all environments of a task and configuration in a process, in any thread: no
    method changes it.

    Attributes:
        config: The task's own parameters, those that differ from reasoning-gym's defaults.
        kept: `item`, with the last ones kept; who asks must not change them.
    """

    name: ClassVar[str]
    """reasoning-gym's name of the task."""
    example: ClassVar[str]
    """One fixed answer of the right form; an instruction shows it, so it should solve nothing."""
    pattern: ClassVar[str]
    """A regular expression of well-formed answers, narrow enough to be a fair random guess."""
    tagged: ClassVar[bool] = False
    r"""Whether answers may hold lone braces, so that they stand between tags and not in a box."""
    form: ClassVar[str] = ""
    """The form of an answer in a sentence, where the question doesn't say it, or says another."""
    changes: ClassVar[tuple[str, ...]] = ()
    """What differs from reasoning-gym's items and scores, each a sentence with its reason."""
    chance: ClassVar[float] = 0.0
    """The share of items that the best guess without reading the question solves, about."""

    def __init__(self, config: Mapping[str, Any]) -> None:
        self.config = dict(config)
        # Groups that begin from one item, as GRPO's, and an evaluation's policies ask for the same.
        self.kept = lru_cache(maxsize=_KEPT)(self.item)

    # --- items ------------------------------------------------------------------------------------

    @cached_property
    def dataset(self) -> Any:
        """reasoning-gym's data set of seed 0, whose items are ours."""
        return self.make_dataset(seed=0, size=MOST_ITEMS)

    def make_dataset(self, **extra: Any) -> Any:
        """reasoning-gym's data set of this task and configuration."""
        import reasoning_gym  # it takes a second, and registering ids must not

        return reasoning_gym.create_dataset(self.name, **{**self.config, **extra})

    def item(self, index: int) -> Item:
        """The item of an index, the same in every process and at any time.

        Override it where reasoning-gym's item depends on more than the index, takes long, or can be
        wrong. It must not touch the global random state nor change ``self``.
        """
        item: Item = self.dataset[index]
        return item

    # --- answers ----------------------------------------------------------------------------------

    def score(self, answer: str, item: Item) -> float:
        """How good an answer is, from 0 to 1; 1 means that it solves the item.

        Args:
            answer: Any text, without white space around it. It is hostile: it must never raise,
                take long (a megabyte is possible), or be evaluated.
            item: The item; it must not be changed.
        """
        return float(same_text(answer, self.gold(item)))

    def gold(self, item: Item) -> str:
        """An answer that scores 1."""
        answer: str = item["answer"]
        return answer

    # --- one object a configuration ---------------------------------------------------------------

    def __deepcopy__(self, memo: dict[int, Any]) -> Task:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return task_of, (self.name, self.config)


class NumberTask(Task):
    """A task whose answer is a number, however it is written."""

    def score(self, answer: str, item: Item) -> float:
        """1 for the number, else 0."""
        return float(same_number(answer, item["answer"]))


class ChoiceTask(Task):
    """A task whose answer is one of some words, in upper or lower case."""

    def score(self, answer: str, item: Item) -> float:
        """1 for the word, else 0."""
        return float(same_word(answer, item["answer"]))


def task_of(name: str, config: Mapping[str, Any] | None = None) -> Task:
    """The task of a name and configuration; the same object for equal arguments.

    Raises:
        ModuleNotFoundError: If there is no task of that name.
    """
    return _task_of(name, json.dumps(config or {}, sort_keys=True))


@cache
def _task_of(name: str, config: str) -> Task:
    module = importlib.import_module(f"gem_gymnasium.engines.reasoning_gym.tasks.{name}")
    cls: type[Task] = getattr(module, camel_case(name))
    return cls(json.loads(config))
