"""Spirals through matrices."""

from gem_gymnasium.engines.reasoning_gym.task import Item, Task
from gem_gymnasium.engines.reasoning_gym.tasks._rows import flat


class SpiralMatrix(Task):
    """The elements of a matrix along a spiral."""

    name = "spiral_matrix"
    example = "1 2 3 4 5 6 7 8 9 0 1 2"
    pattern = r"\d(?: \d){3}(?:(?: \d){5}(?: \d){0,91})?"
    changes = (
        "A list with commas or brackets counts as the same answer; it is never evaluated, as "
        "reasoning-gym does.",
    )

    def score(self, answer: str, item: Item) -> float:
        gold: str = item["answer"]
        return float(flat(answer, 3 * len(gold) + 100) == gold.split())
