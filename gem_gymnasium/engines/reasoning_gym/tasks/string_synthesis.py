"""Blocks that are put together."""

from gem_gymnasium.engines.reasoning_gym.task import Item, Task
from gem_gymnasium.engines.reasoning_gym.tasks._rows import numbers


class StringSynthesis(Task):
    """How many blocks of each kind are left by the rules."""

    name = "string_synthesis"
    example = "1 1 1 1 1 1 9 9 9"
    pattern = r"\d \d \d \d \d \d \d \d \d"
    changes = (
        "The question says that the first rule that can be applied is, again and again, as in the "
        "answer; to go through the rules in a circle gives other counts.",
        "Commas or brackets are free; a text that contains the counts earns nothing.",
    )
    chance = 0.02

    def item(self, index: int) -> Item:
        item = super().item(index)
        item["question"] = item["question"].replace(
            "cycle through the rules 1-6 above, synthesizing new blocks until",
            "synthesize new blocks, always by the first of the rules 1-6 above that can be applied "
            "(after each single use of a rule, begin again with rule 1), until",
        )
        return item

    def score(self, answer: str, item: Item) -> float:
        gold: str = item["answer"]
        found = numbers(answer, 200)
        return float(found is not None and found == numbers(gold, len(gold)))
