"""Sokoban."""

import re
from collections import Counter
from random import Random
from typing import Any

from gem_gymnasium.engines.reasoning_gym.task import Item, Task

_LONGEST = 5000
_DRAWS = 2000
_PATIENCE = 50  # draws with so many boxes
_SPACES = re.compile(r"[\s,]+")
_STEPS = {"D": (1, 0), "U": (-1, 0), "L": (0, -1), "R": (0, 1)}
_BACK = {"D": "U", "U": "D", "L": "R", "R": "L"}
_BOXES, _GOALS, _PLAYER = "@$", "X$%", "*%"


class Sokoban(Task):
    """Moves that push all boxes onto goals."""

    name = "sokoban"
    example = "LDURRUDL"
    pattern = r"[LRUD]+"
    form = (
        "Write the player's moves as one string of the letters L, R, U and D; every move must be "
        "possible."
    )
    changes = (
        "A move against a wall, or of a box that can't be pushed, makes an answer wrong, as does "
        "any character that is no move: reasoning-gym skips both, so that one long random walk "
        "solves some rooms.",
        "Rooms are drawn as reasoning-gym draws them, but kept without a search for a solution, "
        "as the way that they are drawn is one: that is sooner, one room in twenty is another, "
        "and max_depth has no effect.",
        f"After every {_PATIENCE} rooms with too few boxes off the goals there is one box fewer, "
        "and no room is solved at its start: reasoning-gym draws for seconds or for ever.",
    )

    def make_dataset(self, **extra: Any) -> Any:
        dataset = super().make_dataset(**extra)
        dataset._generate = _room
        return dataset

    def score(self, answer: str, item: Item) -> float:
        moves = _SPACES.sub("", answer).upper() if len(answer) <= _LONGEST else ""
        if not moves or not set(moves) <= _STEPS.keys():
            return 0.0
        room = {
            (row, col): cell
            for row, line in enumerate(item["metadata"]["gamestr"].strip().split("\n"))
            for col, cell in enumerate(line.split())
        }
        boxes = {place for place, cell in room.items() if cell in _BOXES}
        goals = {place for place, cell in room.items() if cell in _GOALS}
        player = next(place for place, cell in room.items() if cell in _PLAYER)
        for move in moves:
            ahead, beyond = _beside(player, move), _beside(player, move, 2)
            if ahead in boxes:
                if beyond in boxes or room[beyond] == "+":
                    return 0.0
                boxes.remove(ahead)
                boxes.add(beyond)
            if room[ahead] == "+":
                return 0.0
            player = ahead
        return float(boxes <= goals)


def _beside(place: tuple[int, int], move: str, steps: int = 1) -> tuple[int, int]:
    row, col = _STEPS[move]
    return place[0] + steps * row, place[1] + steps * col


def _room(
    rng: Random,
    min_w: int,
    min_h: int,
    max_w: int,
    max_h: int,
    min_boxes: int,
    max_boxes: int,
    max_depth: int,
) -> tuple[str, str, dict[str, int]]:
    """A room, a solution of it, and its size, from the same random numbers as reasoning-gym's."""
    for draw in range(_DRAWS):
        width, height = rng.randint(min_w, max_w), rng.randint(min_h, max_h)
        if (width - 2) * (height - 2) < 3 or min(width, height) < 3:
            continue
        if min_w == max_w or min_h == max_h or min_boxes == max_boxes:
            count = max_boxes
        else:
            slope = (max_boxes - min_boxes) / (max_w * max_h - min_w * min_h)
            count = int(slope * (width * height) + (min_boxes - slope * min_w * min_h))
        # The player and a free cell to pull to need room too.
        count = max(min(count, (width - 2) * (height - 2) - 2) - draw // _PATIENCE, 1)
        player = rng.randrange(1, width - 1), rng.randrange(1, height - 1)
        grid = [["+"] * width for _ in range(height)]
        grid[player[1]][player[0]] = "*"
        placed = 0
        while placed < count:
            row, col = rng.randrange(1, height - 1), rng.randrange(1, width - 1)
            if grid[row][col] == "+":
                grid[row][col] = "$"
                placed += 1
        solution = _pull(rng, grid, (player[1], player[0]))
        if sum(line.count("@") for line in grid) >= max(1, count // 2):
            drawn = "".join("".join(f"{cell} " for cell in line) + " \n" for line in grid) + "\n"
            return drawn, solution, {"width": width, "height": height}
    raise RuntimeError("sokoban: rooms of this size have no place for so many boxes.")


def _pull(rng: Random, grid: list[list[str]], player: tuple[int, int]) -> str:
    """Walk about, carve walls out, and pull every box that is behind; the same way back solves.

    Args:
        rng: The source of randomness.
        grid: The room with all boxes on goals; it is changed.
        player: Where the player is.
    """
    height, width = len(grid), len(grid[0])
    seen: Counter[str] = Counter()
    ways: list[str] = []  # the moves that solve it, the last one first
    been = [_position(grid)]
    places = {been[0]: 0}
    last = ""  # a move that is less likely
    for _ in range(round(height * width * rng.uniform(1.8, 3.6))):
        weights = [0.1 if move == last else 1 for move in _STEPS]
        (move,) = rng.choices(list(_STEPS), weights=weights)
        state = "".join(map("".join, grid))
        seen[state] += 1
        row, col = _beside(player, move)
        inside = 0 < row < height - 1 and 0 < col < width - 1
        if inside and grid[row][col] not in _BOXES:
            behind = _beside(player, move, -1)
            goal = grid[player[0]][player[1]] == "%"
            grid[player[0]][player[1]] = "X" if goal else "-"
            if grid[behind[0]][behind[1]] in _BOXES:
                from_goal = grid[behind[0]][behind[1]] == "$"
                grid[behind[0]][behind[1]] = "X" if from_goal else "-"
                grid[player[0]][player[1]] = "$" if goal else "@"
            grid[row][col] = "%" if grid[row][col] == "X" else "*"
            player = row, col
            last = _BACK[move]
            ways.append(last)
            position = _position(grid)
            if position in places:  # what lies between was for nothing
                for dropped in been[places[position] + 1 :]:
                    del places[dropped]
                del been[places[position] + 1 :], ways[places[position] :]
            else:
                places[position] = len(been)
                been.append(position)
        else:
            last = move
        if seen[state] >= 20:
            break
    solved = max(index for index, position in enumerate(been) if "@" not in position)
    return "".join(reversed(ways[solved:]))


def _position(grid: list[list[str]]) -> str:
    """Where the player and the boxes are, whatever walls there are."""
    return "".join(map("".join, grid)).replace("+", "-")
