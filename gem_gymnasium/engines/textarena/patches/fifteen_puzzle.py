"""Patches of FifteenPuzzle."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gem_gymnasium.engines.textarena.patches.kinds import Patch, Replace
from gem_gymnasium.engines.textarena.streams import CURRENT

__all__ = ["PATCHES"]


def _fifteen_board(self: Any) -> list[list[int | None]]:
    """Any board of those that can be solved, but the one in order."""
    goal: list[int | None] = [*range(1, 16), None]
    tiles = goal.copy()
    while tiles == goal:
        CURRENT.get().shuffle(tiles)
        numbers = [tile for tile in tiles if tile]
        inversions = sum(a > b for k, a in enumerate(numbers) for b in numbers[k + 1 :])
        if (inversions + tiles.index(None) // 4) % 2 == 0:  # slides can't bring it into order
            a, b = [cell for cell, tile in enumerate(tiles) if tile][:2]
            tiles[a], tiles[b] = tiles[b], tiles[a]
    return [tiles[row : row + 4] for row in range(0, 16, 4)]


PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.FifteenPuzzle.env": (
        Replace(
            "FifteenPuzzleEnv._generate_board",
            _fifteen_board,
            "Nearly half of the boards can't be solved.",
            "a867b76c1c2f",
        ),
    ),
}
