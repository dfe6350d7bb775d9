"""Patches of Countdown."""

from __future__ import annotations

from collections.abc import Mapping

from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch

__all__ = ["PATCHES"]

_SWAPPED = "The arguments are in the wrong order: the reward is a text."

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.Countdown.env": (
        Edit(
            "set_invalid_move(self._calculate_progress(), ",
            "set_invalid_move(reward=self._calculate_progress(), reason=",
            _SWAPPED,
            3,
        ),
        Edit(
            "add_observation(self.state.current_player_id, action, ",
            "add_observation(from_id=self.state.current_player_id, message=action, "
            "observation_type=",
            "The arguments are in the wrong order: the action arrives as the kind of the message.",
        ),
    ),
}
