"""The static table of TextArena's games; nothing of TextArena is imported to read it."""

from __future__ import annotations

from collections.abc import Mapping

from gem_gymnasium.engines.textarena.catalog import multi, single
from gem_gymnasium.engines.textarena.catalog.game import Game

__all__ = ["GAMES", "Game"]

GAMES: Mapping[str, Game] = {game.name: game for game in (*single.GAMES, *multi.GAMES)}
"""All games by name."""
