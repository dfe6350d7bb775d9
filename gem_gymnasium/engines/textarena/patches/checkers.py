"""Patches of Checkers."""

from __future__ import annotations

from collections.abc import Mapping

from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch

__all__ = ["PATCHES"]

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.Checkers.env": (
        Edit(
            """self.state.game_state["board"][row][col]} " for col""",
            """self.state.game_state['board'][row][col]} " for col""",
            shared.QUOTES,
        ),
        Edit(
            "if not self._has_legal_move(self.state.current_player_id):",
            "following = 1 - self.state.current_player_id\n"
            "        if not self.state.made_invalid_move and not self._has_legal_move(following):",
            "Looks whether the player who has just moved could, not the one whose turn it is.",
        ),
        Edit(
            "self.state.set_winners(player_id=1-self.state.current_player_id, "
            """reason=f"Player {self.state.current_player_id} has""",
            """self.state.set_winner(player_id=1-following, reason=f"Player {following} has""",
            "TypeError when a player has no move.",
        ),
    ),
}
