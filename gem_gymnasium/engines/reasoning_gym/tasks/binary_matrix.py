"""Distances to the nearest zero of a matrix."""

from gem_gymnasium.engines.reasoning_gym.task import Item, Task
from gem_gymnasium.engines.reasoning_gym.tasks._rows import MATRIX_FORM, same_rows


class BinaryMatrix(Task):
    """The matrix of distances to the nearest zero."""

    name = "binary_matrix"
    example = "1 0 1\n2 1 0\n1 0 1"
    pattern = r"\d(?: \d){2,9}(?:\n\d(?: \d){2,9}){2,9}"
    form = MATRIX_FORM
    changes = (
        "A matrix may be lines, nested lists or LaTeX, as the question asks for no form, and "
        "nothing is evaluated: reasoning-gym runs eval on the answer and pays 0.1 for lists.",
    )

    def score(self, answer: str, item: Item) -> float:
        return float(same_rows(answer, item["answer"]))
