"""GuessTheNumber: find a number by hints that say higher or lower."""

from __future__ import annotations

import math
from typing import Unpack

from gem_gymnasium.core import Options, Outcome, TextEnv, illegal, ongoing, solved
from gem_gymnasium.parsing import integers

__all__ = ["GuessTheNumber"]


_MOST_LISTED = 1000
_NUMBERS = {str(number): number for number in range(_MOST_LISTED)}  # faster than reading digits


class GuessTheNumber(TextEnv[int]):
    r"""Guess a hidden number; every guess is answered with "higher" or "lower".

    Action: ``\boxed{25}``. Reward (GEM's): 1 for the number; when the turns are spent,
    ``1 - |last guess - number| / (max_number - min_number)``, so that a constant guess is paid
    too: ``info["success"]`` or ``reward_mode="sparse"`` tell the difference.

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

    def __init__(
        self,
        *,
        min_number: int = 1,
        max_number: int = 20,
        max_turns: int = 5,
        **options: Unpack[Options],
    ) -> None:
        if not 0 <= min_number < max_number < 10**9:
            raise ValueError(
                "min_number and max_number must satisfy 0 <= min_number < max_number < 10**9, got "
                f"{min_number!r} and {max_number!r}."
            )
        self.min_number, self.max_number = min_number, max_number
        super().__init__(max_turns=max_turns, **options)

    def _draw_difficulty(self) -> None:
        self.min_number = int(self.np_random.integers(1, 11))
        self.max_number = self.min_number + int(self.np_random.integers(5, 51))
        self.max_turns = math.ceil(math.sqrt(self.max_number - self.min_number)) + 1

    def _generate(self) -> None:
        self._number = int(self.np_random.integers(self.min_number, self.max_number + 1))
        self._guesses: set[int] = set()
        self._last: int | None = None

    def _rules(self) -> str:
        return (
            f"You are playing Guess The Number. I have chosen a whole number from "
            f"{self.min_number} to {self.max_number}, both included. Find it within "
            f"{self.max_turns} guesses. After each guess I say whether the number is higher or "
            "lower.\n"
            f"Write your guess in \\boxed{{}}, for example {self.example_action}"
        )

    @property
    def example(self) -> str:
        """The content of one fixed well-formed action."""
        return str(self.min_number + 2)

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
            self._last = None
            return illegal(f"{move} is not from {self.min_number} to {self.max_number}.")
        self._last = move
        if move == self._number:
            return solved(f"{move} is right. You found the number.")
        hint = "higher" if move < self._number else "lower"
        if move in self._guesses:
            return illegal(f"You guessed {move} before; the number is {hint} than that.")
        self._guesses.add(move)
        return ongoing(f"The number is {hint} than {move}.")

    def _partial(self) -> float:
        if self._last is None:
            return 0.0
        return 1 - abs(self._last - self._number) / (self.max_number - self.min_number)

    def _legal(self) -> list[str] | None:
        if self.max_number - self.min_number > _MOST_LISTED:
            return None
        numbers = range(self.min_number, self.max_number + 1)
        return [str(number) for number in numbers if number not in self._guesses]

    def _oracle(self) -> str:
        return str(self._number)
