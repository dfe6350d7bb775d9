"""Sokoban: rooms that can be solved within the turns, and ways to solve them.

A cell is ``row * cols + col``, and a way is the number that a step that way adds. The outermost
cells are walls, so no step leaves the room.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import TypeAlias

__all__ = ["Room", "draw_room", "route"]

State: TypeAlias = tuple[int, frozenset[int]]
"""The cells of the player and of the boxes."""

_TRIES = 500
_EXPANSIONS = 400_000  # of one search: a few seconds at most


@dataclass(frozen=True)
class Room:
    """A room, and where everything stands in it.

    Attributes:
        floor: The cells that are no wall.
        goals: Where the boxes must go.
        boxes: Where they are.
        player: Where the player is.
    """

    floor: frozenset[int]
    goals: frozenset[int]
    boxes: frozenset[int]
    player: int


# --- drawing --------------------------------------------------------------------------------------


def draw_room(stream: random.Random, rows: int, cols: int, boxes: int, turns: int) -> Room:
    """A room with every box off the goals that can be solved in two thirds of the turns.

    The boxes begin on the goals and are pulled away: the same play backwards solves the room. Where
    the turns are too few for all boxes, some stay.
    """
    inside = [row * cols + col for row in range(1, rows - 1) for col in range(1, cols - 1)]
    if boxes + 2 > len(inside):
        raise ValueError(f"A room of {rows} x {cols} has no place for {boxes} boxes.")
    best: Room | None = None
    for _ in range(_TRIES):
        room = _pulled(stream, _floor(stream, inside, boxes, cols), boxes, cols, 2 * turns // 3)
        if room is None:
            continue
        if not room.boxes & room.goals:
            return room
        if best is None or len(room.boxes & room.goals) < len(best.boxes & best.goals):
            best = room
    if best is None or best.boxes == best.goals:
        raise ValueError(f"No room of {rows} x {cols} with {boxes} boxes takes {turns} turns.")
    return best


def _floor(stream: random.Random, inside: list[int], boxes: int, cols: int) -> frozenset[int]:
    """The cells inside without some, such that the others hang together."""
    floor = set(inside)
    walls = stream.randint(0, max(0, (len(inside) - 2 * boxes) // 3))
    for cell in stream.sample(inside, walls):
        floor.remove(cell)
        if len(_distances(next(iter(floor)), floor, cols)) < len(floor):
            floor.add(cell)
    return frozenset(floor)


def _pulled(
    stream: random.Random, floor: frozenset[int], count: int, cols: int, turns: int
) -> Room | None:
    """Boxes pulled from their goals by a random play of so many turns, or None if none was."""
    boxes = goals = stream.sample(sorted(floor), count)
    been = [{box} for box in boxes]  # a box never comes back: its pulls are not undone
    boxes, spent, player = list(boxes), 0, -1
    while True:
        free = floor.difference(boxes)
        near = _distances(player, free, cols) if player >= 0 else dict.fromkeys(free, 0)
        pulls = [
            (len(been[number]), stream.random(), number, way)
            for number, box in enumerate(boxes)
            for way in (-cols, cols, -1, 1)
            if box + way in near and box + 2 * way in free and box + way not in been[number]
        ]
        if not pulls:
            break
        _, _, number, way = min(pulls)  # a box that was pulled least, so that all are
        walk = near[boxes[number] + way]
        before = spent
        for _ in range(stream.randint(1, 3)):
            there = boxes[number] + way
            if spent + walk + 1 > turns or there in been[number] or there + way not in free:
                break
            spent, walk, player = spent + walk + 1, 0, there + way
            boxes[number] = there
            been[number].add(there)
        if spent == before:  # no turns were left for it
            break
    if player < 0:
        return None
    near = _distances(player, floor.difference(boxes), cols)
    starts = [cell for cell, far in sorted(near.items()) if spent + far <= turns]
    return Room(floor, frozenset(goals), frozenset(boxes), stream.choice(starts))


def _distances(start: int, free: Collection[int], cols: int) -> dict[int, int]:
    """How far it is to every cell that can be walked to."""
    far = {start: 0}
    queue = [start]
    for cell in queue:
        for way in (-cols, cols, -1, 1):
            if cell + way in free and cell + way not in far:
                far[cell + way] = far[cell] + 1
                queue.append(cell + way)
    return far


# --- solving --------------------------------------------------------------------------------------


def route(room: Room, cols: int, turns: int) -> dict[State, int]:
    """The ways to go, by the states on a solution of the room; empty if none was found.

    A* search over steps. The bound is what each box needs to the nearest goal; it counts three
    times at first, for a solution soon, and then once, for one within the turns.
    """
    pushes = _pushes(room.floor, room.goals, cols)
    for weight in (3, 1):
        found = _search(room, cols, turns, pushes, weight)
        if found:
            return found
    return {}


def _pushes(floor: Collection[int], goals: Iterable[int], cols: int) -> dict[int, int]:
    """The pushes from every cell to the nearest goal; without the cells that have none."""
    far = dict.fromkeys(goals, 0)
    queue = list(far)
    for cell in queue:
        for way in (-cols, cols, -1, 1):
            if cell + way in floor and cell + 2 * way in floor and cell + way not in far:
                far[cell + way] = far[cell] + 1
                queue.append(cell + way)
    return far


def _search(
    room: Room, cols: int, turns: int, pushes: dict[int, int], weight: int
) -> dict[State, int]:
    here: State = (room.player, room.boxes)
    if not room.boxes <= pushes.keys():
        return {}
    left = sum(pushes[box] for box in room.boxes)
    spent = {here: 0}
    came: dict[State, tuple[State, int]] = {}
    queue = [(left * weight, 0, left, here)]
    for _ in range(_EXPANSIONS):
        if not queue:
            return {}
        _, minus, left, here = heappop(queue)
        if not left:
            break
        after = 1 - minus
        if after > spent[here] + 1:
            continue
        player, boxes = here
        for way in (-cols, cols, -1, 1):
            there = player + way
            if there not in room.floor:
                continue
            to_go, moved = left, boxes
            if there in boxes:
                beyond = there + way
                if beyond in boxes or beyond not in pushes:
                    continue
                to_go += pushes[beyond] - pushes[there]
                moved = boxes - {there} | {beyond}
            then = there, moved
            if after + to_go <= turns and after < spent.get(then, turns + 1):
                spent[then] = after
                came[then] = here, way
                heappush(queue, (after + to_go * weight, -after, to_go, then))
    else:
        return {}
    ways = {}
    while here in came:
        here, way = came[here]
        ways[here] = way
    return ways
