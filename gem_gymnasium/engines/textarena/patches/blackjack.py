"""Patches of Blackjack."""

from __future__ import annotations

from collections.abc import Mapping

from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch

__all__ = ["PATCHES"]

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.Blackjack.env": (
        Edit(
            "message=msg, observation_type=ta.ObservationType.GAME_MESSAGE",
            "message=msg, observation_type=ta.ObservationType.GAME_BOARD",
            shared.IS_BOARD,
        ),
    ),
}
