"""The environment under test, and plays of it that several checks share."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import gymnasium
import numpy as np

from gem_gymnasium.core import NoOracle, TextEnv

__all__ = [
    "Step",
    "Subject",
    "Trace",
    "digest",
    "play",
    "random_legal",
    "record",
    "replayed",
    "sampled",
    "varied",
]

_POLICY = 0x901C7  # sets the random numbers of policies apart from those of environments
Env: TypeAlias = gymnasium.Env[Any, Any]
Choose: TypeAlias = Callable[[Env], str]


@dataclass(frozen=True)
class Subject:
    """What a check is given: an id, and how often to try."""

    env_id: str
    seeds: int = 20
    make_kwargs: dict[str, Any] = field(default_factory=dict)

    def make(self, **kwargs: Any) -> Env:
        """The environment as its users make it, with Gymnasium's default wrappers."""
        return gymnasium.make(self.env_id, **{**self.make_kwargs, **kwargs})

    def accepts(self, **kwargs: Any) -> dict[str, Any]:
        """Those of the arguments that every `TextEnv` takes, or none for another class."""
        return kwargs if isinstance(self.bare(), TextEnv) else {}

    def bare(self, **kwargs: Any) -> Any:
        """The environment without wrappers."""
        return self.make(**kwargs).unwrapped


@dataclass(frozen=True)
class Step:
    """One step of a recorded play."""

    action: str
    observation: Any
    reward: float
    terminated: bool
    truncated: bool
    info: dict[str, Any]

    @property
    def done(self) -> bool:
        """Whether the episode ended here."""
        return self.terminated or self.truncated


@dataclass(frozen=True)
class Trace:
    """A recorded play: the first observation and info, and the steps."""

    seed: int | None
    observation: Any
    info: dict[str, Any]
    steps: tuple[Step, ...]

    @property
    def actions(self) -> list[str]:
        """The actions that were played."""
        return [step.action for step in self.steps]

    @property
    def total(self) -> float:
        """The sum of the rewards."""
        return sum(step.reward for step in self.steps)

    @property
    def success(self) -> bool:
        """The last step's verdict."""
        return bool(self.steps) and bool(self.steps[-1].info.get("success"))


def record(env: Env, seed: int | None, choose: Choose, most: int | None = None) -> Trace:
    """Reset and play until the end, or ``most`` steps, with the actions that ``choose`` gives."""
    observation, info = env.reset(seed=seed)
    return Trace(seed, observation, info, tuple(play(env, choose, most)))


def play(env: Env, choose: Choose, most: int | None = None) -> list[Step]:
    """Go on with an episode until its end, or for ``most`` steps."""
    steps: list[Step] = []
    while (most is None or len(steps) < most) and not (steps and steps[-1].done):
        action = choose(env)
        observation, reward, terminated, truncated, info = env.step(action)
        steps.append(Step(action, observation, reward, terminated, truncated, info))  # type: ignore[arg-type]
    return steps


def replayed(actions: list[str]) -> Choose:
    """Choose the given actions, one after another."""
    rest = iter(actions)
    return lambda env: next(rest)


def _stream(seed: int) -> np.random.Generator:
    """Random numbers of a policy, which must not be those of an environment of the same seed."""
    return np.random.default_rng([seed, _POLICY])


def random_legal(seed: int) -> Choose:
    """Choose a random legal action, where they can be listed, else a random well-formed one."""
    rng = _stream(seed)

    def choose(env: Env) -> str:
        legal: list[str] | None = env.get_wrapper_attr("legal_actions")()
        if legal:
            return legal[int(rng.integers(len(legal)))]
        env.action_space.seed(int(rng.integers(2**31)))
        return str(env.action_space.sample())

    return choose


def varied(seed: int) -> Choose:
    """Choose mostly random legal actions, now and then a sample, one played before, or junk.

    Repeated, illegal and unreadable actions reach states and texts that legal play never shows.
    """
    rng = _stream(seed)
    legal = random_legal(seed)
    played: list[str] = []

    def choose(env: Env) -> str:
        dice = rng.random()
        if dice < 0.05:
            action = "I do not know."
        elif dice < 0.25 and played:
            action = played[int(rng.integers(len(played)))]
        elif dice < 0.4:
            env.action_space.seed(int(rng.integers(2**31)))
            action = str(env.action_space.sample())
        else:
            action = legal(env)
        played.append(action)
        return action

    return choose


def oracle_or_legal(env: Env) -> str:
    """Choose what the oracle says, where there is one, else a random legal action."""
    try:
        return oracle(env)
    except NoOracle:
        return random_legal(int(env.get_wrapper_attr("turn")))(env)


def sampled(seed: int) -> Choose:
    """Choose samples of the action space."""
    seeded: list[Any] = []

    def choose(env: Env) -> str:
        if not seeded:
            env.action_space.seed(int(_stream(seed).integers(2**31)))
            seeded.append(True)
        return str(env.action_space.sample())

    return choose


def oracle(env: Env) -> str:
    """Choose what the oracle says."""
    return str(env.get_wrapper_attr("oracle_action")())


def digest(trace: Trace) -> str:
    """A hash of everything that a play returned, to the byte."""
    content = [trace.observation, trace.info]
    for step in trace.steps:
        content += [step.observation, repr(step.reward), step.terminated, step.truncated, step.info]
    text = json.dumps(content, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
