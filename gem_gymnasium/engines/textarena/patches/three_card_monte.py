"""Patches of ThreeCardMonte."""

from __future__ import annotations

from collections.abc import Mapping

from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch

__all__ = ["PATCHES"]

_SWAPPED = (
    "The arguments were in the wrong order: the second refused action in a row ended the game with "
    "a text as its reward."
)

_THREE_CARD_MONTE = (
    Edit(
        "self.state.set_invalid_move(0.0, ",
        "self.state.set_invalid_move(reward=0.0, reason=",
        _SWAPPED,
        count=2,
    ),
    Edit(
        'cup_line = " ".join(f"[{idx}]" for idx in range(self.num_cups))',
        'cup_line = " ".join([f"[{idx}]" for idx in range(self.num_cups)])',
        "A generator takes twice the time of a list, in a step that does little else.",
    ),
    Edit(r"\[\s*(\d+)\s*\]", r"\[\s*([0-9]{1,9})\s*\]", shared.HUGE),
    *(
        Edit(
            f"{line}, observation_type=ta.ObservationType.GAME_MESSAGE",
            f"{line}, observation_type=ta.ObservationType.GAME_BOARD",
            "What the player must keep in mind is the board.",
        )
        for line in (
            'f"Ball starts: {start_line}"',
            'f"Shuffle {step}/{self.steps}: swapped cups {i} and {j}."',
        )
    ),
)

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.ThreeCardMonte.env": _THREE_CARD_MONTE,
}
