"""Patches of Game2048."""

from __future__ import annotations

from collections.abc import Mapping

from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch

__all__ = ["PATCHES"]

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.Game2048.env": (
        Edit(
            "r, c = random.choice(empties)",
            "r, c = empties[int(random.random() * len(empties))]",
            "The choice draws more or fewer random numbers by the board, so that no search could "
            "know the tiles to come.",
        ),
        Edit(
            "        else:                   self._observe_state()",
            "        self._observe_state()",
            shared.LAST_BOARD,
        ),
    ),
}
