"""Minesweeper: reveal all cells that hold no mine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from gem_gymnasium.engines.textarena.games._numbers import between
from gem_gymnasium.engines.textarena.rules import Rules
from gem_gymnasium.engines.textarena.streams import Stream

__all__ = ["Minesweeper", "opening"]

_SAFE = 9  # cells around the first reveal, and itself, that hold no mine


def opening(engine: Any, row: int, col: int) -> set[tuple[int, int]]:
    """The cells that a reveal of a safe cell opens: its neighbours too where no mine is near."""
    grid = engine.grid
    found = {(row, col)}
    queue = [(row, col)]
    for r, c in queue:  # the list grows while it is walked
        if grid[r][c] == 0:
            for near in range(max(r - 1, 0), min(r + 2, engine.rows)):
                for by in range(max(c - 1, 0), min(c + 2, engine.cols)):
                    if (near, by) not in found:
                        found.add((near, by))
                        queue.append((near, by))
    return found


class Minesweeper(Rules):
    """Reveal cells; the first reveal is safe, and a mine ends the game."""

    def __init__(self, arguments: Mapping[str, Any]) -> None:
        super().__init__(arguments)
        self._rows = int(arguments.get("rows", 8))
        self._cols = int(arguments.get("cols", 8))

    def build(
        self, engine_class: Callable[..., Any], stream: Stream, services: Mapping[str, Any]
    ) -> Any:
        """Refuse more mines than there is room for; TextArena looks for room for ever."""
        engine = super().build(engine_class, stream, services)
        most = self._rows * self._cols - _SAFE
        if engine.num_mines > most:
            raise ValueError(
                f"num_mines={engine.num_mines} is too many for {self._rows} x {self._cols} cells, "
                f"of which the {_SAFE} around the first reveal hold none; use at most {most}."
            )
        return engine

    @property
    def pattern(self) -> str:
        """Row and column."""
        return rf"\[{between(0, self._rows - 1)} {between(0, self._cols - 1)}\]"

    @property
    def example(self) -> str:
        """A cell near the corner."""
        return f"[{min(3, self._rows - 1)} {min(2, self._cols - 1)}]"

    def legal(self, engine: Any) -> list[str]:
        """The cells that are not revealed."""
        return [
            f"[{row} {col}]"
            for row, cells in enumerate(engine.revealed)
            for col, revealed in enumerate(cells)
            if not revealed
        ]

    def max_turns(self) -> int:
        """As the arguments say."""
        return int(self.arguments.get("max_turns", 100))

    def progress(self, engine: Any) -> float:
        """TextArena's share: the safe cells revealed after the first turn, of those left by it."""
        return min(float(engine._get_percentage_completion()), 0.99)

    def oracle(self, engine: Any) -> str:
        """The safe cell that opens most; the middle at first."""
        if engine.first_move:
            return f"[{engine.rows // 2} {engine.cols // 2}]"
        closed = [
            (row, col)
            for row, cells in enumerate(engine.revealed)
            for col, revealed in enumerate(cells)
            if not revealed and engine.grid[row][col] != -1
        ]
        row, col = max(closed, key=lambda cell: len(opening(engine, *cell)))
        return f"[{row} {col}]"
