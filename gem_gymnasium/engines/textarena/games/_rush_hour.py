"""RushHour: a shortest solution of any position."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

__all__ = ["Move", "solution"]

Move: TypeAlias = tuple[str, bool]
"""A car's letter, and whether it goes forward."""

_BITS = 3  # of a car's place on its line


def solution(vehicles: Iterable[Any], size: int, positions: int = 10**6) -> list[Move] | None:
    """The fewest moves that bring car X to the right edge, or None where none were found.

    Breadth-first search; a position is a number that holds each car's place on its line.

    Args:
        vehicles: TextArena's vehicles.
        size: Rows and columns of the board.
        positions: The search ends when it has seen so many.
    """
    cars = list(vehicles)
    start = taken = 0
    ways: list[tuple[int, list[tuple[int, int]], list[tuple[int, int]]]] = []
    red, goal = 0, 0
    for number, car in enumerate(cars):
        line, along = (car.row * size, 1) if car.horizontal else (car.col, size)
        cells = [1 << line + along * place for place in range(size)]
        last = size - car.length
        whole = [sum(cells[place : place + car.length]) for place in range(last + 1)]
        # By place: the cell that must be free, and the cells that change.
        forward = [(cells[p + car.length], whole[p] ^ whole[p + 1]) for p in range(last)]
        backward = [(cells[p - 1], whole[p] ^ whole[p - 1]) for p in range(1, last + 1)]
        shift = number * _BITS
        ways.append((shift, [*forward, (0, 0)], [(0, 0), *backward]))
        place = car.col if car.horizontal else car.row
        start |= place << shift
        taken |= whole[place]
        if car.vid == "X":
            red, goal = shift, last
    mask = (1 << _BITS) - 1
    came: dict[int, tuple[int, int]] = {start: (start, 0)}
    queue = [(start, taken)]
    for here, full in queue:
        if len(queue) > positions:
            return None
        if here >> red & mask == goal:
            moves = []
            while here != start:
                here, change = came[here]
                car = cars[(abs(change).bit_length() - 1) // _BITS]
                moves.append((car.vid, change > 0))
            return moves[::-1]
        for shift, forward, backward in ways:
            place = here >> shift & mask
            for (free, flip), change in (
                (forward[place], 1 << shift),
                (backward[place], -(1 << shift)),
            ):
                then = here + change
                if free and not full & free and then not in came:
                    came[then] = here, change
                    queue.append((then, full ^ flip))
    return None
