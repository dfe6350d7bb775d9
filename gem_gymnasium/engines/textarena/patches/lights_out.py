"""Patches of LightsOut."""

from __future__ import annotations

from collections.abc import Mapping

from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch

__all__ = ["PATCHES"]

_LONG_NUMBER = "int() raises an error for numbers of more than 4300 digits."

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.LightsOut.env": (
        Edit(r"\[(\d+)\s+(\d+)\]", r"\[(\d{1,9})\s+(\d{1,9})\]", _LONG_NUMBER),
        Edit(
            "        self._initial_on =",
            "        while self._is_solved(grid):\n"
            "            self._toggle_lights(grid, random.randrange(self.size), "
            "random.randrange(self.size))\n"
            "        self._initial_on =",
            "Presses may cancel out; with all lights off it divides by 0.",
        ),
        Edit(
            "min(1.0, raw_progress)",
            "min(1.0, max(0.0, raw_progress))",
            "With more lights on than at the start, the share is negative.",
        ),
        Edit(
            "{completion:.1f}%", "{completion:.1%}", "A share of 0.5 is 50.0 %, not 0.5 %.", count=2
        ),
        Edit(
            "{moves_left} moves remaining, ",
            "",
            "The moves remaining leave out those that were refused.",
        ),
        Edit(
            "ObservationType.GAME_ACTION_DESCRIPTION", "ObservationType.GAME_BOARD", shared.IS_BOARD
        ),
        Edit(
            "        else:\n            self._show_current_state()",
            "        self._show_current_state()",
            shared.LAST_BOARD,
        ),
    ),
}
