"""The length of a shortest way through a maze."""

import copy
from typing import Any

from gem_gymnasium.engines.reasoning_gym.task import MOST_ITEMS, Item, NumberTask

_TRIES = 5  # seeds, each with a thousand mazes; one in a thousand or so fails for small mazes


class Maze(NumberTask):
    """The fewest steps from the start to the goal."""

    name = "maze"
    example = "15"
    pattern = r"[56]|[1-9]\d?"  # short ways are frequent
    changes = (
        "An answer must be the number; reasoning-gym pays a share for a text that contains it.",
        "Where no maze can be drawn from an index's seed, as happens with small grids, another "
        "seed is taken; reasoning-gym raises an error.",
    )
    chance = 0.32  # the shortest of six lengths

    def item(self, index: int) -> Item:
        # An item of reasoning-gym leaves its characters in the data set: a thread has its own.
        dataset = copy.copy(self.dataset)
        most = dataset.config.max_dist

        def distance(
            grid: list[list[str]], row: int, col: int, goal_row: int, goal_col: int
        ) -> int | None:
            return _distance(grid, dataset.wall_char, (row, col), (goal_row, goal_col), most)

        dataset._bfs_shortest_path = distance
        for seed in range(_TRIES):
            try:
                item: Item = dataset[index + seed * MOST_ITEMS]
            except RuntimeError:
                continue
            item["metadata"]["source_index"] = index
            return item
        raise RuntimeError(f"maze: no maze can be drawn for {self.config}.")


def _distance(
    grid: Any, wall: str, start: tuple[int, int], goal: tuple[int, int], most: int
) -> int | None:
    """The steps from ``start`` to ``goal``, or None if there is no way of at most ``most``.

    Ways end inside the grid, as walls surround it.
    """
    seen = {start}
    border = [start]
    for steps in range(most + 1):
        if goal in seen:
            return steps
        following = []
        for row, col in border:
            for cell in ((row - 1, col), (row + 1, col), (row, col - 1), (row, col + 1)):
                if cell not in seen and grid[cell[0]][cell[1]] != wall:
                    seen.add(cell)
                    following.append(cell)
        border = following
    return None
