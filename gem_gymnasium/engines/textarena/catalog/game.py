"""`Game`: a line of the table of TextArena's games."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

__all__ = ["Game"]


@dataclass(frozen=True)
class Game:
    """What must be known of a game before its engine is imported.

    Attributes:
        name: The name in our ids, and of its file in ``games``.
        variants: The arguments of its class, by the variant in the id; "" is the plain id.
        players: How many play: "2", "2-4", or "4-16/2" for even numbers alone.
        variant_players: Those of a variant that differ.
        information: "perfect" where every player sees all that was done and dealt.
        turns: "sequential", "simultaneous" where players choose before any choice is shown, or
            "mixed" where they talk in turn and then choose together.
        teams: Whether players of a team share a reward.
        zero_sum: Whether the rewards of a game always add up to 0.
        asks: What stands for a language model in it: "gamemaster" or "jury", or nothing.
        engine: The class in TextArena's module.
        upstream: The root of TextArena's ids.
        endless: Whether legal play may go on for ever, so that only ``max_cycles`` ends a game.
        max_cycles: Actions after which a multi-player game is truncated from outside, by default.
    """

    name: str
    variants: Mapping[str, Mapping[str, Any]]
    players: str = "1"
    variant_players: Mapping[str, str] = field(default_factory=dict)
    information: Literal["perfect", "imperfect"] = "perfect"
    turns: Literal["sequential", "simultaneous", "mixed"] = "sequential"
    teams: bool = False
    zero_sum: bool = False
    asks: Literal["gamemaster", "jury"] | None = None
    engine: str = ""
    upstream: str = ""
    max_cycles: int = 1000
    endless: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "engine", self.engine or f"{self.name}Env")
        object.__setattr__(self, "upstream", self.upstream or self.name)

    def __deepcopy__(self, memo: dict[int, Any]) -> Game:
        return self

    @property
    def module(self) -> str:
        """The folder of the game in TextArena."""
        return self.name

    def counts(self, variant: str = "") -> tuple[int, ...]:
        """How many may play, in ascending order.

        Example:
            >>> Game("Taboo", {"": {}}, players="4-10/2").counts()
            (4, 6, 8, 10)
        """
        text = self.variant_players.get(variant, self.players)
        bounds, _, every = text.partition("/")
        low, _, high = bounds.partition("-")
        return tuple(range(int(low), int(high or low) + 1, int(every or 1)))
