"""`Engine`: one game of TextArena's being played, with a random stream of its own."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Mapping
from typing import Any

from gem_gymnasium.engines.textarena.catalog import Game
from gem_gymnasium.engines.textarena.rules import Rules, rules_of
from gem_gymnasium.engines.textarena.state import GAME_ID, ObservationType, State
from gem_gymnasium.engines.textarena.streams import CURRENT, Stream

__all__ = ["Engine", "known_arguments"]

_UPSTREAM = f"{__name__.rpartition('.')[0]}.upstream"
_BOARD = ObservationType.GAME_BOARD
_ECHO = ObservationType.PLAYER_ACTION


def _class_of(game: Game) -> Any:
    """TextArena's class of a game, out of the fence."""
    return getattr(importlib.import_module(f"{_UPSTREAM}.envs.{game.module}.env"), game.engine)


def known_arguments(game: Game) -> list[str]:
    """The names of the arguments that a game's class takes."""
    return list(inspect.signature(_class_of(game)).parameters)


class Engine:
    """A game from its beginning to its end. There is no reset: a new game is a new engine.

    Args:
        game: The line of the catalog.
        arguments: Keyword arguments of the game's class.
        num_players: How many play.
        seed: Fixes everything that the game draws.
        rules: What we know of the game; it may change the arguments (`Rules.draw`).
        services: What stands for a language model in games that ask one; see `Rules.serve`.

    Attributes:
        env: TextArena's object.
        rules: What we know of the game.
    """

    __slots__ = ("_parts", "_stream", "_texts", "env", "rules")

    def __init__(
        self,
        game: Game,
        arguments: Mapping[str, Any],
        num_players: int,
        seed: int,
        rules: Rules | None = None,
        services: Mapping[str, Any] | None = None,
    ) -> None:
        self._stream = Stream(seed)
        self.rules = rules or rules_of(game.name)(arguments)
        token = CURRENT.set(self._stream)
        try:
            self.env = self.rules.build(_class_of(game), self._stream, services or {})
            self.env.reset(num_players=num_players, seed=seed)
            self.rules.begun(self.env)
        finally:
            CURRENT.reset(token)
        self._parts = [0] * num_players
        self._texts = [""] * num_players

    @property
    def state(self) -> State:
        """What the game keeps: whose turn it is, what was said, how it ended."""
        state: State = self.env.state
        return state

    def step(self, action: str) -> bool:
        """Play an action of the player to move; returns whether the game is over."""
        env = self.env
        token = CURRENT.set(self._stream)
        try:
            done, _ = env.step(action)
        finally:
            CURRENT.reset(token)
        return True if done else bool(env.state.done)

    def legal(self, player: int | None = None) -> list[str] | None:
        """Every legal action, or None where they can't be listed.

        Args:
            player: Whose; None means the player to move. Another one must be about to choose
                together with that player.
        """
        state = self.env.state
        mover = state.current_player_id
        token = CURRENT.set(self._stream)
        try:
            if player is not None:
                state.current_player_id = player
            return self.rules.legal(self.env)
        finally:
            state.current_player_id = mover
            CURRENT.reset(token)

    def oracle(self) -> str:
        """A best action of a single-player game; see `Rules.oracle`.

        Raises:
            Unsolvable: If there is no solver for it.
        """
        token = CURRENT.set(self._stream)
        try:
            return self.rules.oracle(self.env)
        finally:
            CURRENT.reset(token)

    def transcript(self, player: int) -> str:
        """All that a player has been told, a line ``[sender] message`` for each message."""
        state = self.env.state
        told = state.observations[player]
        known = self._parts[player]
        if known == len(told):
            return self._texts[player]
        names = state.role_mapping
        text = self._texts[player]
        self._texts[player] = ""  # what nobody else holds grows in place
        for sender, said, _ in told[known:]:
            text += f"\n[{names.get(sender) or f'Player {sender}'}] {said}"
        if not known:
            text = text[1:]  # nothing stands before the first line
        self._texts[player] = text
        self._parts[player] = len(told)
        return text

    def told(self, player: int, start: int) -> str:
        """What a player has been told from the message of that number on."""
        names = self.env.state.role_mapping
        return "\n".join(
            [
                f"[{names.get(sender) or f'Player {sender}'}] {text}"
                for sender, text, _ in self.env.state.observations[player][start:]
            ]
        )

    def news(self, player: int, start: int) -> str:
        """`told`, without the player's own words."""
        names = self.env.state.role_mapping
        return "\n".join(
            [
                f"[{names.get(sender) or f'Player {sender}'}] {text}"
                for sender, text, kind in self.env.state.observations[player][start:]
                if sender != player or kind is not _ECHO
            ]
        )

    def count(self, player: int) -> int:
        """How many messages a player has been told."""
        return len(self.env.state.observations[player])

    def messages(self, player: int, start: int = 0) -> list[tuple[str, bool]]:
        """What the game itself told a player from a message on: the texts, and whether a board."""
        return [
            (text, kind is _BOARD)
            for sender, text, kind in self.env.state.observations[player][start:]
            if sender == GAME_ID
        ]

    def __getstate__(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}

    def __setstate__(self, values: dict[str, Any]) -> None:
        for name, value in values.items():
            setattr(self, name, value)
