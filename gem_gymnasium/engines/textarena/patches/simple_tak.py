"""Patches of SimpleTak."""

from __future__ import annotations

from collections.abc import Mapping

from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch

__all__ = ["PATCHES"]

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.SimpleTak.env": (Edit(r"\[\s*(\d+)\s*\]", r"\[\s*(\d\d?)\s*\]", shared.DIGITS),),
}
