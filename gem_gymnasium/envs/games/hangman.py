"""Hangman: find a word letter by letter, or all at once."""

from __future__ import annotations

from bisect import insort
from typing import ClassVar, Unpack

from gem_gymnasium.core import Options, Outcome, TextEnv, flag, illegal, ongoing, solved, whole
from gem_gymnasium.envs.games._counted import counted
from gem_gymnasium.words import EXAMPLES, common, dictionary

__all__ = ["Hangman"]

_MOST_TURNS = 500  # the observation holds all guesses
_LONGEST = 50  # letters of the longest word that is answered
_TIERS = ((3, 10), (5, 15), (7, 20))  # letters, turns


class Hangman(TextEnv[str]):
    r"""Find a hidden word: a letter guessed is shown wherever it is, a word guessed may win.

    Action: a letter ``\boxed{e}`` or a whole word ``\boxed{crane}``, its letters together. A letter
    or word guessed before, and a word of another length, are illegal; a wrong word costs its turn
    and no more. Reward: ``0.5 / word_length`` for each place that a letter shows (GEM's); winning
    pays the rest of 1, which is 0.5 and the share of the places that were hidden.

    Showing the last letter wins. In GEM it does not, and the word known to all must still be
    written as a whole for the other half of the reward; that is not how Hangman is played, and an
    agent that never writes whole words can't see why it fails.

    The tiers keep GEM's letters and turns. By these Easy is harder than Hard for a fair player: few
    letters say little about a word, and 10 turns are few to try letters.

    With ``randomize`` each reset draws letters and turns from (3, 10), (5, 15) and (7, 20).

    Source: GEM's ``game:Hangman``, with word lists of ReasoningGym and our own.

    Args:
        word_length: Letters of the word, 3 to 8.
        hardcore: Draw the word from a whole dictionary, rare words too.
        max_turns: Guesses of an episode, at most 500.
        options: See `TextEnv`.
    """

    drawn: ClassVar[frozenset[str]] = frozenset({"word_length", "max_turns"})

    def __init__(
        self,
        *,
        word_length: int = 5,
        hardcore: bool = False,
        max_turns: int = 20,
        **options: Unpack[Options],
    ) -> None:
        self.word_length = whole("word_length", word_length, min(EXAMPLES), max(EXAMPLES))
        self.hardcore = flag("hardcore", hardcore)
        whole("max_turns", max_turns, 1, _MOST_TURNS)
        super().__init__(max_turns=max_turns, **options)

    def _draw_difficulty(self) -> None:
        self.word_length, self.max_turns = _TIERS[int(self.np_random.integers(len(_TIERS)))]

    def _generate(self) -> None:
        words = (dictionary if self.hardcore else common)(self.word_length)
        # The sum of two: one would hide the word that Wordle hides at the same seed.
        self._word = words[int(self.np_random.integers(len(words), size=2).sum()) % len(words)]
        self._shown = ["_"] * self.word_length
        self._letters: list[str] = []  # tried, sorted
        self._words: list[str] = []  # tried, sorted

    def _rules(self) -> str:
        whole = self._write_action(EXAMPLES[self.word_length])
        return (
            f"You are playing Hangman. I have chosen an English word of {self.word_length} "
            f"letters. Find it within {counted(self.max_turns, 'guess')}. A guess is one letter, "
            "which I then show wherever it is in the word, or the whole word. You win when all "
            "letters are shown or you guess the word.\n"
            f"Write your guess in \\boxed{{}}, for example {self.example_action} for a letter or "
            f"{whole} for a word"
        )

    def _scoring(self) -> str:
        return "Each place shown adds to your score, and winning gives the full score."

    def _state(self) -> str:
        words = f"\nWords tried: {' '.join(self._words)}" if self._words else ""
        letters = " ".join(self._letters) or "none"
        return f"Word: {' '.join(self._shown)}\nLetters tried: {letters}{words}"

    @property
    def example(self) -> str:
        """The content of one fixed well-formed action."""
        return "e"

    def _pattern(self) -> str:
        return f"[a-z]|[a-z]{{{self.word_length}}}"

    def _parse(self, content: str) -> str | None:
        # Letters apart are not plain: "E, A, T" may be three guesses.
        plain = len(content) <= _LONGEST and content.isascii() and content.isalpha()
        return content.upper() if plain else None

    def _play(self, move: str) -> Outcome:
        if move in self._letters or move in self._words:
            return illegal(f"You guessed {move} before.")
        secret = self._word.upper()
        if len(move) == 1:
            insort(self._letters, move)
            new = secret.count(move)
            if not new:
                return ongoing(f"{move} is not in the word.")
            pairs = zip(secret, self._shown, strict=True)
            self._shown = [move if letter == move else shown for letter, shown in pairs]
            if "_" in self._shown:
                return ongoing(f"{move} is in the word.", 0.5 * new / self.word_length)
            return solved(
                f"{move} is in the word. You found it.", 0.5 + 0.5 * new / self.word_length
            )
        if len(move) != self.word_length:
            return illegal(f"{move} has {len(move)} letters; the word has {self.word_length}.")
        if move != secret:
            insort(self._words, move)
            return ongoing(f"{move} is not the word.")
        hidden = self._shown.count("_")
        self._shown = list(secret)
        return solved(
            f"{move} is right. You found the word.", 0.5 + 0.5 * hidden / self.word_length
        )

    def _oracle(self) -> str:
        return self._word
