"""Patches of Hangman."""

from __future__ import annotations

from collections.abc import Mapping

from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch

__all__ = ["PATCHES"]

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.Hangman.env": (
        Edit(
            r'r"\[([a-zA-Z]+)\]", re.IGNORECASE',
            r'r"\[([a-zA-Z]+)\]"',
            "Signs that only look like letters pass for them.",
        ),
        Edit(
            '"You have 6 incorrect tries before the game ends.\\n\\n"',
            '"A wrong letter or a wrong word is an incorrect try. You have 6 incorrect tries '
            'before the game ends.\\n\\n"',
            "What a wrong word costs is not said.",
        ),
        Edit(
            "self.state.add_observation(message=f\"Your guess of '{letter}' is not the target "
            'word.", observation_type=ta.ObservationType.GAME_MESSAGE)',
            'self.state.game_state["tries_left"] -= 1\n'
            "                    self.state.add_observation(message=f\"Your guess of '{letter}' is "
            "not the target word. You have {self.state.game_state['tries_left']} lives left.\", "
            "observation_type=ta.ObservationType.GAME_MESSAGE)\n"
            "                    self._observe_current_state()",
            "Wrong words cost nothing, so that one can try a whole dictionary.",
        ),
        Edit(
            "self.state.add_observation(self._render_current_board(), "
            "observation_type=ta.ObservationType.GAME_BOARD)",
            "self._observe_current_state()",
            "The board lacks the tries that are left and the letters that were guessed.",
        ),
    ),
}
