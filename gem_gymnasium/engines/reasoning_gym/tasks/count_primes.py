"""Prime numbers of an interval."""

from gem_gymnasium.engines.reasoning_gym.answers import same_number
from gem_gymnasium.engines.reasoning_gym.task import Item, Task


class CountPrimes(Task):
    """How many primes there are from one number to another."""

    name = "count_primes"
    example = "4321"
    pattern = r"0|[1-9]\d{0,3}"
    changes = ("An answer must be the number; a text that contains it earns nothing.",)

    def score(self, answer: str, item: Item) -> float:
        return float(same_number(answer, item["answer"]))
