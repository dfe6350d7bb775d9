"""`Rules`: what we know of a game beyond its engine; a subclass for each game is in `games`."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, ClassVar

from gem_gymnasium.engines.textarena.streams import Stream

__all__ = ["Rules", "Unsolvable", "file_name", "rules_of"]


class Unsolvable(Exception):  # noqa: N818 - it is the state that is unsolvable
    """There is no solver for this game; the message is the reason."""


class Rules:
    """What is known of a game: the form of its actions, its legal moves, its solver.

    A subclass is made once for an environment, with the arguments of the game's class. Methods get
    TextArena's object, called ``engine`` here, and must not change it.

    Attributes:
        arguments: The arguments of the game's class.
    """

    simultaneous: ClassVar[bool] = False
    """Whether all players choose their moves before any is shown, throughout the game."""
    no_oracle: ClassVar[str] = ""
    """Why a single-player game has no oracle, in a sentence; empty where it has one."""
    seeded: bool = True
    """Whether two seeds can give different games (by the deal, or by dice thrown later)."""

    def __init__(self, arguments: Mapping[str, Any]) -> None:
        self.arguments = dict(arguments)

    # --- the form of actions ----------------------------------------------------------------------

    @property
    def pattern(self) -> str:
        """A regular expression of whole well-formed actions, such as ``[bet]``.

        It need not know the state: it is the form, and `legal` says what is allowed now.
        """
        raise NotImplementedError

    @property
    def example(self) -> str:
        """One well-formed action; it matches `pattern`."""
        raise NotImplementedError

    def legal(self, engine: Any) -> list[str] | None:
        """Every legal action of the player to move, in a fixed order and without repetitions.

        None where they can't be listed (free talk, words of a dictionary).
        """
        return None

    # --- making a game ----------------------------------------------------------------------------

    def build(
        self, engine_class: Callable[..., Any], stream: Stream, services: Mapping[str, Any]
    ) -> Any:
        """Make TextArena's object for one game.

        Args:
            engine_class: The game's class.
            stream: The random numbers of this game, for arguments that each game draws anew.
            services: What stands for a language model: ``gamemaster`` or ``jury``, where given.
        """
        return engine_class(**self.arguments)

    def begun(self, engine: Any) -> None:
        """Called when a game has begun; may set up the engine, as a limit of its own."""

    # --- many players -----------------------------------------------------------------------------

    def together(self, engine: Any) -> bool:
        """Whether players now choose before any choice is shown (for games that are mixed)."""
        return self.simultaneous

    def eliminated(self, engine: Any) -> list[int]:
        """The players who are out of the game."""
        out: list[int] = engine.state.elimination_order
        return out

    # --- one player -------------------------------------------------------------------------------

    def board(self, engine: Any) -> str | None:
        """The state as the player may see it, where the game's last board message isn't it."""
        return None

    def max_turns(self) -> int:
        """Steps that a single-player game allows; spending them ends the episode."""
        raise NotImplementedError

    def solved(self, engine: Any) -> bool:
        """Whether a single-player game that is over was solved."""
        rewards = engine.state.rewards or {}
        return bool(rewards.get(0, 0) >= 1)

    def progress(self, engine: Any) -> float:
        """The share of a single-player task that is done now, from 0 to below 1 while unsolved."""
        return 0.0

    def oracle(self, engine: Any) -> str:
        """A best action of a single-player game; hidden state may be looked at."""
        raise Unsolvable(self.no_oracle)


@cache
def rules_of(name: str) -> type[Rules]:
    """The class that knows a game: that of the same name in ``games/<name_in_snake_case>.py``."""
    module = importlib.import_module(f"{__name__.rpartition('.')[0]}.games.{file_name(name)}")
    found: type[Rules] = getattr(module, name)
    return found


def file_name(name: str) -> str:
    """The file of a game, without its ending.

    Example:
        >>> file_name("ThreePlayerIPD"), file_name("Game2048"), file_name("KuhnPoker")
        ('three_player_ipd', 'game_2048', 'kuhn_poker')
    """
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Za-z])(?=[0-9])", "_", name)
    return spaced.lower()
