"""Survo: a matrix with sums, and numbers to put into it."""

from __future__ import annotations

from gem_gymnasium.engines.reasoning_gym.answers import integer
from gem_gymnasium.engines.reasoning_gym.task import Item, Task
from gem_gymnasium.engines.reasoning_gym.tasks._rows import MATRIX_FORM, rows

_LONGEST = 20_000  # characters of an answer


class Survo(Task):
    """The completed matrix."""

    name = "survo"
    example = "1 2 3 6\n4 5 6 15\n7 8 9 24\n12 15 18 44"
    pattern = r"[1-9]\d?(?: [1-9]\d?\d?){3,4}(?:\n[1-9]\d?(?: [1-9]\d?\d?){3,4}){3,4}"
    form = MATRIX_FORM
    changes = (
        "Every matrix that keeps what is given, uses the numbers as often as they are listed and "
        "has the right sums scores 1; reasoning-gym knows of one solution.",
        "The question doesn't say how to write the matrix, so the form does.",
    )

    def score(self, answer: str, item: Item) -> float:
        known = item["metadata"]
        size = known["board_size"]
        found = rows(answer, _LONGEST) or []
        if len(found) != size or any(len(row) != size for row in found):
            return 0.0
        used = []
        matrix: list[list[int]] = []
        for cells, given in zip(found, known["puzzle"], strict=True):
            matrix.append([])
            for cell, clue in zip(cells, given, strict=True):
                value = integer(cell)
                if value is None or (clue and value != clue):
                    return 0.0
                if not clue:
                    used.append(value)
                matrix[-1].append(value)
        lines = [*matrix, *zip(*matrix, strict=True)]
        return float(
            sorted(used) == sorted(known["candidate_numbers"])
            and all(sum(line[:-1]) == line[-1] for line in lines)
        )
