"""Patches of Debate."""

from __future__ import annotations

from collections.abc import Mapping

from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch

__all__ = ["PATCHES"]

_FORGED = "A text with line breaks could go on in the other player's name before the jury."

_DEBATE = (
    Edit(
        ".joinpath('topics.json').open('r')",
        ".joinpath('topics.json').open('r', encoding='utf-8')",
        shared.ENCODING,
    ),
    *(
        Edit(
            f"{{self.state.game_state['arguments'][{player}][i]}}",
            f"{{ta.one_line(self.state.game_state['arguments'][{player}][i])}}",
            _FORGED,
        )
        for player in (0, 1)
    ),
)

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.Debate.env": _DEBATE,
}
