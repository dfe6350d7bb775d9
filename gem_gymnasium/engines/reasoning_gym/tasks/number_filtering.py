"""Numbers that are kept of a list."""

from gem_gymnasium.engines.reasoning_gym.task import Item, Task
from gem_gymnasium.engines.reasoning_gym.tasks._rows import numbers


class NumberFiltering(Task):
    """The numbers of a list that are larger or smaller than one, or those that aren't."""

    name = "number_filtering"
    example = "['12', '-3.5']"
    pattern = r"\[\]|\['-?\d{1,3}(?:\.\d{1,4})?'(?:, '-?\d{1,3}(?:\.\d{1,4})?'){0,9}\]"
    changes = (
        "The numbers are compared, with or without quotes, instead of the text, and a text that "
        "contains them earns nothing.",
    )

    def score(self, answer: str, item: Item) -> float:
        gold: str = item["answer"]
        longest = 4 * len(gold) + 200
        found = numbers(answer, longest)
        return float(found is not None and found == numbers(gold, longest))
