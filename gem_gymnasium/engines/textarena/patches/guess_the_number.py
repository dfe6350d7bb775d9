"""Patches of GuessTheNumber."""

from __future__ import annotations

from collections.abc import Mapping

from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch

__all__ = ["PATCHES"]

_LONG_NUMBER = "int() raises an error for numbers of more than 4300 digits."

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.GuessTheNumber.env": (Edit(r"\[(\d+)\]", r"\[(\d{1,18})\]", _LONG_NUMBER),),
}
