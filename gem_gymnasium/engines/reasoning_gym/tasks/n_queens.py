"""Queens that don't attack each other."""

from __future__ import annotations

import re
from functools import cache
from random import Random
from typing import Any, TypeAlias

from gem_gymnasium.engines.reasoning_gym.task import Item, Task
from gem_gymnasium.engines.reasoning_gym.tasks._rows import rows

Board: TypeAlias = list[list[str]]

_LONGEST = 3000  # characters of an answer; a board of 12 x 12 has about 300
_ESCAPED = re.compile(r"(?<!\\)\\_")


class NQueens(Task):
    """The board with all queens."""

    name = "n_queens"
    chance = 0.04  # one solution of the board
    example = "\n".join(["Q _ _ _ _ _ _ _"] * 8)
    pattern = r"(?:(?:_ ){0,11}Q(?: _){0,11}\n){3,11}(?:_ ){0,11}Q(?: _){0,11}"
    changes = (
        "Every board that obeys the rules scores 1, however it's written; reasoning-gym wants "
        "single spaces, and evaluates other texts as Python.",
        "Items are reasoning-gym's, but don't hold all their solutions, which it needs seconds for "
        "on boards of 12.",
    )

    def make_dataset(self, **extra: Any) -> Any:
        from reasoning_gym.games.n_queens import NQueensConfig, NQueensDataset

        class Dataset(NQueensDataset):  # type: ignore[misc]
            def _get_all_solutions(self, n: int) -> list[Board]:
                return []  # `item` finds them when it needs them

        return Dataset(NQueensConfig(**{**self.config, **extra}))

    def item(self, index: int) -> Item:
        from reasoning_gym.games.n_queens import QUESTION_TEMPLATE

        config = self.dataset.config
        size = config.n
        rng = Random(index)
        solutions = _solutions(size)
        places = list(enumerate(rng.choice(solutions)))
        removed = rng.randint(config.min_remove, config.max_remove)
        rng.shuffle(places)
        kept = places[removed:]
        puzzle = [["_"] * size for _ in range(size)]
        for row, col in kept:
            puzzle[row][col] = "Q"
        gold = rng.choice(
            [solution for solution in solutions if all(solution[row] == col for row, col in kept)]
        )
        return {
            "question": QUESTION_TEMPLATE.format(
                puzzle="\n".join(map(" ".join, puzzle)), n=size, num_removed=removed
            ),
            "answer": "\n".join(
                " ".join("Q" if place == col else "_" for place in range(size)) for col in gold
            ),
            "metadata": {
                "source_dataset": self.name,
                "source_index": index,
                "puzzle": puzzle,
                "num_removed": removed,
                "difficulty": {
                    "n": size,
                    "num_removed": (config.min_remove, config.max_remove),
                },
            },
        }

    def score(self, answer: str, item: Item) -> float:
        puzzle: Board = item["metadata"]["puzzle"]
        size = len(puzzle)
        if len(answer) > _LONGEST:
            return 0.0
        board = rows(_ESCAPED.sub("_", answer), _LONGEST) or []
        board = [list(row[0]) if len(row) == 1 else row for row in board]
        if len(board) != size or any(len(row) != size or set(row) - {"Q", "_"} for row in board):
            return 0.0
        queens = [(r, c) for r in range(size) for c in range(size) if board[r][c] == "Q"]
        kept = all(
            board[r][c] == "Q" for r in range(size) for c in range(size) if puzzle[r][c] == "Q"
        )
        # As many different rows, columns and diagonals as queens: no two share one.
        lines = (
            {r for r, _ in queens},
            {c for _, c in queens},
            {r + c for r, c in queens},
            {r - c for r, c in queens},
        )
        return float(kept and len(queens) == size and all(len(line) == size for line in lines))


@cache
def _solutions(size: int) -> list[tuple[int, ...]]:
    """All boards, as the column of the queen of each row, in order."""
    found: list[tuple[int, ...]] = []
    full = (1 << size) - 1
    columns: list[int] = []

    def place(used: int, left: int, right: int) -> None:
        free = full & ~(used | left | right)
        if len(columns) == size - 1:
            found.extend((*columns, col) for col in range(size) if free >> col & 1)
            return
        while free:
            bit = free & -free
            free ^= bit
            columns.append(bit.bit_length() - 1)
            place(used | bit, (left | bit) << 1, (right | bit) >> 1)
            columns.pop()

    place(0, 0, 0)
    return found
