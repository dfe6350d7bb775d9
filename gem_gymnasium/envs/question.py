"""`QuestionEnv`: one question, an answer, a score; the base of all question environments."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

from gem_gymnasium.arguments import whole
from gem_gymnasium.core import Options, Outcome, TextEnv, lost, ongoing, solved
from gem_gymnasium.parsing import answer

__all__ = ["LONGEST_ANSWER", "QuestionEnv"]

LONGEST_ANSWER = 2**16
"""Characters of the longest answer that is read."""


class QuestionEnv(TextEnv[str]):
    r"""A question out of a numbered list, an answer, and its score.

    The answer is the content of the last ``\boxed{}`` or ``<answer>`` tag. The reward of an episode
    is the best score of its attempts, from 0 to 1, where 1 means right. ``info`` has the ``task``
    and the ``index`` of the item at reset, and the ``score`` at each step; it says with ``grader``
    where no grader could tell.

    An author writes `_items`, `_load`, `_question`, `_grade`, `_oracle`, `_pattern`, `example` and
    `task_name`.

    Args:
        max_attempts: Answers that may be given; after a wrong one its score is told.
        options: What every `TextEnv` takes.
    """

    reset_options = frozenset({"index"})
    _wanted = "an answer"  # what a reply must hold

    def __init__(self, max_attempts: int, options: Options) -> None:
        self._asked: int | None = None
        self._index = 0
        self._score = self._best = 0.0
        self._trouble = ""
        super().__init__(max_turns=whole("max_attempts", max_attempts), **options)

    # --- what an author writes --------------------------------------------------------------------

    @property
    @abstractmethod
    def _items(self) -> int:
        """How many items there are; their indices begin with 0."""

    @abstractmethod
    def _load(self, index: int) -> None:
        """Make the item of an index the present one."""

    @abstractmethod
    def _question(self) -> str:
        """The question of the present item."""

    @abstractmethod
    def _grade(self, content: str) -> float:
        """The score of an answer, from 0 to 1; 1 means that it is right.

        The answer is hostile text. Where it can't be told whether it is right, ``self._trouble``
        says why.
        """

    @property
    @abstractmethod
    def task_name(self) -> str:
        """What ``info["task"]`` says: the list that the present item is of."""

    def _draw(self) -> int:
        """The index of the next item, where none is asked for."""
        return int(self.np_random.integers(self._items))

    def _form(self) -> str:
        """The form of an answer in a sentence, where the question doesn't say it."""
        return ""

    @property
    def _tagged(self) -> bool:
        """Whether answers stand between tags and not in a box."""
        return False

    # --- items ------------------------------------------------------------------------------------

    def reset(
        self, *, seed: int | None = None, options: dict[str, Any] | None = None
    ) -> tuple[str, dict[str, Any]]:
        """Begin with a new item.

        Args:
            seed: Fixes the item, whatever the environment did before; None goes on with the random
                stream.
            options: ``{"index": k}`` takes item k of the list, from 0.

        Returns:
            The question and the form of an answer, and ``info``, which has the ``task`` and the
            ``index`` of the item beside the keys of every environment.
        """
        index = (options or {}).get("index")
        self._asked = None if index is None else whole("index", index, 0, self._items - 1)
        observation, info = super().reset(seed=seed, options=options)
        info["task"], info["index"] = self.task_name, self._index
        return observation, info

    def _generate(self) -> None:
        self._index = self._draw() if self._asked is None else self._asked
        self._load(self._index)
        self._best = 0.0

    def _customs(self) -> str:
        unread = "ends the episode" if self.on_format_error == "terminate" else "costs an attempt"
        return f"A reply without {self._wanted} {unread}."

    def _rules(self) -> str:
        form = self._form()
        attempts = (
            f"\nYou have {self.max_turns} attempts; after a wrong one you are {self._feedback()}."
            if self.max_turns > 1
            else ""
        )
        told = f"\n{form}" if form else ""
        return f"{self._question().strip()}\n{told}\n{self._instruction()}{attempts}"

    def _instruction(self) -> str:
        """Where an answer stands in a reply, with the example."""
        place = "between <answer> tags" if self._tagged else "into \\boxed{}"
        return (
            f"Put your final answer, and nothing else, {place}; an answer looks like this: "
            f"{self.example_action}"
        )

    def _feedback(self) -> str:
        """What becomes of an agent after a wrong answer, where it has another attempt."""
        return "told its score"

    def _scoring(self) -> str:
        return "Your reward is the score of your best answer, from 0 to 1."

    # --- answers ----------------------------------------------------------------------------------

    _read_action = staticmethod(answer)

    def _write_action(self, content: str) -> str:
        boxed = f"\\boxed{{{content}}}"
        in_box = not self._tagged and answer(boxed) == content
        return boxed if in_box else f"<answer>{content}</answer>"

    def _action_pattern(self) -> str:
        tagged = f"<answer>(?:{self._pattern()})</answer>"
        return tagged if self._tagged else rf"\\boxed\{{(?:{self._pattern()})\}}|{tagged}"

    def _parse(self, content: str) -> str | None:
        return content if content and len(content) <= LONGEST_ANSWER else None

    def step(self, action: str) -> tuple[str, float, bool, bool, dict[str, Any]]:
        """Answer; ``info`` has the ``score`` of the answer beside the keys of every environment.

        It says with ``grader`` where no score could be told, and why.
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
