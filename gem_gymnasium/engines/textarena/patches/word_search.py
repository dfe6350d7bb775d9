"""Patches of WordSearch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch, Replace

__all__ = ["PATCHES"]

_LONG_NUMBER = "A number of thousands of digits raises ValueError."

_ONE_MOVE = (
    "Several moves in one action are played in the order of a set, which the hash seed fixes."
)


def _word_search_board(self: Any) -> Any:
    for _ in range(shared.MOST_TRIES):
        grid, placed = self._draft()
        lines = ["".join(row) for row in grid] + [
            "".join(column) for column in zip(*grid, strict=True)
        ]
        if len(placed) == self.num_words and all(
            sum(line.count(word) for line in lines) == 1 for word in placed
        ):
            return grid, placed
    raise shared.no_instance("grid")


def _word_search_view(self: Any, grid: list[list[str]], show_words: bool = True) -> str:
    cells = [[f" {letter}  " for letter in row] for row in grid]
    if show_words:
        for row, col in self.highlighted_positions:
            cells[row][col] = f"[{grid[row][col]}] "
    lines = ["   " + " ".join([f"C{col:02}" for col in range(len(grid))])]
    lines += [f"R{row:02} {''.join(line)}" for row, line in enumerate(cells)]
    return "\n".join(lines)


PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.WordSearch.env": (
        Edit("Good luck, Player {player_id}!", "Good luck!", "It is printed as it stands."),
        Edit("def _generate_word_search(", "def _draft(", "It gets a name for ours to call."),
        Replace(
            "WordSearchEnv._generate_word_search",
            _word_search_board,
            "A word may not be placed, or stand at a second place, where it isn't accepted.",
            "1cb19d74ac3a",
        ),
        Replace(
            "WordSearchEnv._render_board",
            _word_search_view,
            "It takes most of the time of a step.",
            "287775c3de2a",
        ),
        Edit(
            'self.state.game_state["rendered_board"] = '
            'self._render_board(self.state.game_state["board"], show_words=True)',
            "",
            "The board is rendered twice.",
        ),
        Edit(
            r"\[(\d+)\s(\d+)\s(\d+)\s(\d+)\]",
            r"\[([0-9]{1,3})\s([0-9]{1,3})\s([0-9]{1,3})\s([0-9]{1,3})\]",
            _LONG_NUMBER,
        ),
        Edit("matches = set(matches)", "matches = matches[:1]", _ONE_MOVE),
        Edit(
            'and 0 <= end_col < len(self.state.game_state["board"][0])):',
            'and 0 <= end_col < len(self.state.game_state["board"][0])\n'
            "                        and (start_row == end_row) != (start_col == end_col)):",
            "What is no line costs one of the attempts.",
        ),
        Edit(
            "self.correct_words.add(placed_word)",
            "self.correct_words.add(placed_word)\n"
            "                self.incorrect_attempts += [(*actual_start, *actual_end), "
            "(*actual_end, *actual_start)]",
            "A word that was found can be found again, though guesses must be unique.",
        ),
    ),
}
