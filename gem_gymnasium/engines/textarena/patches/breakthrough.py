"""Patches of Breakthrough."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gem_gymnasium.engines.textarena.games import (
    breakthrough,
)
from gem_gymnasium.engines.textarena.patches.kinds import Patch, Replace

__all__ = ["PATCHES"]


def _breakthrough_end(self: Any) -> None:
    state = self.state
    if state.made_invalid_move:
        return
    board = state.game_state["board"]
    if "W" in board[-1]:
        state.set_winner(player_id=0, reason="White reached Black's home row.")
    elif "B" in board[0]:
        state.set_winner(player_id=1, reason="Black reached White's home row.")
    elif not any("W" in row for row in board):
        state.set_winner(player_id=1, reason="All White pieces captured.")
    elif not any("B" in row for row in board):
        state.set_winner(player_id=0, reason="All Black pieces captured.")
    else:
        following = 1 - state.current_player_id
        if next(breakthrough.moves(board, following), None) is None:
            state.set_winner(1 - following, reason=f"Player {following} cannot move.")


PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.Breakthrough.env": (
        Replace(
            "BreakthroughEnv._check_winner",
            _breakthrough_end,
            "A player whose pieces are all blocked has lost, and is asked for a move.",
            "625975363f64",
        ),
    ),
}
