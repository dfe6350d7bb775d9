"""ConnectFour: two players, four discs in a line."""

from __future__ import annotations

from typing import Any

from gem_gymnasium.engines.textarena.games._boards import number_below
from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["ConnectFour"]


class ConnectFour(Rules):
    """Drop a disc into a column that isn't full."""

    example = "[col 4]"
    seeded = False

    @property
    def pattern(self) -> str:
        """The number of a column."""
        return rf"\[col {number_below(self.arguments['num_cols'])}\]"

    def legal(self, engine: Any) -> list[str]:
        """Every column whose top is free."""
        top = engine.state.game_state["board"][0]
        return [f"[col {column}]" for column, disc in enumerate(top) if disc == "."]
