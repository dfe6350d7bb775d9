"""Patches of Mastermind."""

from __future__ import annotations

from collections.abc import Mapping

from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch

__all__ = ["PATCHES"]

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.Mastermind.env": (
        Edit(
            "\"In your response, you can submit your guess in the following format: '[2 1 4 5]'.",
            "f\"In your response, you can submit your guess in the following format: '["
            "{' '.join(str(i % self.num_numbers + 1) for i in range(self.code_length))}]'.",
            "The example has four numbers where a code has six.",
        ),
    ),
}
