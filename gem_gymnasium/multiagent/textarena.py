"""TextArena's multi-player games: `TextArenaAEC` and `TextArenaParallel`.

``pettingzoo.make("aec", "gem/KuhnPoker-v0")`` and ``pettingzoo.make("parallel", ...)`` make them.
"""

from __future__ import annotations

from typing import Any

from gymnasium.error import InvalidAction, ResetNeeded
from pettingzoo import AECEnv, ParallelEnv

from gem_gymnasium.multiagent.table import Table

__all__ = ["TextArenaAEC", "TextArenaParallel"]


class TextArenaAEC(Table, AECEnv[str, str, str]):
    """A multi-player game whose agents act one at a time, in the order that the game asks them.

    The order need not be round-robin; read ``agent_selection``. Rewards are 0 until the game is
    over, and then all agents terminate together, those who were eliminated too: what they earn is
    known only then. In a simultaneous game the agents are asked one after another, and none is
    shown what those before it chose.

    The arguments are `Table`'s.
    """

    def __init__(self, game: str, **arguments: Any) -> None:
        super().__init__(game, **arguments)
        self.metadata["is_parallelizable"] = False  # not by PettingZoo's own converter
        self.rewards: dict[str, float] = {}
        self._cumulative_rewards: dict[str, float] = {}
        self.terminations: dict[str, bool] = {}
        self.truncations: dict[str, bool] = {}
        self.infos: dict[str, dict[str, Any]] = {}
        self.agent_selection = self.possible_agents[0]
        self._skip_agent_selection = None  # type: ignore[assignment]  # as PettingZoo does

    def reset(self, seed: int | None = None, options: dict[str, Any] | None = None) -> None:
        """Begin a new game.

        Args:
            seed: Fixes the game, whatever was played before; None goes on with the random stream.
            options: None is known; PettingZoo's tests pass some, so they are not refused.
        """
        self._deal(seed)
        agents = self.agents
        self.rewards = dict.fromkeys(agents, 0.0)
        self._cumulative_rewards = dict.fromkeys(agents, 0.0)
        self.terminations = dict.fromkeys(agents, False)
        self.truncations = dict.fromkeys(agents, False)
        self.infos = {agent: self._info(player) for player, agent in enumerate(agents)}
        self._skip_agent_selection = None  # type: ignore[assignment]  # as PettingZoo does
        self.agent_selection = agents[self.engine.state.current_player_id]
        if self.engine.state.done:  # a game that is decided by its deal
            self._finish("over", None, None)
        if self.render_mode == "human":
            self.render()

    def observe(self, agent: str) -> str:
        """What an agent is told; asking changes nothing.

        Returns:
            Lines ``[sender] message``; the sender is GAME or a player.
        """
        return self._heard(self._player(agent))

    def step(self, action: str | None) -> None:
        """Play the action of ``agent_selection``.

        Args:
            action: Any string; None, and only None, for an agent whose game is over.

        Raises:
            InvalidAction: If an agent in play gives something that is not a string.
            ResetNeeded: If there is nobody left to act, or no game was begun.
        """
        if not self.agents:
            raise ResetNeeded(f"{self} has no agents left to act; call reset() first.")
        agent = self.agent_selection
        if self.terminations[agent] or self.truncations[agent]:
            self._was_dead_step(action)  # type: ignore[arg-type]  # None, by PettingZoo's rules
            return
        actor, refused, done = self._act(action)  # type: ignore[arg-type]  # it looks itself
        error = "illegal" if refused else None
        self._cumulative_rewards[agent] = 0.0
        stop = "over" if done else self._limit()
        if stop is None:
            self.infos[agent] = self._info(actor, error)
            env = (self._engine or self.engine).env
            out = self.rules.eliminated(env)
            if out:
                self._mark_eliminated(out)
            self.agent_selection = self.possible_agents[env.state.current_player_id]
        else:
            self._finish(stop, actor, error)
        if self.render_mode == "human":
            self.render()

    def _mark_eliminated(self, out: list[int]) -> None:
        for player in out:
            info = self.infos[self.possible_agents[player]]
            if not info["eliminated"]:
                self.infos[self.possible_agents[player]] = {**info, "eliminated": True}

    def _finish(self, stop: str, actor: int | None, error: str | None) -> None:
        """End the game for all agents at once."""
        over = stop == "over"
        paid = self._payoffs() if over else [0.0] * self.num_players
        for player, agent in enumerate(self.possible_agents):
            reward = paid[player]
            self.rewards[agent] = reward
            self._cumulative_rewards[agent] += reward
            self.terminations[agent] = over
            self.truncations[agent] = not over
            self.infos[agent] = self._final_info(
                player, stop, paid, error if player == actor else None
            )
        # What `_deads_step_first` comes to where all are dead.
        self._skip_agent_selection = self.agent_selection
        self.agent_selection = self.agents[0]

    def legal_actions(self, agent: str) -> list[str] | None:
        """Every legal action of an agent now, or None where they can't be listed.

        An agent that is not to move has none. They are computed when they are asked for.
        """
        player = self._player(agent)
        if not self.agents or self.terminations.get(agent, True) or self.truncations[agent]:
            return []
        if player != self.engine.state.current_player_id:
            return []
        return self.engine.legal()

    def __str__(self) -> str:
        return str(self.metadata["name"])


