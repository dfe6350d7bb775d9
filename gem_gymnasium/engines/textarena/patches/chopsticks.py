"""Patches of Chopsticks."""

from __future__ import annotations

from collections.abc import Mapping

from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch

__all__ = ["PATCHES"]

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.Chopsticks.env": (
        Edit(r"split\s+(\d+)\s+(\d+)", r"split\s+(\d{1,3})\s+(\d{1,3})", shared.DIGITS),
    ),
}
