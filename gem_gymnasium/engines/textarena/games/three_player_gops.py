"""ThreePlayerGOPS: three players bid their cards for prizes."""

from __future__ import annotations

from gem_gymnasium.engines.textarena.games.game_of_pure_strategy import GameOfPureStrategy

__all__ = ["ThreePlayerGOPS"]


class ThreePlayerGOPS(GameOfPureStrategy):
    """A card a round, unseen; the highest one takes the prize."""
