"""WordSearch: find listed words in a grid of letters."""

from __future__ import annotations

import math
from bisect import insort
from functools import cache
from itertools import product
from typing import ClassVar, Literal, TypeAlias, Unpack

from gem_gymnasium.core import Options, Outcome, TextEnv, illegal, ongoing, solved, whole
from gem_gymnasium.envs.games._counted import counted
from gem_gymnasium.parsing import integers
from gem_gymnasium.words import common, dictionary

__all__ = ["WordSearch"]

Ends: TypeAlias = tuple[int, ...]
"""Row and column of a word's first letter, row and column of its last."""

_MOST_WORDS = 20
_SHORTEST, _LONGEST = 3, {"easy": 8, "hard": 10}  # letters of a word
_STEPS = {"easy": ((0, 1), (1, 0)), "hard": ((0, 1), (1, 0), (1, 1), (-1, 1))}
_WAYS = {  # the steps in words
    "easy": "from left to right or down",
    "hard": "from left to right, down, or from left to right along a diagonal",
}


class WordSearch(TextEnv[Ends]):
    r"""Find all words of a list in a grid, across or down; with "hard" diagonally too.

    Action: ``\boxed{0 2 0 6}``, row and column of both ends of a word, in either order, counted
    from 0. Wherever a word of the list can be read between the ends it is found, also where it
    came about by chance. A line that leaves the grid, is not straight, is shorter than 3, or reads
    a word found before is illegal; any other costs its turn and no more. Reward (GEM's): for each
    word found, 1 divided by the number of words.

    The plain id has 8 words, Easy and Hard have GEM's 5. With ``randomize`` each reset draws a
    vocabulary and nothing else.

    Source: GEM's ``game:WordSearch``, with word lists of ReasoningGym and our own. There the words
    to find are not told, some have one letter, none is diagonal, and a line may be tried once only.

    Args:
        vocabulary: "easy" hides common words of 3 to 8 letters, "hard" words of 3 to 10 from a
            whole dictionary.
        num_words: Words to find, at most 20 and at most ``max_turns``.
        max_turns: Turns of an episode.
        options: See `TextEnv`.
    """

    drawn: ClassVar[frozenset[str]] = frozenset({"vocabulary"})

    def __init__(
        self,
        *,
        vocabulary: Literal["easy", "hard"] = "easy",
        num_words: int = 8,
        max_turns: int = 20,
        **options: Unpack[Options],
    ) -> None:
        if vocabulary not in ("easy", "hard"):
            raise ValueError(f"vocabulary must be 'easy' or 'hard', got {vocabulary!r}.")
        self.vocabulary = vocabulary
        self.num_words = whole("num_words", num_words, 1, _MOST_WORDS)
        super().__init__(max_turns=max_turns, **options)
        if num_words > max_turns:
            raise ValueError(f"{num_words} words can't be found in max_turns={max_turns} turns.")

    def _draw_difficulty(self) -> None:
        self.vocabulary = "hard" if self.np_random.integers(2) else "easy"

    def _generate(self) -> None:
        words: list[str] = []
        all_words = _all_words(self.vocabulary)
        while len(words) < self.num_words:
            new = all_words[int(self.np_random.integers(len(all_words)))].upper()
            # No word is a part of another, read either way, so that each is to be found by itself.
            back = new[::-1]
            if not any(new in w or w in new or back in w or w in back for w in words):
                words.append(new)
        words.sort(key=len, reverse=True)
        self._size = _size(len(words[0]), sum(map(len, words)))
        while (grid := self._place(words)) is None:
            pass
        fill = self.np_random.integers(ord("A"), ord("Z") + 1, size=(self._size, self._size))
        self._grid = [
            [letter or chr(code) for letter, code in zip(row, codes, strict=True)]
            for row, codes in zip(grid, fill.tolist(), strict=True)
        ]
        self._left = sorted(words)
        self._found: list[str] = []
        self._draw_board()

    def _place(self, words: list[str]) -> list[list[str]] | None:
        """A grid with each word at a random place where it fits; None where one fits nowhere."""
        size, steps = self._size, _STEPS[self.vocabulary]
        grid = [[""] * size for _ in range(size)]
        self._places: dict[str, Ends] = {}
        for word in words:
            reach = len(word) - 1
            for place in self.np_random.permutation(len(steps) * size * size).tolist():
                place, column = divmod(place, size)
                number, row = divmod(place, size)
                down, right = steps[number]
                ends = (row, column, row + reach * down, column + reach * right)
                if max(ends) >= size or min(ends) < 0:
                    continue
                cells = _cells(ends)
                there = [grid[r][c] for r, c in cells]
                if all(old in ("", new) for old, new in zip(there, word, strict=True)):
                    break
            else:
                return None
            for (r, c), letter in zip(cells, word, strict=True):
                grid[r][c] = letter
            self._places[word] = ends
        return grid

    def _rules(self) -> str:
        return (
            f"You are playing Word Search. The grid of letters hides "
            f"{counted(self.num_words, 'word')}; find all that is hidden within "
            f"{counted(self.max_turns, 'turn')}. A word runs {_WAYS[self.vocabulary]}. Found words "
            "are written in lower case.\n"
            "Write row and column of a word's first letter and row and column of its last in "
            f"\\boxed{{}}, for example {self.example_action} for the word from row 0, column 2 to "
            "row 0, column 4"
        )

    def _scoring(self) -> str:
        return "You score the share of the words that you find."

    def _draw_board(self) -> None:
        wide = len(str(self._size - 1))  # of a column
        gap = " " * wide
        lines = [gap + "".join([f" {column:>{wide}}" for column in range(self._size)])]
        lines += [f"{number:>{wide}}{gap}{gap.join(row)}" for number, row in enumerate(self._grid)]
        lines.append(f"Words to find: {', '.join(self._left) or 'none'}")
        if self._found:
            lines.append(f"Found: {', '.join(self._found)}")
        self._board = "\n".join(lines)

    def _state(self) -> str:
        return self._board

    @property
    def example(self) -> str:
        """The content of one fixed well-formed action."""
        return "0 2 0 4"

    def _pattern(self) -> str:
        longest = _LONGEST[self.vocabulary]
        number = "[0-9]" if _size(longest, longest * self.num_words) <= 10 else "1?[0-9]"
        return f"{number}(?: {number}){{3}}"

    def _parse(self, content: str) -> Ends | None:
        return integers(content, 4)

    def _text(self, ends: Ends) -> str:
        return "".join([self._grid[row][column] for row, column in _cells(ends)]).upper()

    def _is_line(self, ends: Ends) -> bool:
        """Whether a word could run between the ends, one way or the other."""
        down, right = ends[2] - ends[0], ends[3] - ends[1]
        reach = max(abs(down), abs(right))
        return reach >= _SHORTEST - 1 and any(
            (down, right) in ((a * reach, b * reach), (-a * reach, -b * reach))
            for a, b in _STEPS[self.vocabulary]
        )

    def _play(self, move: Ends) -> Outcome:
        if max(move) >= self._size or min(move) < 0:
            return illegal(f"Rows and columns are from 0 to {self._size - 1}.")
        if not self._is_line(move):
            return illegal(
                f"A word runs {_WAYS[self.vocabulary]} and has {_SHORTEST} letters or more."
            )
        text = self._text(move)
        for word in (text, text[::-1]):
            if word in self._left:
                return self._find(word, move)
        for word in (text, text[::-1]):
            if word in self._found:
                return illegal(f"You found {word} before.")
        return ongoing(f"{text} is not a word of the list.")

    def _find(self, word: str, ends: Ends) -> Outcome:
        for row, column in _cells(ends):
            self._grid[row][column] = self._grid[row][column].lower()
        paid = len(self._found) / self.num_words
        self._left.remove(word)
        insort(self._found, word)
        self._draw_board()
        if self._left:
            return ongoing(f"You found {word}.", 1 / self.num_words)
        return solved(f"You found {word}, the last word.", 1 - paid)

    def _legal(self) -> list[str]:
        legal = []
        for down, right in _STEPS[self.vocabulary]:
            for row, column in product(range(self._size), repeat=2):
                for reach in range(_SHORTEST - 1, self._size):
                    last_row, last_column = row + reach * down, column + reach * right
                    if not (0 <= last_row < self._size and last_column < self._size):
                        break
                    text = self._text((row, column, last_row, last_column))
                    both = (text, text[::-1])
                    if any(word in self._left for word in both) or not any(
                        word in self._found for word in both
                    ):
                        legal.append(f"{row} {column} {last_row} {last_column}")
                        legal.append(f"{last_row} {last_column} {row} {column}")
        return legal

    def _oracle(self) -> str:
        return " ".join(map(str, self._places[self._left[0]]))


@cache
def _all_words(vocabulary: str) -> tuple[str, ...]:
    """All words that may be hidden."""
    words = common if vocabulary == "easy" else dictionary
    lengths = range(_SHORTEST, _LONGEST[vocabulary] + 1)
    return tuple(word for length in lengths for word in words(length))


def _size(longest: int, letters: int) -> int:
    """Rows and columns of a grid for words of so many letters in all, which fill half of it."""
    return max(6, longest, math.ceil(math.sqrt(2 * letters)))


def _cells(ends: Ends) -> list[tuple[int, int]]:
    """The cells of a line from one end to the other."""
    row, column, last_row, last_column = ends
    reach = max(abs(last_row - row), abs(last_column - column))
    down, right = (last_row - row) // reach, (last_column - column) // reach
    return [(row + i * down, column + i * right) for i in range(reach + 1)]
