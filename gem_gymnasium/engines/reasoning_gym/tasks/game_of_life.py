"""The Game of Life some steps on."""

from random import Random
from types import SimpleNamespace
from typing import Any

import numpy as np

from gem_gymnasium.engines.reasoning_gym.task import Item, Task
from gem_gymnasium.engines.reasoning_gym.tasks._life import Board, step
from gem_gymnasium.engines.reasoning_gym.tasks._rows import beyond, rows
from gem_gymnasium.engines.reasoning_gym.tasks._upstream import replaced

_DRAWS = 100


class GameOfLife(Task):
    """The board after some steps."""

    name = "game_of_life"
    example = "[[0,1,0],[0,1,0],[0,1,0]]"
    pattern = r"\[\[[01](?:,[01]){2,9}\](?:,\[[01](?:,[01]){2,9}\]){2,9}\]"
    changes = (
        "A board that dies out is drawn again, as an empty board would solve one item in eight.",
        "Wrong boards earn their living cells' overlap with the right ones, beyond what the "
        "question's board has of it, of up to 0.9; reasoning-gym pays for each cell, so that an "
        "empty board earns over 0.9.",
        "Unless filled_cells is set, it is filled_cells_weights of the board: reasoning-gym's is "
        "10 on boards of any size.",
        "Our own code computes the steps, in a fiftieth of the time.",
    )

    def make_dataset(self, **extra: Any) -> Any:
        config = {**self.config, **extra}
        if "filled_cells" not in config:
            plain = super().make_dataset(**extra, filled_cells=0).config
            cells = plain.grid_size_x * plain.grid_size_y
            extra["filled_cells"] = min(cells, int(plain.filled_cells_weights * cells))
        return super().make_dataset(**extra)

    def item(self, index: int) -> Item:
        dataset = self.dataset
        rng = Random(index)
        make = replaced(
            type(dataset).__getitem__,
            Random=lambda seed: rng,  # so that a second board is another
            cpl=SimpleNamespace(init_simple2d=_empty, evolve2d=_evolve, game_of_life_rule=None),
        )
        item: Item = {}
        for _ in range(_DRAWS):
            item = make(dataset, index)
            if "1" in item["answer"]:
                break
        return item

    def score(self, answer: str, item: Item) -> float:
        gold: str = item["answer"]
        longest = 8 * len(gold) + 1000
        board, right = rows(answer, longest), rows(gold, longest)
        if board is None or right is None:
            return 0.0
        if board == right:
            return 1.0
        if [len(row) for row in board] != [len(row) for row in right]:
            return 0.0
        if any(cell not in ("0", "1") for row in board for cell in row):
            return 0.0
        question: str = item["question"]
        start = rows(question[question.rindex("\n\n") : -1], longest)
        return beyond(_overlap(board, right), _overlap(start or [], right))


def _empty(height: int, width: int) -> Board:
    return np.zeros((1, height, width), dtype=np.int64)


def _evolve(boards: Board, timesteps: int, **_: Any) -> list[Board]:
    board: Board = boards[-1]
    for _step in range(timesteps - 1):
        board = step(board)
    return [board]


def _overlap(one: list[list[str]], other: list[list[str]]) -> float:
    """The living cells of both among those of either."""
    living = [
        {(y, x) for y, row in enumerate(board) for x, cell in enumerate(row) if cell == "1"}
        for board in (one, other)
    ]
    either = living[0] | living[1]
    return len(living[0] & living[1]) / len(either) if either else 1.0
