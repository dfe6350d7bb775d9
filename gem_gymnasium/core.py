"""`TextEnv`: the base class of all single-agent environments."""

from __future__ import annotations

import inspect
import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar, Generic, Literal, TypeAlias, TypedDict, TypeVar

import gymnasium
from gymnasium.error import Error, InvalidAction, ResetNeeded

from gem_gymnasium.arguments import Rewards, flag, one_of, whole
from gem_gymnasium.parsing import boxed
from gem_gymnasium.spaces import UnicodeText

__all__ = [
    "MAX_ACTION_LENGTH",
    "MAX_OBSERVATION_LENGTH",
    "NoOracle",
    "Options",
    "Outcome",
    "Rewards",
    "TextEnv",
    "flag",
    "illegal",
    "lost",
    "ongoing",
    "solved",
    "unreadable",
    "whole",
]

MAX_OBSERVATION_LENGTH = 2**18
"""Characters of the longest observation; one for all, so that different environments stack."""
MAX_ACTION_LENGTH = 2**21
"""Characters of the longest action."""

Move = TypeVar("Move")

Verdict: TypeAlias = Literal["solved", "lost", "illegal", "format"] | None
Outcome: TypeAlias = tuple[str, float, Verdict]
"""What a move did: a text for the agent, the progress it made (a share of 1), and a verdict."""


_OVER = "The episode is over."
_ENDS = {
    "solved": _OVER,
    "lost": _OVER,
    "format": _OVER,
    "turns": "No turns are left; the episode is over.",
}
_SPARSE = "Only success scores."
_PARTS = {None: "step", "illegal": "illegal", "format": "format_error"}


def ongoing(text: str, progress: float = 0.0) -> Outcome:
    """The move was played and the game goes on.

    Args:
        text: What the move did, in words for the agent.
        progress: The share of the whole task that it gained, which shaped rewards pay.
    """
    return text, progress, None


def solved(text: str, progress: float = 1.0) -> Outcome:
    """The move solved the task; ``progress`` is what was missing to 1 before it."""
    return text, progress, "solved"


def lost(text: str, progress: float = 0.0) -> Outcome:
    """The move lost the game by its rules."""
    return text, progress, "lost"


def illegal(text: str) -> Outcome:
    """The move was well-formed and is not allowed now; it costs a turn and changes nothing."""
    return text, 0.0, "illegal"


def unreadable(text: str) -> Outcome:
    """The content turned out to hold no move, which only playing it could tell."""
    return text, 0.0, "format"


class NoOracle(Error):  # noqa: N818 - named as Gymnasium names ResetNeeded
    """An environment has no oracle; the message is the reason."""


class Options(TypedDict, total=False):
    """The keyword arguments that every `TextEnv` takes beside its own; see there."""

    rewards: Rewards | Mapping[str, float] | None
    reward_mode: Literal["gem", "sparse"]
    on_format_error: Literal["terminate", "continue"]
    randomize: bool
    render_mode: str | None


