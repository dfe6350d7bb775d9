"""Whether a Game of Life dies out."""

from types import SimpleNamespace
from typing import Any

import numpy as np

from gem_gymnasium.engines.reasoning_gym.task import ChoiceTask, Item
from gem_gymnasium.engines.reasoning_gym.tasks._life import Board, step
from gem_gymnasium.engines.reasoning_gym.tasks._upstream import replaced


class GameOfLifeHalting(ChoiceTask):
    """Whether a board of known patterns has no living cell in time."""

    name = "game_of_life_halting"
    example = "False"
    pattern = "True|False"
    changes = (
        "The answer must be the right one of True and False: reasoning-gym's scorer pays all for "
        "any text.",
        "The answer is what a simulation finds within the steps: reasoning-gym's says only which "
        "patterns were drawn, wrong where the steps are too few or no pattern found a place.",
        "Boards of more than a thousand cells are written in full, where reasoning-gym has dots.",
        "Patterns that are larger than a small board are left out, where reasoning-gym fails.",
    )
    chance = 0.5

    def make_dataset(self, **extra: Any) -> Any:
        dataset = super().make_dataset(**extra)
        config = dataset.config
        for kind in ("OSCILLATORS", "NON_OSCILLATORS"):
            fitting = [
                pattern
                for pattern in getattr(dataset, kind)
                if pattern["size_y"] <= config.grid_size_x - 2
                and pattern["size_x"] <= config.grid_size_y - 2
            ]
            setattr(dataset, kind, fitting)
        return dataset

    def item(self, index: int) -> Item:
        dataset = self.dataset
        config = dataset.config
        boards = np.zeros((1, config.grid_size_x, config.grid_size_y), dtype=np.int64)
        make = replaced(
            type(dataset).__getitem__,
            cpl=SimpleNamespace(init_simple2d=lambda *size: boards),
            str=lambda value: _written(value) if isinstance(value, np.ndarray) else str(value),
        )
        item: Item = make(dataset, index)
        return {**item, "answer": str(_halts(boards[0], config.max_simulation_steps))}


def _written(board: Board) -> str:
    """A board as numpy writes it, whatever its size."""
    rows = [f"[{' '.join(map(str, row))}]" for row in board.tolist()]
    return "[" + "\n ".join(rows) + "]"


def _halts(board: Board, steps: int) -> bool:
    """Whether no cell lives after so many steps or before."""
    seen = set()
    for _ in range(steps):
        if not board.any() or board.tobytes() in seen:
            break
        seen.add(board.tobytes())
        board = step(board)
    return not board.any()
