"""Policies that need no model: random, random among the legal actions, and the oracle."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import gymnasium
import numpy as np

from gem_gymnasium.core import NoOracle

__all__ = ["POLICIES", "OraclePolicy", "Policy", "RandomPolicy", "make_policy", "policy_name"]

Policy: TypeAlias = Callable[[str, dict[str, Any]], str]
"""What answers an observation and its ``info`` with an action."""

_STREAM = 1  # a policy's random stream; an environment of the same seed draws from another


class RandomPolicy:
    """Draws actions from the action space, or from the legal actions.

    A policy and an environment of the same seed draw from independent streams, so that a random
    guess is no better for it.

    Args:
        env: The environment that it plays.
        legal: Draw from ``env.legal_actions()``. Where these can't be listed, it draws
            well-formed actions from the action space.
        seed: Seeds the policy and ``env.action_space``; None leaves the space as it is.

    Raises:
        ValueError: If ``legal`` is set and the environment has no ``legal_actions``.
    """

    def __init__(
        self, env: gymnasium.Env[Any, Any], *, legal: bool = False, seed: int | None = None
    ) -> None:
        self.name = "legal_random" if legal else "random"
        self._space = env.action_space
        self._legal: Callable[[], list[str] | None] | None = None
        if legal:
            self._legal = _method(env, "legal_actions")
            if self._legal is None:
                raise ValueError(f"{env} has no legal_actions(); take the random policy.")
        sequence = np.random.SeedSequence(seed, spawn_key=(_STREAM,))
        self._rng = np.random.default_rng(sequence)
        if seed is not None:
            self._space.seed(int(sequence.generate_state(1)[0]))

    def __call__(self, observation: str, info: dict[str, Any]) -> str:
        """Draw an action; neither argument is looked at."""
        if self._legal is not None:
            actions = self._legal()
            if actions:
                return actions[int(self._rng.integers(len(actions)))]
        return str(self._space.sample())


class OraclePolicy:
    """Plays ``env.oracle_action()``, which reaches the best reward and may look at hidden state.

    Args:
        env: The environment that it plays.

    Raises:
        NoOracle: If the environment has no ``oracle_action``; a call raises it too where the
            environment gives a reason why it has none.
    """

    name = "oracle"

    def __init__(self, env: gymnasium.Env[Any, Any]) -> None:
        method = _method(env, "oracle_action")
        if method is None:
            raise NoOracle(f"{env} has no oracle_action().")
        self._oracle: Callable[[], str] = method

    def __call__(self, observation: str, info: dict[str, Any]) -> str:
        """The best action; neither argument is looked at."""
        return self._oracle()


POLICIES: Mapping[str, Callable[[gymnasium.Env[Any, Any], int | None], Policy]] = {
    "random": lambda env, seed: RandomPolicy(env, seed=seed),
    "legal_random": lambda env, seed: RandomPolicy(env, legal=True, seed=seed),
    "oracle": lambda env, seed: OraclePolicy(env),
}
"""What `make_policy` knows, by name."""


def make_policy(name: str, env: gymnasium.Env[Any, Any], seed: int | None = None) -> Policy:
    """A policy by its name.

    Args:
        name: A key of `POLICIES`: "random", "legal_random" or "oracle".
        env: The environment that it plays.
        seed: Seeds what it draws.

    Raises:
        ValueError: If no policy has that name; the message lists those that are known.
    """
    if name not in POLICIES:
        raise ValueError(f"Unknown policy {name!r}; known are {', '.join(POLICIES)}.")
    return POLICIES[name](env, seed)


def policy_name(policy: Policy) -> str:
    """What to call a policy in a record: its ``name``, or that of its function or class."""
    name = getattr(policy, "name", None) or getattr(policy, "__name__", None)
    return name if isinstance(name, str) else type(policy).__name__


def _method(env: gymnasium.Env[Any, Any], name: str) -> Callable[[], Any] | None:
    """A method of the environment or of one that it wraps."""
    try:
        method = env.get_wrapper_attr(name)
    except AttributeError:
        return None
    return method if callable(method) else None
