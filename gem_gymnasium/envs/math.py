"""Math: problems with an answer that a grader understands, built in or from a data set."""

from __future__ import annotations

import re
from typing import Any, Unpack

from gymnasium.spaces import Dict, Sequence

from gem_gymnasium.arguments import positive
from gem_gymnasium.envs._images import Image, arrays
from gem_gymnasium.envs._loading import Dataset
from gem_gymnasium.envs._rows import Generated, Item, Items, Rows
from gem_gymnasium.envs.dataset import ANY_TEXT, DatasetEnv, DatasetOptions, chosen_level

__all__ = ["Math"]

_NUMBERS = (
    r"-?[0-9]{1,2}|-?[0-9]{1,3}|-?[0-9]{1,12}|-?[0-9]{1,6}/[0-9]{1,6}|-?[0-9]{1,9}\.[0-9]{1,4}"
)
_LATEX = r"-?\\frac\{[0-9]{1,3}\}\{[0-9]{1,3}\}|[0-9]{0,2}\\sqrt\{[0-9]{1,3}\}"
_PLAIN = r"[ -z|~]*[!-\[\]-z|~]"  # ASCII without braces; the last sign doesn't hide the box's own
_IN_BOX = re.compile(f"{_NUMBERS}|{_LATEX}|{_PLAIN}")


def _problem(index: int, level: int) -> Item:
    """A problem that is built in."""
    from gem_gymnasium.generators import math_problems

    problem = math_problems.problem(index, level)
    return Item(problem.question, (problem.answer,), problem.solution)


class Math(DatasetEnv):
    r"""A problem of mathematics, and whether the answer is equal to the right one.

    Action: the answer in ``\boxed{}`` or between ``<answer>`` tags, as a number, LaTeX, or words.
    Reward: 1 if it is equal to the right answer as a number or expression, however it is written,
    else 0. Where it could not be told in time, the reward is 0 and ``info["grader"]`` says so.

    Without a data set the problems are made, endlessly: word problems and algebra in five levels,
    each with a worked solution, which ``oracle_action(worked=True)`` shows. Item ``k`` is the same
    everywhere.

    With ``image_key=`` an observation is ``{"text": ..., "images": (...)}``: the images of the row
    at reset, as arrays (height, width, 3) of uint8, and none after a step. Such environments need
    ``shared_memory=False`` in ``AsyncVectorEnv``, as all with sequences do.

    Source: GEM's ``math:`` environments; the grader is `gem_gymnasium.graders.math`.

    Args:
        dataset: As in `DatasetEnv`; None takes the problems that are built in.
        level: Of those: 1 (a step or two) to 5 (many steps); None mixes all.
        timeout: Seconds that grading an answer may take.
        image_key: The column of images of a data set: an image, or a list of images.
        **options: What `DatasetEnv` takes.

    Raises:
        DatasetError: If the data set can't be loaded, or a row of it can't be a question.
        ValueError: If another argument has a value that is not allowed; the message names it.
    """

    def __init__(
        self,
        *,
        dataset: Dataset = None,
        level: int | None = None,
        timeout: float = 1.0,
        image_key: str | None = None,
        **options: Unpack[DatasetOptions],
    ) -> None:
        self._level = chosen_level(dataset, level)
        if dataset is None and image_key is not None:
            raise ValueError(f"image_key={image_key!r} is a column of a data set; pass dataset=.")
        if not positive(timeout):
            raise ValueError(f"timeout must be a number of seconds above 0, got {timeout!r}.")
        self._timeout = float(timeout)
        self._image_key = image_key
        super().__init__(dataset, **options)
        if image_key is not None:
            self.observation_space = Dict(  # type: ignore[assignment]
                text=self.observation_space, images=Sequence(Image())
            )

    def _generated(self) -> Items:
        return Generated("math", self._level, _problem)

    # --- answers ----------------------------------------------------------------------------------

    def _pattern(self) -> str:
        return f"{_NUMBERS}|{_LATEX}|{_PLAIN}" if isinstance(self.dataset, Rows) else _NUMBERS

    def _action_pattern(self) -> str:
        boxed = self._pattern()
        # What has braces of its own stands between tags, so that the pattern needs no nesting.
        tagged = f"{boxed}|{ANY_TEXT}" if isinstance(self.dataset, Rows) else boxed
        return rf"\\boxed\{{(?:{boxed})\}}|<answer>(?:{tagged})</answer>"

    def _write_action(self, content: str) -> str:
        return (
            super()._write_action(content)
            if _IN_BOX.fullmatch(content)
            else f"<answer>{content}</answer>"
        )

    @property
    def example(self) -> str:
        """One fixed answer of the right form."""
        return "-7/12"

    def _grade(self, content: str) -> float:
        from gem_gymnasium.graders import math

        grade = math.grade(content, self._item.golds, timeout=self._timeout)
        if grade.verdict in ("timeout", "error"):
            self._trouble = grade.reason
        return grade.score

    @property
    def chance(self) -> float:
        """The share of rows that the best guess without reading the question solves, about."""
        if isinstance(self.dataset, Rows):
            return super().chance
        return min(1.0, 0.03 * self.max_turns)

    # --- images -----------------------------------------------------------------------------------

    def reset(
        self, *, seed: int | None = None, options: dict[str, Any] | None = None
    ) -> tuple[Any, dict[str, Any]]:
        """Show another row; see `DatasetEnv.reset`.

        Raises:
            EndOfDataset: If a sequence has shown all its rows.
            DatasetError: If an image of the row can't be read.
        """
        observation, info = super().reset(seed=seed, options=options)
        if self._image_key is None:
            return observation, info
        assert isinstance(self.dataset, Rows)
        assert self.dataset.images is not None
        where = f"Row {self._index} of {self.task_name}: {self._image_key!r}"
        images = arrays(self.dataset.images(self._index), where)
        return {"text": observation, "images": images}, info

    def step(self, action: str) -> tuple[Any, float, bool, bool, dict[str, Any]]:
        """Answer; see `QuestionEnv.step`."""
        observation, *rest = super().step(action)
        if self._image_key is not None:
            observation = {"text": observation, "images": ()}  # type: ignore[assignment]
        return observation, *rest  # type: ignore[return-value]
