"""Patches of Cryptarithm."""

from __future__ import annotations

from collections.abc import Mapping

from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch

__all__ = ["PATCHES"]

_SWAPPED = "The arguments are in the wrong order: the reward is a text."

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.Cryptarithm.env": (
        Edit(
            "set_invalid_move(self._progress(), ",
            "set_invalid_move(reward=self._progress(), reason=",
            _SWAPPED,
            4,
        ),
        Edit(
            "add_observation(self.state.current_player_id, action, ",
            "add_observation(from_id=self.state.current_player_id, message=action, "
            "observation_type=",
            "The arguments are in the wrong order: the action arrives as the kind of the message.",
        ),
        Edit("ObservationType.GAME_MESSAGE", "ObservationType.GAME_BOARD", shared.IS_BOARD),
        Edit(
            "re-assign anytime.\\n",
            "re-assign anytime before all letters have a digit: then the game ends.\\n"
            "No word begins with 0.\\n",
            "Reassigning isn't possible at any time: the last letter ends the game.",
        ),
    ),
}
