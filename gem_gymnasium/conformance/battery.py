"""Policies that solve nothing, and what an environment pays them: its floor."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from gem_gymnasium.conformance.subject import Env, Subject, Trace, random_legal, record, sampled
from gem_gymnasium.core import TextEnv

__all__ = ["BATTERY", "Floors", "floors"]

Reply: TypeAlias = Callable[[Env, str], str]
"""From the environment and its last observation to an action."""

_MOST_OPTIONS = 1000
_MOST_STEPS = 50_000
_MOST_TURNS = 4_000  # of all episodes of one policy
_MOST_SECONDS = 2.0  # of all policies, once each has played the fewest episodes
_FEWEST = 20


def _options(env: Env) -> list[str]:
    """All legal actions where they can be listed, else some well-formed ones, in any order."""
    legal: list[str] | None = env.get_wrapper_attr("legal_actions")()
    if legal:
        # The order of the list is no part of what an agent sees, and must not help it.
        rng = np.random.default_rng([len(legal), env.get_wrapper_attr("turn")])
        return [legal[int(index)] for index in rng.permutation(len(legal))[:_MOST_OPTIONS]]
    return [str(env.action_space.sample()) for _ in range(20)]


def _one_box(env: Env, observation: str) -> str:
    """Every option within one action: the contents of all boxes, or brackets, in a single one."""
    options = _options(env)
    opened, closed = ("{", "}") if "\\boxed" in options[0] else ("[", "]")
    contents = [option[option.find(opened) + 1 : option.rfind(closed)] for option in options]
    before = "\\boxed" if opened == "{" else ""
    return f"{before}{opened}{' '.join(contents)}{closed}"


BATTERY: dict[str, Reply] = {
    "empty": lambda env, observation: "",
    "empty_box": lambda env, observation: "\\boxed{}",
    "constant": lambda env, observation: "\\boxed{1}",
    "constant_in_brackets": lambda env, observation: "[1]",
    "agreeable": lambda env, observation: "Yes, that is correct. \\boxed{True} \\boxed{yes}",
    "agreeable_in_brackets": lambda env, observation: "Yes, that is correct. [True] [yes]",
    "echo": lambda env, observation: observation,
    "example": lambda env, observation: str(env.get_wrapper_attr("example_action")),
    "every_option": lambda env, observation: "\n".join(_options(env)),
    "every_option_in_one": _one_box,
}
"""Policies by name. None of them reads the task."""


@dataclass(frozen=True)
class Floors:
    """What policies that solve nothing reach in an environment.

    Attributes:
        episodes: Episodes that each policy played.
        chance: The share of episodes that random actions solve (well-formed or legal ones), or
            that the environment says a guess solves, whichever is more.
        random_return: The mean return of the better of the two.
        success: The share that each policy of the battery solves, by name.
        mean_return: The mean return of each, by name.
    """

    episodes: int
    chance: float
    random_return: float
    success: dict[str, float]
    mean_return: dict[str, float]

    @property
    def floor(self) -> float:
        """The best mean return that needs no solving; a score below it says nothing."""
        return max(self.random_return, *self.mean_return.values())

    @property
    def allowed(self) -> float:
        """The success that luck explains: chance, and three standard errors of the difference."""
        chance = (self.chance * self.episodes + 1) / (self.episodes + 2)
        return chance + 3 * math.sqrt(2 * chance * (1 - chance) / self.episodes)


def floors(subject: Subject, episodes: int | None = None) -> Floors:
    """Play the battery and random actions on the same seeds.

    Args:
        subject: The environment.
        episodes: How many each policy plays; None takes as many as two seconds allow, from 20 to
            100, and fewer where they have hundreds of turns.
    """
    env = subject.make()
    most, start = episodes, time.perf_counter()
    if most is None:
        turns = env.reset(seed=0)[1]["max_turns"] or 1
        most = min(100, max(5, _MOST_TURNS // turns))
    by_chance: list[list[Trace]] = [[], []]
    success = dict.fromkeys(BATTERY, 0)
    total = dict.fromkeys(BATTERY, 0.0)
    played = 0
    for seed in range(most):
        for traces, choose in zip(by_chance, (sampled, random_legal), strict=True):
            traces.append(record(env, seed, choose(seed), _MOST_STEPS))
        for name in BATTERY:
            solved, earned = _play(env, seed, name)
            success[name] += solved
            total[name] += earned
        played += 1
        late = time.perf_counter() - start > _MOST_SECONDS
        if episodes is None and late and played >= _FEWEST:
            break
    declared = env.unwrapped.chance if isinstance(env.unwrapped, TextEnv) else 0.0
    by_luck = max(sum(trace.success for trace in traces) for traces in by_chance) / played
    return Floors(
        episodes=played,
        chance=max(by_luck, declared),
        random_return=max(sum(trace.total for trace in traces) for traces in by_chance) / played,
        success={name: count / played for name, count in success.items()},
        mean_return={name: earned / played for name, earned in total.items()},
    )


def _play(env: Env, seed: int, name: str) -> tuple[bool, float]:
    """Whether a policy of the battery solves a seed, and what it earns there."""
    reply = BATTERY[name]
    observation, _ = env.reset(seed=seed)
    done, steps, total, info = False, 0, 0.0, dict[str, Any]()
    while not done:
        steps += 1
        assert steps <= _MOST_STEPS, f"{name!r} played {steps:,} steps without an end"
        observation, reward, terminated, truncated, info = env.step(reply(env, observation))
        total += float(reward)
        done = terminated or truncated
    return bool(info["success"]), total