class TextEnv(gymnasium.Env[str, str], ABC, Generic[Move]):
    """A task in words: the agent reads a string and answers with one.

    An author writes what the task is: `_generate` an instance, describe it (`_rules`, `_state`),
    `_parse` an action, `_play` it, and the `_oracle`. `reset` and `step` do the rest: turns,
    rewards, format errors, the end of the episode, ``info``.

    Observations are whole: after `reset` the rules and the state, after `step` what the action did
    and the state now, on the last step too.

    Args:
        max_turns: Turns of an episode; when they are spent the rules end it.
        rewards: A `Rewards`, or a dict of those that differ from GEM's numbers.
        reward_mode: "gem" pays the game's own shaping; "sparse" pays for success alone.
        on_format_error: "terminate" ends the episode at an action that can't be read, "continue"
            lets the agent try again; both take a turn.
        randomize: Draw a new difficulty at each reset (of games that have several).
        render_mode: None, "ansi" (a string), "human" (to the terminal) or "rgb_array" (a frame).

    Raises:
        ValueError: If an argument has a value that is not allowed; the message names it.
    """

    metadata: dict[str, Any] = {"render_modes": ["ansi", "human", "rgb_array"], "render_fps": 2}

    reset_options: ClassVar[frozenset[str]] = frozenset()
    """The keys that ``reset(options=...)`` knows."""
    drawn: ClassVar[frozenset[str]] = frozenset({"max_turns"})
    """The arguments that `_draw_difficulty` draws anew, where ``randomize`` is set."""

    max_turns: int
    turn: int
    action_space: UnicodeText

    def __init__(
        self,
        *,
        max_turns: int,
        rewards: Rewards | Mapping[str, float] | None = None,
        reward_mode: Literal["gem", "sparse"] = "gem",
        on_format_error: Literal["terminate", "continue"] = "terminate",
        randomize: bool = False,
        render_mode: str | None = None,
        **unknown: Any,
    ) -> None:
        if unknown:
            known = sorted({*inspect.signature(type(self)).parameters, *Options.__annotations__})
            raise TypeError(
                f"{type(self).__name__} got an unexpected keyword argument "
                f"{', '.join(map(repr, unknown))}; it takes {', '.join(known)}."
            )
        self.max_turns = whole("max_turns", max_turns)
        one_of("reward_mode", reward_mode, ("gem", "sparse"))
        one_of("on_format_error", on_format_error, ("terminate", "continue"))
        one_of("render_mode", render_mode, (None, *self.metadata["render_modes"]))
        if flag("randomize", randomize):
            self._refuse_fixed_difficulty()
        self._rewards = Rewards.of(rewards)
        self._reward_mode = reward_mode
        self.on_format_error = on_format_error
        self.randomize = randomize
        self.render_mode = render_mode
        self.observation_space = UnicodeText(MAX_OBSERVATION_LENGTH)
        self.action_space = UnicodeText(MAX_ACTION_LENGTH, pattern=self._action_pattern())
        self.turn = 0
        self._stop_reason: str | None = "before the first reset"
        self._said = ""  # what the last action did, in words
        self._progress_rate = self._rewards.success if reward_mode == "gem" else 0.0
        # What a step that ends nothing pays, by its error.
        self._rates: dict[str | None, float] = {
            None: self._rewards.step,
            "illegal": self._rewards.illegal,
            "format": self._rewards.format_error,
        }

    def _refuse_fixed_difficulty(self) -> None:
        """An argument that a drawn difficulty would overwrite must not be swallowed."""
        if type(self)._draw_difficulty is TextEnv._draw_difficulty:
            raise ValueError(f"{type(self).__name__} has one difficulty; drop randomize=True.")
        for name, parameter in inspect.signature(type(self)).parameters.items():
            if name in self.drawn and getattr(self, name) != parameter.default:
                raise ValueError(
                    f"randomize=True draws {name} at every reset, so {name}="
                    f"{getattr(self, name)!r} would have no effect; drop one of the two."
                )

    # --- what an author writes --------------------------------------------------------------------

    @abstractmethod
    def _generate(self) -> None:
        """Draw a new instance from ``self.np_random``; it must be solvable within the turns."""

    @abstractmethod
    def _rules(self) -> str:
        """The rules, the task, the turns, and the format of an action with `example_action`."""

    def _state(self) -> str:
        """The state as the agent may see it (the board), or nothing."""
        return ""

    @abstractmethod
    def _parse(self, content: str) -> Move | None:
        """The move that an action's content means, or None where it means none."""

    @abstractmethod
    def _play(self, move: Move) -> Outcome:
        """Play a move; return `ongoing`, `solved`, `lost`, `illegal` or `unreadable`."""

    @abstractmethod
    def _oracle(self) -> str:
        """The content of a best action; hidden state may be looked at."""

    @abstractmethod
    def _pattern(self) -> str:
        """A regular expression of the contents of well-formed actions."""

    @property
    @abstractmethod
    def example(self) -> str:
        """The content of one fixed well-formed action, the one that the rules show."""

    def _scoring(self) -> str:
        """What shaped rewards pay for, in a sentence; said where they are paid."""
        return ""

    def _customs(self) -> str:
        """What moves that are refused and replies without a move cost, in a sentence."""
        unread = "ends the episode" if self.on_format_error == "terminate" else "costs a turn"
        return f"A move that is not allowed costs a turn; a reply without a move {unread}."

    def _legal(self) -> list[str] | None:
        """The contents of all legal actions, or None where they can't be listed."""
        return None

    def _partial(self) -> float:
        """The share of the task that the state is worth when the turns are spent."""
        return 0.0

    def _draw_difficulty(self) -> None:
        """Draw a difficulty from ``self.np_random``; called where ``randomize`` is set."""

    # Models are trained to put an answer into \boxed{}; other formats override this and its twin.
    _read_action = staticmethod(boxed)

    def _write_action(self, content: str) -> str:
        """The action that `_read_action` reads ``content`` from."""
        return f"\\boxed{{{content}}}"

    # --- the environment --------------------------------------------------------------------------

    def reset(
        self, *, seed: int | None = None, options: dict[str, Any] | None = None
    ) -> tuple[str, dict[str, Any]]:
        """Begin a new episode.

        Args:
            seed: Fixes the episode, whatever the environment did before; None goes on with the
                random stream.
            options: Only keys in `reset_options`.

        Returns:
            The rules and the state, and ``info`` with ``turn``, ``max_turns`` and ``role``.
        """
        if options and not self.reset_options.issuperset(options):
            unknown = ", ".join(sorted(map(repr, set(options) - self.reset_options)))
            known = ", ".join(sorted(map(repr, self.reset_options))) or "none"
            raise ValueError(f"reset(options=...): unknown {unknown}; {self} knows {known}.")
        super().reset(seed=seed)
        if self.randomize:
            self._draw_difficulty()
            self.action_space.pattern = self._action_pattern()
        self.turn = 0
        self._stop_reason = None
        self._said = ""
        self._generate()
        if self.render_mode == "human":
            self.render()
        scoring = self._scoring() if self._progress_rate else _SPARSE
        customs = self._customs()
        told = f"{scoring}\n{customs}" if scoring else customs
        return f"{self._rules()}\n{told}\n\n{self._situation()}", {
            "turn": 0,
            "max_turns": self.max_turns,
            "role": "user",
        }

    def step(self, action: str) -> tuple[str, float, bool, bool, dict[str, Any]]:
        """Play one turn.

        Args:
            action: Any string; what counts in it is the content that `_read_action` finds.

        Returns:
            The observation (what the action did, and the state now), the reward, whether the rules
            ended the episode, False (only wrappers truncate), and ``info``.

        Raises:
            ResetNeeded: If the episode is over, or was never begun.
            InvalidAction: If the action is not a string.
        """
        if self._stop_reason is not None:
            self._require_running("step")
        if not isinstance(action, str):
            raise InvalidAction(f"An action is a string, got {action!r} ({type(action).__name__}).")
        self.turn = turn = self.turn + 1
        max_turns = self.max_turns
        content = self._read_action(action)
        move = None if content is None else self._parse(content)
        error: str | None = None
        stop: str | None = None
        if move is None:
            text, progress, verdict = unreadable(self._format_help())
        else:
            text, progress, verdict = self._play(move)
        if verdict is not None:
            if verdict == "format":
                content, error = None, verdict
                if self.on_format_error == "terminate":
                    stop = verdict
            elif verdict == "illegal":
                error = verdict
            else:
                stop = _known(verdict)
        if stop is None and turn >= max_turns:
            stop = "turns"
        self._said = text
        info: dict[str, Any] = {
            "action": content,
            "error": error,
            "success": stop == "solved",
            "turn": turn,
            "max_turns": max_turns,
            "role": "user",
        }
        reward = 0.0
        if stop is None:
            end = f"Turns left: {max_turns - turn}"
            if progress or self._rates[error]:
                reward = self._pay(info, _PARTS[error], self._rates[error], progress)
        else:
            self._stop_reason = info["stop_reason"] = stop
            end = _ENDS[stop]
            reward = self._settle(info, progress, error, stop)
        state = self._state()
        if state:
            end = f"{state}\n{end}"
        if self.render_mode == "human":
            self.render()
        return f"{text}\n{end}", reward, stop is not None, False, info

    def _pay(self, info: dict[str, Any], part: str, value: float, progress: float) -> float:
        """The reward of a value and of progress; what it is made of goes into ``info``."""
        gained = progress * self._progress_rate
        if value and gained:
            info["reward_parts"] = {part: value, "progress": gained}
        elif value:
            info["reward_parts"] = {part: value}
        elif gained:
            info["reward_parts"] = {"progress": gained}
        return value + gained

    def _settle(self, info: dict[str, Any], progress: float, error: str | None, stop: str) -> float:
        """The reward of an episode's last step; what it is made of goes into ``info``."""
        rewards = self._rewards
        if stop == "solved":
            share = progress if self._reward_mode == "gem" else 1.0
            return self._pay(info, "success", share * rewards.success, 0.0)
        if stop == "turns" and self._progress_rate:
            progress += self._partial()
        penalty = 0.0 if error is None else self._rates[error]
        reward = self._pay(info, _PARTS[error], penalty, progress)
        if rewards.fail and stop != "format":
            info.setdefault("reward_parts", {})["fail"] = rewards.fail
            reward += rewards.fail
        return reward

    def _situation(self) -> str:
        """The state, and how many turns are left or why there are none."""
        stop = self._stop_reason
        end = f"Turns left: {self.max_turns - self.turn}" if stop is None else _ENDS[stop]
        state = self._state()
        return f"{state}\n{end}" if state else end

    def _format_help(self) -> str:
        return (
            "Your reply holds no action that can be read. Write one like "
            f"{self._write_action(self.example)}"
        )

    def _action_pattern(self) -> str:
        """The pattern of whole actions, of which `_pattern` is the content."""
        before, after = self._write_action("\0").split("\0")
        return f"{re.escape(before)}(?:{self._pattern()}){re.escape(after)}"

    # --- beyond Gymnasium's interface -------------------------------------------------------------

    @property
    def rewards(self) -> Rewards:
        """The numbers that rewards are made of; they are fixed when the environment is made."""
        return self._rewards

    @property
    def reward_mode(self) -> str:
        """Either "gem" or "sparse"; fixed when the environment is made."""
        return self._reward_mode

    @property
    def seeded(self) -> bool:
        """Whether instances differ by their seed; a game with one instance says that it has one."""
        return True

    @property
    def chance(self) -> float:
        """The share of episodes that the best guess without reading the task solves, if known.

        Random actions may guess worse; what an environment declares here its page says.
        """
        return 0.0

    @property
    def reward_range(self) -> tuple[float, float]:
        """The least and the most that one step can pay."""
        rewards = self.rewards
        small = (0.0, rewards.step, rewards.illegal, rewards.format_error)
        low = min(small) + min(0.0, rewards.fail) + min(0.0, rewards.success)
        high = max(small) + max(0.0, rewards.fail) + max(0.0, rewards.success)
        return low, high

    @property
    def example_action(self) -> str:
        """One fixed well-formed action, the one that the rules show."""
        return self._write_action(self.example)

    def legal_actions(self) -> list[str] | None:
        """Every legal action in the present state, or None where they can't be listed."""
        self._require_running("legal_actions")
        contents = self._legal()
        return None if contents is None else [self._write_action(item) for item in contents]

    def oracle_action(self) -> str:
        """A best action in the present state; it may look at what the agent can't see.

        Followed from any state that is not lost it reaches the best reward that the rules allow.

        Raises:
            NoOracle: If this environment has none; the message says why.
            ResetNeeded: If the episode is over, or was never begun.
        """
        self._require_running("oracle_action")
        return self._write_action(self._oracle())

    def _require_running(self, method: str) -> None:
        reason = self._stop_reason
        if reason is not None:
            if reason != "before the first reset":
                reason = f"after the end of the episode ({reason})"
            raise ResetNeeded(f"{method}() was called {reason}; call reset() first.")

    def render(self) -> Any:
        """The present situation: a string, a frame (height, width, 3) of uint8, or to the terminal.

        Raises:
            ResetNeeded: If the episode was never begun.
        """
        if self.render_mode is None:
            name = self.spec.id if self.spec is not None else type(self).__name__
            gymnasium.logger.warn(
                f"render() needs a render mode; pass one to make({name!r}, render_mode=...), one "
                f"of {', '.join(self.metadata['render_modes'])}."
            )
            return None
        if self._stop_reason == "before the first reset":
            raise ResetNeeded("render() was called before the first reset; call reset() first.")
        text = f"{self._said}\n\n{self._situation()}".strip("\n")
        if self.render_mode == "ansi":
            return text
        from gem_gymnasium import rendering  # Pillow and rich are needed by no other code

        title = f"{type(self).__name__}  turn {self.turn}/{self.max_turns}"
        if self.render_mode == "rgb_array":
            return rendering.frame(title, text)
        rendering.show(title, text)
        return None


def _known(verdict: Verdict) -> str:
    if verdict not in ("solved", "lost"):
        raise ValueError(
            f"_play() returned the verdict {verdict!r}; use ongoing, solved, lost, illegal or "
            "unreadable."
        )
    return verdict
