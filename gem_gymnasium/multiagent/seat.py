"""`SeatEnv`: one seat of a multi-player game as a Gymnasium environment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

import gymnasium
import pettingzoo
from gymnasium.error import ResetNeeded
from pettingzoo import AECEnv

from gem_gymnasium.core import NoOracle, Rewards
from gem_gymnasium.multiagent.players import Player, make_player

__all__ = ["Opponents", "SeatEnv"]

Opponents: TypeAlias = str | Player | Mapping[str, str | Player]
"""Who holds the other seats: one for all, or one for each agent; by name, or a callable."""

_NOTHING = "Nothing new was said."
_MOST_DEALS = 100  # until a game lets the seat act at all


class SeatEnv(gymnasium.Env[str, str]):
    """One seat of a game, the others being held by opponents: the door to any Gymnasium trainer.

    After `reset` the observation is all that the agent has been told, after `step` what is new
    since its last action; history is a wrapper's job. The reward is what the agent earns from its
    action to its next turn. Opponents play within `reset` and `step`.

    Args:
        game: A PettingZoo id of this package, or an AEC environment with text spaces, which this
            environment then owns.
        seat: Which agent is played: its number, its name, or None to draw one at every reset.
        opponents: Who plays the others: a name that `make_player` knows, a callable
            ``(observation, info) -> action``, or a dict of these by agent. Players that are named
            are made anew at each reset, seeded by this environment.
        render_mode: None, "ansi" (a string), "human" (to the terminal) or "rgb_array" (a frame).
        **arguments: For ``pettingzoo.make``, where ``game`` is an id.

    Raises:
        ValueError: If there is no such seat, or an opponent is missing or unknown.
    """

    metadata: dict[str, Any] = {"render_modes": ["ansi", "human", "rgb_array"], "render_fps": 2}

    def __init__(
        self,
        game: str | AECEnv[str, str, str] = "gem/KuhnPoker-v0",
        seat: int | str | None = 0,
        opponents: Opponents = "random",
        *,
        render_mode: str | None = None,
        **arguments: Any,
    ) -> None:
        if isinstance(game, str):
            arguments.setdefault("observation", "delta")
            self.game: Any = pettingzoo.make("aec", game, render_mode=render_mode, **arguments)
        elif arguments:
            raise ValueError(
                f"The arguments {', '.join(arguments)} are for an id; this game is made already."
            )
        else:
            self.game = game
            render_mode = self._mode_of(game, render_mode)
        self.render_mode = render_mode
        agents = self.game.possible_agents
        self.seat = seat
        self.agent: str = agents[0] if seat is None else self._named(seat)
        self.opponents = opponents
        self._players: dict[str, Player] = {}
        for agent in agents:  # so that what is wrong with them is said now
            if seat is None or agent != self.agent:
                self._player(agent, 0)
        self.observation_space = self.game.observation_space(self.agent)
        self.action_space = self.game.action_space(self.agent)
        self._over: str | None = "before the first reset"
        self.turn = 0

    @staticmethod
    def _mode_of(game: Any, asked: str | None) -> str | None:
        """The render mode of a game that is made already, since it is the game that renders."""
        mode: str | None = getattr(game, "render_mode", None)
        if asked not in (None, mode):
            raise ValueError(
                f"render_mode={asked!r}, but the game was made with {mode!r}; make it with that."
            )
        return mode

    def _named(self, seat: int | str) -> str:
        agents = self.game.possible_agents
        if seat in agents:
            return str(seat)
        if isinstance(seat, int) and not isinstance(seat, bool) and 0 <= seat < len(agents):
            return str(agents[seat])
        raise ValueError(
            f"seat must be a number from 0 to {len(agents) - 1}, one of {', '.join(agents)}, or "
            f"None to draw one, got {seat!r}."
        )

    def _player(self, agent: str, seed: int) -> Player:
        chosen: Any = self.opponents
        if isinstance(chosen, Mapping):
            if agent not in chosen:
                raise ValueError(f"opponents has nobody for {agent}; it has {', '.join(chosen)}.")
            chosen = chosen[agent]
        if isinstance(chosen, str):
            return make_player(chosen, self.game, agent, seed)
        if not callable(chosen):
            raise ValueError(f"An opponent is a name or a callable, got {chosen!r} for {agent}.")
        player: Player = chosen
        return player

    def reset(
        self, *, seed: int | None = None, options: dict[str, Any] | None = None
    ) -> tuple[str, dict[str, Any]]:
        """Begin a new game and let the opponents play until the seat is to act.

        A game that is over before the seat could act is dealt anew.

        Args:
            seed: Fixes the game and the opponents that are named.
            options: None is known.

        Raises:
            ValueError: If options are given.
            gymnasium.error.Error: If the seat is never asked in many games.
        """
        super().reset(seed=seed)
        if options:
            raise ValueError(f"reset(options=...): unknown {', '.join(map(repr, options))}.")
        for _ in range(_MOST_DEALS):
            if self._begin():
                break
        else:
            raise gymnasium.error.Error(
                f"{self.agent} was not asked once in {_MOST_DEALS} games of {self.game}; look at "
                "what its opponents do."
            )
        observation, _, _, _, _ = self.game.last()
        self._over = None
        self.turn = 0
        return str(observation), {"turn": 0, "max_turns": None, "role": "user"}

    def _begin(self) -> bool:
        """Deal a game; whether the seat is to act in it."""
        agents = self.game.possible_agents
        if self.seat is None:
            self.agent = str(agents[int(self.np_random.integers(len(agents)))])
            self.action_space = self.game.action_space(self.agent)
        self.game.reset(seed=int(self.np_random.integers(2**31)))
        self._players = {
            agent: self._player(agent, int(self.np_random.integers(2**31)))
            for agent in agents
            if agent != self.agent
        }
        self._let_others_play()
        return bool(self.game.agents) and not self._ended()

    def _ended(self) -> bool:
        agent = self.agent
        return bool(self.game.terminations[agent] or self.game.truncations[agent])

    def _let_others_play(self) -> None:
        """Play on until the seat is to act, or its game is over."""
        game = self.game
        while game.agents and game.agent_selection != self.agent:
            agent = game.agent_selection
            observation, _, terminated, truncated, info = game.last()
            if terminated or truncated:
                game.step(None)
            else:
                game.step(self._players[agent](str(observation), info))

    def step(self, action: str) -> tuple[str, float, bool, bool, dict[str, Any]]:
        """Play the seat's action, and the opponents' until it is to act again.

        Args:
            action: Any string.

        Returns:
            What is new for the agent, its reward, whether the game ended by its rules, whether it
            was truncated, and ``info``; on the last step with ``stop_reason`` "solved" for a win,
            "lost" or "draw", or the limit that truncated it, and ``rank``.

        Raises:
            ResetNeeded: If the game is over, or was never begun.
            InvalidAction: If the action is not a string.
        """
        self._require_running("step")
        game = self.game
        game.step(action)
        self.turn += 1
        error = game.infos.get(self.agent, {}).get("error")
        self._let_others_play()
        observation, reward, terminated, truncated, told = game.last()
        info: dict[str, Any] = {
            "action": action,
            "error": error,
            "success": bool(told.get("success", False)),
            "turn": self.turn,
            "max_turns": None,
            "role": "user",
        }
        for key in ("plays", "rank", "reason"):
            if key in told:
                info[key] = told[key]
        reward = float(reward)
        if reward:
            info["reward_parts"] = {"outcome": reward}
        if terminated or truncated:
            self._over = info["stop_reason"] = self._stop_reason(told, terminated, reward)
        return str(observation) or _NOTHING, reward, bool(terminated), bool(truncated), info

    def _stop_reason(self, told: Mapping[str, Any], terminated: bool, reward: float) -> str:
        if not terminated:
            return str(told.get("stop_reason", "time_limit"))
        if told.get("success"):
            return "solved"
        if "rank" in told:  # first with all others, since it is no success
            return "draw" if told["rank"] == 1 else "lost"
        return "lost" if reward < 0 else "draw"

    def legal_actions(self) -> list[str] | None:
        """Every legal action of the seat now, or None where they can't be listed."""
        self._require_running("legal_actions")
        listed = getattr(self.game, "legal_actions", None)
        return None if listed is None else listed(self.agent)

    def oracle_action(self) -> str:
        """There is none.

        Raises:
            NoOracle: Always; what is best depends on what the others do.
        """
        raise NoOracle("The best action of a seat depends on what its opponents do.")

    def _require_running(self, method: str) -> None:
        if self._over is not None:
            when = self._over if self._over.startswith("before") else "after the end of the game"
            raise ResetNeeded(f"{method}() was called {when}; call reset() first.")

    @property
    def rewards(self) -> Rewards:
        """What a win pays and what other outcomes pay, in the terms of a `TextEnv`."""
        return Rewards(success=1.0, format_error=0.0, fail=-1.0)

    @property
    def reward_range(self) -> tuple[float, float]:
        """The least and the most that one step can pay."""
        return -1.0, 1.0

    @property
    def seeded(self) -> bool:
        """Whether games differ by their seed; the opponents that are named do."""
        return True

    @property
    def example_action(self) -> str:
        """One well-formed action."""
        return str(getattr(self.game, "example_action", "ok"))

    @property
    def example(self) -> str:
        """What stands between the brackets of `example_action`."""
        return self.example_action.removeprefix("[").removesuffix("]")

    def render(self) -> Any:
        """The game as the agent to move sees it.

        Raises:
            ResetNeeded: If no game was begun.
        """
        if self.render_mode is None:
            gymnasium.logger.warn(
                "render() needs a render mode; pass one to make(..., render_mode=...), one of "
                f"{', '.join(self.metadata['render_modes'])}."
            )
            return None
        return self.game.render()

    def close(self) -> None:
        """Close the game."""
        self.game.close()
