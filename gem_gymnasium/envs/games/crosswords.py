"""Crosswords: fill a grid with the letters of the words that clues describe."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import ascii_uppercase
from typing import ClassVar, Literal, Unpack

from gem_gymnasium.core import Options, Outcome, TextEnv, illegal, ongoing, solved, whole
from gem_gymnasium.envs.games._crosswords import Placed, lay_out

__all__ = ["Crosswords"]

_TIERS: tuple[tuple[Literal["easy", "hard"], int, int], ...] = (("easy", 3, 30), ("hard", 3, 40))
_DATA = Path(__file__).parent / "data" / "crossword_clues.json"
_UNKNOWN, _BLOCK = "_", "."
_LONGEST = 50  # characters of the longest content that is looked into
_GAP = r"(?:[\s()\[\],;:='\"]|->)"
_ACTION = re.compile(
    rf"{_GAP}*(?:row{_GAP}*)?(\d{{1,9}}){_GAP}+(?:col(?:umn)?{_GAP}*)?(\d{{1,9}})"
    rf"{_GAP}+(?:letter{_GAP}*)?([a-z]){_GAP}*",
    re.ASCII | re.IGNORECASE,
)


class Crosswords(TextEnv[tuple[int, int, str]]):
    r"""Solve a crossword by its clues, a letter a turn.

    Action: ``\boxed{row col letter}``, rows and columns counted from 0. Reward (GEM's): 1 / letter
    cells for each right letter, so 1 in all. A wrong letter is told, paid nothing and not written
    down. A cell that holds a letter or takes none is illegal.

    All words cross, and there are never more letters than turns. With ``randomize`` each reset
    draws the easy vocabulary with 30 turns or the hard one with 40, both with 3 words (GEM gives 20
    turns, which its words may exceed).

    Source: GEM's ``game:Crosswords``; the words and clues are this package's own.

    Args:
        vocabulary: "easy" or "hard".
        num_words: Words of a grid, from 2 to 8.
        max_turns: Turns of an episode, at least 6 for each word.
        options: See `TextEnv`.
    """

    drawn: ClassVar[frozenset[str]] = frozenset({"vocabulary", "num_words", "max_turns"})

    def __init__(
        self,
        *,
        vocabulary: Literal["easy", "hard"] = "easy",
        num_words: int = 5,
        max_turns: int = 100,
        **options: Unpack[Options],
    ) -> None:
        if vocabulary not in ("easy", "hard"):
            raise ValueError(f"vocabulary must be 'easy' or 'hard', got {vocabulary!r}.")
        self.vocabulary: Literal["easy", "hard"] = vocabulary
        self.num_words = whole("num_words", num_words, 2, 8)
        super().__init__(max_turns=max_turns, **options)
        if max_turns < 6 * num_words:
            raise ValueError(
                f"max_turns is {max_turns}, and {num_words} words take {6 * num_words} at least; "
                "raise max_turns or lower num_words."
            )

    def _draw_difficulty(self) -> None:
        tier = _TIERS[int(self.np_random.integers(len(_TIERS)))]
        self.vocabulary, self.num_words, self.max_turns = tier

    def _generate(self) -> None:
        vocabulary = _vocabulary(self.vocabulary)
        placed = None
        while placed is None:  # the first attempt, but for very few turns or many words
            words = [vocabulary[k][0] for k in self.np_random.permutation(len(vocabulary)).tolist()]
            placed = lay_out(self.np_random, words, self.num_words, self.max_turns)
        letters = {}
        for row, col, across, word in placed:
            for k, letter in enumerate(word):
                letters[(row, col + k) if across else (row + k, col)] = letter
        self._rows = max(row for row, _ in letters) + 1
        self._cols = max(col for _, col in letters) + 1
        self._letters = self._missing = len(letters)
        self._paid = 0.0
        # The state is kept as it is drawn; a move changes one character.
        self._solution = self._drawn(letters)
        self._drawing = self._drawn(dict.fromkeys(letters, _UNKNOWN))
        self._clues = self._listed(placed)

    def _drawn(self, letters: dict[tuple[int, int], str]) -> str:
        """The grid with labels; `_place` says where in that text a cell stands."""
        lines = [
            [letters.get((r, c), _BLOCK) for c in range(self._cols)] for r in range(self._rows)
        ]
        table = [(" ", map(str, range(self._cols))), *enumerate(lines)]
        return "\n".join(f"{label}  {' '.join(line)}" for label, line in table)

    def _place(self, row: int, col: int) -> int:
        return (row + 1) * (2 * self._cols + 3) + 2 * col + 3

    def _listed(self, placed: list[Placed]) -> str:
        """The clues of the words, which are numbered in reading order of their first cells."""
        clues = dict(_vocabulary(self.vocabulary))
        starts = list(dict.fromkeys((row, col) for row, col, _, _ in placed))
        lists: dict[bool, list[str]] = {True: ["Across:"], False: ["Down:"]}
        for row, col, across, word in placed:
            choice = clues[word]
            clue = choice[int(self.np_random.integers(len(choice)))]
            lists[across].append(
                f"{starts.index((row, col)) + 1}. from row {row}, column {col}, {len(word)} "
                f"letters: {clue}"
            )
        return "\n".join(lists[True] + lists[False])

    def _rules(self) -> str:
        return (
            f"You are playing Crosswords. Fill the grid with the letters of {self.num_words} "
            "words, which the clues below it describe. Each '_' takes a letter, a '.' takes none. "
            "Words run across (to the right) or down.\n"
            f"You fill one cell a turn and have {self.max_turns} turns. A wrong letter is not "
            "written down, but costs the turn.\n"
            "Rows are numbered from the top and columns from the left, from 0. Write your move as "
            f"\\boxed{{row column letter}}, for example {self.example_action}"
        )

    def _scoring(self) -> str:
        return "You score the share of the letters that you find."

    def _state(self) -> str:
        return f"{self._drawing}\n{self._clues}"

    @property
    def example(self) -> str:
        """The content of one fixed well-formed action."""
        return "0 2 E"

    def _pattern(self) -> str:
        return "[0-9] [0-9] [A-Z]"

    def _parse(self, content: str) -> tuple[int, int, str] | None:
        match = _ACTION.fullmatch(content) if len(content) <= _LONGEST else None
        return None if match is None else (int(match[1]), int(match[2]), match[3].upper())

    def _play(self, move: tuple[int, int, str]) -> Outcome:
        row, col, letter = move
        if row >= self._rows or col >= self._cols:
            return illegal(
                f"Row {row}, column {col} is not in the grid: rows are from 0 to {self._rows - 1}, "
                f"columns from 0 to {self._cols - 1}."
            )
        drawing, place = self._drawing, self._place(row, col)
        sign = drawing[place]
        if sign == _BLOCK:
            return illegal(f"Row {row}, column {col} takes no letter.")
        if sign != _UNKNOWN:
            return illegal(f"Row {row}, column {col} holds {sign} already.")
        if letter != self._solution[place]:
            return ongoing(f"{letter} is wrong in row {row}, column {col}.")
        self._drawing = f"{drawing[:place]}{letter}{drawing[place + 1 :]}"
        self._missing -= 1
        text = f"{letter} is right in row {row}, column {col}."
        if not self._missing:
            return solved(f"{text} The crossword is solved.", 1 - self._paid)
        share = 1 / self._letters
        self._paid += share
        return ongoing(text, share)

    def _open(self) -> Iterator[tuple[int, int]]:
        """The cells whose letter is unknown."""
        for row in range(self._rows):
            for col in range(self._cols):
                if self._drawing[self._place(row, col)] == _UNKNOWN:
                    yield row, col

    def _legal(self) -> list[str] | None:
        return [f"{row} {col} {letter}" for row, col in self._open() for letter in ascii_uppercase]

    def _oracle(self) -> str:
        row, col = next(self._open())
        return f"{row} {col} {self._solution[self._place(row, col)]}"


@cache
def _vocabulary(name: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The words of a vocabulary in upper case, each with its clues."""
    words: dict[str, list[str]] = json.loads(_DATA.read_text("ascii"))[name]
    return tuple((word.upper(), tuple(clues)) for word, clues in words.items())
