"""`EpisodeTracking`: counters of the episode in ``info``."""

from __future__ import annotations

from typing import Any, SupportsFloat, TypeVar

import gymnasium
from gymnasium.utils import RecordConstructorArgs

from gem_gymnasium.wrappers.history import see_resets

__all__ = ["EpisodeTracking"]

Obs = TypeVar("Obs")
Act = TypeVar("Act")


class EpisodeTracking(gymnasium.Wrapper[Obs, Act, Obs, Act], RecordConstructorArgs):
    """Counts the steps and adds up the rewards of an episode, in ``info`` under GEM's names.

    ``info["step_counter"]`` and ``info["cumulative_rewards"]`` stand in every ``info``; that of
    `reset` has ``prev_ep_step_counter`` and ``prev_ep_cumulative_rewards`` too, the counters of
    the episode before (0 for the first). The wrapper takes any environment, and stands anywhere in
    a stack: it counts what the wrappers inside it return.

    Gymnasium's ``RecordEpisodeStatistics`` gives an episode's return and length at its end only.

    Args:
        env: Any environment.

    Raises:
        TypeError: If an ``Autoreset`` inside hides the resets.

    Example:
        >>> import gymnasium, gem_gymnasium
        >>> env = EpisodeTracking(gymnasium.make("gem/GuessTheNumber-v0", max_turns=9))
        >>> _ = env.reset(seed=1)
        >>> *_, info = env.step("no guess at all")
        >>> info["step_counter"], info["cumulative_rewards"]
        (1, -0.1)
        >>> _, info = env.reset()
        >>> info["step_counter"], info["prev_ep_step_counter"], info["prev_ep_cumulative_rewards"]
        (0, 1, -0.1)
    """

    def __init__(self, env: gymnasium.Env[Obs, Act]) -> None:
        RecordConstructorArgs.__init__(self)
        super().__init__(env)
        see_resets(self)
        self.step_counter = 0
        self.cumulative_rewards = 0.0

    def reset(
        self, *, seed: int | None = None, options: dict[str, Any] | None = None
    ) -> tuple[Obs, dict[str, Any]]:
        """Begin an episode with counters of 0.

        Args:
            seed: As of the environment.
            options: As of the environment.

        Returns:
            What the environment returns, with four counters in ``info``.
        """
        observation, info = self.env.reset(seed=seed, options=options)
        info = {
            **info,
            "step_counter": 0,
            "cumulative_rewards": 0.0,
            "prev_ep_step_counter": self.step_counter,
            "prev_ep_cumulative_rewards": self.cumulative_rewards,
        }
        self.step_counter, self.cumulative_rewards = 0, 0.0
        return observation, info

    def step(self, action: Act) -> tuple[Obs, SupportsFloat, bool, bool, dict[str, Any]]:
        """Play a step and count it.

        Args:
            action: As of the environment.

        Returns:
            What the environment returns, with two counters in ``info``.
        """
        observation, reward, terminated, truncated, info = self.env.step(action)
        self.step_counter += 1
        self.cumulative_rewards += float(reward)
        info = {
            **info,
            "step_counter": self.step_counter,
            "cumulative_rewards": self.cumulative_rewards,
        }
        return observation, reward, terminated, truncated, info
