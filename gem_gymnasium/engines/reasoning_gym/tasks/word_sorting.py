"""Words in order."""

from gem_gymnasium.engines.reasoning_gym.task import Item, Task
from gem_gymnasium.engines.reasoning_gym.tasks._rows import beyond, flat


class WordSorting(Task):
    """The words of a list in the order of their characters' codes, ascending or descending."""

    name = "word_sorting"
    example = "year, into, the"
    pattern = r"\w{3,12}(?:, \w{3,12}){2,9}"
    changes = (
        "Partial credit needs the same words, in another order: it grows with the share of right "
        "places beyond that of the words as given, to 0.9 at most, so that copying earns nothing.",
    )

    def score(self, answer: str, item: Item) -> float:
        gold: list[str] = item["metadata"]["sorted_words"]
        given: list[str] = item["metadata"]["transformed_words"]
        found = flat(answer, 3 * sum(map(len, gold)) + 10 * len(gold) + 100)
        if found == gold:
            return 1.0
        if found is None or sorted(found) != sorted(gold):
            return 0.0
        return beyond(_share(found, gold), _share(given, gold))


def _share(found: list[str], gold: list[str]) -> float:
    return sum(map(str.__eq__, found, gold)) / len(gold)
