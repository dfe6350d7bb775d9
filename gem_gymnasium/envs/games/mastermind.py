"""Mastermind: find a code by how many of its numbers a guess has, in place and out of place."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import permutations, product
from operator import eq
from typing import ClassVar, TypeAlias, Unpack

from gem_gymnasium.core import Options, Outcome, TextEnv, flag, illegal, ongoing, solved, whole
from gem_gymnasium.envs.games._counted import counted
from gem_gymnasium.parsing import integers

__all__ = ["Mastermind"]

Code: TypeAlias = tuple[str, ...]
"""Numbers, written as the rules write them; nothing is ever reckoned with them."""

_TIERS = ((2, 4, 10), (4, 6, 20), (4, 8, 30))  # length, numbers, turns
_MOST_TURNS = 500  # the observation holds all guesses
_PLAIN = frozenset(map(str, range(1, 100)))  # numbers that are read without looking closer
_MOST_LISTED = 10_000  # codes at most that `_legal` goes through


class Mastermind(TextEnv[Code]):
    r"""Guess a hidden code; black pegs count numbers in place, white pegs numbers out of place.

    Action: ``\boxed{1 2 3 4}``; with up to 9 numbers ``\boxed{1234}`` is read too. A guess of
    another length, with a number that there is not, with a number twice where codes have none, or
    made before is illegal. Reward (GEM's): each gain in the best count of black pegs, divided by
    the length of the code; a solved episode pays 1.

    With ``randomize`` each reset draws length, numbers and turns from (2, 4, 10), (4, 6, 20) and
    (4, 8, 30).

    Source: GEM's ``game:Mastermind``. There a guess with a number twice is played in any case.

    Args:
        code_length: Numbers in the code, at most 20.
        num_numbers: The code is of the numbers 1 to this one, at most 99.
        duplicate_numbers: Whether a number may be in the code more than once.
        max_turns: Guesses of an episode, at most 500.
        options: See `TextEnv`.
    """

    drawn: ClassVar[frozenset[str]] = frozenset({"code_length", "num_numbers", "max_turns"})

    def __init__(
        self,
        *,
        code_length: int = 4,
        num_numbers: int = 6,
        duplicate_numbers: bool = False,
        max_turns: int = 20,
        **options: Unpack[Options],
    ) -> None:
        self.code_length = whole("code_length", code_length, 1, 20)
        self.num_numbers = whole("num_numbers", num_numbers, 2, 99)
        self.duplicate_numbers = flag("duplicate_numbers", duplicate_numbers)
        whole("max_turns", max_turns, 1, _MOST_TURNS)
        if not duplicate_numbers and code_length > num_numbers:
            raise ValueError(
                f"A code of {code_length} from {num_numbers} numbers has a number twice; pass "
                "duplicate_numbers=True, or a smaller code_length."
            )
        super().__init__(max_turns=max_turns, **options)

    def _draw_difficulty(self) -> None:
        tier = _TIERS[int(self.np_random.integers(len(_TIERS)))]
        self.code_length, self.num_numbers, self.max_turns = tier

    def _generate(self) -> None:
        self._numbers = frozenset(map(str, range(1, self.num_numbers + 1)))
        drawn = self.np_random.choice(
            self.num_numbers, self.code_length, replace=self.duplicate_numbers
        )
        self._code: Code = tuple(str(number + 1) for number in drawn.tolist())
        self._guesses: set[Code] = set()
        self._board = "Guesses: none"
        self._best = 0

    def _rules(self) -> str:
        twice = "may be in it more than once" if self.duplicate_numbers else "is in it at most once"
        return (
            "You are playing Mastermind. I have chosen a code of "
            f"{counted(self.code_length, 'number')} from 1 to {self.num_numbers}; a number "
            f"{twice}. Find the code within {counted(self.max_turns, 'guess')}. After each guess I "
            "say how many black and white pegs it gets: a black peg for each number that is in the "
            "right place, a white peg for each other number that is in the code and in the wrong "
            "place.\n"
            f"Write your guess in \\boxed{{}}, for example {self.example_action}"
        )

    def _scoring(self) -> str:
        return (
            "The more black pegs your best guess gets, the higher your score; all of them are the "
            "full score."
        )

    def _state(self) -> str:
        return self._board

    @property
    def example(self) -> str:
        """The content of one fixed well-formed action."""
        return " ".join(str(i % self.num_numbers + 1) for i in range(self.code_length))

    def _pattern(self) -> str:
        few = self.num_numbers < 10
        numbers = range(1, self.num_numbers + 1)
        number = f"[1-{self.num_numbers}]" if few else f"(?:{'|'.join(map(str, numbers))})"
        return f"{number}(?: {number}){{{self.code_length - 1}}}"

    def _parse(self, content: str) -> Code | None:
        move = tuple(content.split())
        if len(move) > 1 and _PLAIN.issuperset(move):
            return move
        numbers = integers(content)
        if numbers is None:
            return None
        if self.num_numbers < 10 and content.isdecimal() and len(content) == self.code_length:
            return tuple(content)  # digits without spaces
        return tuple(map(str, numbers))

    def _play(self, move: Code) -> Outcome:
        if len(move) != self.code_length:
            return illegal(f"A guess has {self.code_length} numbers here, yours {len(move)}.")
        if move in self._guesses:
            return illegal(f"You guessed {' '.join(move)} before.")
        numbers = set(move)
        if not numbers <= self._numbers:
            return illegal(f"The numbers are from 1 to {self.num_numbers}.")
        if not self.duplicate_numbers and len(numbers) < len(move):
            return illegal("No number is in the code more than once.")
        black = sum(map(eq, move, self._code))
        if self.duplicate_numbers:
            white = sum(min(move.count(n), self._code.count(n)) for n in numbers) - black
        else:
            white = len(numbers.intersection(self._code)) - black
        pegs = f"{black} black, {white} white"
        line = f"{' '.join(move)}: {pegs}"
        self._board = f"{self._board}\n{line}" if self._guesses else f"Guesses:\n{line}"
        self._guesses.add(move)
        before = self._best
        if black == self.code_length:
            return solved(f"{pegs}. You found the code.", 1 - before / self.code_length)
        if black <= before:
            return ongoing(f"{pegs}.")
        self._best = black
        return ongoing(f"{pegs}.", (black - before) / self.code_length)

    def _legal(self) -> list[str] | None:
        numbers, length = sorted(self._numbers, key=int), self.code_length
        codes: Iterator[Code]
        if self.duplicate_numbers:
            many, codes = self.num_numbers**length, product(numbers, repeat=length)
        else:
            many, codes = math.perm(self.num_numbers, length), permutations(numbers, length)
        if many > _MOST_LISTED:
            return None
        return [" ".join(code) for code in codes if code not in self._guesses]

    def _oracle(self) -> str:
        return " ".join(self._code)
