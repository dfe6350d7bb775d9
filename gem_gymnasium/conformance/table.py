"""The multi-player environment under test, and plays of it that several checks share."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np
import pettingzoo

from gem_gymnasium.registration import Entry
from gem_gymnasium.spaces import UnicodeText

__all__ = [
    "Choose",
    "Play",
    "TableSubject",
    "any_text",
    "counts_to_check",
    "digest",
    "legal",
    "legal_spaces",
    "mixed",
    "play",
    "replayed",
    "wellformed",
]

_POLICY = 0x901C8  # sets the random numbers of players apart from those of environments
Choose: TypeAlias = Callable[[Any, str], str]
"""From an environment and the agent to act to an action."""


@dataclass(frozen=True)
class TableSubject:
    """What a check is given: a PettingZoo id, how many play, and how often to try."""

    env_id: str
    seeds: int = 5
    make_kwargs: dict[str, Any] = field(default_factory=dict)

    def aec(self, **kwargs: Any) -> Any:
        """The environment whose agents act one at a time."""
        return pettingzoo.make("aec", self.env_id, **{**self.make_kwargs, **kwargs})

    def parallel(self, **kwargs: Any) -> Any:
        """The environment whose agents act together."""
        return pettingzoo.make("parallel", self.env_id, **{**self.make_kwargs, **kwargs})


def counts_to_check(entry: Entry) -> list[int]:
    """With how many players an id is checked: the least, the most, and one between."""
    counts = entry.players
    return sorted({counts[0], counts[len(counts) // 2], counts[-1]})


@dataclass
class Play:
    """A recorded play: who acted, with what, what all agents were told, and what they earned.

    Of a whole game ``told`` is what they were told at its beginning and at its end.
    """

    seed: int | None
    actions: list[tuple[str, str]] = field(default_factory=list)
    told: list[dict[str, str]] = field(default_factory=list)
    infos: list[dict[str, Any]] = field(default_factory=list)
    rewards: dict[str, float] = field(default_factory=dict)
    truncated: bool = False
    over: bool = False


def play(
    env: Any,
    choose: Choose,
    seed: int | None = None,
    most: int | None = None,
    *,
    go_on: bool = False,
) -> Play:
    """Play a game to its end, or for ``most`` actions, and record what each agent is told.

    Args:
        env: An AEC environment.
        choose: What is played.
        seed: For ``reset``.
        most: Actions at most.
        go_on: Go on with the game that is being played instead of beginning one.
    """
    if not go_on:
        env.reset(seed=seed)
    found = Play(seed)
    _note(env, found)
    # Transcripts of all steps of a whole game would be too much to keep.
    note = _note_infos if most is None else _note
    while env.agents and (most is None or len(found.actions) < most):
        agent = env.agent_selection
        if env.terminations[agent] or env.truncations[agent]:
            break
        action = choose(env, agent)
        env.step(action)
        found.actions.append((agent, action))
        note(env, found)
    if most is None and found.actions:
        _note_told(env, found)
    found.over = any(env.terminations.values())
    found.truncated = any(env.truncations.values())
    found.rewards = dict(env.rewards)
    return found


def _note(env: Any, found: Play) -> None:
    _note_told(env, found)
    _note_infos(env, found)


def _note_told(env: Any, found: Play) -> None:
    found.told.append({agent: str(env.observe(agent)) for agent in env.agents})


def _note_infos(env: Any, found: Play) -> None:
    found.infos.append({agent: dict(info) for agent, info in env.infos.items()})


def replayed(actions: list[tuple[str, str]]) -> Choose:
    """Choose the given actions, one after another; they must be asked of the same agents."""
    rest = iter(actions)

    def choose(env: Any, agent: str) -> str:
        expected, action = next(rest)
        assert agent == expected, f"{agent} is asked where {expected} was asked before"
        return action

    return choose


def wellformed(seed: int) -> Choose:
    """Choose samples of the pattern of the action space."""
    rng = np.random.default_rng([seed, _POLICY])
    spaces: dict[str, UnicodeText] = {}

    def choose(env: Any, agent: str) -> str:
        pattern = env.action_space(agent).pattern
        if agent not in spaces or spaces[agent].pattern != pattern:
            spaces[agent] = UnicodeText(2**16, pattern=pattern, seed=int(rng.integers(2**31)))
        return spaces[agent].sample()

    return choose


def legal(seed: int) -> Choose:
    """Choose random legal actions, and well-formed ones where they can't be listed."""
    rng = np.random.default_rng([seed, _POLICY, 1])
    other = wellformed(seed)

    def choose(env: Any, agent: str) -> str:
        listed: list[str] | None = env.legal_actions(agent)
        return listed[int(rng.integers(len(listed)))] if listed else other(env, agent)

    return choose


def mixed(seed: int) -> Choose:
    """Choose mostly legal actions, now and then a well-formed one or junk."""
    rng = np.random.default_rng([seed, _POLICY, 2])
    allowed, formed = legal(seed), wellformed(seed + 1)

    def choose(env: Any, agent: str) -> str:
        dice = rng.random()
        if dice < 0.04:
            return "I do not know."
        return formed(env, agent) if dice < 0.12 else allowed(env, agent)

    return choose


class _LegalSpace(UnicodeText):
    """A text space whose samples are legal actions, for tests that draw actions from spaces."""

    def __init__(self, env: Any, agent: str, space: Any) -> None:
        super().__init__(space.max_length, pattern=space.pattern)
        self._env, self._agent = env, agent

    def sample(self, mask: Any = None, probability: Any = None) -> str:
        listed = self._env.legal_actions(self._agent)
        return listed[int(self.np_random.integers(len(listed)))] if listed else super().sample()


def legal_spaces(env: Any) -> Any:
    """The environment, its action spaces giving legal actions."""
    env.action_spaces = {
        agent: _LegalSpace(env, agent, space) for agent, space in env.action_spaces.items()
    }
    return env


def any_text(env: Any) -> Any:
    """The environment, its action spaces giving random printable text."""
    env.action_spaces = {agent: UnicodeText(64) for agent in env.action_spaces}
    return env


def digest(found: Play) -> str:
    """A hash of everything that a play returned, to the byte."""
    earned = {agent: float(reward) for agent, reward in found.rewards.items()}
    content = [found.actions, found.told, found.infos, earned, found.over, found.truncated]
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