class TextArenaParallel(Table, ParallelEnv[str, str, str]):
    """A multi-player game whose agents all act in each step.

    In a simultaneous game each step takes one choice of everybody. In a sequential game, and while
    the players of a mixed game talk in turn, only the action of the one agent to move counts, and
    actions of others may be left out. ``infos[agent]["to_act"]`` says whose action counts next: in
    a simultaneous game that is everybody, but after a refused move only those who have to choose
    again or have not chosen yet.

    The arguments are `Table`'s.
    """

    def __init__(self, game: str, **arguments: Any) -> None:
        super().__init__(game, **arguments)
        self._to_act: list[int] = []

    def reset(
        self, seed: int | None = None, options: dict[str, Any] | None = None
    ) -> tuple[dict[str, str], dict[str, dict[str, Any]]]:
        """Begin a new game; see `TextArenaAEC.reset`."""
        self._deal(seed)
        self._to_act = self._askable()
        observations: dict[str, str] = {
            agent: self._heard(player) for player, agent in enumerate(self.agents)
        }
        infos = {agent: self._info(player) for player, agent in enumerate(self.agents)}
        self._say_who_acts(infos)
        if self.render_mode == "human":
            self.render()
        return observations, infos

    def step(
        self, actions: dict[str, str]
    ) -> tuple[
        dict[str, str],
        dict[str, float],
        dict[str, bool],
        dict[str, bool],
        dict[str, dict[str, Any]],
    ]:
        """Play the actions of the agents whose turn it is.

        Args:
            actions: A string for each agent that is to act; those of others are not looked at.

        Returns:
            Observations, rewards, terminations, truncations and infos, by agent.

        Raises:
            ResetNeeded: If the game is over, or none was begun.
            InvalidAction: If an agent that is to act gives no string; nothing is played then.
        """
        if not self.agents:
            raise ResetNeeded(f"{self} has no game in play; call reset() first.")
        self._check_actions(actions)
        state = self.engine.state
        waiting = set(self._to_act)
        marks = [self.engine.count(player) for player in range(self.num_players)]
        errors: dict[int, str | None] = {}
        done, limit = state.done, None
        # In the order that the game asks them, until it asks somebody a second time.
        while not done and limit is None and state.current_player_id in waiting:
            agent = self.possible_agents[state.current_player_id]
            actor, refused, done = self._act(actions[agent])
            self._marks[actor] = marks[actor]  # what was said in this step is new to all of them
            waiting.discard(actor)
            errors[actor] = "illegal" if refused else None
            limit = None if done else self._limit()
            if refused and state.current_player_id == actor:
                waiting.add(actor)
                break
        if not done and limit is None:
            again = state.current_player_id in waiting and bool(errors)
            self._to_act = sorted(waiting) if again else self._askable()
        stop = "over" if done else limit
        result = self._result(stop, errors)
        if stop is not None:
            self.agents = []
        if self.render_mode == "human":
            self.render()
        return result

    def _check_actions(self, actions: dict[str, str]) -> None:
        """Refuse a step that lacks an action, before any is played."""
        for player in self._to_act:
            agent = self.possible_agents[player]
            if not isinstance(actions.get(agent), str):
                raise InvalidAction(
                    f"{agent} is to act and needs a string, got {actions.get(agent)!r}; actions "
                    f"came from {', '.join(map(str, actions)) or 'nobody'}."
                )

    def _result(self, stop: str | None, errors: dict[int, str | None]) -> tuple[Any, ...]:
        agents = self.possible_agents
        paid = self._payoffs() if stop == "over" else [0.0] * self.num_players
        infos = {
            agent: self._info(player, errors.get(player))
            if stop is None
            else self._final_info(player, stop, paid, errors.get(player))
            for player, agent in enumerate(agents)
        }
        self._say_who_acts(infos if stop is None else {})
        return (
            {agent: self._heard(player) for player, agent in enumerate(agents)},
            dict(zip(agents, paid, strict=True)),
            dict.fromkeys(agents, stop == "over"),
            dict.fromkeys(agents, stop not in (None, "over")),
            infos,
        )

    def _askable(self) -> list[int]:
        """The players whose actions the next step may use."""
        state = self.engine.state
        if not self.rules.together(self.engine.env):
            return [state.current_player_id]
        out = self.rules.eliminated(self.engine.env)
        return [
            player
            for player in range(self.num_players)
            if player not in out or player == state.current_player_id
        ]

    def _say_who_acts(self, infos: dict[str, dict[str, Any]]) -> None:
        for player, agent in enumerate(self.possible_agents):
            if agent in infos:
                infos[agent]["to_act"] = player in self._to_act

    def legal_actions(self, agent: str) -> list[str] | None:
        """Every legal action of an agent now; see `TextArenaAEC.legal_actions`."""
        player = self._player(agent)
        if not self.agents or player not in self._to_act:
            return []
        return self.engine.legal(player)

    def __str__(self) -> str:
        return str(self.metadata["name"])
