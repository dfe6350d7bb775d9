"""Patches of Minesweeper."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from gem_gymnasium.engines.textarena.games.minesweeper import opening
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch, Replace
from gem_gymnasium.engines.textarena.state import ObservationType

__all__ = ["PATCHES"]

_MINE = -1

_CELL = re.compile(r"\[(\d{1,9})\s(\d{1,9})\]")


def _minesweeper_step(self: Any, action: str) -> tuple[bool, Any]:
    """Reveal a cell."""
    state = self.state
    state.add_observation(action, ObservationType.PLAYER_ACTION, state.current_player_id)
    match = _CELL.search(action)
    row, col = map(int, match.groups()) if match else (-1, -1)
    reason = ""
    if match is None:
        reason = "You did not respond with valid coordinates in square brackets."
    elif not (0 <= row < self.rows and 0 <= col < self.cols):
        reason = "The specified row and column coordinates are out of bounds."
    elif self.revealed[row][col]:
        reason = f"The cell at ({row}, {col}) has already been revealed."
    if reason:
        state.set_invalid_move(reward=self._get_percentage_completion(), reason=reason)
    else:
        _reveal(self, row, col)
    if self._is_solved():
        state.set_outcome(
            1, "Congratulations! You have successfully cleared the Minesweeper board."
        )
    elif state.check_turn_limit():
        share = self._get_percentage_completion()
        state.set_outcome(
            share,
            "The turn limit has been reached. You successfully uncovered "
            f"{round(share * 100)}% of the safe cells.",
        )
    self._observe_current_state()
    result: tuple[bool, Any] = state.step()
    return result


def _reveal(self: Any, row: int, col: int) -> None:
    if self.first_move:
        self.setup_mines(row, col)
        self.initial_move_pos = (row, col)
        self.first_move = False
    if self.grid[row][col] == _MINE:
        share = self._get_percentage_completion()
        self.revealed[row][col] = True  # the board shows the mine
        self.state.set_outcome(share, f"You hit a mine at ({row}, {col}).")
        return
    for r, c in opening(self, row, col):
        self.revealed[r][c] = True
    self.state.add_observation(
        f"You revealed the cell at ({row}, {col}).", ObservationType.GAME_ACTION_DESCRIPTION
    )


def _minesweeper_share(self: Any) -> float:
    """The share of the safe cells that the first move left which are revealed."""
    if self.first_move:
        return 0.0
    first = opening(self, *self.initial_move_pos)
    rest = [
        self.revealed[row][col]
        for row in range(self.rows)
        for col in range(self.cols)
        if self.grid[row][col] != _MINE and (row, col) not in first
    ]
    return sum(rest) / len(rest) if rest else 1.0


PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.Minesweeper.env": (
        Edit(
            '"- `[5 6]` to reveal the cell in Row 5, Column 6.\\n"',
            '"- `[1 4]` to reveal the cell in Row 1, Column 4.\\n"',
            "A small board has no such row and column.",
        ),
        Edit(
            '"Be mindful not to choose already revealed cells.\\n"',
            '"Be mindful not to choose already revealed cells. Revealing a mine ends the game.\\n"',
            "The prompt doesn't say what a mine does.",
        ),
        Replace(
            "MinesweeperEnv.step",
            _minesweeper_step,
            "A mine is forgiven like a slip of the pen, and the reveal is confirmed; too long "
            "numbers raise an error.",
            "ce55f56dd285",
        ),
        Replace(
            "MinesweeperEnv._get_percentage_completion",
            _minesweeper_share,
            "It plays the first move again for each cell.",
            "ec65d93f0e5a",
        ),
    ),
}
