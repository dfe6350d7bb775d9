"""Patches of Crosswords."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch, Replace
from gem_gymnasium.engines.textarena.state import Info, ObservationType
from gem_gymnasium.engines.textarena.vocabulary import file_of

__all__ = ["PATCHES"]

_SAID = ObservationType.PLAYER_ACTION

_LONG_NUMBER = "A number of thousands of digits raises ValueError."

_ONE_MOVE = (
    "Several moves in one action are played in the order of a set, which the hash seed fixes."
)


@cache
def _clues(hardcore: bool) -> tuple[Any, ...]:
    """The words of Crosswords with clues that neither say the word nor miscount its letters."""
    lines = file_of("Crosswords", "words_clues.jsonl").read_text("utf-8").splitlines()
    found = []
    for row in map(json.loads, lines):
        word = row["word"].lower()
        if row["hardcore"] == hardcore:
            clues = {}
            for number, clue in row["clues"].items():
                text = re.sub(r"\s*\(\d+ letters\)", "", clue).strip().removeprefix("- ")
                said = word if len(word) > 4 else rf"\b{word}"
                text = re.sub(said, "____", text, flags=re.IGNORECASE)
                clues[number] = f"{text} ({len(word)} letters)"
            found.append({"word": word, "hardcore": hardcore, "clues": clues})
    return tuple(found)


def _crosswords_words(self: Any, words_path: str | None = None, hardcore: bool = False) -> None:
    self.word_data = _clues(bool(hardcore))


def _crosswords_board(self: Any) -> Any:
    for _ in range(shared.MOST_TRIES):
        grid, placed, clues = self._draft()
        letters = sum(cell != "." for row in grid for cell in row)
        if len(placed) == self.num_words and letters <= self.max_turns:
            return grid, placed, clues
    raise shared.no_instance(
        f"grid of {self.num_words} words with at most max_turns={self.max_turns} letters"
    )


def _crosswords_step(self: Any, action: str) -> tuple[bool, Info]:
    state = self.state
    state.add_observation(from_id=state.current_player_id, message=action, observation_type=_SAID)
    guesses = re.findall(r"\[([0-9]{1,3})\s([0-9]{1,3})\s([a-zA-Z])\]", action)
    problem = "" if guesses else "The Player did not respond with valid 'row column letter'."
    entered = False
    for row, col, letter in dict.fromkeys((int(r), int(c), g.upper()) for r, c, g in guesses):
        board = state.game_state["board"]
        if row >= len(board) or col >= len(board[0]):
            problem = "The specified coordinate is out of bounds."
        elif board[row][col] == ".":
            problem = "The specified coordinate is a black cell."
        elif board[row][col] != "_":
            problem = f"The specified cell already contains a letter: {board[row][col]}."
        elif state.game_state["solution"][row][col].upper() != letter:
            state.add_observation(f"{letter} at ({row}, {col}) is wrong. The cell stays empty.")
            break
        else:
            board[row][col] = letter
            self._observer_current_board()
            entered = True
            continue
        if entered:  # what was entered stands, so it can't be refused any more
            state.add_observation(f"{problem} What follows it was not read.")
            problem = ""
        break
    if problem:
        state.set_invalid_move(reward=self._get_percentage_completion(), reason=problem)
    elif self._is_game_over():
        state.set_outcome(1, "Congratulations! You completed the Crosswords puzzle.")
    elif state.check_turn_limit():
        share = self._get_percentage_completion()
        state.set_outcome(
            share,
            f"The turn limit has been reached. You completed {share * 100} percent of the "
            "Crossword puzzle.",
        )
    result: tuple[bool, Info] = state.step()
    return result


PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.Crosswords.env": (
        Replace(
            "CrosswordsEnv._load_words",
            _crosswords_words,
            "The file is read in the encoding of the machine and for each game; clues say the "
            "word and miscount its letters.",
            "6340256f6e84",
        ),
        Edit("def _generate_board(", "def _draft(", "It gets a name for ours to call."),
        Replace(
            "CrosswordsEnv._generate_board",
            _crosswords_board,
            "A word may not be placed, which shifts the clues, and the words may have more "
            "letters than there are turns.",
            "9e219eb65650",
        ),
        Replace(
            "CrosswordsEnv.step",
            _crosswords_step,
            f"{_ONE_MOVE} A wrong letter is refused as an invalid move. {_LONG_NUMBER}",
            "1c13208c76bc",
        ),
    ),
}
