"""Patches of the puzzles and other games of one player."""

from __future__ import annotations

from collections.abc import Mapping

from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch, Replace

__all__ = ["PATCHES"]

PATCHES: Mapping[str, tuple[Patch, ...]] = {}
