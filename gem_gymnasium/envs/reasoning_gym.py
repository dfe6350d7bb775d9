"""reasoning-gym's tasks: one question, one answer, and a score that can be trusted."""

from __future__ import annotations

from collections.abc import Mapping
from numbers import Real
from typing import Any, Literal, Unpack

import numpy as np

from gem_gymnasium.arguments import one_of, whole
from gem_gymnasium.core import Options, Outcome, TextEnv, lost, ongoing, solved
from gem_gymnasium.engines.reasoning_gym.catalog import TASKS
from gem_gymnasium.engines.reasoning_gym.configuration import configuration
from gem_gymnasium.engines.reasoning_gym.task import MOST_ITEMS, Item, Task, task_of
from gem_gymnasium.parsing import answer, undress

__all__ = ["ReasoningGym", "ReasoningGymComposite"]

_LONGEST = 2**16  # characters of the longest answer that is read


class _Questions(TextEnv[str]):
    """Items of tasks, their answers and scores; which task it is, is the subclass's business."""

    reset_options = frozenset({"index"})

    def __init__(self, task: Task, max_attempts: int, scorer: str, options: Options) -> None:
        one_of("scorer", scorer, ("checked", "upstream"))
        self._task = task
        self._scorer = scorer
        self._asked: int | None = None
        self._index = 0
        self._item: Item = {}
        self._score = self._best = 0.0
        self._trouble = ""
        super().__init__(max_turns=whole("max_attempts", max_attempts), **options)

    def _customs(self) -> str:
        unread = "ends the episode" if self.on_format_error == "terminate" else "costs an attempt"
        return f"A reply without an answer {unread}."

    # --- items ------------------------------------------------------------------------------------

    def reset(
        self, *, seed: int | None = None, options: dict[str, Any] | None = None
    ) -> tuple[str, dict[str, Any]]:
        """Begin with a new item.

        Args:
            seed: Fixes the item, whatever the environment did before; None goes on with the random
                stream.
            options: ``{"index": k}`` takes item k of the endless list, from 0.

        Returns:
            The question and the form of an answer, and ``info``, which has the ``task`` and the
            ``index`` of the item beside the keys of every environment.
        """
        index = (options or {}).get("index")
        self._asked = None if index is None else whole("index", index, 0, MOST_ITEMS - 1)
        observation, info = super().reset(seed=seed, options=options)
        info["task"], info["index"] = self._task.name, self._index
        return observation, info

    def _generate(self) -> None:
        index = self._asked
        self._index = int(self.np_random.integers(MOST_ITEMS)) if index is None else index
        self._item = self._task.kept(self._index)
        self._best = 0.0

    def _rules(self) -> str:
        form = f"\n{self._task.form}" if self._task.form else ""
        attempts = (
            f"\nYou have {self.max_turns} attempts; after a wrong one you are told its score."
            if self.max_turns > 1
            else ""
        )
        place = "between <answer> tags" if self._task.tagged else "into \\boxed{}"
        return (
            f"{self._item['question'].strip()}\n{form}\nPut your final answer, and nothing else, "
            f"{place}; an answer looks like this: {self.example_action}{attempts}"
        )

    def _scoring(self) -> str:
        return "Your reward is the score of your best answer, from 0 to 1."

    # --- answers ----------------------------------------------------------------------------------

    _read_action = staticmethod(answer)

    def _write_action(self, content: str) -> str:
        boxed = f"\\boxed{{{content}}}"
        in_box = not self._task.tagged and answer(boxed) == content
        return boxed if in_box else f"<answer>{content}</answer>"

    def _action_pattern(self) -> str:
        tagged = f"<answer>(?:{self._pattern()})</answer>"
        if self._task.tagged:
            return tagged
        return rf"\\boxed\{{(?:{self._pattern()})\}}|{tagged}"

    def _pattern(self) -> str:
        return self._task.pattern

    @property
    def example(self) -> str:
        """One fixed answer of the right form."""
        return self._task.example

    def _parse(self, content: str) -> str | None:
        return content if content and len(content) <= _LONGEST else None

    def step(self, action: str) -> tuple[str, float, bool, bool, dict[str, Any]]:
        """Answer; ``info`` has the ``score`` of the answer beside the keys of every environment.

        It says with ``grader`` where reasoning-gym's own scorer failed, if ``scorer="upstream"``.
        """
        self._score, self._trouble = 0.0, ""
        observation, reward, terminated, truncated, info = super().step(action)
        info["score"] = self._score
        if self._trouble:
            info["grader"] = self._trouble
        return observation, reward, terminated, truncated, info

    def _play(self, move: str) -> Outcome:
        self._score = score = self._grade(move)
        gained = max(0.0, score - self._best)
        self._best += gained
        if score == 1:
            return solved("Your answer is right.", gained)
        text = f"Your answer scores {score:.3g}." if score else "Your answer is wrong."
        return lost(text, gained) if self.turn == self.max_turns else ongoing(text, gained)

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
        number = isinstance(weight, Real) and not isinstance(weight, bool)
        if not number or not 0 < weight < float("inf"):
            raise ValueError(f"The weight of {name} must be above 0, got {weight!r}.")
    return {name: float(weight) for name, weight in tasks.items()}
