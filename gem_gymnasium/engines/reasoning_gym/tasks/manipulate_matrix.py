"""Operations on a matrix."""

from typing import Any

from gem_gymnasium.engines.reasoning_gym.task import Item, Task
from gem_gymnasium.engines.reasoning_gym.tasks._rows import MATRIX_FORM, same_rows

_CLEARER = {
    " degrees\n": " degrees clockwise\n",
    "Horizontally mirror the matrix\n": "Horizontally mirror the matrix (top and bottom change)\n",
    "Vertically mirror the matrix\n": "Vertically mirror the matrix (left and right change)\n",
    "along the diagonal\n": "along the diagonal (from the top left to the bottom right)\n",
    "along the counterdiagonal\n": (
        "along the counterdiagonal (from the top right to the bottom left)\n"
    ),
}


class ManipulateMatrix(Task):
    """A matrix after rotations, reflections, crops and the like."""

    name = "manipulate_matrix"
    example = "1 2 3\n4 5 6"
    pattern = r"\d(?: \d){0,9}(?:\n\d(?: \d){0,9}){0,9}"
    form = MATRIX_FORM
    changes = (
        "The question says which way a rotation goes and what a reflection changes; "
        "reasoning-gym's leaves it open.",
        "Each weight is of the operation that it names: reasoning-gym's last four are of others.",
        "An answer must be the matrix; reasoning-gym pays a share for a text that contains it.",
    )
    chance = 0.04  # 0

    def make_dataset(self, **extra: Any) -> Any:
        dataset = super().make_dataset(**extra)
        # Operations are in the order of the names, with zero_divisible before the three cuts.
        dataset._weights = dataset._weights[[0, 1, 2, 3, 4, 5, 9, 6, 7, 8]]
        return dataset

    def item(self, index: int) -> Item:
        item = super().item(index)
        question: str = item["question"]
        for said, clearer in _CLEARER.items():
            question = question.replace(said, clearer)
        return {**item, "question": question}

    def score(self, answer: str, item: Item) -> float:
        return float(same_rows(answer, item["answer"]))
