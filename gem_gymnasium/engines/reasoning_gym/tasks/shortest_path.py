"""Shortest ways through a grid."""

from __future__ import annotations

from typing import Any

from gem_gymnasium.engines.reasoning_gym.task import Item, Task
from gem_gymnasium.engines.reasoning_gym.tasks._datasets import steps

_MOVES = {"right": (0, 1), "down": (1, 0), "left": (0, -1), "up": (-1, 0)}
_NONE = "infeasible"


class ShortestPath(Task):
    """A shortest path, or that there is none."""

    name = "shortest_path"
    example = "up up up up up up up up up right"
    pattern = r"infeasible|(?:up|down|left|right)(?: (?:up|down|left|right)){0,29}"
    changes = (
        "The directions may also be separated by commas or arrows, in capitals too.",
        "A grid of one cell alone can't be configured: there is no place for a destination.",
    )
    chance = 0.4  # there is no path

    def make_dataset(self, **extra: Any) -> Any:
        dataset = super().make_dataset(**extra)
        config = dataset.config
        if config.min_rows * config.min_cols < 2:
            msg = "min_rows=1 and min_cols=1: a grid needs two cells, a start and a destination."
            raise ValueError(msg)
        return dataset

    def score(self, answer: str, item: Item) -> float:
        gold: str = item["answer"]
        if gold == _NONE:
            return float(len(answer) < 20 and answer.strip("\"'.").lower() == _NONE)
        path = steps(answer.lower()) if len(answer) < 20_000 else []
        if not _arrives(path, item["metadata"]["matrix"]):
            return 0.0
        return 1.0 if len(path) == len(gold.split()) else 0.5


def _arrives(path: list[str], grid: list[list[str]]) -> bool:
    """Whether a path leads from the start through open cells and ends at the destination."""
    y, x = next((y, row.index("*")) for y, row in enumerate(grid) if "*" in row)
    for step in path:
        if step not in _MOVES:
            return False
        down, right = _MOVES[step]
        y, x = y + down, x + right
        if not (0 <= y < len(grid) and 0 <= x < len(grid[0])) or grid[y][x] == "X":
            return False
    return grid[y][x] == "#"
