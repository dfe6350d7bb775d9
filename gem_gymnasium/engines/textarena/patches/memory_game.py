"""Patches of MemoryGame."""

from __future__ import annotations

from collections.abc import Mapping

from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch

__all__ = ["PATCHES"]

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.MemoryGame.env": (
        Edit(
            r"\[([0-9]+) ([0-9]+) ([0-9]+) ([0-9]+)\]",
            r"\[([0-9]{1,2}) ([0-9]{1,2}) ([0-9]{1,2}) ([0-9]{1,2})\]",
            shared.DIGITS,
        ),
    ),
}
