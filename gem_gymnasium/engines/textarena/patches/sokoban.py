"""Patches of Sokoban."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from gem_gymnasium.engines.textarena.games._sokoban import draw_room
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch, Replace
from gem_gymnasium.engines.textarena.streams import CURRENT

__all__ = ["PATCHES"]

_SOKOBAN_SIGNS = "#_O√XP"

_FLOOR, _GOAL, _BOX_ON_GOAL, _BOX, _PLAYER = range(1, 6)


def _sokoban_room(
    dim: tuple[int, int], max_turns: int, num_boxes: int, seed: int | None = None
) -> tuple[Any, Any, dict[Any, Any]]:
    """A room: what stands still in it, the same with boxes and player, and a table for nothing."""
    rows, cols = dim
    room = draw_room(CURRENT.get(), rows, cols, num_boxes, max_turns)
    fixed = np.zeros(rows * cols, dtype=int)
    fixed[sorted(room.floor)] = _FLOOR
    fixed[sorted(room.goals)] = _GOAL
    state = fixed.copy()
    for box in room.boxes:
        state[box] = _BOX_ON_GOAL if box in room.goals else _BOX
    state[room.player] = _PLAYER
    return fixed.reshape(dim), state.reshape(dim), {}


def _sokoban_board(self: Any, board_state: Any) -> str:
    """A line of signs for each row; the player on a goal is S."""
    lines = [[_SOKOBAN_SIGNS[cell] for cell in row] for row in board_state.tolist()]
    row, col = self.player_position
    if self.room_fixed[row, col] == _GOAL:
        lines[row][col] = "S"
    return "".join([" ".join(line) + "\n" for line in lines])


_SOKOBAN = (
    Edit(
        "num_steps=self.num_gen_steps,",
        "max_turns=self.max_turns,",
        "Rooms were drawn without regard to the turns that they allow.",
    ),
    Edit(
        "board_state=self.state.game_state['board']",
        "board_state=self.room_state",
        "It drew the text of a board.",
    ),
    Edit(
        "        - Walls are represented",
        "        - The player on an empty goal appears as 'S'\n        - Walls are represented",
        "A goal was hidden by the player on it.",
    ),
    Replace(
        "SokobanEnv.create_board_str",
        _sokoban_board,
        "A goal was hidden by the player on it, though there is a sign for the two.",
        "12aa61cfbf8a",
    ),
)

_SOKOBAN_UTILS = (
    Replace(
        "generate_room",
        _sokoban_room,
        "Its search took from a second to 20, kept its state in the module, where games in threads "
        "spoil each other's rooms, and left rooms that the turns don't suffice for.",
        "b664ed9aa0a2",
    ),
)

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.Sokoban.env": _SOKOBAN,
    "envs.Sokoban.utils": _SOKOBAN_UTILS,
}
