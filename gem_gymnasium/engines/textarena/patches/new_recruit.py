"""Patches of NewRecruit."""

from __future__ import annotations

from collections.abc import Mapping

from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch

__all__ = ["PATCHES"]

_LATE = "The limit is checked a turn late: the prompt promises one turn less than are played."

_PRINTED = "The prompt shows a placeholder in braces."

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.NewRecruit.env": (
        Edit('"  - Write your rationale to', 'f"  - Write your rationale to', _PRINTED),
        Edit('"    You may say anything', 'f"    You may say anything', _PRINTED),
        Edit("if self.state.check_turn_limit():", f"if {shared.TURNS_SPENT}:", _LATE),
    ),
}
