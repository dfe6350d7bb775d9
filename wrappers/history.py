"""Observations that hold the past of an episode as one text, and what all histories share."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from itertools import chain
from typing import Any, ClassVar, Generic, SupportsFloat, TypeVar

import gymnasium
from gymnasium import spaces
from gymnasium.error import ResetNeeded
from gymnasium.utils import RecordConstructorArgs
from gymnasium.wrappers import Autoreset

from gem_gymnasium.spaces import UnicodeText

__all__ = ["MAX_LENGTH", "ConcatHistory", "ConcatObservations", "HistoryWrapper", "see_resets"]

MAX_LENGTH = 2**20
"""Characters of the longest observation with history, where nothing else is said."""

Seen = TypeVar("Seen")
Item = TypeVar("Item")


def see_resets(wrapper: gymnasium.Wrapper[Any, Any, Any, Any]) -> None:
    """Refuse a wrapper that counts on `reset` where an ``Autoreset`` inside hides the resets.

    Raises:
        TypeError: If there is one.
    """
    layer = wrapper.env
    while isinstance(layer, gymnasium.Wrapper):
        if isinstance(layer, Autoreset):
            raise TypeError(
                f"{wrapper.class_name()} can't see the resets that an Autoreset inside it makes, "
                "so one episode would run into the next; put Autoreset around it instead."
            )
        layer = layer.env


class HistoryWrapper(
    gymnasium.Wrapper[Seen, str, str, str], RecordConstructorArgs, Generic[Seen, Item]
):
    """Keeps an episode's turns; a subclass says what an item of them is, and shows them.

    The head (the first observation: the instructions) is always kept; of the turns after it all,
    or the last ``max_turns``.

    Args:
        env: The environment.
        observation_space: The space of what `_show` returns.
        max_turns: How many turns are kept; None keeps all.

    Raises:
        TypeError: If the environment's observations, or its actions where they are kept, are not
            text; or if an ``Autoreset`` inside hides the resets.
        ValueError: If ``max_turns`` is not a positive whole number.
    """

    env: gymnasium.Env[Any, str]

    _per_turn: ClassVar[int] = 2
    """Items of a turn."""
    _texts: ClassVar[tuple[str, ...]] = ("observation", "action")
    """Which of the environment's spaces must be text."""

    def __init__(
        self,
        env: gymnasium.Env[Any, str],
        *,
        observation_space: spaces.Space[Seen],
        max_turns: int | None,
    ) -> None:
        super().__init__(env)
        for kind in self._texts:
            space = getattr(env, f"{kind}_space")
            if not isinstance(space, spaces.Text):
                raise TypeError(
                    f"{self.class_name()} needs text {kind}s, a UnicodeText or "
                    f"gymnasium.spaces.Text; the {kind} space of {env} is {space}."
                )
        see_resets(self)
        if max_turns is not None and (
            not isinstance(max_turns, int) or isinstance(max_turns, bool) or max_turns < 1
        ):
            raise ValueError(
                f"max_turns must be a whole number of at least 1, or None for all turns, got "
                f"{max_turns!r}."
            )
        self.observation_space = observation_space
        self.max_turns = max_turns
        self._head: tuple[Item, ...] = ()  # empty before the first reset
        self._turns: deque[Item] = deque(
            maxlen=None if max_turns is None else max_turns * self._per_turn
        )

    def _begin(self, observation: str) -> tuple[Item, ...]:
        """The items that an episode begins with."""
        raise NotImplementedError

    def _turn(self, action: str, observation: str, info: dict[str, Any]) -> tuple[Item, ...]:
        """The ``_per_turn`` items of a turn."""
        raise NotImplementedError

    def _show(self) -> Seen:
        """The observation: a new object, made of `_items`."""
        raise NotImplementedError

    def _items(self) -> Iterable[Item]:
        return chain(self._head, self._turns)

    def reset(
        self, *, seed: int | None = None, options: dict[str, Any] | None = None
    ) -> tuple[Seen, dict[str, Any]]:
        """Begin an episode, and forget the one before.

        Args:
            seed: As of the environment.
            options: As of the environment.

        Returns:
            The first observation in this wrapper's form, and the environment's ``info``.
        """
        observation, info = self.env.reset(seed=seed, options=options)
        self._turns.clear()
        self._head = self._begin(observation)
        return self._show(), info

    def step(self, action: str) -> tuple[Seen, SupportsFloat, bool, bool, dict[str, Any]]:
        """Play a turn and add it to the history.

        Args:
            action: The agent's text; the history holds it as it is given here.

        Returns:
            The history with this turn, and what else the environment returned.

        Raises:
            ResetNeeded: If no episode was begun.
            ValueError: If the history is longer than the space allows; nothing is cut silently.
        """
        if not self._head:
            raise ResetNeeded("step() was called before the first reset; call reset() first.")
        observation, reward, terminated, truncated, info = self.env.step(action)
        self._turns.extend(self._turn(action, observation, info))
        return self._show(), reward, terminated, truncated, info


