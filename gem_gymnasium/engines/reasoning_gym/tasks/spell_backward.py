"""Words spelled backward."""

from gem_gymnasium.engines.reasoning_gym.task import Item, Task
from gem_gymnasium.engines.reasoning_gym.tasks._rows import beyond


class SpellBackward(Task):
    """The letters of a word from the last to the first."""

    name = "spell_backward"
    example = "drow"
    pattern = r"[a-zA-Z]{3,10}"
    changes = (
        "Partial credit needs the letters of the word: it grows with the share of right places "
        "beyond that of the word as given, to 0.9 at most, so that copying earns nothing.",
    )

    def score(self, answer: str, item: Item) -> float:
        gold = item["answer"].lower()
        if len(answer) != len(gold):
            return 0.0
        found = answer.lower()
        if found == gold:
            return 1.0
        if sorted(found) != sorted(gold):
            return 0.0
        return beyond(_share(found, gold), _share(gold[::-1], gold))


def _share(found: str, gold: str) -> float:
    return sum(map(str.__eq__, found, gold)) / len(gold)
