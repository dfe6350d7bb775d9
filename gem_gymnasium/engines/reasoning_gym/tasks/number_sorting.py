"""Numbers in order."""

from gem_gymnasium.engines.reasoning_gym.task import Item, Task
from gem_gymnasium.engines.reasoning_gym.tasks._rows import numbers


class NumberSorting(Task):
    """The numbers of a list, ascending or descending."""

    name = "number_sorting"
    example = "['-69.0', '1.5', '7.0']"
    pattern = r"\['-?\d{1,3}\.\d{1,2}'(?:, '-?\d{1,3}\.\d{1,2}'){2,9}\]"
    changes = (
        "Every number must be exact: reasoning-gym accepts any that are off by up to 1.",
        "The answer is never evaluated, and quotes are free.",
    )

    def score(self, answer: str, item: Item) -> float:
        gold: str = item["answer"]
        longest = 4 * len(gold) + 200
        found = numbers(answer, longest)
        return float(found is not None and found == numbers(gold, longest))
