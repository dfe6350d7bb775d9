"""Players: callables ``(observation, info) -> action`` that hold an agent's seat.

A player that names an environment may ask it for the legal actions of its own seat, and, where it
says so, play ahead on copies of it.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import numpy as np
from pettingzoo import AECEnv

from gem_gymnasium.multiagent.scripted import ConnectFourPlayer, KuhnPlayer, TicTacToePlayer
from gem_gymnasium.spaces import UnicodeText

__all__ = ["PLAYERS", "LookaheadPlayer", "Player", "RandomPlayer", "make_player", "player_name"]

Player: TypeAlias = Callable[[str, dict[str, Any]], str]
"""What answers an agent's observation and ``info`` with an action."""

Env: TypeAlias = AECEnv[str, str, str]


class RandomPlayer:
    """Draws legal actions, or well-formed ones.

    Args:
        env: The environment.
        agent: Whose seat it holds.
        legal: Draw from ``env.legal_actions(agent)``; where these can't be listed, and where this
            is False, from the pattern of the agent's action space.
        seed: Seeds what it draws.
    """

    def __init__(
        self, env: Env, agent: str, *, legal: bool = False, seed: int | None = None
    ) -> None:
        self.name = "legal_random" if legal else "random"
        self._env, self._agent, self._legal = env, agent, legal
        self._rng = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(2,)))
        # A space of its own: the environment's must not be drawn from by the players in it.
        space: Any = env.action_space(agent)
        pattern = getattr(space, "pattern", None)
        self._space = UnicodeText(space.max_length, pattern=pattern, seed=self._rng)

    def __call__(self, observation: str, info: dict[str, Any]) -> str:
        """Draw an action; neither argument is looked at."""
        legal = _legal(self._env, self._agent) if self._legal else None
        if legal:
            return legal[int(self._rng.integers(len(legal)))]
        return self._space.sample()


class LookaheadPlayer:
    """Tries every legal action on a copy of the game and takes one that wins at once.

    Of actions that don't, it avoids those that lose at once, and draws one of the rest. The copy
    is of the game itself, so that it knows what is hidden: it is a baseline for games in which
    nothing is.

    Args:
        env: The environment; it must have ``legal_actions``.
        agent: Whose seat it holds.
        most: Actions that are tried; of more, that many are drawn.
        seed: Seeds what it draws.
    """

    name = "lookahead"

    def __init__(self, env: Env, agent: str, *, most: int = 64, seed: int | None = None) -> None:
        self._env, self._agent, self._most = env, agent, most
        self._rng = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(3,)))
        self._random = RandomPlayer(env, agent, legal=True, seed=seed)

    def __call__(self, observation: str, info: dict[str, Any]) -> str:
        """The action that is best at once; neither argument is looked at."""
        legal = _legal(self._env, self._agent)
        if not legal:
            return self._random(observation, info)
        order = [legal[int(index)] for index in self._rng.permutation(len(legal))[: self._most]]
        values = [self._value(action) for action in order]
        return order[int(np.argmax(values))]

    def _value(self, action: str) -> float:
        """What the agent has when the action ends the game, and 0 while it goes on."""
        fork: Any = copy.deepcopy(self._env)
        fork.unwrapped.render_mode = None  # nobody is to see what is only tried
        fork.step(action)
        return float(fork.rewards.get(self._agent, 0.0))


class FirstLegalPlayer:
    """Takes the first of the legal actions, or a random one where they can't be listed."""

    name = "first_legal"

    def __init__(self, env: Env, agent: str, *, seed: int | None = None) -> None:
        self._env, self._agent = env, agent
        self._random = RandomPlayer(env, agent, seed=seed)

    def __call__(self, observation: str, info: dict[str, Any]) -> str:
        """The first legal action; neither argument is looked at."""
        legal = _legal(self._env, self._agent)
        return legal[0] if legal else self._random(observation, info)


def _legal(env: Env, agent: str) -> list[str] | None:
    legal_actions = getattr(env.unwrapped, "legal_actions", None)
    return None if legal_actions is None else legal_actions(agent)


PLAYERS: Mapping[str, Callable[[Env, str, int | None], Player]] = {
    "random": lambda env, agent, seed: RandomPlayer(env, agent, seed=seed),
    "legal_random": lambda env, agent, seed: RandomPlayer(env, agent, legal=True, seed=seed),
    "first_legal": lambda env, agent, seed: FirstLegalPlayer(env, agent, seed=seed),
    "lookahead": lambda env, agent, seed: LookaheadPlayer(env, agent, seed=seed),
    # These play one game each, and refuse others.
    KuhnPlayer.name: lambda env, agent, seed: KuhnPlayer(env, agent, seed=seed),
    TicTacToePlayer.name: lambda env, agent, seed: TicTacToePlayer(env, agent, seed=seed),
    ConnectFourPlayer.name: lambda env, agent, seed: ConnectFourPlayer(env, agent, seed=seed),
}
"""What `make_player` knows, by name."""


def make_player(name: str, env: Env, agent: str, seed: int | None = None) -> Player:
    """A player by its name.

    Args:
        name: A key of `PLAYERS`.
        env: The environment that is played.
        agent: Whose seat it holds.
        seed: Seeds what it draws.

    Raises:
        ValueError: If no player has that name; the message lists those that are known. Or if the
            player doesn't play this game.
    """
    if name not in PLAYERS:
        raise ValueError(f"Unknown player {name!r}; known are {', '.join(PLAYERS)}.")
    return PLAYERS[name](env, agent, seed)


def player_name(player: str | Player) -> str:
    """What to call a player in a table: its name, or that of its function or class."""
    if isinstance(player, str):
        return player
    name = getattr(player, "name", None) or getattr(player, "__name__", None)
    return name if isinstance(name, str) else type(player).__name__
