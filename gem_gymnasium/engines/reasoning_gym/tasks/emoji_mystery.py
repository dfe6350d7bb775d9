"""Sentences hidden in the variation selectors behind an emoji."""

import re

from gem_gymnasium.engines.reasoning_gym.answers import same_text, words
from gem_gymnasium.engines.reasoning_gym.task import Item, Task

_HEART, _SELECTOR = "\u2764", "\ufe0f"
_ESCAPED = re.compile(r"\\([$_%&#])")


class EmojiMystery(Task):
    """The hidden sentence."""

    name = "emoji_mystery"
    example = "This is a secret sentence."
    pattern = r"[!-~“”‘•][ -~à-û—‘’“”•™]{3,600}[.!?]"
    tagged = True
    changes = (
        "The red heart comes without a variation selector of its own, which the hint's program "
        "decodes to a character before the sentence.",
        "A partly right sentence earns up to 0.9 for the words that are right in their places; "
        "reasoning-gym compares characters, and pays for any text.",
    )

    def item(self, index: int) -> Item:
        item: Item = self.dataset[index]
        question: str = item["question"]
        return {**item, "question": question.replace(_HEART + _SELECTOR, _HEART, 1)}

    def score(self, answer: str, item: Item) -> float:
        gold: str = item["answer"]
        if "\\" in answer[:5000] and "\\" not in gold:  # as in LaTeX
            answer = _ESCAPED.sub(r"\1", answer[:5000]) + answer[5000:]
        if same_text(answer, gold):
            return 1.0
        tried, right = words(answer), words(gold)
        same = sum(a == b for a, b in zip(tried, right, strict=False))
        return 0.9 * same / max(1, len(tried), len(right))
