"""Whether two strings are isomorphic."""

from typing import Any

from gem_gymnasium.engines.reasoning_gym.task import Item, Task
from gem_gymnasium.engines.reasoning_gym.tasks._letters import Letters


class IsomorphicStrings(Task):
    """Whether the letters of a string can be replaced to get another."""

    name = "isomorphic_strings"
    example = "False"
    pattern = "True|False"
    changes = (
        "Letters are drawn from the alphabet in order: reasoning-gym's items differ between "
        "processes.",
        "An answer must be True or False alone; a text that contains the right one earns nothing.",
    )
    chance = 0.5

    def make_dataset(self, **extra: Any) -> Any:
        dataset = super().make_dataset(**extra)
        dataset.letters = Letters(dataset.letters)
        return dataset

    def score(self, answer: str, item: Item) -> float:
        gold: str = item["answer"]
        return float(len(answer) == len(gold) and answer.lower() == gold.lower())
