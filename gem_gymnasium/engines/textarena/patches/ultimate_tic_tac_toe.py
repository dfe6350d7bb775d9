"""Patches of UltimateTicTacToe."""

from __future__ import annotations

from collections.abc import Mapping

from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch

__all__ = ["PATCHES"]

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.UltimateTicTacToe.env": (
        Edit(r"(\d)\s*,?\s*(\d)", r"(\d)(?:\s*,)?\s*(\d)", shared.QUADRATIC),
        Edit(
            "for row in self.state.game_state['macro_board'] for cell in row): return False",
            "for board in self.state.game_state['board'] for row in board for cell in row): "
            "return False",
            "A mini-board that is full without a winner keeps the game from ending in a draw.",
        ),
    ),
}
