"""LightsOut: press lights, which toggles them and their neighbours, until all are off."""

from __future__ import annotations

from functools import cache
from typing import Any

from gem_gymnasium.engines.textarena.games._numbers import between
from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["LightsOut"]

_MOST_QUIET = 12  # patterns of presses that change nothing, and combine


class LightsOut(Rules):
    """Every light may be pressed at any time; pressing one twice changes nothing."""

    @property
    def _size(self) -> int:
        return int(self.arguments.get("size", 5))

    @property
    def pattern(self) -> str:
        """Row and column."""
        number = between(0, self._size - 1)
        return rf"\[{number} {number}\]"

    @property
    def example(self) -> str:
        """The light in the corner."""
        return "[0 0]"

    def legal(self, engine: Any) -> list[str]:
        """All lights."""
        size = range(engine.size)
        return [f"[{row} {col}]" for row in size for col in size]

    def max_turns(self) -> int:
        """As the prompt says."""
        return int(self.arguments.get("max_turns", 50))

    def progress(self, engine: Any) -> float:
        """TextArena's share: the lights that are fewer now, of those at the start."""
        return float(engine._get_percentage_completion())

    def oracle(self, engine: Any) -> str:
        """A light of a smallest set of presses that turns all off."""
        size = engine.size
        lit = sum(
            1 << row * size + col
            for row, lights in enumerate(engine.state.game_state["grid"])
            for col, light in enumerate(lights)
            if light
        )
        presses, quiet = _solver(size)
        first = 0
        for light, press in presses.items():
            if lit >> light & 1:
                lit ^= press[0]
                first ^= press[1]
        choices = [first]
        for pattern in quiet[:_MOST_QUIET]:
            choices += [choice ^ pattern for choice in choices]
        light = min(choices, key=int.bit_count).bit_length() - 1
        return f"[{light // size} {light % size}]"


@cache
def _solver(size: int) -> tuple[dict[int, tuple[int, int]], list[int]]:
    """What Gauss's elimination over two elements makes of the presses; masks of lights.

    Returns:
        By light, from high to low: lights that toggle together of which it is the highest, and the
        presses for that; and sets of presses that toggle nothing.
    """
    basis: dict[int, tuple[int, int]] = {}
    quiet = []
    for number in range(size * size):
        row, col = divmod(number, size)
        toggled = sum(
            1 << r * size + c
            for r, c in ((row, col), (row - 1, col), (row + 1, col), (row, col - 1), (row, col + 1))
            if 0 <= r < size and 0 <= c < size
        )
        presses = 1 << number
        while toggled and (known := basis.get(toggled.bit_length() - 1)):
            toggled ^= known[0]
            presses ^= known[1]
        if toggled:
            basis[toggled.bit_length() - 1] = toggled, presses
        else:
            quiet.append(presses)
    return dict(sorted(basis.items(), reverse=True)), quiet
