"""Patches of Secretary."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch, Replace
from gem_gymnasium.engines.textarena.state import ObservationType

__all__ = ["PATCHES"]


def _secretary_show(self: Any) -> None:
    state, game = self.state, self.state.game_state
    value = f"{game['draws'][game['current_idx']]:.4f}"
    game.setdefault("shown", []).append(value)
    state.add_observation(f"The current value is {value}.", ObservationType.GAME_ACTION_DESCRIPTION)
    game["current_idx"] += 1


_SECRETARY = (
    Edit(
        "        self.value_sampler = random.random\n",
        "",
        "A method of the random stream was kept, so that a copy drew from the original's.",
    ),
    Edit(
        """        if choice == "accept": self._resolve("""
        """accepted_at=self.state.game_state['current_idx']-1)\n""",
        "",
        "A value that was accepted was judged twice.",
    ),
    Edit("[self.value_sampler() for", "[random.random() for", "The values were drawn by it."),
    Replace(
        "SecretaryEnv._show_next_value",
        _secretary_show,
        "The board shows all values so far, which were written anew at each step.",
        "94388adb8998",
    ),
)

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.Secretary.env": _SECRETARY,
}
