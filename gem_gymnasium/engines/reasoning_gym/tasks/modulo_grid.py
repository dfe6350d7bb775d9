"""Patterns of remainders, with holes."""

from __future__ import annotations

from random import Random
from typing import Any

import numpy as np

from gem_gymnasium.engines.reasoning_gym.task import Item, Task
from gem_gymnasium.engines.reasoning_gym.tasks._upstream import replaced

_DRAWS = 100
_YES, _NO, _HOLE = "✅", "❌", "❔"
_Grid = np.ndarray[Any, np.dtype[Any]]


class ModuloGrid(Task):
    """The grid without holes."""

    name = "modulo_grid"
    example = "\n".join(["✅❌❌✅❌❌✅❌❌✅"] * 10)
    pattern = r"[✅❌]{6,40}(?:\n[✅❌]{6,40}){5,39}"
    form = "Write the grid row by row, a line each."
    changes = (
        "Grids whose holes another rule of the same kind would fill otherwise are drawn again.",
        "The whole grid must be right; a text that contains it earns nothing.",
        "A max_divisor of 1 is refused: reasoning-gym would search for a grid for ever.",
    )

    def make_dataset(self, **extra: Any) -> Any:
        dataset = super().make_dataset(**extra)
        if dataset.config.max_divisor < 2:
            msg = "max_divisor=1: every remainder is 0; it must be 2 or more."
            raise ValueError(msg)
        return dataset

    def item(self, index: int) -> Item:
        dataset = self.dataset
        rng = Random(dataset.seed + index)
        make = replaced(
            type(dataset).__getitem__,
            Random=lambda seed: rng,  # so that a second grid is another
            generate_grid=_drawn,
            deepcopy=lambda grid: [list(row) for row in grid],
        )
        item: Item = {}
        for _ in range(_DRAWS):
            item = make(dataset, index)
            if self._is_clear(item):
                break
        return item

    def _is_clear(self, item: Item) -> bool:
        """Whether all rules that agree with what is seen agree on the holes."""
        question: str = item["question"]
        seen = np.array([list(line) for line in question[question.rindex("\n\n") + 2 :].split()])
        right = np.array([list(line) for line in item["answer"].split()]) == _YES
        marked = np.argwhere(seen == _YES).tolist()
        if not marked:
            return False
        # Few rules pass a look at some cells.
        some = [marked[len(marked) * part // 8] for part in range(8)] + [marked[-1]]
        others = np.argwhere(seen == _NO).tolist()
        for operation in ("sum", "diff", "prod", "pow"):
            for divisor in range(2, self.dataset.config.max_divisor + 1):
                found = {_remainder(operation, y, x, divisor) for y, x in some}
                if len(found) > 1 or found & {
                    _remainder(operation, y, x, divisor) for y, x in others[:: len(others) // 8 + 1]
                }:
                    continue
                same = (_remainders(operation, right.shape, divisor) == found.pop()) == right
                if not same.all() and (same | (seen == _HOLE)).all():
                    return False
        return True

    def score(self, answer: str, item: Item) -> float:
        gold: str = item["answer"]
        if len(answer) > 8 * len(gold) + 100:
            return 0.0
        lines = ["".join(line.split()) for line in answer.split("\n")]
        return float([line for line in lines if line] == gold.split("\n"))


def _drawn(width: int, height: int, operation: str, rule: tuple[int, int]) -> list[list[str]]:
    """The grid of a rule: an operation, and a divisor and the remainder of marked cells."""
    divisor, target = rule
    cells = np.where(_remainders(operation, (height, width), divisor) == target, _YES, _NO)
    grid: list[list[str]] = cells.tolist()
    return grid


def _remainder(operation: str, y: int, x: int, divisor: int) -> int:
    if operation == "pow":
        return pow(x, y, divisor)
    return {"sum": x + y, "diff": abs(x - y), "prod": x * y}[operation] % divisor


def _remainders(operation: str, shape: tuple[int, ...], divisor: int) -> _Grid:
    """The remainder of every cell's number."""
    y, x = np.indices(shape)
    if operation != "pow":
        value: _Grid = {"sum": x + y, "diff": abs(x - y), "prod": x * y}[operation] % divisor
        return value
    lines = [np.full(shape[1], 1 % divisor)]
    for _ in range(1, shape[0]):
        lines.append(lines[-1] * x[0] % divisor)
    return np.stack(lines)
