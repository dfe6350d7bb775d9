"""Sudoku of 4 x 4."""

from gem_gymnasium.engines.reasoning_gym.task import Item, Task
from gem_gymnasium.engines.reasoning_gym.tasks._latin import grid_score, read_grid


class MiniSudoku(Task):
    """The filled square of 4 x 4."""

    name = "mini_sudoku"
    example = "1 2 3 4\n3 4 1 2\n2 1 4 3\n4 3 2 2"
    pattern = r"[1-4](?: [1-4]){3}(?:\n[1-4](?: [1-4]){3}){3}"
    changes = (
        "A partly right square earns up to 0.9 for its blanks: those right less those wrong. "
        "reasoning-gym counts the given cells and lucky ones too, and pays less for a long text.",
    )

    def score(self, answer: str, item: Item) -> float:
        known = item["metadata"]
        return grid_score(read_grid(answer, 4), known["puzzle"], known["solution"])
