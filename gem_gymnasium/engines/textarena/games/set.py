"""Set: find sets of three cards that agree or differ in each of four features."""

from __future__ import annotations

from itertools import combinations, permutations
from typing import Any

from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["Set"]

_TURNS = 20


class Set(Rules):
    """A card is (number, color, fill, shape); cards are named by their place on the board."""

    pattern = r"\[([1-9]|1\d|2[01]), ([1-9]|1\d|2[01]), ([1-9]|1\d|2[01])\]"
    example = "[1, 4, 11]"

    def legal(self, engine: Any) -> list[str]:
        """Any three different cards, in any order."""
        places = range(1, len(engine.state.game_state["board"]) + 1)
        return [f"[{a}, {b}, {c}]" for a, b, c in permutations(places, 3)]

    def max_turns(self) -> int:
        """TextArena's limit; it stands in the prompt."""
        return _TURNS

    def progress(self, engine: Any) -> float:
        """The share of the sets that a game without mistakes finds."""
        return min(int(engine.state.game_state["score"]), _TURNS - 1) / _TURNS

    def oracle(self, engine: Any) -> str:
        """A set on the board; there is one in any 21 cards, and more are left in all 20 turns."""
        board = engine.state.game_state["board"]
        for places in combinations(range(len(board)), 3):
            values = zip(*[board[place] for place in places], strict=True)
            if all(len(set(feature)) != 2 for feature in values):
                a, b, c = places
                break
        return f"[{a + 1}, {b + 1}, {c + 1}]"
