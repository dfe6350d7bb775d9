"""Average and max pooling."""

from fractions import Fraction
from random import Random
from typing import Any

import numpy as np

from gem_gymnasium.engines.reasoning_gym.answers import number
from gem_gymnasium.engines.reasoning_gym.task import Item, Task
from gem_gymnasium.engines.reasoning_gym.tasks._rows import rows

_TOLERANCE = Fraction(51, 10_000)  # two decimals, whichever way a half is rounded


class PoolMatrix(Task):
    """A matrix of the averages or maxima of regions."""

    name = "pool_matrix"
    example = "4.33 5.0\n6.5 1.25"
    pattern = (
        r"\d(?:\.\d{1,2})?(?: \d(?:\.\d{1,2})?){0,9}"
        r"(?:\n\d(?:\.\d{1,2})?(?: \d(?:\.\d{1,2})?){0,9}){0,9}"
    )
    form = (
        "Regions that the right or lower border cuts off are pooled too, over the elements that "
        "they have. Write the matrix row by row, a line each, with spaces between the elements."
    )
    changes = (
        "The instruction says that regions at the border count, as the answers have them.",
        "Every element must be right to two decimals: reasoning-gym accepts 1 % off, and pays 0.1 "
        "for the shape.",
        "The matrices are the same, but numpy's global random state is neither used nor changed.",
        "The fewest columns are min_cols, where reasoning-gym takes min_rows.",
    )

    def item(self, index: int) -> Item:
        from reasoning_gym.algorithmic.pool_matrix import QUESTION_TEMPLATE

        config = self.dataset.config
        rng = Random(index)
        rows_count = rng.randint(config.min_rows, config.max_rows)
        cols_count = rng.randint(config.min_cols, config.max_cols)
        drawn = np.random.RandomState(index)
        matrix: list[list[int]] = drawn.randint(0, 10, (rows_count, cols_count)).tolist()
        size = rng.randint(config.min_pool_size, config.max_pool_size)
        kind = rng.choice(["average", "max"])
        solution = _pooled(matrix, size, kind)
        question = QUESTION_TEMPLATE.format(matrix=_written(matrix), pool_type=kind, pool_size=size)
        metadata = {
            "source_dataset": self.name,
            "source_index": index,
            "matrix": matrix,
            "pool_type": kind,
            "pool_size": size,
            "rows": rows_count,
            "cols": cols_count,
        }
        shown = [
            [int(value) if kind == "max" else round(float(value), 2) for value in row]
            for row in solution
        ]
        return {"question": question, "answer": _written(shown), "metadata": metadata}

    def score(self, answer: str, item: Item) -> float:
        found = rows(answer, 8 * len(item["answer"]) + 1000)
        if found is None:
            return 0.0
        metadata = item["metadata"]
        gold = _pooled(metadata["matrix"], metadata["pool_size"], metadata["pool_type"])
        if [len(row) for row in found] != [len(row) for row in gold]:
            return 0.0
        for cells, values in zip(found, gold, strict=True):
            for cell, value in zip(cells, values, strict=True):
                read = number(cell)
                if read is None or abs(read - value) > _TOLERANCE:
                    return 0.0
        return 1.0


def _pooled(matrix: list[list[int]], size: int, kind: str) -> list[list[Fraction]]:
    pooled: list[list[Fraction]] = []
    for top in range(0, len(matrix), size):
        band = matrix[top : top + size]
        pooled.append([])
        for left in range(0, len(matrix[0]), size):
            region = [value for row in band for value in row[left : left + size]]
            whole = kind == "max"
            pooled[-1].append(
                Fraction(max(region)) if whole else Fraction(sum(region), len(region))
            )
    return pooled


def _written(matrix: Any) -> str:
    return "\n".join(" ".join(map(str, row)) for row in matrix)
