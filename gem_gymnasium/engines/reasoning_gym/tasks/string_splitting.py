"""Machines that are taken apart."""

from gem_gymnasium.engines.reasoning_gym.task import Item, Task
from gem_gymnasium.engines.reasoning_gym.tasks._rows import numbers


class StringSplitting(Task):
    """How many machines and parts of each kind are left by the rules."""

    name = "string_splitting"
    example = "0 1 1 9 9 9"
    pattern = r"0 [01] [01] \d{1,2} \d{1,2} \d{1,2}"
    changes = (
        "The question says that each single use of a rule counts towards the most uses, as it does "
        "in the answer.",
        "Commas or brackets are free; a text that contains the counts earns nothing.",
    )
    chance = 0.025

    def item(self, index: int) -> Item:
        item = super().item(index)
        item["question"] = item["question"].replace(
            " times. If the rules", " times, each single use counting. If the rules"
        )
        return item

    def score(self, answer: str, item: Item) -> float:
        gold: str = item["answer"]
        found = numbers(answer, 200)
        return float(found is not None and found == numbers(gold, len(gold)))
