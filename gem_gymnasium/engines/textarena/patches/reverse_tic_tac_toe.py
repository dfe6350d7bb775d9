"""Patches of ReverseTicTacToe."""

from __future__ import annotations

from collections.abc import Mapping

from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch

__all__ = ["PATCHES"]

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.ReverseTicTacToe.env": (
        Edit(
            """{self.state.game_state["board"][r][c]} " if""",
            """{self.state.game_state['board'][r][c]} " if""",
            shared.QUOTES,
        ),
        Edit(r"\[(\d+)\]", r"\[(\d\d?)\]", shared.DIGITS),
    ),
}
