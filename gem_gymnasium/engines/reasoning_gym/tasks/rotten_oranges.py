"""Oranges that rot."""

from gem_gymnasium.engines.reasoning_gym.answers import same_number
from gem_gymnasium.engines.reasoning_gym.task import Item, Task


class RottenOranges(Task):
    """The minutes until no orange is fresh, or -1."""

    name = "rotten_oranges"
    example = "97"
    pattern = r"-1|\d|[1-9]\d{1,2}"
    changes = ("An answer must be the number; a text that contains it earns nothing.",)
    chance = 0.34  # -1

    def score(self, answer: str, item: Item) -> float:
        return float(same_number(answer, item["answer"]))
