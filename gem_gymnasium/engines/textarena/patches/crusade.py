"""Patches of Crusade."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gem_gymnasium.engines.textarena.games import (
    crusade,
)
from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch, Replace

__all__ = ["PATCHES"]


def _crusade_moves(self: Any, pid: int) -> list[str]:
    return list(crusade.moves(self.state.game_state["board"], pid))


def _crusade_after_move(self: Any) -> None:
    state, game = self.state, self.state.game_state
    game["move_count"] += 1
    for player, piece in enumerate("WB"):
        if not any(piece in row for row in game["board"]):
            state.set_winner(1 - player, reason=f"Player {player} has no pieces.")
            return
        if next(crusade.moves(game["board"], player), None) is None:
            state.set_winner(1 - player, reason=f"Player {player} cannot move.")
            return
    if game["move_count"] >= self.MAX_MOVES:
        first, second = game["score"]
        if first == second:
            state.set_draw(reason="Move limit reached.")
        else:
            state.set_winner(int(second > first), reason="Higher capture score.")
    self._observe_current_state(1 - state.current_player_id)


PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.Crusade.env": (
        Edit(
            r"({coord_re}|\d+)\s+({coord_re}|\d+)",
            r"({coord_re}|\d\d?)\s+({coord_re}|\d\d?)",
            shared.DIGITS,
        ),
        Replace(
            "CrusadeEnv._legal_moves_for_player",
            _crusade_moves,
            "Names squares anew in each list of moves.",
            "a63a9febb7dd",
        ),
        Replace(
            "CrusadeEnv._after_move",
            _crusade_after_move,
            "Lists all moves of both players to see whether there is one.",
            "dfeeaac63d9a",
        ),
    ),
}
