"""Matches: play a game to its end, many games between the same players, and round-robins."""

from __future__ import annotations

import itertools
import math
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np
import pettingzoo
from pettingzoo import AECEnv

from gem_gymnasium.multiagent.players import Player, make_player, player_name

__all__ = ["Contestant", "GameResult", "MatchResult", "play_game", "play_match", "round_robin"]

Contestant: TypeAlias = str | Player
"""A player's name, or a player."""


@dataclass(frozen=True)
class GameResult:
    """How one game ended.

    Attributes:
        seed: What it was dealt from.
        rewards: What each agent earned.
        actions: How many actions were played.
        stop_reason: "over", or the limit that truncated it.
        reason: What the game says of its end.
    """

    seed: int | None
    rewards: dict[str, float]
    actions: int
    stop_reason: str
    reason: str


def play_game(
    env: AECEnv[str, str, str], players: Mapping[str, Player], seed: int | None = None
) -> GameResult:
    """Play one game to its end.

    Args:
        env: A multi-player text environment.
        players: Who holds the seat of each agent.
        seed: What the game is dealt from.
    """
    env.reset(seed=seed)
    earned = dict.fromkeys(env.possible_agents, 0.0)
    actions, last = 0, dict[str, Any]()
    while env.agents:
        agent = env.agent_selection
        observation, reward, terminated, truncated, info = env.last()
        earned[agent] += float(reward)
        if terminated or truncated:
            last = info
            env.step(None)  # type: ignore[arg-type]  # PettingZoo's rule for ended agents
        else:
            actions += 1
            env.step(players[agent](str(observation), info))
    return GameResult(
        seed, earned, actions, str(last.get("stop_reason", "over")), str(last.get("reason", ""))
    )


@dataclass(frozen=True)
class MatchResult:
    """What the same players reached over many games, each in all the seats in turn.

    Attributes:
        env_id: The game.
        names: The players.
        games: How each game ended.
        seats: For each game, which player held each seat.
        returns: For each player, what it earned in each game.
    """

    env_id: str
    names: tuple[str, ...]
    games: tuple[GameResult, ...]
    seats: tuple[tuple[int, ...], ...]
    returns: tuple[tuple[float, ...], ...] = field(repr=False)

    def mean(self, player: int) -> float:
        """The mean of what a player earned in a game."""
        return statistics.fmean(self.returns[player])

    def error(self, player: int) -> float | None:
        """The standard error of the mean; None with one game, which has none."""
        paid = self.returns[player]
        return None if len(paid) < 2 else statistics.stdev(paid) / math.sqrt(len(paid))

    def outcomes(self, player: int) -> tuple[int, int, int]:
        """How many games a player won, drew and lost.

        Who earned most has won, with others too, as a team does; where all earned the same, all
        drew.
        """
        won = drawn = 0
        for game in zip(*self.returns, strict=True):
            best = max(game)
            if game[player] == best:
                everybody = min(game) == best
                drawn += everybody
                won += not everybody
        return won, drawn, len(self.games) - won - drawn


def play_match(
    env: str | AECEnv[str, str, str],
    contestants: Sequence[Contestant],
    games: int = 10,
    seed: int = 0,
    *,
    rotate: bool = True,
    make_kwargs: Mapping[str, Any] | None = None,
    on_game: Callable[[GameResult], None] | None = None,
) -> MatchResult:
    """Play many games between the same players.

    Args:
        env: A PettingZoo id of this package, or an AEC environment.
        contestants: A player for each seat, by name or as a callable. Those that are named are
            made anew for each game, with a seed of its own.
        games: How many.
        seed: Game ``i`` is dealt from ``seed + i // (number of players)`` where the seats rotate,
            so that every player meets the same deals in every seat.
        rotate: Move every player to the next seat after each game.
        make_kwargs: For ``pettingzoo.make``, where ``env`` is an id.
        on_game: Called with each result.

    Raises:
        ValueError: If the players are not as many as the seats, or there are no games.
    """
    if games < 1:
        raise ValueError(f"games must be at least 1, got {games!r}.")
    if isinstance(env, str):
        arguments = {"num_players": len(contestants), **(make_kwargs or {})}
        made: Any = pettingzoo.make("aec", env, **arguments)
        try:
            return play_match(made, contestants, games, seed, rotate=rotate, on_game=on_game)
        finally:
            made.close()
    agents = env.possible_agents
    if len(contestants) != len(agents):
        raise ValueError(f"{env} has {len(agents)} seats, and {len(contestants)} players came.")
    played, held = [], []
    returns: list[list[float]] = [[] for _ in contestants]
    for number in range(games):
        turn = number % len(agents) if rotate else 0
        seats = tuple((seat + turn) % len(agents) for seat in range(len(agents)))
        deal = seed + (number // len(agents) if rotate else number)
        players = {
            agent: _seated(contestants[seats[place]], env, agent, [seed, number, place])
            for place, agent in enumerate(agents)
        }
        result = play_game(env, players, deal)
        played.append(result)
        held.append(seats)
        for place, agent in enumerate(agents):
            returns[seats[place]].append(result.rewards[agent])
        if on_game is not None:
            on_game(result)
    names = tuple(player_name(contestant) for contestant in contestants)
    return MatchResult(
        str(env), names, tuple(played), tuple(held), tuple(tuple(paid) for paid in returns)
    )


def _seated(contestant: Contestant, env: Any, agent: str, key: list[int]) -> Player:
    """A contestant as a player of one game."""
    if not isinstance(contestant, str):
        return contestant
    seed = int(np.random.SeedSequence(key).generate_state(1)[0])
    return make_player(contestant, env, agent, seed)


def round_robin(
    env_id: str,
    contestants: Sequence[Contestant],
    games: int = 10,
    seed: int = 0,
    *,
    make_kwargs: Mapping[str, Any] | None = None,
) -> dict[tuple[int, int], MatchResult]:
    """Let every two players play a match of a game of two.

    Returns:
        The matches, by the numbers of the two players.
    """
    return {
        (first, second): play_match(
            env_id, (contestants[first], contestants[second]), games, seed, make_kwargs=make_kwargs
        )
        for first, second in itertools.combinations(range(len(contestants)), 2)
    }
