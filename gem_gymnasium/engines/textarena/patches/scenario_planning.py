"""Patches of ScenarioPlanning."""

from __future__ import annotations

from collections.abc import Mapping

from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch

__all__ = ["PATCHES"]

_FORGED = "A text with line breaks could go on in the other player's name before the jury."

_SCENARIO_PLANNING = (
    shared.read_once("ScenarioPlanning", "scenarios.json", "self.scenarios"),
    Edit(
        'all(strategy is not None for strategy in self.state.game_state["strategies"].values())',
        'None not in self.state.game_state["strategies"].values()',
        "A generator for two values took a tenth of the step.",
    ),
    Edit("set_draw(reson=", "set_draw(reason=", "Every draw raised TypeError."),
    *(
        Edit(
            f"{{self.state.game_state['strategies'][{player}]}}",
            f"{{ta.one_line(self.state.game_state['strategies'][{player}])}}",
            _FORGED,
        )
        for player in (0, 1)
    ),
)

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.ScenarioPlanning.env": _SCENARIO_PLANNING,
}
