"""Patches of the puzzles and other games of one player."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gem_gymnasium.engines.textarena.games import _sudoku
from gem_gymnasium.engines.textarena.games.minesweeper import opening
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch, Replace
from gem_gymnasium.engines.textarena.state import ObservationType
from gem_gymnasium.engines.textarena.streams import CURRENT

__all__ = ["PATCHES"]

_BOARD = ObservationType.GAME_BOARD
_ACTION = ObservationType.GAME_ACTION_DESCRIPTION
_ECHO = ObservationType.PLAYER_ACTION
_MESSAGE = ObservationType.GAME_MESSAGE

_LONG_NUMBERS = "int() raises an error for numbers of more than 4300 digits."
_LAST_BOARD = "The board is shown after the last move too."
_KIND = "What shows the state is a board."


def _no_order(self: Any, tiles: list[int | None]) -> bool:
    """Whether slides can't bring a board of 4 x 4 into order."""
    numbers = [tile for tile in tiles if tile]
    inversions = sum(a > b for k, a in enumerate(numbers) for b in numbers[k + 1 :])
    return (inversions + tiles.index(None) // 4) % 2 == 0


def _fifteen_board(self: Any) -> list[list[int | None]]:
    """Any board but the one in order, of those that can be solved."""
    goal = [*range(1, 16), None]
    tiles = goal.copy()
    while tiles == goal:
        CURRENT.get().shuffle(tiles)
        if _no_order(self, tiles):
            a, b = [cell for cell, tile in enumerate(tiles) if tile][:2]
            tiles[a], tiles[b] = tiles[b], tiles[a]
    return [tiles[row : row + 4] for row in range(0, 16, 4)]


def _mark_logic_puzzle(self: Any, action: str) -> Any:
    """Mark what an action says, if all of it is allowed."""
    raise NotImplementedError
