"""Patches of FrozenLake."""

from __future__ import annotations

from collections.abc import Mapping

from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch

__all__ = ["PATCHES"]

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.FrozenLake.env": (
        Edit(
            "from the start (top-left) to the goal (bottom-right) ",
            "from the start ('P') to the goal ('G') ",
            "With random corners the start isn't at the top left.",
        ),
    ),
}
