"""Deciphering a Caesar cipher."""

import unicodedata
from typing import Any

from gem_gymnasium.engines.reasoning_gym.answers import squeeze
from gem_gymnasium.engines.reasoning_gym.task import Item, Task


class CaesarCipher(Task):
    """A sentence whose letters have been shifted."""

    name = "caesar_cipher"
    example = "THIS IS AN EXAMPLE"
    pattern = r"[A-Z]{1,20}(?: [A-Z]{1,20}){2,19}"
    changes = (
        "A letter with an accent is plain: the alphabet has none, and reasoning-gym's shift turns "
        "it into another letter.",
        "An answer must be the sentence, in capital or small letters; reasoning-gym pays a share "
        "for a text that contains it.",
    )

    def make_dataset(self, **extra: Any) -> Any:
        dataset = super().make_dataset(**extra)
        if not dataset.valid_sentences:
            raise ValueError("caesar_cipher: no sentence has so many words.")
        dataset.valid_sentences = [_plain(sentence) for sentence in dataset.valid_sentences]
        return dataset

    def score(self, answer: str, item: Item) -> float:
        gold: str = item["answer"]
        return float(
            len(answer) <= 2 * len(gold) + 100 and squeeze(answer).upper() == squeeze(gold)
        )


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
