"""Patches of IteratedStagHunt."""

from __future__ import annotations

from collections.abc import Mapping

from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch

__all__ = ["PATCHES"]

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.IteratedStagHunt.env": (
        Edit(
            '{self.state.game_state["decisions"][pid]}\'',
            "{self.state.game_state['decisions'][pid]}'",
            "A SyntaxError before Python 3.12: the same quotes inside an f-string.",
        ),
        Edit(
            "# reset\n            self._create_round_payoff_matrix()",
            '# reset\n            if self.state.game_state["round"] <= '
            'self.state.game_state["num_rounds"]: self._create_round_payoff_matrix()',
            "After the end another round is announced.",
        ),
    ),
}
