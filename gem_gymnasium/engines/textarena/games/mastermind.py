"""Mastermind: find a code by how many of its numbers a guess has, in place and out of place."""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import permutations, product
from typing import Any

from gem_gymnasium.engines.textarena.games._numbers import between
from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["Mastermind"]

_MOST_LISTED = 10_000


class Mastermind(Rules):
    """Guess codes; what was guessed before is refused."""

    @property
    def _shape(self) -> tuple[int, int, bool]:
        """The length of a code, how many numbers there are, and whether they may repeat."""
        known = self.arguments
        return (
            int(known.get("code_length", 4)),
            int(known.get("num_numbers", 6)),
            bool(known.get("duplicate_numbers", False)),
        )

    @property
    def pattern(self) -> str:
        """As many numbers as a code has; whether one may repeat, it doesn't know."""
        length, numbers, _ = self._shape
        number = between(1, numbers)
        return rf"\[{number}( {number}){{{length - 1}}}\]"

    @property
    def example(self) -> str:
        """The numbers from 1 on."""
        length, numbers, _ = self._shape
        return f"[{' '.join(str(place % numbers + 1) for place in range(length))}]"

    def legal(self, engine: Any) -> list[str] | None:
        """The codes that were not guessed yet; None where there are too many."""
        length, numbers, repeat = self._shape
        if (numbers**length if repeat else math.perm(numbers, length)) > _MOST_LISTED:
            return None
        every = range(1, numbers + 1)
        codes = product(every, repeat=length) if repeat else permutations(every, length)
        guessed = {tuple(entry["guess"]) for entry in engine.state.game_state["history"]}
        return [_text(code) for code in codes if code not in guessed]

    def board(self, engine: Any) -> str:
        """The guesses so far with their pegs."""
        lines = [
            _line(tuple(entry["guess"]), entry["black"], entry["white"])
            for entry in engine.state.game_state["history"]
        ]
        return "\n".join(["Guesses so far:", *lines] if lines else ["Guesses so far: none"])

    def max_turns(self) -> int:
        """As the prompt says."""
        return int(self.arguments.get("max_turns", 20))

    def progress(self, engine: Any) -> float:
        """TextArena's share: the last guess's black pegs, and its white ones by half."""
        return float(engine._get_percentage_completion())

    def oracle(self, engine: Any) -> str:
        """The code."""
        return _text(engine.state.game_state["secret_code"])


@lru_cache(maxsize=1024)
def _line(code: tuple[int, ...], black: int, white: int) -> str:
    return f"{_text(code)}: {black} black, {white} white"


def _text(code: tuple[int, ...] | list[int]) -> str:
    return f"[{' '.join(map(str, code))}]"
