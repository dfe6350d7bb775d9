"""Products of integers."""

from gem_gymnasium.engines.reasoning_gym.answers import integer, number
from gem_gymnasium.engines.reasoning_gym.task import Item, Task


class Products(Task):
    """The product of some integers."""

    name = "products"
    example = "123456"
    pattern = r"[1-9]\d{0,9}|0"
    changes = (
        "An answer must be the number; reasoning-gym pays a share for a text that contains it.",
    )
    chance = 0.03  # zero

    def score(self, answer: str, item: Item) -> float:
        gold: str = item["answer"]
        if integer(gold) is None:  # too long to be read
            return float(answer.replace(",", "") == gold) if len(answer) < 2 * len(gold) else 0.0
        value = number(answer)
        return float(value is not None and value == integer(gold))
