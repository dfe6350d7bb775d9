"""Patches of PigDice."""

from __future__ import annotations

from collections.abc import Mapping

from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch

__all__ = ["PATCHES"]

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.PigDice.env": (
        Edit(
            "points wins\\n\\nWhen",
            "points wins\\n- After {self.max_turns} rolls and holds of both players the turn that "
            "is going on is the last, and the higher score wins\\n\\nWhen",
            "The limit is nowhere said.",
        ),
    ),
}
