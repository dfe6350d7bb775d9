"""Slitherlink: draw one loop that has as many edges around each number as it says."""

from __future__ import annotations

from typing import Any, TypeAlias

from gem_gymnasium.engines.textarena.games._numbers import between
from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["Slitherlink"]

_Edge: TypeAlias = tuple[str, int, int]


class Slitherlink(Rules):
    """An edge is named by its dot: to the right of it (h) or below it (v)."""

    @property
    def pattern(self) -> str:
        """Both kinds of edges, with the rows and columns that they have."""
        rows, cols = self._shape()
        horizontal = f"h {between(0, rows)} {between(0, cols - 1)}"
        vertical = f"v {between(0, rows - 1)} {between(0, cols)}"
        return rf"\[({horizontal}|{vertical})\]"

    @property
    def example(self) -> str:
        """The edge at the top left."""
        return "[h 0 0]"

    def _shape(self) -> tuple[int, int]:
        return int(self.arguments.get("rows", 4)), int(self.arguments.get("cols", 4))

    def legal(self, engine: Any) -> list[str]:
        """Any edge: drawn if it isn't there, else taken back."""
        rows, cols = engine.R, engine.C
        return [f"[h {row} {col}]" for row in range(rows + 1) for col in range(cols)] + [
            f"[v {row} {col}]" for row in range(rows) for col in range(cols + 1)
        ]

    def max_turns(self) -> int:
        """TextArena's limit; it stands in the prompt."""
        return int(self.arguments.get("max_turns", 200))

    def progress(self, engine: Any) -> float:
        """TextArena's share: the numbers that are right, which an open line can make them too."""
        return min(float(engine._progress()), 0.99)

    def oracle(self, engine: Any) -> str:
        """An edge in which the drawing differs from the nearest loop that fits the numbers.

        The generator draws rectangles only, so one of them fits.
        """
        rows, cols = engine.R, engine.C
        drawn: set[_Edge] = {("h", *edge) for edge in engine.h_edges}
        drawn |= {("v", *edge) for edge in engine.v_edges}
        best: list[_Edge] = []
        for top in range(rows):
            for left in range(cols):
                for bottom in range(top + 2, min(top + 4, rows) + 1):
                    for right in range(left + 2, min(left + 4, cols) + 1):
                        loop = _rectangle(top, left, bottom, right)
                        differ = sorted(drawn ^ loop)
                        if (not best or len(differ) < len(best)) and _fits(engine.clues, loop):
                            best = differ
        kind, row, col = best[0]
        return f"[{kind} {row} {col}]"


def _rectangle(top: int, left: int, bottom: int, right: int) -> set[_Edge]:
    across: set[_Edge] = {("h", row, col) for row in (top, bottom) for col in range(left, right)}
    return across | {("v", row, col) for row in range(top, bottom) for col in (left, right)}


def _fits(clues: list[list[int | None]], loop: set[_Edge]) -> bool:
    """Whether a loop has as many edges around each number as it says."""
    return all(
        clue is None
        or clue
        == (("h", row, col) in loop)
        + (("h", row + 1, col) in loop)
        + (("v", row, col) in loop)
        + (("v", row, col + 1) in loop)
        for row, line in enumerate(clues)
        for col, clue in enumerate(line)
    )
