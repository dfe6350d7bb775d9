"""Patches of PegJump."""

from __future__ import annotations

from collections.abc import Mapping

from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch

__all__ = ["PATCHES"]

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.PegJump.env": (
        Edit(
            "(7, 8, 9), (7, 11, 13), (8, 9, 10), (8, 12, 14),\n"
            "        (9, 12, 13), (9, 13, 15), (10, 9, 8),",
            "(7, 8, 9), (8, 9, 10), (11, 12, 13), (12, 13, 14), (13, 14, 15),",
            "Four of the jumps are not along a line of the triangle, and three are missing.",
        ),
        Edit(r"\s*\s*", r"\s*", "The match takes quadratic time."),
        Edit("Use [i->j].", "Use [i j].", "The form that it names is refused."),
        Edit(
            "        else:                       self._observe_state()",
            "        self._observe_state()",
            shared.LAST_BOARD,
        ),
    ),
}
