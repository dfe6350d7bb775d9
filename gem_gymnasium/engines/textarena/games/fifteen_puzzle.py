"""FifteenPuzzle: slide the tiles of a 4 x 4 board into order."""

from __future__ import annotations

from collections.abc import Mapping
from heapq import heappop, heappush
from typing import Any

from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["FifteenPuzzle"]

_SIZE = 4
_CELLS = _SIZE * _SIZE
_GOAL = (*range(1, _CELLS), 0)
_WEIGHT = 3  # of the moves still to go: longer routes, found much faster
# Where the tile that slides comes from, seen from the empty cell.
_FROM = {"up": (1, 0), "down": (-1, 0), "left": (0, 1), "right": (0, -1)}


def _ways() -> list[list[tuple[str, int]]]:
    table = []
    for cell in range(_CELLS):
        row, col = divmod(cell, _SIZE)
        table.append(
            [
                (way, (row + down) * _SIZE + col + right)
                for way, (down, right) in _FROM.items()
                if 0 <= row + down < _SIZE and 0 <= col + right < _SIZE
            ]
        )
    return table


_WAYS = _ways()
"""For each cell that may be empty: the directions in which a tile can slide, and its cell."""
_DISTANCE = [
    [
        abs(cell // _SIZE - goal // _SIZE) + abs(cell % _SIZE - goal % _SIZE) if tile else 0
        for cell in range(_CELLS)
    ]
    for tile, goal in enumerate((0, *range(_CELLS - 1)))
]
"""Rows and columns between a tile and its goal, by tile and cell."""


def route(board: tuple[int, ...]) -> dict[tuple[int, ...], str]:
    """The moves of a short solution, by the boards on the way: weighted A* search."""
    apart = sum(_DISTANCE[tile][cell] for cell, tile in enumerate(board))
    queue = [(apart * _WEIGHT, 0, apart, board)]
    came: dict[tuple[int, ...], tuple[tuple[int, ...], str]] = {}
    best = {board: 0}
    while queue:
        _, gone, apart, here = heappop(queue)
        if not apart:
            break
        gone = -gone + 1
        if gone > best[here] + 1:
            continue
        empty = here.index(0)
        for way, source in _WAYS[empty]:
            tile = here[source]
            cells = list(here)
            cells[empty], cells[source] = tile, 0
            then = tuple(cells)
            if gone < best.get(then, _CELLS**3):
                best[then] = gone
                came[then] = here, way
                left = apart + _DISTANCE[tile][empty] - _DISTANCE[tile][source]
                # Of equal bounds, the longer route first.
                heappush(queue, (gone + left * _WEIGHT, -gone, left, then))
    moves = {}
    while here != board:
        before, way = came[here]
        moves[before] = way
        here = before
    return moves


class FifteenPuzzle(Rules):
    """Slide tiles into the empty cell; every board that is dealt can be solved."""

    pattern = r"\[(up|down|left|right)\]"
    example = "[up]"

    def __init__(self, arguments: Mapping[str, Any]) -> None:
        super().__init__(arguments)
        self._route: dict[tuple[int, ...], str] = {}

    def legal(self, engine: Any) -> list[str]:
        """The directions in which a tile can slide."""
        row, col = engine._get_empty_position()
        return [f"[{way}]" for way, _ in _WAYS[row * _SIZE + col]]

    def max_turns(self) -> int:
        """As the arguments say."""
        return int(self.arguments.get("max_turns", 50))

    def progress(self, engine: Any) -> float:
        """The share of the tiles out of place at the start that are in place now."""
        return min(float(engine._get_percentage_completion()), 0.99)

    def oracle(self, engine: Any) -> str:
        """The next move of a short solution, which is kept."""
        board = tuple(tile or 0 for row in engine.board for tile in row)
        if board not in self._route:
            self._route = route(board)
        return f"[{self._route[board]}]"
