"""Patches of Bandit."""

from __future__ import annotations

from collections.abc import Mapping

from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch

__all__ = ["PATCHES"]

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.Bandit.env": (
        Edit(r"'\[(.*)\]'", r"'\[([^\[\]]*)\]'", "The search takes quadratic time."),
        Edit(
            "if self.state.turn == self.num_turns:",
            "if self.state.turn >= self.num_turns:",
            "A refused choice must not be followed by another try of a button.",
        ),
        Edit(
            "if button == self.state.game_state['ground_truth']:",
            "if self._regret(button) == 0:",
            "It compares the button with the dict of all means, so that no choice is right.",
        ),
        Edit(
            "reward=self._regret(button)",
            "reward=1 - self._regret(button) / max(map(self._regret, self.buttons))",
            "The worse a wrong choice, the more it pays: it is 1 for the best and 0 for the worst.",
        ),
        Edit(
            "        return self.state.step()\n",
            "        if self.state.made_invalid_move: self.state.turn += 1\n"
            "        return self.state.step()\n",
            "A refused press uses up a time step, as every step does here.",
        ),
        Edit(
            "at the end of {self.num_turns} turns.'",
            "at the end of {self.num_turns} turns.\\n'\n"
            "            'To press or choose a button, write its name in square brackets, e.g. '\n"
            "            f'[{self.buttons[0]}].'",
            "The prompt doesn't say how a button is pressed.",
        ),
    ),
}
