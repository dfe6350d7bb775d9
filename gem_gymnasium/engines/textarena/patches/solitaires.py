"""Patches of more games of one player, and of those that ask a language model."""

from __future__ import annotations

from collections.abc import Mapping

from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch, Replace

__all__ = ["PATCHES"]

PATCHES: Mapping[str, tuple[Patch, ...]] = {}
