"""Patches of Alquerque."""

from __future__ import annotations

from collections.abc import Mapping

from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch

__all__ = ["PATCHES"]

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.Alquerque.env": (
        Edit(
            r"({coord_re}|\d+)\s+({coord_re}|\d+)",
            r"({coord_re}|\d\d?)\s+({coord_re}|\d\d?)",
            shared.DIGITS,
        ),
        Edit(
            "for pid in (0, 1):",
            "for pid in (1 - self.state.current_player_id, self.state.current_player_id):",
            "Where neither can move, Player 0 loses, even when it is Player 1's turn.",
        ),
    ),
}
