"""Captures on a board of Go."""

import copy
import re
from random import Random
from typing import TypeAlias

from gem_gymnasium.engines.reasoning_gym.task import Item, Task

Board: TypeAlias = list[list[str]]
Point: TypeAlias = tuple[int, int]

_DRAWS = 2000
_POINT = re.compile(r"([A-S])\s?([0-9]{1,2})", re.I)


class Tsumego(Task):
    """A move of Black that captures white stones."""

    name = "tsumego"
    chance = 0.02  # one point of the board
    example = "E5"
    pattern = r"[A-S](?:[1-9]|1\d)"
    changes = (
        "Boards without a capture, and those with stones that have no liberty, are drawn again: "
        "reasoning-gym's answer captures nothing in a quarter of its items.",
        "Every move that captures scores 1, or where the question wants as many stones as possible "
        "every one that captures the most; reasoning-gym knows of one move.",
        "Other moves earn nothing; reasoning-gym pays for the form and for a text that contains "
        "the answer.",
    )

    def item(self, index: int) -> Item:
        # An item of reasoning-gym leaves a forbidden point in the data set: a thread has its own.
        dataset = copy.copy(self.dataset)
        draw = dataset._generate_capture_problem

        def problem(size: int, rng: Random) -> tuple[Board, Point]:
            for _ in range(_DRAWS):
                dataset._ko_point = None
                try:
                    board, point = draw(size, rng)
                except RuntimeError:  # there was no room
                    continue
                captures = _captures(board)
                if captures:
                    most = max(captures.values())
                    return board, (
                        point
                        if captures.get(point) == most
                        else min(place for place, stones in captures.items() if stones == most)
                    )
            raise RuntimeError(f"tsumego: no board of size {size} has room for {self.config}.")

        dataset._generate_capture_problem = problem
        item: Item = dataset[index]
        return item

    def score(self, answer: str, item: Item) -> float:
        parts = _POINT.fullmatch(answer) if len(answer) < 10 else None
        if parts is None:
            return 0.0
        board: Board = item["metadata"]["board"]
        captures = _captures(board)
        stones = captures.get((len(board) - int(parts[2]), ord(parts[1].upper()) - ord("A")), 0)
        most = "as many" in item["question"]
        return float(stones >= (max(captures.values()) if most else 1))


def _captures(board: Board) -> dict[Point, int]:
    """The points where Black captures, and how many stones.

    There are none where stones have no liberty, as such a position can't be.
    """
    captures: dict[Point, int] = {}
    seen: set[Point] = set()
    for row, line in enumerate(board):
        for col, color in enumerate(line):
            if color == "." or (row, col) in seen:
                continue
            group, liberties = _group(board, (row, col))
            seen.update(group)
            if not liberties:
                return {}
            if color == "O" and len(liberties) == 1:
                (point,) = liberties
                captures[point] = captures.get(point, 0) + len(group)
    return captures


def _group(board: Board, start: Point) -> tuple[set[Point], set[Point]]:
    """The stones that are connected with one, and their liberties."""
    color = board[start[0]][start[1]]
    group, liberties = {start}, set()
    queue = [start]
    for row, col in queue:
        for point in ((row - 1, col), (row + 1, col), (row, col - 1), (row, col + 1)):
            if min(point) < 0 or max(point) >= len(board):
                continue
            there = board[point[0]][point[1]]
            if there == ".":
                liberties.add(point)
            elif there == color and point not in group:
                group.add(point)
                queue.append(point)
    return group, liberties
