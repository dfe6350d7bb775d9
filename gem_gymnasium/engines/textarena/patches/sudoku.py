"""Patches of Sudoku."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gem_gymnasium.engines.textarena.games import _sudoku
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch, Replace
from gem_gymnasium.engines.textarena.streams import CURRENT

__all__ = ["PATCHES"]


def _sudoku_grid(self: Any) -> list[list[int]]:
    """A full grid."""
    return _sudoku.filled(CURRENT.get().shuffle)


def _sudoku_puzzle(self: Any, grid: list[list[int]], clues: int) -> list[list[int]]:
    """A grid with cells emptied in a random order, but those that would allow a second solution."""
    puzzle = [row[:] for row in grid]
    cells = [(row, col) for row in range(9) for col in range(9)]
    CURRENT.get().shuffle(cells)
    while len(cells) > clues:
        row, col = cells.pop()
        puzzle[row][col] = 0
        if not _sudoku.only(puzzle, row, col, grid[row][col]):
            puzzle[row][col] = grid[row][col]
    return puzzle


_LONG_NUMBER = "int() raises an error for numbers of more than 4300 digits."

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.Sudoku.env": (
        Edit(r"\[(\d+)\s(\d+)\s(\d+)\]", r"\[(\d{1,9})\s(\d{1,9})\s(\d{1,9})\]", _LONG_NUMBER),
        Edit(
            '            "Current Sudoku Grid:\\n"\n',
            "",
            "No grid follows; it has its own message.",
        ),
        Edit(
            '"  - Grid Snippet Before Move:\\n"\n            "  \\n"',
            '"  - In another grid, which has a 5 in cell (1,1)\\n"',
            "The snippets of a grid are empty.",
            count=3,
        ),
        Edit(
            "self.state.set_invalid_move(reward=self._get_percentage_completion(), "
            'reason=f"Invalid move. Player {player_id} attempted to place {num} at ({row}, {col}), '
            'which violates Sudoku rules.")',
            'self.state.add_observation(message=f"{num} at ({row}, {col}) is wrong. The cell stays '
            'empty.", observation_type=ta.ObservationType.GAME_ACTION_DESCRIPTION)',
            "A number that breaks no rule is called one that does; it is a wrong move, not an "
            "invalid one.",
        ),
        Replace(
            "SudokuEnv._generate_full_grid", _sudoku_grid, "The search is slow.", "d6dcf6db58bd"
        ),
        Replace(
            "SudokuEnv._remove_cells",
            _sudoku_puzzle,
            "With few clues the search for a second solution takes up to minutes.",
            "731905fcf016",
        ),
    ),
}
