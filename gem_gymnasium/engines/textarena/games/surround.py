"""Surround: all players move at once and leave trails, which are deadly."""

from __future__ import annotations

from gem_gymnasium.engines.textarena.games.snake import Snake

__all__ = ["Surround"]


class Surround(Snake):
    """A direction for each player, unseen until all have chosen."""
