"""RushHour: slide cars until car X is at the right edge."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gem_gymnasium.engines.textarena.games._rush_hour import solution
from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["RushHour"]

_SHORTEST, _TURNS = 6, 40
_POSITIONS = 3000  # that the search of a deal may see


def is_deal(vehicles: list[Any], size: int) -> bool:
    """Whether vehicles make a puzzle: a way is soon found, and it isn't the red car's alone."""
    moves = solution(vehicles, size, _POSITIONS)
    return moves is not None and _SHORTEST <= len(moves) <= _TURNS // 2


class RushHour(Rules):
    """Plus moves a car right or down by a cell, minus left or up."""

    pattern = r"\[[A-DF-JX][+-]\]"
    example = "[A+]"

    def __init__(self, arguments: Mapping[str, Any]) -> None:
        super().__init__(arguments)
        self._way: dict[tuple[tuple[str, int, int], ...], str] = {}

    def legal(self, engine: Any) -> list[str]:
        """The moves onto a free cell."""
        cars = engine.state.game_state["vehicles"]
        return [
            f"[{car.vid}{sign}]"
            for car in cars.values()
            for sign in "+-"
            if engine._can_move(cars, car, sign == "+")
        ]

    def max_turns(self) -> int:
        """TextArena has no limit; a deal is solved in half of these."""
        return _TURNS

    def progress(self, engine: Any) -> float:
        """TextArena's share: how far the red car is on its way."""
        return min(float(engine._get_percentage_completion()), 0.99)

    def oracle(self, engine: Any) -> str:
        """A move of a shortest solution; every move can be taken back, so there always is one."""
        cars = engine.state.game_state["vehicles"]
        here = _position(cars)
        if here not in self._way:
            copies = {name: car.copy() for name, car in cars.items()}
            self._way = {}
            for name, forward in solution(cars.values(), engine.BOARD_SIZE) or []:
                self._way[_position(copies)] = f"[{name}{'+' if forward else '-'}]"
                copies[name].move(forward)
        return self._way[here]


def _position(cars: Mapping[str, Any]) -> tuple[tuple[str, int, int], ...]:
    return tuple([(name, car.row, car.col) for name, car in cars.items()])
