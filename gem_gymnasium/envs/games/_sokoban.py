"""Sokoban rooms: drawing them with a solution, and planning from any state.

A cell is ``row * cols + col``, and a step is the number that it adds to a cell. Walls surround
every room, so no step leaves the grid.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import TypeAlias

import numpy as np

__all__ = ["Room", "draw_room", "plan", "steps_of"]

# What a search may look at, in cells and boxes: some tenths of a second.
_LOOKS_TO_SOLVE, _LOOKS_FOR_LESS = 500_000, 100_000

_State: TypeAlias = tuple[int, frozenset[int]]  # the player's cell, and those of the boxes


@dataclass(frozen=True)
class Room:
    """A room at the start of an episode.

    Attributes:
        floor: The cells that are no wall.
        targets: Where the boxes must go.
        boxes: Where they are.
        player: Where the player is.
        solution: Steps that solve the room.
    """

    floor: frozenset[int]
    targets: tuple[int, ...]
    boxes: tuple[int, ...]
    player: int
    solution: tuple[int, ...]


def steps_of(cols: int) -> tuple[int, int, int, int]:
    """Up, down, left and right in a grid of so many columns."""
    return -cols, cols, -1, 1


# --- drawing a room -------------------------------------------------------------------------------


def draw_room(rng: np.random.Generator, rows: int, cols: int, boxes: int, turns: int) -> Room:
    """Draw a room that can be solved and is not solved.

    The boxes are put on the targets and pulled away from them; the same play backwards solves the
    room.

    Args:
        rng: The source of all randomness.
        rows: Rows of the grid, at least 5.
        cols: Columns of the grid, at least 5.
        boxes: How many boxes; at least two cells of the inside must stay free.
        turns: The most steps that the solution may have.

    Returns:
        A room with all boxes off the targets and some way from them where the turns allow it, else
        the best that was drawn.
    """
    steps = steps_of(cols)
    inside = [row * cols + col for row in range(1, rows - 1) for col in range(1, cols - 1)]
    best, best_worth = _open_room(inside, boxes), (0, 0)
    for _ in range(max(5, 5000 // (rows * cols))):
        # The more boxes, the fewer walls: crowded rooms leave nothing to pull.
        most = 0.35 - boxes / len(inside)
        walls = int(len(inside) * rng.uniform(0.05, most))
        floor = _draw_floor(rng, inside, walls, steps)
        spots = [c for c in sorted(floor) if any(_pullable(c, step, floor) for step in steps)]
        if len(spots) < boxes:
            continue
        targets = [spots[k] for k in rng.permutation(len(spots))[:boxes].tolist()]
        room = _unsolve(rng, floor, targets, turns, steps)
        distances = _distances(floor, targets, steps)
        pushes = [distances[box] for box in room.boxes]
        worth = sum(map(bool, pushes)), sum(pushes)
        if worth > best_worth:
            best, best_worth = room, worth
            if worth[0] == boxes and 2 * worth[1] >= 3 * boxes:
                break
    return best


def _open_room(inside: Sequence[int], boxes: int) -> Room:
    """A room without inner walls, one push from solved, for when nothing could be drawn."""
    target, box, player, *others = inside
    rest = tuple(others[: boxes - 1])
    return Room(frozenset(inside), (target, *rest), (box, *rest), player, (-1,))


def _draw_floor(
    rng: np.random.Generator, inside: Sequence[int], walls: int, steps: Sequence[int]
) -> frozenset[int]:
    """The cells inside, less walls (so many at most) that leave the others connected."""
    floor = set(inside)
    *order, last = rng.permutation(inside).tolist()
    for cell in order:
        if not walls:
            break
        floor.remove(cell)
        if len(_walk(last, floor, (), steps)) == len(floor):
            walls -= 1
        else:
            floor.add(cell)
    return frozenset(floor)


def _unsolve(
    rng: np.random.Generator,
    floor: frozenset[int],
    targets: Sequence[int],
    turns: int,
    steps: Sequence[int],
) -> Room:
    """Put boxes on the targets and pull them away in a random play of at most ``turns`` steps."""
    boxes = list(targets)
    been = [{box} for box in boxes]  # no box comes back to a cell: its pulls are not undone
    back: list[int] = []  # the solution, its last step first
    came = dict.fromkeys(floor, 0)  # the first pull may be made from anywhere
    while True:
        free = floor.difference(boxes)
        pulls = [
            (k, step)
            for k, box in enumerate(boxes)
            for step in steps
            if box + step in came and _pullable(box, step, free) and box + step not in been[k]
        ]
        if not pulls:
            break
        # The boxes that were pulled least come next, so that all of them leave their targets.
        least = min(len(been[k]) for k, _ in pulls)
        pulls = [(k, step) for k, step in pulls if len(been[k]) <= least + 1]
        k, step = pulls[int(rng.integers(len(pulls)))]
        walk = _path(came, boxes[k] + step)
        if len(back) + len(walk) >= turns:
            break
        back.extend(-move for move in walk)
        for _ in range(int(rng.integers(1, 5))):
            there = boxes[k] + step
            if len(back) == turns or there in been[k] or not _pullable(boxes[k], step, free):
                break
            boxes[k] = there
            been[k].add(there)
            back.append(-step)
        player = boxes[k] + step
        came = _walk(player, floor, boxes, steps)
    if not back:  # the boxes stand in each other's way
        return Room(floor, tuple(targets), tuple(targets), -1, ())
    # The player doesn't start behind a box, which would tell the first push.
    walk = _path(came, list(came)[int(rng.integers(len(came)))])[: turns - len(back)]
    back.extend(-move for move in walk)
    return Room(floor, tuple(targets), tuple(boxes), player + sum(walk), tuple(back[::-1]))


def _pullable(box: int, step: int, free: Collection[int]) -> bool:
    """Whether a player beside a box can pull it by ``step``."""
    return box + step in free and box + 2 * step in free


def _walk(
    start: int, floor: Collection[int], boxes: Collection[int], steps: Sequence[int]
) -> dict[int, int]:
    """The cells that the player can walk to, nearest first, each with the last step to it."""
    came = {start: 0}
    queue = [start]
    for cell in queue:
        for step in steps:
            there = cell + step
            if there in floor and there not in came and there not in boxes:
                came[there] = step
                queue.append(there)
    return came


def _path(came: dict[int, int], cell: int) -> list[int]:
    """The steps of a `_walk` to a cell."""
    path = []
    while came[cell]:
        path.append(came[cell])
        cell -= came[cell]
    return path[::-1]


def _distances(
    floor: Collection[int], targets: Collection[int], steps: Sequence[int]
) -> dict[int, int]:
    """The pushes from each cell to the nearest target, were there no other boxes.

    Cells that no target can be reached from are left out: a box there is lost.
    """
    distances = dict.fromkeys(targets, 0)
    queue = list(targets)
    for cell in queue:
        for step in steps:
            if cell + step not in distances and _pullable(cell, step, floor):
                distances[cell + step] = distances[cell] + 1
                queue.append(cell + step)
    return distances


# --- planning -------------------------------------------------------------------------------------


def plan(
    floor: frozenset[int],
    targets: Collection[int],
    boxes: Collection[int],
    player: int,
    turns: int,
    steps: Sequence[int],
) -> list[int]:
    """Steps that solve the room within the turns, or bring many boxes onto targets.

    Args:
        floor: The cells that are no wall.
        targets: Where the boxes must go.
        boxes: Where they are.
        player: Where the player is.
        turns: The most steps.
        steps: Up, down, left and right.

    Returns:
        The steps; none where nothing better than the present state was found.
    """
    distances = _distances(floor, targets, steps)
    start = player, frozenset(boxes)
    goal = frozenset(targets)
    if start[1] <= distances.keys():
        path = _search(floor, goal, start, turns, steps, distances, solve=True)
        if path:
            return path
    return _search(floor, goal, start, turns, steps, distances, solve=False)


def _search(
    floor: frozenset[int],
    goal: frozenset[int],
    start: _State,
    turns: int,
    steps: Sequence[int],
    distances: dict[int, int],
    *,
    solve: bool,
) -> list[int]:
    """Weighted A* over pushes, within bounds.

    Its states are those right behind a push. With ``solve`` it drops what can't be solved within
    the turns and returns a solution or nothing; without, steps to the most boxes on targets.
    """
    cost = {start: 0}
    pushed_from: dict[_State, tuple[_State, int]] = {}
    pushes = sum(distances.get(box, 0) for box in start[1])
    heap = [(0, 0, 0, pushes, start)]
    best, most = start, len(goal & start[1])
    looks = _LOOKS_TO_SOLVE if solve else _LOOKS_FOR_LESS
    while heap and looks > 0:
        _, _, moves, pushes, state = heappop(heap)
        if moves > cost[state]:
            continue
        player, boxes = state
        on = len(goal & boxes)
        if on > most:
            best, most = state, on
            if on == len(goal):
                break
        far = {player: moves}
        queue = [player]
        for cell in queue:
            after = far[cell] + 1
            if after > turns:
                break
            for step in steps:
                there = cell + step
                if there in boxes:
                    beyond = there + step
                    if beyond in boxes or beyond not in distances:
                        continue
                    left = pushes - distances.get(there, 0) + distances[beyond]
                    if solve and after + left > turns:
                        continue
                    then = there, boxes - {there} | {beyond}
                    if after < cost.get(then, turns + 1):
                        cost[then] = after
                        looks -= len(boxes)
                        pushed_from[then] = state, step
                        # Moves that are left count double: a good plan soon, if not the shortest.
                        heappush(heap, (after + 2 * left, -len(cost), after, left, then))
                elif there in floor and there not in far:
                    far[there] = after
                    queue.append(there)
        looks -= len(queue)
    if solve and most < len(goal):
        return []
    path: list[int] = []
    while best != start:
        before, step = pushed_from[best]
        came = _walk(before[0], floor, before[1], steps)
        path = [*_path(came, best[0] - step), step, *path]
        best = before
    return path
