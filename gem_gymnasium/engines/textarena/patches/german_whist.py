"""Patches of GermanWhist."""

from __future__ import annotations

from collections.abc import Mapping

from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch

__all__ = ["PATCHES"]

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.GermanWhist.env": (Edit(r"\[play (\d+)\]", r"\[play ([0-9]{1,3})\]", shared.DIGITS),),
}
