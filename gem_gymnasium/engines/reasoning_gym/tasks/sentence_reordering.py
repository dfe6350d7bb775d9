"""Words of a sentence that are mixed up."""

from random import Random

from gem_gymnasium.engines.reasoning_gym.answers import squeeze
from gem_gymnasium.engines.reasoning_gym.task import Item, Task
from gem_gymnasium.engines.reasoning_gym.tasks._rows import beyond

_TRIES = 50


class SentenceReordering(Task):
    """The words of a sentence in their order."""

    name = "sentence_reordering"
    example = "What is that sentence?"
    pattern = r"[!-~¡-ÿ‐-™]{1,20}(?: [!-~¡-ÿ‐-™]{1,30}){1,24}"
    tagged = True
    changes = (
        "The answer is the sentence of the text: reasoning-gym puts words that occur twice, as in "
        "a quarter of its sentences, beside each other.",
        "Words that are in order as they are given are mixed again, for copying them would do.",
        "Upper and lower case and a missing full stop at the end are free.",
        "Partial credit needs the same words, in another order: it grows with the share of right "
        "places beyond that of the words as given, to 0.9 at most, so that copying earns nothing.",
    )

    def item(self, index: int) -> Item:
        item = super().item(index)
        data = self.dataset
        # The first draw of reasoning-gym's own generator is the sentence.
        draws = Random(data.seed + index)
        words = draws.choice(data.sentences).split()
        start, colon, given = item["question"].partition(": ")
        mixed = given.split()
        rng = Random(f"{self.name} {index}")
        for _ in range(_TRIES):
            if mixed != words:
                break
            rng.shuffle(mixed)
        item["question"] = start + colon + " ".join(mixed)
        item["answer"] = " ".join(words)
        item["metadata"]["given"] = mixed
        return item

    def score(self, answer: str, item: Item) -> float:
        gold = _words(item["answer"])
        given = _words(" ".join(item["metadata"]["given"]))
        if len(answer) > 3 * len(item["answer"]) + 100:
            return 0.0
        found = _words(answer)
        if found == gold:
            return 1.0
        if sorted(found) != sorted(gold):
            return 0.0
        return beyond(_share(found, gold), _share(given, gold))


def _words(text: str) -> list[str]:
    """The words of a text in lower case, the last one without its full stop."""
    return squeeze(text).lower().removesuffix(".").split(" ")


def _share(found: list[str], gold: list[str]) -> float:
    return sum(map(str.__eq__, found, gold)) / len(gold)
