"""The largest connected area of a grid."""

from gem_gymnasium.engines.reasoning_gym.answers import same_number
from gem_gymnasium.engines.reasoning_gym.task import Item, Task


class LargestIsland(Task):
    """The area of the largest island."""

    name = "largest_island"
    example = "12"
    pattern = r"[1-3]?\d"
    changes = (
        "An answer must be the number; reasoning-gym pays a share for a text that contains it.",
    )
    chance = 0.2  # no island

    def score(self, answer: str, item: Item) -> float:
        return float(same_number(answer, item["answer"]))
