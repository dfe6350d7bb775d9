"""Patches of ThreePlayerIPD."""

from __future__ import annotations

from collections.abc import Mapping

from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch

__all__ = ["PATCHES"]

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.ThreePlayerIPD.env": (
        Edit(r"\[\s*(\d+)\s+(cooperate", r"\[\s*([0-9]{1,6})\s+(cooperate", shared.DIGITS),
        Edit(
            "(i.e. '[1 defect] [2 cooperate]'",
            "(i.e. '[{(player_id + 1) % 3} defect] [{(player_id + 2) % 3} cooperate]'",
            "Two of three players are shown an example with themselves as their opponent.",
        ),
    ),
}
