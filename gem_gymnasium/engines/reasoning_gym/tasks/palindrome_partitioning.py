"""All ways to cut a string into palindromes."""

from typing import Any

from gem_gymnasium.engines.reasoning_gym.task import Item, Task
from gem_gymnasium.engines.reasoning_gym.tasks._rows import rows

_MOST = 200  # partitions of a string


class PalindromePartitioning(Task):
    """Every partition of a string into palindromes."""

    name = "palindrome_partitioning"
    example = '[["a", "a", "b"], ["aa", "b"]]'
    pattern = r'\[\["[a-z]"["a-z, \[\]]*\]\]'
    form = "Write a list of every partition of the string into palindromes, in any order."
    changes = (
        "The instruction asks for every partition, as only they are right; the question says that "
        "one may return them.",
        f"A string of more than {_MOST} partitions is cut to a beginning that has no more: there "
        "can be millions, and reasoning-gym lists them all.",
    )

    def make_dataset(self, **extra: Any) -> Any:
        dataset = super().make_dataset(**extra)
        draw = dataset._get_string
        dataset._get_string = lambda rng, length: _cut(draw(rng, length))
        return dataset

    def score(self, answer: str, item: Item) -> float:
        found = rows(answer, 4 * len(item["answer"]) + 1000)
        if found is None:
            return 0.0
        gold: list[list[str]] = item["metadata"]["solution"]
        return float(set(map(tuple, found)) == set(map(tuple, gold)))


def _cut(string: str) -> str:
    """The longest beginning of a string that has no more than `_MOST` partitions."""
    partitions = [1]  # of each beginning
    starts: list[int] = []  # of the palindromes that end before the next letter
    for end, letter in enumerate(string):
        starts = [start - 1 for start in starts if start and string[start - 1] == letter]
        starts += [end - 1] if end and string[end - 1] == letter else []
        starts.append(end)
        partitions.append(sum(partitions[start] for start in starts))
        if partitions[-1] > _MOST:
            return string[:end]
    return string
