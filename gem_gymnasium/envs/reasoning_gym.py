"""reasoning-gym's tasks: one question, one answer, and a score that can be trusted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, Unpack

import numpy as np

from gem_gymnasium.arguments import one_of, positive
from gem_gymnasium.core import Options
from gem_gymnasium.engines.reasoning_gym.catalog import TASKS
from gem_gymnasium.engines.reasoning_gym.configuration import configuration
from gem_gymnasium.engines.reasoning_gym.task import MOST_ITEMS, Item, Task, task_of
from gem_gymnasium.envs.question import QuestionEnv
from gem_gymnasium.parsing import undress

__all__ = ["ReasoningGym", "ReasoningGymComposite"]


class _Questions(QuestionEnv):
    """Items of tasks and their scores; which task it is, is the subclass's business."""

    def __init__(self, task: Task, max_attempts: int, scorer: str, options: Options) -> None:
        one_of("scorer", scorer, ("checked", "upstream"))
        self._task = task
        self._scorer = scorer
        self._item: Item = {}
        super().__init__(max_attempts, options)

    @property
    def _items(self) -> int:
        return MOST_ITEMS

    @property
    def task_name(self) -> str:
        """reasoning-gym's name of the task."""
        return self._task.name

    @property
    def _tagged(self) -> bool:
        return self._task.tagged

    def _load(self, index: int) -> None:
        self._item = self._task.kept(index)

    def _question(self) -> str:
        question: str = self._item["question"]
        return question

    def _form(self) -> str:
        return self._task.form

    def _pattern(self) -> str:
        return self._task.pattern

    @property
    def example(self) -> str:
        """One fixed answer of the right form."""
        return self._task.example

    def _grade(self, content: str) -> float:
        if self._scorer == "upstream":
            return self._upstream_score(content)
        score = self._task.score(content, self._item)
        bare = undress(content)
        if score < 1 and bare and bare != content:
            score = max(score, self._task.score(bare, self._item))
        return score

    def _upstream_score(self, content: str) -> float:
        try:
            score = float(self._task.dataset.score_answer(content, self._item))
        except Exception as error:  # whatever it is, the user asked for this scorer
            self._trouble = f"reasoning-gym's scorer raised {type(error).__name__}: {error}"[:500]
            return 0.0
        return min(1.0, max(0.0, score)) if score == score else 0.0

    def _oracle(self) -> str:
        return self._task.gold(self._item)

    @property
    def chance(self) -> float:
        """The share of items that the best guess without reading the question solves, about."""
        return self._task.chance


class ReasoningGym(_Questions):
    r"""A task of reasoning-gym's: a question, and the score of the answer.

    Source: reasoning-gym (Stojanovski et al., 2025), release 0.1.25. Its package makes the
    questions; our own code scores the answers, from 0 to 1, where 1 means right. What differs from
    reasoning-gym is in the docs, task by task.

    The answer is the content of the last ``\boxed{}`` or ``<answer>`` tag. The reward of an episode
    is the best score of its attempts.

    Args:
        task: reasoning-gym's name of the task, for example ``"letter_counting"``.
        config: Parameters of the task, in place of reasoning-gym's defaults;
            `gem_gymnasium.engines.reasoning_gym.configuration.parameters` lists them.
        level: A level of reasoning-gym's curriculum of the task, from 0; None takes the defaults.
        max_attempts: Answers that may be given; after a wrong one its score is told.
        scorer: "checked" is ours; "upstream" gives the number of reasoning-gym's own scorer, within
            [0, 1]. Some of those run Python's ``eval`` on the answer: use them on text that you
            trust.
        **options: What every `TextEnv` takes.

    Raises:
        ValueError: If an argument has a value that is not allowed; the message names it.
    """

    def __init__(
        self,
        task: str,
        *,
        config: Mapping[str, Any] | None = None,
        level: int | None = None,
        max_attempts: int = 1,
        scorer: Literal["checked", "upstream"] = "checked",
        **options: Unpack[Options],
    ) -> None:
        one_of("task", task, tuple(TASKS))
        chosen = task_of(task, configuration(task, config, level))
        if chosen.config:
            _ = chosen.dataset  # some parameters are refused only here
        super().__init__(chosen, max_attempts, scorer, options)


class ReasoningGymComposite(_Questions):
    """Many tasks of reasoning-gym's in one: each reset draws a task, then an item of it.

    Source: reasoning-gym's ``composite``.

    Args:
        tasks: The weight of each task, by reasoning-gym's name; None takes all tasks alike.
        config: Parameters of tasks, by the task's name.
        level: A level of the curricula of all tasks, which need to have one.
        max_attempts: As in `ReasoningGym`.
        scorer: As in `ReasoningGym`.
        **options: What every `TextEnv` takes.

    Raises:
        ValueError: If an argument has a value that is not allowed; the message names it.
    """

    def __init__(
        self,
        *,
        tasks: Mapping[str, float] | None = None,
        config: Mapping[str, Mapping[str, Any]] | None = None,
        level: int | None = None,
        max_attempts: int = 1,
        scorer: Literal["checked", "upstream"] = "checked",
        **options: Unpack[Options],
    ) -> None:
        weights = _weights(tasks)
        config = {} if config is None else config
        for name in config:
            one_of("a task in config", name, tuple(weights))
        self._names = tuple(weights)
        total = sum(weights.values())
        self._shares = [weight / total for weight in weights.values()]
        self._configs = {
            name: configuration(name, config.get(name), level)
            for name in (weights if level is not None else config)
        }
        super().__init__(_Undrawn({}), max_attempts, scorer, options)

    def _generate(self) -> None:
        # An item that is asked for is its index's alone.
        rng = self.np_random if self._asked is None else np.random.default_rng(self._asked)
        name = self._names[int(rng.choice(len(self._names), p=self._shares))]
        self._task = task_of(name, self._configs.get(name))
        self.action_space.pattern = self._action_pattern()
        super()._generate()


class _Undrawn(Task):
    """Stands for the task before the first reset."""

    name = "composite"
    example = "42"
    pattern = r"[a-z0-9]{1,8}"


def _weights(tasks: Mapping[str, float] | None) -> dict[str, float]:
    if tasks is None:
        return dict.fromkeys(TASKS, 1.0)
    if not isinstance(tasks, Mapping) or not tasks:
        raise ValueError(f"tasks must be a dict from names to weights, got {tasks!r}.")
    for name, weight in tasks.items():
        one_of("a task", name, tuple(TASKS))
        if not positive(weight):
            raise ValueError(f"The weight of {name} must be above 0, got {weight!r}.")
    return {name: float(weight) for name, weight in tasks.items()}
