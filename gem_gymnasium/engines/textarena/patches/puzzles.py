"""Patches of the puzzles and other games of one player."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from gem_gymnasium.engines.textarena.games import _sudoku
from gem_gymnasium.engines.textarena.games.minesweeper import opening
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch, Replace
from gem_gymnasium.engines.textarena.state import ObservationType
from gem_gymnasium.engines.textarena.streams import CURRENT

__all__ = ["PATCHES"]

_MINE = -1
_CELL = re.compile(r"\[(\d{1,9})\s(\d{1,9})\]")


def _fifteen_board(self: Any) -> list[list[int | None]]:
    """Any board of those that can be solved, but the one in order."""
    goal: list[int | None] = [*range(1, 16), None]
    tiles = goal.copy()
    while tiles == goal:
        CURRENT.get().shuffle(tiles)
        numbers = [tile for tile in tiles if tile]
        inversions = sum(a > b for k, a in enumerate(numbers) for b in numbers[k + 1 :])
        if (inversions + tiles.index(None) // 4) % 2 == 0:  # slides can't bring it into order
            a, b = [cell for cell, tile in enumerate(tiles) if tile][:2]
            tiles[a], tiles[b] = tiles[b], tiles[a]
    return [tiles[row : row + 4] for row in range(0, 16, 4)]


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


_LONG_NUMBER = "int() raises an error for numbers of more than 4300 digits."
_LAST_BOARD = "The board is shown after the last move too."
_IS_BOARD = "The message that shows the state is a board."
_SWAPPED = "The arguments are in the wrong order: the reward is a text."
_ONE_MOVE = "The prompt asks for one move a turn; theirs plays all that an action has in it."

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
    "envs.Blackjack.env": (
        Edit(
            "message=msg, observation_type=ta.ObservationType.GAME_MESSAGE",
            "message=msg, observation_type=ta.ObservationType.GAME_BOARD",
            _IS_BOARD,
        ),
    ),
    "envs.Countdown.env": (
        Edit(
            "set_invalid_move(self._calculate_progress(), ",
            "set_invalid_move(reward=self._calculate_progress(), reason=",
            _SWAPPED,
            3,
        ),
        Edit(
            "add_observation(self.state.current_player_id, action, ",
            "add_observation(from_id=self.state.current_player_id, message=action, "
            "observation_type=",
            "The arguments are in the wrong order: the action arrives as the kind of the message.",
        ),
    ),
    "envs.Cryptarithm.env": (
        Edit(
            "set_invalid_move(self._progress(), ",
            "set_invalid_move(reward=self._progress(), reason=",
            _SWAPPED,
            4,
        ),
        Edit(
            "add_observation(self.state.current_player_id, action, ",
            "add_observation(from_id=self.state.current_player_id, message=action, "
            "observation_type=",
            "The arguments are in the wrong order: the action arrives as the kind of the message.",
        ),
        Edit("ObservationType.GAME_MESSAGE", "ObservationType.GAME_BOARD", _IS_BOARD),
        Edit(
            "re-assign anytime.\\n",
            "re-assign anytime before all letters have a digit: then the game ends.\\n"
            "No word begins with 0.\\n",
            "Reassigning isn't possible at any time: the last letter ends the game.",
        ),
    ),
    "envs.FifteenPuzzle.env": (
        Replace(
            "FifteenPuzzleEnv._generate_board",
            _fifteen_board,
            "Nearly half of the boards can't be solved.",
            "a867b76c1c2f",
        ),
    ),
    "envs.FrozenLake.env": (
        Edit(
            "from the start (top-left) to the goal (bottom-right) ",
            "from the start ('P') to the goal ('G') ",
            "With random corners the start isn't at the top left.",
        ),
    ),
    "envs.Game2048.env": (
        Edit(
            "r, c = random.choice(empties)",
            "r, c = empties[int(random.random() * len(empties))]",
            "The choice draws more or fewer random numbers by the board, so that no search could "
            "know the tiles to come.",
        ),
        Edit(
            "        else:                   self._observe_state()",
            "        self._observe_state()",
            _LAST_BOARD,
        ),
    ),
    "envs.GuessTheNumber.env": (Edit(r"\[(\d+)\]", r"\[(\d{1,18})\]", _LONG_NUMBER),),
    "envs.LightsOut.env": (
        Edit(r"\[(\d+)\s+(\d+)\]", r"\[(\d{1,9})\s+(\d{1,9})\]", _LONG_NUMBER),
        Edit(
            "        self._initial_on =",
            "        while self._is_solved(grid):\n"
            "            self._toggle_lights(grid, random.randrange(self.size), "
            "random.randrange(self.size))\n"
            "        self._initial_on =",
            "Presses may cancel out; with all lights off it divides by 0.",
        ),
        Edit(
            "min(1.0, raw_progress)",
            "min(1.0, max(0.0, raw_progress))",
            "With more lights on than at the start, the share is negative.",
        ),
        Edit(
            "{completion:.1f}%", "{completion:.1%}", "A share of 0.5 is 50.0 %, not 0.5 %.", count=2
        ),
        Edit(
            "{moves_left} moves remaining, ",
            "",
            "The moves remaining leave out those that were refused.",
        ),
        Edit("ObservationType.GAME_ACTION_DESCRIPTION", "ObservationType.GAME_BOARD", _IS_BOARD),
        Edit(
            "        else:\n            self._show_current_state()",
            "        self._show_current_state()",
            _LAST_BOARD,
        ),
    ),
    "envs.LogicPuzzle.env": (
        Edit(".open('r')", ".open('r', encoding='utf-8')", "The file is read as the locale says."),
        Edit(
            "matches = set(matches)",
            "matches = matches[:1]",
            f"{_ONE_MOVE} Their order depends on hashes, and a refusal leaves some played.",
        ),
        Edit(
            "To mark an item in the 'people_locations' grid, enter '[park Alice X]' or "
            "'[park Alice O]'.",
            "To mark an item in a grid with rows of people and columns of locations, enter "
            "'[alice park X]' or '[alice park O]'.",
            "The example has row and column exchanged, and is refused.",
        ),
    ),
    "envs.Mastermind.env": (
        Edit(
            "\"In your response, you can submit your guess in the following format: '[2 1 4 5]'.",
            "f\"In your response, you can submit your guess in the following format: '["
            "{' '.join(str(i % self.num_numbers + 1) for i in range(self.code_length))}]'.",
            "The example has four numbers where a code has six.",
        ),
    ),
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
    "envs.PegJump.env": (
        Edit(
            "(7, 8, 9), (7, 11, 13), (8, 9, 10), (8, 12, 14),\n"
            "        (9, 12, 13), (9, 13, 15), (10, 9, 8),",
            "(7, 8, 9), (8, 9, 10), (11, 12, 13), (12, 13, 14), (13, 14, 15),",
            "Four of the jumps are not along a line of the triangle, and three are missing.",
        ),
        Edit(r"\s*\s*", r"\s*", "The match takes quadratic time."),
        Edit("Use [i->j].", "Use [i j].", "The form that it names is refused."),
        Edit(
            "        else:                       self._observe_state()",
            "        self._observe_state()",
            _LAST_BOARD,
        ),
    ),
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
    "envs.TowerOfHanoi.env": (
        Edit(
            "add_observation(message=action,",
            "add_observation(from_id=self.state.current_player_id, message=action,",
            "The action appears as said by the game.",
        ),
        Edit(r"\s*,?\s*([ABCabc])", r"\s*(?:,\s*)?([ABCabc])", "The search takes quadratic time."),
        Edit("for match in matches:", "for match in matches[:1]:", _ONE_MOVE),
        Edit(
            "if source not in self.state.game_state['towers'] or target not in "
            "self.state.game_state['towers']:",
            "if source == target:",
            "A disk is moved onto itself.",
        ),
    ),
}
