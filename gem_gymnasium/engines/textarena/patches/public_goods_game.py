"""Patches of PublicGoodsGame."""

from __future__ import annotations

from collections.abc import Mapping

from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch

__all__ = ["PATCHES"]

_PUBLIC_GOODS = (
    *shared.BRACES,
    Edit(r"\[(\d+)\]", r"\[([0-9]{1,6})\]", shared.DIGITS),
    Edit(
        'if all(p in self.state.game_state["pending_contributions"] for p in alive_players):',
        'if alive_players and all(p in self.state.game_state["pending_contributions"] for p in '
        "alive_players):",
        "Without players a round is played and announced.",
    ),
)

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.PublicGoodsGame.env": _PUBLIC_GOODS,
}
