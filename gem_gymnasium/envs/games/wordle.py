"""Wordle: find a word by which letters of a guess are in it, in place and out of place."""

from __future__ import annotations

from typing import ClassVar, Unpack

from gem_gymnasium.core import Options, Outcome, TextEnv, flag, illegal, ongoing, solved, whole
from gem_gymnasium.envs.games._counted import counted
from gem_gymnasium.parsing import word
from gem_gymnasium.words import EXAMPLES, accepted, common

__all__ = ["Wordle"]

_MOST_TURNS = 500  # the observation holds all guesses


class Wordle(TextEnv[str]):
    r"""Guess a hidden word; every letter of a guess is marked green, yellow or wrong.

    Action: ``\boxed{crane}``. A guess of another length, one that is no known word, and one made
    before are illegal. Reward (GEM's): ``0.5 / word_length`` for each place that is green for the
    first time; solving pays the rest of 1, which is 0.5 and the share of the places that were not
    green yet.

    With ``randomize`` each reset draws a length of 3, 4 or 5 and gives 5 turns per letter.

    Source: GEM's ``game:Wordle``. There the words are 90 to 241 of each length, and any letters are
    taken for a word. Here some 500, 1,600 and 2,300 words may be hidden (lists of ReasoningGym),
    and 1,400, 5,700 and 12,000 may be guessed.

    Args:
        word_length: Letters of the word, 3 to 5.
        only_real_words: Whether a guess must be a known word.
        max_turns: Guesses of an episode, at most 500.
        options: See `TextEnv`.
    """

    drawn: ClassVar[frozenset[str]] = frozenset({"word_length", "max_turns"})

    def __init__(
        self,
        *,
        word_length: int = 5,
        only_real_words: bool = True,
        max_turns: int = 20,
        **options: Unpack[Options],
    ) -> None:
        self.word_length = whole("word_length", word_length, 3, 5)
        self.only_real_words = flag("only_real_words", only_real_words)
        whole("max_turns", max_turns, 1, _MOST_TURNS)
        super().__init__(max_turns=max_turns, **options)

    def _draw_difficulty(self) -> None:
        self.word_length = int(self.np_random.integers(3, 6))
        self.max_turns = 5 * self.word_length

    def _generate(self) -> None:
        words = common(self.word_length)
        self._word = words[int(self.np_random.integers(len(words)))]
        self._guesses: set[str] = set()
        self._board = "Guesses: none"
        self._green: set[int] = set()  # the places that were green

    def _rules(self) -> str:
        length = self.word_length
        known = (
            f"a known word of {length} letters" if self.only_real_words else f"any {length} letters"
        )
        return (
            f"You are playing Wordle. I have chosen an English word of {length} letters. Find it "
            f"within {counted(self.max_turns, 'guess')}; a guess is {known}. After each guess I "
            "mark its letters, each mark under its letter:\n"
            "G (green): the word has this letter in this place.\n"
            "Y (yellow): the word has this letter, in another place.\n"
            "X: the word does not have this letter, or not so many times.\n"
            f"Write your guess in \\boxed{{}}, for example {self.example_action}"
        )

    def _scoring(self) -> str:
        return "Each place that turns green adds to your score; the word gives the full score."

    def _state(self) -> str:
        return self._board

    @property
    def example(self) -> str:
        """The content of one fixed well-formed action; it is never the hidden word."""
        return EXAMPLES[self.word_length]

    def _pattern(self) -> str:
        return f"[a-z]{{{self.word_length}}}"

    def _parse(self, content: str) -> str | None:
        return word(content)

    def _play(self, move: str) -> Outcome:
        if move in self._guesses:
            return illegal(f"You guessed {move.upper()} before.")
        if len(move) != self.word_length:
            return illegal(
                f"{move.upper()} has {counted(len(move), 'letter')}, not {self.word_length}."
            )
        if self.only_real_words and move not in accepted(self.word_length):
            return illegal(f"{move.upper()} is not a word that I know.")
        marks, shown = _marks(move, self._word), move.upper()
        above = self._board if self._guesses else "Guesses and marks:"
        self._board = f"{above}\n{' '.join(shown)}\n{' '.join(marks)}"
        self._guesses.add(move)
        before = len(self._green)
        if move == self._word:
            left = 0.5 - 0.5 * before / self.word_length  # of what green places pay
            return solved(f"{shown} is right. You found the word.", left + 0.5)
        if "G" not in marks:
            return ongoing(f"{shown} is not the word.")
        self._green.update([place for place, mark in enumerate(marks) if mark == "G"])
        new = len(self._green) - before
        return ongoing(f"{shown} is not the word.", 0.5 * new / self.word_length)

    def _legal(self) -> list[str] | None:
        if not self.only_real_words:
            return None
        return sorted(accepted(self.word_length) - self._guesses)

    def _oracle(self) -> str:
        return self._word


def _marks(guess: str, hidden: str) -> list[str]:
    """The marks of a guess; a letter is marked as often as the hidden word has it, green first."""
    pairs = [*zip(guess, hidden, strict=True)]
    left = hidden  # the letters that no mark has used up
    for letter, right in pairs:
        if letter == right:
            left = left.replace(letter, "", 1)
    marks = []
    for letter, right in pairs:
        if letter == right:
            marks.append("G")
        elif letter in left:
            marks.append("Y")
            left = left.replace(letter, "", 1)
        else:
            marks.append("X")
    return marks