class _Concat(HistoryWrapper[str, str]):
    """The items of a history are texts, shown joined."""

    def __init__(
        self,
        env: gymnasium.Env[str, str],
        *,
        max_turns: int | None = None,
        separator: str = "\n",
        max_length: int = MAX_LENGTH,
    ) -> None:
        RecordConstructorArgs.__init__(
            self, max_turns=max_turns, separator=separator, max_length=max_length
        )
        self._space = UnicodeText(max_length)
        super().__init__(env, observation_space=self._space, max_turns=max_turns)
        self.separator = separator

    def _begin(self, observation: str) -> tuple[str, ...]:
        return (observation,)

    def _show(self) -> str:
        return self._space.fit(self.separator.join(self._items()))


class ConcatObservations(_Concat):
    r"""The observations of the episode so far, joined: ``obs0, obs1, obs2, ...``.

    Args:
        env: An environment with text observations.
        max_turns: How many observations after the first are kept, the newest; None keeps all. The
            first, which holds the instructions, is always kept.
        separator: What stands between two observations.
        max_length: The most characters of an observation of this wrapper.

    Raises:
        TypeError: If the environment's observations are not text, or if an ``Autoreset`` inside
            hides the resets.
        ValueError: If ``max_turns`` is not a positive whole number.

    Example:
        >>> import gymnasium, gem_gymnasium
        >>> env = ConcatObservations(gymnasium.make("gem/GuessTheNumber-v0", max_turns=9))
        >>> instructions, info = env.reset(seed=1)
        >>> text, *_ = env.step(r"\boxed{3}")
        >>> text.removeprefix(instructions)
        '\nThe number is higher than 3.\nTurns left: 8'
    """

    _per_turn = 1
    _texts = ("observation",)

    def _turn(self, action: str, observation: str, info: dict[str, Any]) -> tuple[str, ...]:
        return (observation,)


class ConcatHistory(_Concat):
    r"""The observations and actions of the episode so far, joined: ``obs0, act1, obs1, ...``.

    Args:
        env: An environment with text observations and actions.
        max_turns: How many turns (an action and its observation) are kept, the newest; None keeps
            all. The first observation, which holds the instructions, is always kept.
        separator: What stands between two texts.
        max_length: The most characters of an observation of this wrapper.

    Raises:
        TypeError: If the environment's observations or actions are not text, or if an
            ``Autoreset`` inside hides the resets.
        ValueError: If ``max_turns`` is not a positive whole number.

    Example:
        >>> import gymnasium, gem_gymnasium
        >>> env = ConcatHistory(gymnasium.make("gem/GuessTheNumber-v0", max_turns=9))
        >>> instructions, info = env.reset(seed=1)
        >>> text, *_ = env.step(r"I try \boxed{3}")
        >>> text.removeprefix(instructions)
        '\nI try \\boxed{3}\nThe number is higher than 3.\nTurns left: 8'
    """

    def _turn(self, action: str, observation: str, info: dict[str, Any]) -> tuple[str, ...]:
        return (action, observation)
