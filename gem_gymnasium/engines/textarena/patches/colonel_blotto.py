"""Patches of ColonelBlotto."""

from __future__ import annotations

from collections.abc import Mapping

from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch

__all__ = ["PATCHES"]

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.ColonelBlotto.env": (
        Edit(
            "copy.copy(self._player_states)",
            "{**self._player_states, 'current_allocation': dict.fromkeys(self.field_names, 0)}",
            "Both players share one allocation.",
            count=3,
        ),
        Edit(r"\[([^\]]+)\]", r"\[([^\[\]]+)\]", shared.QUADRATIC),
        Edit(
            r"([A-Za-z])\s*:?\s*(\d+)",
            r"([A-Za-z])\s*(?::\s*)?([0-9]{1,6})",
            f"{shared.QUADRATIC} {shared.DIGITS}",
        ),
        Edit(
            "Win the majority of fields to win the round!",
            "Fields that you don't name get 0. Win more fields than your opponent to win the "
            "round, and more rounds to win the game!",
            "Fields that nobody wins are not in the majority, and defaults are not said.",
        ),
        Edit(
            "field['player_1_units'] = 0\n        self._render_game_state()",
            "field['player_1_units'] = 0\n        self._check_gameover()\n"
            "        if not self.state.done: self._render_game_state()",
            "After the end another round is announced.",
        ),
    ),
}
