"""Rotations of a square matrix."""

from gem_gymnasium.engines.reasoning_gym.task import Item, Task
from gem_gymnasium.engines.reasoning_gym.tasks._rows import MATRIX_FORM, same_rows


class RotateMatrix(Task):
    """A matrix turned clockwise."""

    name = "rotate_matrix"
    example = "3 1\n4 2"
    pattern = r"\d(?: \d){1,9}(?:\n\d(?: \d){1,9}){1,9}"
    form = MATRIX_FORM
    changes = (
        "The elements are compared, in lines, nested lists or LaTeX, and a text that contains the "
        "matrix earns nothing.",
    )

    def score(self, answer: str, item: Item) -> float:
        return float(same_rows(answer, item["answer"]))
