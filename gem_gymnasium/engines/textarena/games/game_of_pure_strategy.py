"""GameOfPureStrategy: two players bid their cards for prizes."""

from __future__ import annotations

from typing import Any

from gem_gymnasium.engines.textarena.games import _faces
from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["GameOfPureStrategy"]


class GameOfPureStrategy(Rules):
    """A card a round, unseen; the higher one takes the prize."""

    pattern = _faces.PATTERN
    example = "[7]"
    simultaneous = True

    def legal(self, engine: Any) -> list[str]:
        """The cards that are left."""
        state = engine.state
        return _faces.cards(state.game_state["player_hands"][state.current_player_id])
