"""Patches of LinesOfAction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gem_gymnasium.engines.textarena.games import (
    lines_of_action,
)
from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch, Replace

__all__ = ["PATCHES"]


def _loa_can_move(self: Any, side: str) -> bool:
    return next(lines_of_action.moves(self.state.game_state["board"], side), None) is not None


PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.LinesOfAction.env": (
        Edit(
            r'r"\s*\[?([a-h]',
            r'r"\[?([a-h]',
            shared.QUADRATIC,
        ),
        Edit(
            "self._update_repetition_hash() # record initial position",
            """self.state.game_state["rep_counter"][self._pos_hash()[:-1] + "1"] += 1""",
            "The first position counts as if Player 0 had moved, so it may come four times.",
        ),
        Edit(
            """elif self.state.game_state["halfmove_clock"] >= 60:""",
            "elif captured and self._connected(enemy):\n"
            "            self.state.set_winner(1 - self.state.current_player_id, "
            """reason="All pieces connected.")\n"""
            "        elif not self._can_move(enemy):\n"
            "            self.state.set_winner(self.state.current_player_id, "
            """reason="The opponent cannot move.")\n"""
            """        elif self.state.game_state["halfmove_clock"] >= 60:""",
            "A capture that connects the opponent's pieces doesn't win for him, and a player who "
            "can't move is asked for ever.",
        ),
        Replace(
            "LinesOfActionEnv._can_move",
            _loa_can_move,
            "Nothing says whether a player can move.",
            shared.NEW,
        ),
    ),
}
