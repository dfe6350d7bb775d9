"""`DatasetEnv`: questions out of a data set, in an order, with a grader that a subclass brings."""

from __future__ import annotations

import copy
import inspect
from collections.abc import Mapping, Sequence
from typing import Any, Literal, cast

from gymnasium.error import Error

from gem_gymnasium.arguments import one_of, whole
from gem_gymnasium.core import MAX_OBSERVATION_LENGTH, Options
from gem_gymnasium.envs._loading import Dataset, load
from gem_gymnasium.envs._rows import LEVELS, LONGEST_QUESTION, DatasetError, Item, Items, Rows
from gem_gymnasium.envs.question import QuestionEnv

__all__ = [
    "ANY_TEXT",
    "DatasetEnv",
    "DatasetError",
    "DatasetOptions",
    "EndOfDataset",
    "Order",
    "chosen_level",
]

Order = Literal["random", "shuffled", "sequential"]

ANY_TEXT = r"(?:[!-~]|[¡-힣])(?s:.*)"
"""A pattern of nearly all texts that don't begin with white space.

Negated sets would be simpler, and samples of them depend on the hash seed.
"""
_QUESTION = "{question}"
_ROUNDS = 6  # of a shuffle; 4 are uneven for a few rows
_LONGEST_PROMPT = MAX_OBSERVATION_LENGTH - LONGEST_QUESTION - 2**14  # the rest is said around it


class EndOfDataset(Error):  # noqa: N818 - named as Gymnasium names ResetNeeded
    """Every row has been shown once; the message says how to begin again."""


class DatasetOptions(Options, total=False):
    """The keyword arguments of every `DatasetEnv` beside ``dataset``; see there."""

    split: str | None
    subset: str | None
    question_key: str | None
    answer_key: str | Sequence[str] | None
    prompt: str
    order: Order
    shard: tuple[int, int] | None
    max_attempts: int


