"""A rule between rows of numbers, found from examples."""

from gem_gymnasium.engines.reasoning_gym.task import Item, Task
from gem_gymnasium.engines.reasoning_gym.tasks._rows import flat


class Arc1d(Task):
    """The output row of a rule that some examples show."""

    name = "arc_1d"
    example = "0 1 2 3 0 0 3 2 1 0"
    pattern = r"\d(?: \d){7,29}"
    form = "Write the grid in one line, with spaces between its numbers."
    changes = ("The whole row must be right; one that contains it earns nothing.",)

    def score(self, answer: str, item: Item) -> float:
        gold: str = item["answer"]
        return float(flat(answer, 4 * len(gold) + 100) == gold.split())
