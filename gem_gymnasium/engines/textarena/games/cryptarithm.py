"""Cryptarithm: find the digits that the letters of a sum stand for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from gem_gymnasium.engines.textarena.games._cryptarithms import EQUATIONS, solutions
from gem_gymnasium.engines.textarena.rules import Rules
from gem_gymnasium.engines.textarena.streams import Stream

__all__ = ["Cryptarithm"]

_solutions = lru_cache(maxsize=128)(solutions)


class Cryptarithm(Rules):
    """Give letters digits, one a turn; the game ends when all have one.

    TextArena has one instance, SEND + MORE = MONEY, which is the variant ``Classic``. Where no
    ``equation`` is given, each game draws one of 40 with exactly one solution.

    When the turns are spent, the letters with the right digit count, where TextArena pays for every
    letter that has any.
    """

    pattern = r"\[[A-Z] [0-9]\]"
    example = "[A 5]"

    def __init__(self, arguments: Mapping[str, Any]) -> None:
        super().__init__(arguments)
        equation = arguments.get("equation")
        self.seeded = equation is None
        if equation is not None and not _solutions(equation):
            raise ValueError(f"equation={equation!r} has no solution.")

    def build(
        self, engine_class: Callable[..., Any], stream: Stream, services: Mapping[str, Any]
    ) -> Any:
        """Draw the equation where none is given."""
        if not self.seeded:
            return engine_class(**self.arguments)
        return engine_class(**{**self.arguments, "equation": stream.choice(EQUATIONS)})

    def legal(self, engine: Any) -> list[str]:
        """Digits that no other letter has, and no 0 for a first letter."""
        return [
            f"[{letter} {digit}]"
            for letter in sorted(engine.letters)
            for digit in range(10)
            if engine.digit_used.get(digit, letter) == letter
            and (digit or letter not in engine.first_letters)
        ]

    def max_turns(self) -> int:
        """As the arguments say."""
        return int(self.arguments.get("max_turns", 100))

    def progress(self, engine: Any) -> float:
        """The share of the letters with the right digit; 0 when all have one and it is wrong."""
        if len(engine.mapping) == len(engine.letters):
            return 0.0
        right = self._nearest(engine)
        given: dict[str, int] = engine.mapping
        return sum(right[letter] == digit for letter, digit in given.items()) / len(right)

    @staticmethod
    def _nearest(engine: Any) -> dict[str, int]:
        """The solution that has most in common with the digits given."""
        given = engine.mapping.items()
        return max(
            _solutions(engine.equation_raw),
            key=lambda solution: sum(solution[letter] == digit for letter, digit in given),
        )

    def oracle(self, engine: Any) -> str:
        """Right digits for letters with wrong ones first, and for the last letter at the end."""
        mapping, used, right = engine.mapping, engine.digit_used, self._nearest(engine)
        wrong = sorted(letter for letter in mapping if mapping[letter] != right[letter])
        missing = sorted(engine.letters - mapping.keys())
        for letter in [*wrong, *(missing if len(missing) > 1 or not wrong else [])]:
            if right[letter] not in used:
                return f"[{letter} {right[letter]}]"
        # Wrong letters hold one another's digits: one of them makes room.
        letter, digit = next(
            (letter, digit)
            for letter in wrong
            for digit in range(9, -1, -1)
            if digit not in used and (digit or letter not in engine.first_letters)
        )
        return f"[{letter} {digit}]"
