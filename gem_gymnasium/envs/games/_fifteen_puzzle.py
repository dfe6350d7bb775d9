"""The sliding puzzle's slides, and the search for a shortest solution."""

from __future__ import annotations

import functools
from collections.abc import Sequence

__all__ = ["OPPOSITE", "shortest", "slides"]

OPPOSITE = {"up": "down", "down": "up", "left": "right", "right": "left"}


@functools.lru_cache(maxsize=32)
def slides(size: int) -> tuple[dict[str, int], ...]:
    """For each cell that may be empty: the directions that a tile can slide, and its cell."""
    table = []
    for cell in range(size * size):
        row, col = divmod(cell, size)
        ways = {}
        if row < size - 1:
            ways["up"] = cell + size
        if row > 0:
            ways["down"] = cell - size
        if col < size - 1:
            ways["left"] = cell + 1
        if col > 0:
            ways["right"] = cell - 1
        table.append(ways)
    return tuple(table)


@functools.lru_cache(maxsize=32)
def _distances(size: int) -> tuple[tuple[int, ...], ...]:
    """The rows and columns between each tile and its goal, by tile and cell."""
    cells = [divmod(cell, size) for cell in range(size * size)]
    return (
        (0,) * len(cells),
        *(tuple(abs(row - r) + abs(col - c) for row, col in cells) for r, c in cells[:-1]),
    )


def _conflicts(line: Sequence[int], members: frozenset[int]) -> int:
    """Moves that a row or column costs beyond the distances, for tiles that pass each other.

    Args:
        line: The tiles of the row or column.
        members: The tiles whose goal is in it; in order they ascend.
    """
    # Two moves for each tile beyond the longest ascending run, which may stay.
    longest: dict[int, int] = {}
    for tile in line:
        if tile in members:
            longest[tile] = 1 + max((longest[x] for x in longest if x < tile), default=0)
    return 2 * (len(longest) - max(longest.values(), default=0))


def shortest(board: Sequence[int], size: int, below: int, effort: int) -> list[str] | None:
    """A shortest solution by iterative deepening (IDA*: Manhattan distance, linear conflicts).

    Args:
        board: The tiles row by row, 0 for the empty cell.
        size: Rows of the board.
        below: The solution must have fewer moves than this.
        effort: How many slides may be looked at.

    Returns:
        The directions, or None where no such solution was found.
    """
    ways, distance = slides(size), _distances(size)
    cells = bytearray(board)
    rows = [slice(row * size, (row + 1) * size) for row in range(size)]
    lines = rows + [slice(col, None, size) for col in range(size)]  # rows, then columns
    goal = [*range(1, size * size), 0]
    members = [frozenset(goal[line]) - {0} for line in lines]
    known: list[dict[bytes, int]] = [{} for _ in lines]
    route: list[str] = []

    def cost(number: int) -> int:
        line, cache = bytes(cells[lines[number]]), known[number]
        if line not in cache:
            cache[line] = _conflicts(line, members[number])
        return cache[line]

    def descend(empty: int, left: int, apart: int, extra: int) -> bool:
        """Solve within ``left`` moves; ``apart`` and ``extra`` are the board's two bounds."""
        nonlocal effort
        if not apart:
            return True
        back = OPPOSITE[route[-1]] if route else None
        for way, source in ways[empty].items():
            tile = cells[source]
            now = apart + distance[tile][empty] - distance[tile][source]
            if way == back or now >= left:
                continue
            effort -= 1
            if effort < 0:
                return False
            # A vertical slide changes two rows and no column's order, a horizontal two columns.
            if way in ("up", "down"):
                one, two = empty // size, source // size
            else:
                one, two = size + empty % size, size + source % size
            before = cost(one) + cost(two)
            cells[empty], cells[source] = tile, 0
            more = extra - before + cost(one) + cost(two)
            if now + more < left:
                route.append(way)
                if descend(source, left - 1, now, more):
                    return True
                route.pop()
            cells[empty], cells[source] = 0, tile
        return False

    apart = sum(distance[tile][cell] for cell, tile in enumerate(board))
    extra = sum(map(cost, range(len(lines))))
    # All solutions of a board have the same parity, and so has the bound.
    for left in range(apart + extra, below, 2):
        if descend(cells.index(0), left, apart, extra):
            return route
        if effort < 0:
            return None
    return None
