"""`Table`: what the AEC and the parallel view of a multi-player game share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import gymnasium
import numpy as np
from gymnasium.error import InvalidAction, ResetNeeded
from gymnasium.utils import seeding

from gem_gymnasium.arguments import flag, one_of, whole
from gem_gymnasium.engines.textarena import GAMES, Engine, rules_of
from gem_gymnasium.engines.textarena.engine import known_arguments
from gem_gymnasium.spaces import UnicodeText

__all__ = ["MAX_MESSAGE_LENGTH", "MAX_TRANSCRIPT_LENGTH", "Heard", "Table", "by_rank", "rank"]

MAX_MESSAGE_LENGTH = 2**16
"""Characters of the longest action that is passed on to the others."""
MAX_TRANSCRIPT_LENGTH = 2**22
"""Characters of the longest observation; a game that nears it is truncated."""

_MAX_ACTION_LENGTH = 2**21
_MARGIN = 2**19  # more than all players can add to a transcript in one step of a parallel game
_MOST_TOLD = MAX_TRANSCRIPT_LENGTH - _MARGIN
_RETRY = 10**9
_ALLOWANCES = {"upstream": None, "forfeit": 0, "retry": _RETRY}


class Heard(str):
    """An observation: a plain string that also has a ``dtype``, as its space has.

    PettingZoo's ``api_test`` compares ``observation.dtype`` with ``space.dtype`` for every space
    that is no ``Dict``; a ``str`` has no such attribute.
    """

    __slots__ = ()
    dtype = np.dtype(str)


class Table:
    """One game, its players, and what each of them is told.

    Args:
        game: The name of a game of `gem_gymnasium.engines.textarena.GAMES`.
        variant: A variant of it, as in the id; "" is the plain game.
        num_players: How many play; None takes the least that the game allows.
        observation: "transcript" gives an agent all that it has been told so far, "delta" what is
            new since its last action, without its own words.
        max_cycles: Actions, of all agents together, after which the game is truncated from outside;
            None takes the game's own default, and a game without end would never end without one.
        on_invalid: What a refused move costs: "upstream" forgives as many in a row as TextArena
            does (one, in most games) and then the game settles it, mostly as a loss; "forfeit"
            forgives none; "retry" forgives all.
        normalize_rewards: Pay by rank: 1 for the best, -1 for the worst, evenly between, the mean
            of the places for those who tie. The sum is then 0 in every game.
        render_mode: None, "ansi" (a string), "human" (to the terminal) or "rgb_array" (a frame).
        gamemaster: Stands for the language model in a game that asks one for answers.
        jury: Stands for the language models in a game that a jury decides.
        **arguments: Arguments of the game itself, in place of the variant's.

    Raises:
        ValueError: If an argument has a value that is not allowed; the message names it.
        TypeError: If the game has no such argument.
    """

    metadata: dict[str, Any] = {"render_modes": ["ansi", "human", "rgb_array"], "render_fps": 2}
    agents: list[str]
    possible_agents: list[str]

    def __init__(
        self,
        game: str,
        *,
        variant: str = "",
        num_players: int | None = None,
        observation: Literal["transcript", "delta"] = "transcript",
        max_cycles: int | None = None,
        on_invalid: Literal["upstream", "forfeit", "retry"] = "upstream",
        normalize_rewards: bool = False,
        render_mode: str | None = None,
        gamemaster: Any = None,
        jury: Any = None,
        **arguments: Any,
    ) -> None:
        one_of("game", game, tuple(name for name, known in GAMES.items() if known.players != "1"))
        self.game = GAMES[game]
        one_of("variant", variant, tuple(self.game.variants))
        one_of("observation", observation, ("transcript", "delta"))
        one_of("on_invalid", on_invalid, tuple(_ALLOWANCES))
        one_of("render_mode", render_mode, (None, *self.metadata["render_modes"]))
        counts = self.game.counts(variant)
        if num_players is not None and num_players not in counts:
            raise ValueError(
                f"num_players of {self._id(variant)} must be one of "
                f"{', '.join(map(str, counts))}, got {num_players!r}."
            )
        self.num_players = counts[0] if num_players is None else int(num_players)
        self.observation = observation
        self.max_cycles = (
            self.game.max_cycles if max_cycles is None else whole("max_cycles", max_cycles)
        )
        self.on_invalid = on_invalid
        self.normalize_rewards = flag("normalize_rewards", normalize_rewards)
        self.render_mode = render_mode
        self.variant = variant
        self._services = self._asked(gamemaster=gamemaster, jury=jury)
        self.arguments = {**self.game.variants[variant], **self._checked(arguments)}
        self.rules = rules_of(game)(self.arguments)
        self.metadata = {**self.metadata, "name": self._id(variant)}
        self.possible_agents = [f"player_{index}" for index in range(self.num_players)]
        self.observation_spaces: dict[str, gymnasium.Space[str]] = {
            agent: UnicodeText(MAX_TRANSCRIPT_LENGTH) for agent in self.possible_agents
        }
        self.action_spaces: dict[str, gymnasium.Space[str]] = {
            agent: UnicodeText(_MAX_ACTION_LENGTH, pattern=self.rules.pattern)
            for agent in self.possible_agents
        }
        self.agents = []
        self._np_random: np.random.Generator | None = None
        self._engine: Engine | None = None
        self._marks: list[int] = []
        self._acted: list[int] = []
        self._actions = 0

    def _id(self, variant: str) -> str:
        return f"gem/{self.game.name}{'-' if variant else ''}{variant}-v0"

    def _asked(self, **services: Any) -> dict[str, Any]:
        for name, service in services.items():
            if service is not None and name != self.game.asks:
                asks = self.game.asks or "neither a gamemaster nor a jury"
                raise ValueError(f"{self.game.name} asks {asks}; drop {name}={service!r}.")
            if service is not None and not callable(service):
                raise ValueError(f"{name} must be callable, got {service!r}.")
        return {name: service for name, service in services.items() if service is not None}

    def _checked(self, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        known = known_arguments(self.game) if arguments else []
        unknown = [name for name in arguments if name not in known]
        if unknown:
            raise TypeError(
                f"{self.game.name} got an unexpected keyword argument "
                f"{', '.join(map(repr, unknown))}; it takes {', '.join(known) or 'none'}."
            )
        return arguments

    # --- the game ---------------------------------------------------------------------------------

    @property
    def engine(self) -> Engine:
        """The game being played.

        Raises:
            ResetNeeded: If none was begun.
        """
        engine = self._engine
        if engine is None:
            raise ResetNeeded(f"{self} was used before the first reset; call reset() first.")
        return engine

    @property
    def np_random(self) -> np.random.Generator:
        """The random numbers that games are dealt from."""
        if self._np_random is None:
            self._np_random, _ = seeding.np_random()
        return self._np_random

    def _deal(self, seed: int | None) -> None:
        """Begin a new game."""
        if seed is not None:
            self._np_random, _ = seeding.np_random(seed)
        self._engine = engine = Engine(
            self.game,
            self.arguments,
            self.num_players,
            int(self.np_random.integers(2**31)),
            self.rules,
            self._services,
        )
        allowance = _ALLOWANCES[self.on_invalid]
        if allowance is not None:
            engine.state.error_allowance = allowance
        if engine.state.done:  # it is decided by its deal
            engine.state.add_observation(self._reason(0))
        self.agents = self.possible_agents[:]
        self._marks = [0] * self.num_players
        self._acted = [0] * self.num_players
        self._actions = 0

    def _act(self, action: str) -> tuple[int, bool, bool]:
        """Play the action of the player to move: who it was, whether it was refused, the end."""
        if not isinstance(action, str):
            raise InvalidAction(f"An action is a string, got {action!r} ({type(action).__name__}).")
        engine = self._engine
        assert engine is not None  # reset() was called, or there would be no agent to act
        state = engine.env.state
        actor, refusals = state.current_player_id, state.refusals
        self._marks[actor] = len(state.observations[actor])
        self._acted[actor] += 1
        self._actions += 1
        if len(action) > MAX_MESSAGE_LENGTH:
            state.add_observation(
                f"Your message of {len(action):,} characters was not delivered; "
                f"{MAX_MESSAGE_LENGTH:,} are allowed.",
                to_id=actor,
            )
            action = ""
        done = engine.step(action)
        state = engine.env.state
        if done:
            state.add_observation(self._reason(actor))
        return actor, state.refusals > refusals, done

    def _reason(self, player: int) -> str:
        """What the game says of its end, which TextArena tells nobody."""
        engine = self._engine or self.engine
        reason = engine.env.state.game_info[player].get("reason")
        return str(reason) if reason else "The game is over."

    def _limit(self) -> str | None:
        """The limit from outside that is reached, if one is."""
        if self._actions >= self.max_cycles:
            return "time_limit"
        engine = self._engine or self.engine
        if engine.env.state.told_characters > _MOST_TOLD:
            return "transcript_length"
        return None

    def _heard(self, player: int) -> Heard:
        engine = self._engine or self.engine  # the second raises, where no game was begun
        if self.observation == "transcript":
            return Heard(engine.transcript(player))
        return Heard(engine.news(player, self._marks[player]))

    def _info(self, player: int, error: str | None = None) -> dict[str, Any]:
        env = (self._engine or self.engine).env
        return {
            "error": error,
            "success": False,
            "turn": self._acted[player],
            "max_turns": None,
            "role": "user",
            "plays": str(env.state.game_info[player]["role"]),
            "eliminated": player in self.rules.eliminated(env),
        }

    def _payoffs(self) -> list[float]:
        """What each player has earned; the game is over."""
        rewards = (self._engine or self.engine).env.state.rewards or {}
        paid = [float(rewards.get(player, 0.0)) for player in range(self.num_players)]
        return by_rank(paid) if self.normalize_rewards else paid

    def _final_info(
        self, player: int, stop: str, paid: Sequence[float], error: str | None
    ) -> dict[str, Any]:
        info = self._info(player, error)
        info["stop_reason"] = stop
        if stop == "over":
            info["reason"] = self._reason(player)
            info["rank"] = place = rank(paid, player)
            info["success"] = place == 1 and min(paid) < paid[player]
        return info

    # --- what agents and people may ask -----------------------------------------------------------

    def observation_space(self, agent: str) -> gymnasium.Space[str]:
        """All texts up to `MAX_TRANSCRIPT_LENGTH`."""
        return self.observation_spaces[agent]

    def action_space(self, agent: str) -> gymnasium.Space[str]:
        """All texts; ``pattern`` is the form of the actions that the game understands."""
        return self.action_spaces[agent]

    @property
    def example_action(self) -> str:
        """One well-formed action."""
        return self.rules.example

    def _player(self, agent: str) -> int:
        try:
            return self.possible_agents.index(agent)
        except ValueError:
            raise ValueError(
                f"There is no agent {agent!r}; the agents are {', '.join(self.possible_agents)}."
            ) from None

    def _view(self) -> tuple[str, str]:
        """A title, and the game as the player to move sees it."""
        engine = self.engine
        player = engine.env.state.current_player_id
        shown = engine.rules.board(engine.env)
        if shown is None:
            said = [message for message in engine.messages(player) if message[0].strip()]
            shown = next((text for text, board in reversed(said) if board), said[-1][0])
        return f"{self.metadata['name']}  {self.possible_agents[player]}", shown

    def render(self) -> Any:
        """The game as the player to move sees it: a string, a frame, or to the terminal.

        Raises:
            ResetNeeded: If no game was begun.
        """
        if self.render_mode is None:
            gymnasium.logger.warn(
                "render() needs a render mode; pass one to make(..., render_mode=...), one of "
                f"{', '.join(self.metadata['render_modes'])}."
            )
            return None
        title, text = self._view()
        if self.render_mode == "ansi":
            return text
        from gem_gymnasium import rendering  # Pillow and rich are needed by no other code

        if self.render_mode == "rgb_array":
            return rendering.frame(title, text)
        rendering.show(title, text)
        return None

    def close(self) -> None:
        """Nothing is held open."""


def rank(paid: Sequence[float], player: int) -> int:
    """The place of a player, from 1; those who earned the same share the better place.

    Example:
        >>> rank([0.0, 1.0, 0.0], 2)
        2
    """
    mine = paid[player]
    place = 1
    for other in paid:
        if other > mine:
            place += 1
    return place


def by_rank(paid: Sequence[float]) -> list[float]:
    """Rewards by place: 1 for the first, -1 for the last, and 0 in all.

    Example:
        >>> by_rank([85.0, -1.0, -1.0])
        [1.0, -0.5, -0.5]
    """
    last = len(paid) - 1
    places = []
    for mine in paid:
        better = sum(other > mine for other in paid)
        same = sum(other == mine for other in paid)
        places.append(better + (same - 1) / 2)
    return [1 - 2 * place / last for place in places]
