"""Words whose letters are in disorder."""

from typing import Any

from gem_gymnasium.engines.reasoning_gym.task import Item, Task
from gem_gymnasium.engines.reasoning_gym.tasks._rows import beyond


class LetterJumble(Task):
    """The words of a sentence with their letters in order."""

    name = "letter_jumble"
    example = "This is an example"
    pattern = r"[A-Za-zà-ÿ]{1,17}(?: [A-Za-zà-ÿ]{1,17}){2,19}"
    changes = (
        "Words right in place earn beyond what the scrambled sentence has right itself, up to 0.9, "
        "and only in an answer of as many words: reasoning-gym pays for words that were never "
        "scrambled.",
    )

    def make_dataset(self, **extra: Any) -> Any:
        dataset = super().make_dataset(**extra)
        if len(dataset.words) < dataset.config.max_words:
            raise ValueError(f"letter_jumble: only {len(dataset.words)} words are of that length.")
        return dataset

    def score(self, answer: str, item: Item) -> float:
        gold = item["answer"].lower().split()
        if len(answer) > 4 * len(item["answer"]) + 100:
            return 0.0
        words = answer.lower().split()
        if words == gold:
            return 1.0
        if len(words) != len(gold):
            return 0.0
        echoed = [word.lower() for word in item["metadata"]["scrambled_words"]]
        return beyond(_share(words, gold), _share(echoed, gold))


def _share(words: list[str], gold: list[str]) -> float:
    return sum(map(str.__eq__, words, gold)) / len(gold)
