"""The way to a leaf of a graph of paths that begin in one node."""

from gem_gymnasium.engines.reasoning_gym.task import Item, Task
from gem_gymnasium.engines.reasoning_gym.tasks._datasets import steps


class PathStar(Task):
    """The nodes from the start to the goal."""

    name = "path_star"
    example = "1 23 456 7890"
    pattern = r"\d{1,5}(?: \d{1,5}){3,5}"
    changes = ("The labels may also be separated by commas or arrows.",)

    def score(self, answer: str, item: Item) -> float:
        gold: str = item["answer"]
        if len(answer) > 4 * len(gold) + 100:
            return 0.0
        return float(steps(answer) == gold.split())
