"""GuessTheNumber: find a number by hints that say higher or lower."""

from __future__ import annotations

import math
from typing import ClassVar, Unpack

from gem_gymnasium.core import Options, Outcome, TextEnv, illegal, ongoing, solved, whole
from gem_gymnasium.envs.games._counted import counted
from gem_gymnasium.parsing import integers

__all__ = ["GuessTheNumber"]


_GREATEST = 10**9 - 1  # number: `integers` reads 9 digits
_MOST_LISTED = 1000
_NUMBERS = {str(number): number for number in range(_MOST_LISTED)}  # faster than reading digits


class GuessTheNumber(TextEnv[int]):
    r"""Guess a hidden number; every guess is answered with "higher" or "lower".

    Action: ``\boxed{25}``. Reward (GEM's): 1 for the number; when the turns are spent,
    ``1 - |last guess - number| / (max_number - min_number)``, so that a constant guess is paid
    too: ``info["success"]`` or ``reward_mode="sparse"`` tell the difference. A guess out of range
    or made before changes nothing, so the one before it is the last (GEM pays 0 and its own
    distance there). An observation tells the last hint; earlier ones are for the agent to remember.

    With ``randomize`` each reset draws the range, from 6 to 51 numbers, and gives
    ``ceil(sqrt(max_number - min_number)) + 1`` turns, which bisection never exceeds.

    The defaults leave GEM's 20 turns for 20 numbers, which name every number without thinking;
    bisection needs 5.

    Source: GEM's ``game:GuessTheNumber``.

    Args:
        min_number: The least number that may be hidden.
        max_number: The greatest.
        max_turns: Guesses of an episode.
        options: See `TextEnv`.
    """

    drawn: ClassVar[frozenset[str]] = frozenset({"min_number", "max_number", "max_turns"})

    def __init__(
        self,
        *,
        min_number: int = 1,
        max_number: int = 20,
        max_turns: int = 5,
        **options: Unpack[Options],
    ) -> None:
        self.min_number = whole("min_number", min_number, 0, _GREATEST - 1)
        self.max_number = whole("max_number", max_number, self.min_number + 1, _GREATEST)
        super().__init__(max_turns=max_turns, **options)

    def _draw_difficulty(self) -> None:
        self.min_number = int(self.np_random.integers(1, 11))
        self.max_number = self.min_number + int(self.np_random.integers(5, 51))
        self.max_turns = math.ceil(math.sqrt(self.max_number - self.min_number)) + 1

    def _generate(self) -> None:
        self._number = int(self.np_random.integers(self.min_number, self.max_number + 1))
        self._guesses: dict[int, None] = {}  # in order

    def _rules(self) -> str:
        return (
            f"You are playing Guess The Number. I have chosen a whole number from "
            f"{self.min_number} to {self.max_number}, both included. Find it within "
            f"{counted(self.max_turns, 'guess')}. After each guess I say whether the number is "
            "higher or lower.\n"
            f"Write your guess in \\boxed{{}}, for example {self.example_action}"
        )

    def _scoring(self) -> str:
        return (
            "The number scores 1; when the guesses are spent, the nearer the last guess the higher "
            "the score."
        )

    @property
    def example(self) -> str:
        """The content of one fixed well-formed action."""
        return str(min(self.min_number + 2, self.max_number))

    def _pattern(self) -> str:
        if self.max_number - self.min_number > _MOST_LISTED:
            return "[0-9]{1,9}"
        return "|".join(map(str, range(self.min_number, self.max_number + 1)))

    def _parse(self, content: str) -> int | None:
        number = _NUMBERS.get(content)
        if number is not None:
            return number
        numbers = integers(content, 1)
        return None if numbers is None else numbers[0]

    def _play(self, move: int) -> Outcome:
        if not self.min_number <= move <= self.max_number:
            return illegal(f"{move} is not from {self.min_number} to {self.max_number}.")
        if move == self._number:
            return solved(f"{move} is right. You found the number.")
        hint = "higher" if move < self._number else "lower"
        if move in self._guesses:
            return illegal(f"You guessed {move} before; the number is {hint} than that.")
        self._guesses[move] = None
        return ongoing(f"The number is {hint} than {move}.")

    def _partial(self) -> float:
        if not self._guesses:
            return 0.0
        last = next(reversed(self._guesses))
        return 1 - abs(last - self._number) / (self.max_number - self.min_number)

    def _legal(self) -> list[str] | None:
        if self.max_number - self.min_number > _MOST_LISTED:
            return None
        numbers = range(self.min_number, self.max_number + 1)
        return [str(number) for number in numbers if number not in self._guesses]

    def _oracle(self) -> str:
        return str(self._number)
