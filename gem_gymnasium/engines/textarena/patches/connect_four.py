"""Patches of ConnectFour."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Patch, Replace

__all__ = ["PATCHES"]

_COLUMN = re.compile(r"\[(?:col\s*)?(\d{1,4})\]", re.IGNORECASE)


def _connect_four_column(self: Any, action: str) -> tuple[bool, int | None, str | None]:
    matches = _COLUMN.finditer(action)
    match = next(matches, None)
    start = f"Player {self.state.current_player_id}, Invalid action"
    if match is None:
        return False, None, f"{start} format. Expected format: '[col x]'."
    for later in matches:  # the last one of the first line that has any
        if "\n" in action[match.end() : later.start()]:
            break
        match = later
    column = int(match[1])
    if column >= self.num_cols:
        return False, None, f"{start}. Column {column} is out of bounds."
    if self.state.game_state["board"][0][column] != ".":
        return False, None, f"{start}. Column {column} is full."
    return True, column, None


PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.ConnectFour.env": (
        Replace(
            "ConnectFourEnv._validate_action",
            _connect_four_column,
            f"{shared.QUADRATIC} {shared.DIGITS}",
            "95459267a7ee",
        ),
    ),
}
