"""Patches of IteratedMatchingPennies."""

from __future__ import annotations

from collections.abc import Mapping

from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch

__all__ = ["PATCHES"]

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.IteratedMatchingPennies.env": (
        Edit(
            "re.IGNORECASE)",
            "re.IGNORECASE | re.ASCII)",
            "A long s passes for an s, and 'heads' with one counts as tails.",
        ),
    ),
}
