"""Run episodes: one, or many with what they come to on average."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import gymnasium

from gem_gymnasium.policies import Policy, Quit, make_policy, policy_name
from gem_gymnasium.rollout.episode import Episode, Turn

__all__ = ["Result", "evaluate", "run_episode"]


def run_episode(
    env: gymnasium.Env[Any, Any],
    policy: Policy,
    seed: int | None = None,
    options: dict[str, Any] | None = None,
    on_turn: Callable[[Episode], None] | None = None,
) -> Episode:
    """Play one episode from ``reset`` to its end.

    Args:
        env: Any environment with text actions, wrapped or not.
        policy: Answers each observation; it may raise `Quit` to leave the episode.
        seed: For ``reset``; without one the episode can't be replayed.
        options: For ``reset``.
        on_turn: Called with the episode so far after ``reset`` and after every turn.

    Returns:
        The episode.
    """
    episode = Episode.of(env)
    episode.seed, episode.options, episode.policy = seed, options, policy_name(policy)
    observation, info = env.reset(seed=seed, options=options)
    episode.observation, episode.info = observation, dict(info)
    if on_turn is not None:
        on_turn(episode)
    done = False
    while not done:
        try:
            action = policy(observation, info)
        except Quit:
            break
        observation, reward, terminated, truncated, info = env.step(action)
        done = terminated or truncated
        episode.turns.append(
            Turn(action, observation, float(reward), bool(terminated), bool(truncated), dict(info))
        )
        if on_turn is not None:
            on_turn(episode)
    return episode


@dataclass(frozen=True, slots=True)
class Result:
    """What a policy reached in an environment.

    Attributes:
        env_id: The environment.
        policy: The policy's name.
        seed: The seed of the first episode; episode ``i`` has ``seed + i``.
        successes: Whether each episode was solved.
        returns: The total reward of each episode.
        lengths: The turns of each episode.
    """

    env_id: str
    policy: str
    seed: int
    successes: tuple[bool, ...]
    returns: tuple[float, ...]
    lengths: tuple[int, ...]

    @classmethod
    def of(cls, env_id: str, policy: str, seed: int, episodes: Iterable[Episode]) -> Result:
        """What these episodes come to; they may come from a generator, none is kept."""
        played = [(item.success, item.total_reward, item.length) for item in episodes]
        if not played:
            raise ValueError("A result needs at least one episode.")
        successes, returns, lengths = zip(*played, strict=True)
        return cls(env_id, policy, seed, successes, returns, lengths)

    @property
    def episodes(self) -> int:
        """How many episodes were played."""
        return len(self.returns)

    @property
    def success_rate(self) -> float:
        """The share of episodes that were solved."""
        return statistics.fmean(self.successes)

    @property
    def mean_return(self) -> float:
        """The mean of the total rewards."""
        return statistics.fmean(self.returns)

    @property
    def return_error(self) -> float | None:
        """The standard error of `mean_return`; None with one episode, which has none."""
        if self.episodes < 2:
            return None
        return statistics.stdev(self.returns) / math.sqrt(self.episodes)

    @property
    def mean_turns(self) -> float:
        """The mean number of turns."""
        return statistics.fmean(self.lengths)

    def summary(self) -> dict[str, Any]:
        """The numbers, as plain values."""
        return {
            "env_id": self.env_id,
            "policy": self.policy,
            "seed": self.seed,
            "episodes": self.episodes,
            "success_rate": self.success_rate,
            "mean_return": self.mean_return,
            "return_error": self.return_error,
            "mean_turns": self.mean_turns,
        }


def evaluate(
    env: str | gymnasium.Env[Any, Any],
    policy: str | Policy = "random",
    *,
    episodes: int = 10,
    seed: int = 0,
    make_kwargs: Mapping[str, Any] | None = None,
    on_episode: Callable[[Episode], None] | None = None,
) -> Result:
    """Play many episodes with one policy.

    Episode ``i`` depends on ``seed + i`` alone, so that any of them can be had again by itself.

    Args:
        env: An environment's id, or an environment, which is then not closed.
        policy: A name for `make_policy`, which is then made anew with each episode's seed, or a
            policy.
        episodes: How many.
        seed: The seed of the first episode.
        make_kwargs: For ``gymnasium.make``, where ``env`` is an id.
        on_episode: Called with each episode, for example to save it; none is kept here.

    Returns:
        Success rate, mean return and mean turns.

    Raises:
        ValueError: If there are no episodes to play, the policy is unknown, or ``make_kwargs``
            come with an environment that is made already.
    """
    if episodes < 1:
        raise ValueError(f"episodes must be at least 1, got {episodes!r}.")
    if isinstance(env, str):
        made = gymnasium.make(env, **(make_kwargs or {}))
        try:
            return evaluate(made, policy, episodes=episodes, seed=seed, on_episode=on_episode)
        finally:
            made.close()
    if make_kwargs:
        raise ValueError("make_kwargs are for an id; this environment is made already.")
    name = policy if isinstance(policy, str) else policy_name(policy)
    played = _played(env, policy, range(seed, seed + episodes), on_episode)
    return Result.of(Episode.of(env).env_id, name, seed, played)


def _played(
    env: gymnasium.Env[Any, Any],
    policy: str | Policy,
    seeds: Iterable[int],
    on_episode: Callable[[Episode], None] | None,
) -> Iterator[Episode]:
    for seed in seeds:
        act = make_policy(policy, env, seed) if isinstance(policy, str) else policy
        episode = run_episode(env, act, seed)
        if on_episode is not None:
            on_episode(episode)
        yield episode
