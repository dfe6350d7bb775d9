"""Poker: Texas hold'em without limit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["Poker"]

_SIZES = (1, 2, 5, 10, 25, 50)  # of the big blind


class Poker(Rules):
    """Bets of any size are understood; what is listed is some sizes, the larger ones all-in."""

    example = "[Call]"

    def __init__(self, arguments: Mapping[str, Any]) -> None:
        super().__init__(arguments)
        self._sizes = [size * int(arguments.get("big_blind", 20)) for size in _SIZES]

    @property
    def pattern(self) -> str:
        """A move, with one of the sizes where it needs one."""
        return rf"\[(Check|Call|Fold|(Bet|Raise) ({'|'.join(map(str, self._sizes))}))\]"

    def legal(self, engine: Any) -> list[str]:
        """What the betting allows; a bet is a new total, so it must exceed the present one."""
        player, game = engine.state.current_player_id, engine.state.game_state
        live = game["current_bet"]
        check = ["[Check]"] if game["player_bets"][player] >= live else []
        bets = (f"[Bet {size}]" for size in self._sizes if size > live)
        return [*check, "[Call]", "[Fold]", *bets, *(f"[Raise {size}]" for size in self._sizes)]
