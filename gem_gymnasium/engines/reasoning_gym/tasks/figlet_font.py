"""Words in letters that are drawn with characters."""

from __future__ import annotations

import io
import re
from functools import cache
from importlib import resources
from types import SimpleNamespace
from typing import Any

from gem_gymnasium.engines.reasoning_gym.task import Item, Task
from gem_gymnasium.engines.reasoning_gym.tasks._datasets import made_with
from gem_gymnasium.engines.reasoning_gym.tasks._rows import beyond
from gem_gymnasium.engines.reasoning_gym.tasks._upstream import replaced

# Fonts in which letters are missing, or two look the same.
_UNCLEAR = {"b_m__200", "home_pak", "runic", "smisome1", "stencil2", "test1"}
_GUESSED = 0.25  # of the letters, at most, that one letter in all places has right


class FigletFont(Task):
    """The word."""

    name = "figlet_font"
    example = "QUARTZY"
    pattern = r"[A-Z]{3,7}"
    changes = (
        "Fonts are drawn from a sorted list: reasoning-gym's has the order of the disk's folder, "
        "so that its items differ between machines.",
        "Fonts that lack letters or have the same for two are left out.",
        "A word of the right length earns its share of letters in place beyond a quarter, below "
        "0.9: reasoning-gym pays a tenth for each, so that a wrong word of ten letters or more can "
        "earn all.",
    )

    def make_dataset(self, **extra: Any) -> Any:
        # reasoning-gym reads eight megabytes of JSON, of which the words are a tenth.
        return made_with(
            self.name,
            {**self.config, **extra},
            get_data_file_path=lambda _name: SimpleNamespace(open=lambda: io.StringIO("{}")),
            json=SimpleNamespace(loads=lambda _line: {"words": _words()}),
        )

    def item(self, index: int) -> Item:
        dataset = self.dataset
        make = replaced(type(dataset).__getitem__, OK_FONTS=_fonts())
        item: Item = make(dataset, index)
        return item

    def score(self, answer: str, item: Item) -> float:
        gold = "".join(item["answer"].lower().split())
        if len(answer) > 4 * len(gold) + 20:
            return 0.0
        word = "".join(answer.lower().split())
        if word == gold:
            return 1.0
        if len(word) != len(gold):
            return 0.0
        right = sum(one == other for one, other in zip(word, gold, strict=True))
        return beyond(right / len(gold), _GUESSED)


@cache
def _words() -> list[str]:
    """The words of reasoning-gym's anagrams, in the order of the file."""
    text = resources.files("reasoning_gym.data").joinpath("anagrams.jsonl").read_text("utf-8")
    return ", ".join(re.findall(r'"words": \[([^\]]*)\]', text)).replace('"', "").split(", ")


@cache
def _fonts() -> list[str]:
    """The fonts of pyfiglet itself that reasoning-gym deems good, and we do."""
    from reasoning_gym.cognition.figlet_fonts import OK_FONTS

    names = {file.name.split(".")[0] for file in resources.files("pyfiglet.fonts").iterdir()}
    return sorted(names.intersection(OK_FONTS) - _UNCLEAR)
