"""Patches of Secretary."""

from __future__ import annotations

from collections.abc import Mapping

from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch

__all__ = ["PATCHES"]

_SECRETARY = (
    Edit(
        "        self.value_sampler = random.random\n",
        "",
        "A method of the random stream was kept, so that a copy drew from the original's.",
    ),
    Edit("[self.value_sampler() for", "[random.random() for", "The values were drawn by it."),
)

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.Secretary.env": _SECRETARY,
}