class DatasetEnv(QuestionEnv):
    r"""A question of a data set, an answer, and what a grader says of it.

    A data set is loaded and checked once a process; all environments over it share its rows, and
    neither copies nor pickles carry them (a pickle says what to load, or carries the object that
    was given). ``len(env.unwrapped.dataset)`` is how many there are, and
    ``env.unwrapped.dataset[k]`` is one.

    Which row a reset shows:

    - ``"random"``: any, drawn anew each time.
    - ``"shuffled"``: every row once in an order drawn at random, then again in another.
    - ``"sequential"``, for evaluations: every row once, in order, then the next ``reset()`` raises
      `EndOfDataset`. ``reset(seed=s)`` begins anew at row ``s`` (modulo their number), so that the
      seeds 0, 1, 2, ... are the rows, and seed 0 followed by ``reset()`` is the data set in order.

    Args:
        dataset: A Hugging Face id, a file (jsonl, json, csv, parquet), a folder as
            ``datasets.load_dataset`` takes it, a ``datasets.Dataset`` or ``DatasetDict``, or a list
            of dicts, which must not be changed afterwards.
        split: Which split, where there are several.
        subset: Which configuration of a Hugging Face data set, where there are several.
        question_key: The column of questions: texts; None takes "question".
        answer_key: The column of right answers: each a text, a number, or a list of those, any of
            which will do; None takes "answer".
        prompt: What is said in place of the question; ``{question}`` in it stands for that. How to
            write an answer is said behind it.
        order: "random", "shuffled" or "sequential".
        shard: ``(k, n)`` takes every n-th row beginning with row k, for one of n workers; an index
            that is asked for is still the data set's.
        max_attempts: Answers that may be given; after a wrong one its score is told.
        **options: What every `TextEnv` takes.

    Raises:
        DatasetError: If the data set can't be loaded, or a row of it can't be a question.
        ValueError: If another argument has a value that is not allowed; the message names it.
    """

    dataset: Items
    """The questions: those of the data set, or those that are built in."""
    _columns = ("question", "answer")  # what the columns are called, unless something else is said
    _image_key: str | None = None  # a subclass that shows images sets it before this class begins

    def __init__(
        self,
        dataset: Dataset,
        *,
        split: str | None = None,
        subset: str | None = None,
        question_key: str | None = None,
        answer_key: str | Sequence[str] | None = None,
        prompt: str = _QUESTION,
        order: Order = "random",
        shard: tuple[int, int] | None = None,
        max_attempts: int = 1,
        **options: Any,
    ) -> None:
        self._refuse_unknown(options)
        given = self._generated() if dataset is None else None
        keys = {
            "split": split,
            "subset": subset,
            "question_key": question_key,
            "answer_key": answer_key,
        }
        if given is None:
            keys["question_key"] = self._columns[0] if question_key is None else question_key
            keys["answer_key"] = self._columns[1] if answer_key is None else answer_key
            self.dataset = self._loaded(dataset, **keys)
        else:
            self._refuse_columns(keys)
            self.dataset = given
        # What the user gave; `env.spec` has it too, and forks share it.
        self._source = dataset
        self._prompt = _checked_prompt(prompt)
        one_of("order", order, ("random", "shuffled", "sequential"))
        self._order = order
        self._part = _part(shard, len(self.dataset))
        self._anew: int | None = None  # the seed of the reset that is under way
        self._start = 0  # where the sequence began
        self._shown = 0  # rows since then, or in this epoch
        self._keys: tuple[int, ...] = ()  # of the order of this epoch
        self._item = Item("", ("",))
        super().__init__(max_attempts, cast(Options, options))

    @staticmethod
    def _refuse_columns(keys: Mapping[str, object]) -> None:
        """Refuse arguments of data sets, where there is none."""
        given = ", ".join(f"{name}={key!r}" for name, key in keys.items() if key is not None)
        if given:
            raise ValueError(
                f"{given} is of data sets, and dataset=None takes the problems that are built in; "
                "drop it or pass dataset=."
            )

    def _refuse_unknown(self, options: dict[str, Any]) -> None:
        unknown = sorted(options.keys() - Options.__annotations__.keys())
        if unknown:
            named = [
                name
                for name, parameter in inspect.signature(type(self)).parameters.items()
                if parameter.kind is not parameter.VAR_KEYWORD
            ]
            known = sorted({*named, *DatasetOptions.__annotations__})
            raise TypeError(
                f"{type(self).__name__} got an unexpected keyword argument "
                f"{', '.join(map(repr, unknown))}; it takes {', '.join(known)}."
            )

    # --- what an author may write beside `_grade`, `_pattern` and `example` -----------------------

    def _generated(self) -> Items | None:
        """The problems that ``dataset=None`` takes."""
        raise DatasetError(
            f"{type(self).__name__} needs dataset=: a Hugging Face id, a path, a datasets.Dataset, "
            "or a list of dicts."
        )

    def _loaded(self, dataset: Dataset, **keys: Any) -> Items:
        """The rows of a data set; the keys are what `load` takes beside it."""
        return load(dataset, image_key=self._image_key, **keys)

    def _guessed(self, rows: Rows) -> float:
        """The share of rows that the best guesses without reading the question solve."""
        return sum(rows.counts[: self.max_turns]) / len(rows)

    # --- the order of rows ------------------------------------------------------------------------

    @property
    def task_name(self) -> str:
        """The data set's name."""
        return self.dataset.name

    @property
    def seeded(self) -> bool:
        """Whether seeds differ; a data set of one row says that they don't."""
        return len(self._part) > 1

    @property
    def remaining(self) -> int | None:
        """How many rows have not been shown: of a sequence or epoch; None in a random order."""
        return None if self._order == "random" else len(self._part) - self._shown

    @property
    def _items(self) -> int:
        return len(self.dataset)

    def reset(
        self, *, seed: int | None = None, options: dict[str, Any] | None = None
    ) -> tuple[Any, dict[str, Any]]:
        """Show another row.

        Args:
            seed: Begins anew with the order that the seed gives, whatever was shown before; None
                goes on.
            options: ``{"index": k}`` shows row k, which counts for no order.

        Returns:
            The question and the form of an answer, and ``info``, which has the data set's name as
            ``task`` and the row as ``index`` beside the keys of every environment.

        Raises:
            EndOfDataset: If a sequence has shown all its rows.
        """
        if (
            self._order == "sequential"
            and self._shown == len(self._part)
            and seed is None
            and (options or {}).get("index") is None
        ):
            raise EndOfDataset(
                f"All {self._shown:,} rows of {self.task_name} have been shown once. reset(seed=0) "
                'begins again at the first. order="shuffled" never ends; in a vector environment '
                "give copy k of n shard=(k, n) and stop after its rows, which `remaining` counts."
            )
        self._anew = seed
        return super().reset(seed=seed, options=options)

    def _generate(self) -> None:
        if self._anew is not None:
            self._start, self._shown, self._anew = int(self._anew) % len(self._part), 0, None
        super()._generate()

    def _draw(self) -> int:
        size = len(self._part)
        if self._order == "random":
            return self._part[int(self.np_random.integers(size))]
        place = (self._start + self._shown) % size
        if self._order == "shuffled":
            if self._shown in (0, size):
                self._shown = 0
                self._keys = tuple(int(key) for key in self.np_random.integers(2**32, size=_ROUNDS))
            place = _shuffled(self._shown, size, self._keys)
        self._shown += 1
        return self._part[place]

    # --- the present row --------------------------------------------------------------------------

    def _load(self, index: int) -> None:
        self._item = self.dataset[index]

    def _question(self) -> str:
        return self._prompt.replace(_QUESTION, self._item.question)

    def _oracle(self) -> str:
        return str(self._item.golds[0]).strip()

    def oracle_action(self, *, worked: bool = False) -> str:
        """The right answer; it may look at what the agent can't see.

        Args:
            worked: Put the worked solution before it, where there is one.

        Raises:
            ResetNeeded: If the episode is over, or was never begun.
        """
        action = super().oracle_action()
        solution = self._item.solution
        return f"{solution}\n\n{action}" if worked and solution else action

    @property
    def chance(self) -> float:
        """The share of rows that the best guess without reading the question solves."""
        return self._guessed(self.dataset) if isinstance(self.dataset, Rows) else 0.0

    # --- copies -----------------------------------------------------------------------------------

    def __deepcopy__(self, memo: dict[int, Any]) -> DatasetEnv:
        twin = object.__new__(type(self))
        memo[id(self)] = twin
        memo[id(self._item)] = self._item  # nothing changes it, and its tests may be large
        if not isinstance(self._source, str):  # a list of dicts would be copied row by row
            memo[id(self._source)] = self._source
        twin.__dict__.update(copy.deepcopy(self.__dict__, memo))
        return twin


