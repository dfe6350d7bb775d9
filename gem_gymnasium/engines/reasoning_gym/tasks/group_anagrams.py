"""Groups of anagrams."""

import json
import re
from functools import cache
from typing import Any

from gem_gymnasium.engines.reasoning_gym.task import Item, Task
from gem_gymnasium.engines.reasoning_gym.tasks._rows import rows

_WORDS = re.compile(r'"words": (\[[^\]]*\])')


class GroupAnagrams(Task):
    """Words in groups of the same letters."""

    name = "group_anagrams"
    example = '[["eat", "tea"], ["nat", "tan"]]'
    pattern = (
        r'\[\["[a-z]{2,22}"(?:, "[a-z]{2,22}"){1,4}\]'
        r'(?:, \["[a-z]{2,22}"(?:, "[a-z]{2,22}"){1,4}\]){1,9}\]'
    )
    changes = (
        "Only the right groups earn, in any order, in any brackets; the 0.01 for any JSON is not "
        "paid.",
        "The words are read in a tenth of the time.",
    )

    def make_dataset(self, **extra: Any) -> Any:
        from reasoning_gym.dataset import ProceduralDataset
        from reasoning_gym.factory import DATASETS

        cls, config_cls = DATASETS[self.name]
        config = config_cls(**{**self.config, **extra})
        dataset = cls.__new__(cls)  # its __init__ reads counts of letters for most of a second
        ProceduralDataset.__init__(dataset, config=config, seed=config.seed, size=config.size)
        dataset.anagrams = _anagrams()
        return dataset

    def score(self, answer: str, item: Item) -> float:
        gold: list[list[str]] = item["metadata"]["solution"]
        groups = rows(answer, 4 * len(item["answer"]) + 1000)
        return float(groups is not None and _sorted(groups) == _sorted(gold))


def _sorted(groups: list[list[str]]) -> list[list[str]]:
    return sorted(map(sorted, groups))


@cache
def _anagrams() -> list[list[str]]:
    from reasoning_gym.data import get_data_file_path

    found = _WORDS.findall(get_data_file_path("anagrams.jsonl").read_text("utf-8"))
    groups: list[list[str]] = json.loads(f"[{','.join(found)}]")
    return groups
