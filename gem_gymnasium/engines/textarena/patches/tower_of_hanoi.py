"""Patches of TowerOfHanoi."""

from __future__ import annotations

from collections.abc import Mapping

from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch

__all__ = ["PATCHES"]

_ONE_MOVE = "The prompt asks for one move a turn; theirs plays all that an action has in it."

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.TowerOfHanoi.env": (
        Edit(
            "add_observation(message=action,",
            "add_observation(from_id=self.state.current_player_id, message=action,",
            "The action appears as said by the game.",
        ),
        Edit(r"\s*,?\s*([ABCabc])", r"\s*(?:,\s*)?([ABCabc])", "The search takes quadratic time."),
        Edit("for match in matches:", "for match in matches[:1]:", _ONE_MOVE),
        Edit(
            "if source not in self.state.game_state['towers'] or target not in "
            "self.state.game_state['towers']:",
            "if source == target:",
            "A disk is moved onto itself.",
        ),
    ),
}
