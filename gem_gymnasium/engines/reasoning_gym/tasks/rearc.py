"""Riddles after those of the Abstraction and Reasoning Corpus, drawn by a program for each."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from gem_gymnasium.engines.reasoning_gym.task import Item, Task
from gem_gymnasium.engines.reasoning_gym.tasks._rows import MATRIX_FORM, rows

_DRAWS = 300
_MOST_CELLS = 1800  # of two grids of 30 rows and columns


class Rearc(Task):
    """The output grid of a rule that some examples show."""

    name = "rearc"
    example = "0 1 2\n3 4 5\n6 7 8"
    pattern = r"\d(?: \d){0,29}(?:\n\d(?: \d){0,29}){0,29}"
    form = MATRIX_FORM.replace("matrix", "grid").replace("elements", "cells")
    changes = (
        "A wrong grid earns nothing: reasoning-gym pays 0.05 for any text of digits.",
        "Our own code computes how difficult a pair of grids is, in a fraction of the time, and "
        "the 300th riddle drawn is taken if it is too easy or difficult.",
    )
    chance = 0.015  # one cell

    def item(self, index: int) -> Item:
        dataset = copy.copy(self.dataset)
        config = dataset.config
        # The first thing that reasoning-gym draws, too.
        bounds = Random(dataset.seed + index).choices(
            config.pso_difficulty_ranges, weights=config.pso_difficulty_weights
        )[0]
        dataset.get_pso_difficulty = _bounded(bounds)
        item: Item = dataset[index]
        # A mean, whose last digits differ between versions of Python.
        item["metadata"]["rng"] = round(item["metadata"]["rng"], 9)
        return item

    def score(self, answer: str, item: Item) -> float:
        gold: str = item["answer"]
        longest = 8 * len(gold) + 1000
        grid = rows(answer, longest)
        return float(grid is not None and grid == rows(gold, longest))


def _bounded(bounds: Sequence[float]) -> Callable[[dict[str, Any]], float]:
    """The difficulty of a pair of grids, until it has been asked too often."""
    low, high = bounds
    asked = 0

    def difficulty(pair: dict[str, Any]) -> float:
        nonlocal asked
        asked += 1
        grids = pair["input"], pair["output"]
        cells = [len(grid) * len(grid[0]) for grid in grids]
        colors = {color for grid in grids for row in grid for color in row}
        known = sum(cells) / _MOST_CELLS + len(colors) / 10
        # The density of objects is above 0 and up to 1.
        if asked < _DRAWS and (known > 3 * high or known + 1 < 3 * low):
            return known / 3
        density = (_objects(grids[0]) / cells[0] + _objects(grids[1]) / cells[1]) / 2
        value = (sum(cells) / _MOST_CELLS + len(colors) / 10 + density) / 3
        return value if asked < _DRAWS else min(max(value, low), high)

    return difficulty


def _objects(grid: Sequence[Sequence[int]]) -> int:
    """How many areas of one color there are; their cells touch by sides."""
    count = 0
    height, width = len(grid), len(grid[0])
    seen = [[False] * width for _ in range(height)]
    for top in range(height):
        for left in range(width):
            if seen[top][left]:
                continue
            count += 1
            color = grid[top][left]
            seen[top][left] = True
            stack = [(top, left)]
            while stack:
                y, x = stack.pop()
                for down, right in ((y + 1, x), (y - 1, x), (y, x + 1), (y, x - 1)):
                    if (
                        0 <= down < height
                        and 0 <= right < width
                        and not seen[down][right]
                        and grid[down][right] == color
                    ):
                        seen[down][right] = True
                        stack.append((down, right))
    return count