def chosen_level(dataset: Dataset, level: object) -> int | None:
    """The level of what is built in, checked; a data set has none."""
    if dataset is not None and level is not None:
        raise ValueError(f"level={level!r} is of the problems that are built in; drop it.")
    return None if level is None else whole("level", level, 1, LEVELS)


def _checked_prompt(prompt: object) -> str:
    if not isinstance(prompt, str) or _QUESTION not in prompt:
        raise ValueError(f"prompt must be a text with {_QUESTION} in it, got {prompt!r}.")
    if prompt.count(_QUESTION) > 1:
        raise ValueError(f"prompt has {_QUESTION} {prompt.count(_QUESTION)} times; one is enough.")
    if len(prompt) > _LONGEST_PROMPT:
        raise ValueError(
            f"prompt has {len(prompt):,} characters; at most {_LONGEST_PROMPT:,} fit into an "
            "observation."
        )
    return prompt


def _part(shard: object, size: int) -> range:
    """The rows of a shard."""
    if shard is None:
        return range(size)
    if not isinstance(shard, list | tuple) or len(shard) != 2:
        raise ValueError(f"shard must be None or (k, n), the k-th of n parts, got {shard!r}.")
    of = whole("the second of shard", shard[1], 1, size)
    return range(whole("the first of shard", shard[0], 0, of - 1), size, of)


def _shuffled(place: int, size: int, keys: tuple[int, ...]) -> int:
    """What stands at a place of the permutation of ``range(size)`` that the keys name.

    A Feistel network permutes the numbers of an even count of bits, and is applied until one below
    ``size`` comes out. Unlike a list it takes no memory, so that thousands of copies are small.
    """
    half = max(1, ((size - 1).bit_length() + 1) // 2)
    mask = (1 << half) - 1
    while True:
        left, right = place >> half, place & mask
        for key in keys:
            mixed = ((right ^ key) * 0x9E3779B1) & 0xFFFFFFFF
            mixed = ((mixed ^ mixed >> 15) * 0x85EBCA77) & 0xFFFFFFFF
            left, right = right, left ^ (mixed >> 13 & mask)
        place = left << half | right
        if place < size:
            return place
