"""Words in reverse order."""

from gem_gymnasium.engines.reasoning_gym.task import Item, Task
from gem_gymnasium.engines.reasoning_gym.tasks._rows import flat


class WordSequenceReversal(Task):
    """A list of words, from the last to the first."""

    name = "word_sequence_reversal"
    example = "the, year, in"
    pattern = r"\w{1,20}(?:, \w{1,20}){2,7}"
    changes = (
        "An answer must be the list, with or without brackets and quotes; a text that contains it "
        "earns nothing.",
    )

    def score(self, answer: str, item: Item) -> float:
        gold: str = item["answer"]
        return float("," in answer and flat(answer, 3 * len(gold) + 100) == gold.split(", "))
