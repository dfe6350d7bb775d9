"""The largest or smallest of some numbers."""

import math
from decimal import Context, Decimal, localcontext
from fractions import Fraction
from random import Random

from gem_gymnasium.engines.reasoning_gym.answers import number
from gem_gymnasium.engines.reasoning_gym.task import Item, Task

_TOLERANCE = Fraction(1, 10**4)


class NumberFormat(Task):
    """One number of several that are written in different ways."""

    name = "number_format"
    example = "123456789.125"
    pattern = r"[1-9]\d{2,9}(?:\.\d{1,6})?"
    changes = (
        "The numbers are exact decimals, not sums of floats, and have more places where they are "
        "to differ by little: reasoning-gym rounds small differences away.",
        "An answer must be nearer to the number than any other candidate (and within 0.0001); "
        "reasoning-gym accepts all that are off by up to 0.01.",
    )
    chance = 0.32  # any candidate

    def item(self, index: int) -> Item:
        with localcontext(Context()):  # not the caller's precision
            return self._exact(index)

    def _exact(self, index: int) -> Item:
        item = super().item(index)
        config, metadata = self.dataset.config, item["metadata"]
        rng = Random(f"{self.name} {index}")
        # Three places, or three digits of the differences.
        places = max(3, 3 - math.floor(math.log10(config.max_delta)))
        base = Decimal(repr(metadata["candidates"][0]))
        bound = int(config.max_delta * 10**places)
        candidates = [base]
        while len(candidates) < metadata["num_candidates"]:
            candidates.append(base + Decimal(rng.randint(-bound, bound)).scaleb(-places))
        rng.shuffle(candidates)
        shown = [_shown(rng, value, places) for value in candidates]
        best = max(candidates) if metadata["size"] == "largest" else min(candidates)
        start, _, _ = item["question"].rpartition(" candidates: ")
        return {
            "question": f"{start} candidates: {' '.join(shown)}\n",
            "answer": f"{best:f}",
            "metadata": {
                **metadata,
                "candidates": [f"{value:f}" for value in candidates],
                "formatted_candidates": shown,
                "solution": f"{best:f}",
            },
        }

    def score(self, answer: str, item: Item) -> float:
        value = number(answer)
        if value is None:
            return 0.0
        gold = Fraction(item["answer"])
        others = {Fraction(text) for text in item["metadata"]["candidates"]} - {gold}
        gap = min((abs(other - gold) for other in others), default=Fraction(1))
        off = abs(value - gold)
        return float(off <= _TOLERANCE and off < gap / 2)


def _shown(rng: Random, value: Decimal, places: int) -> str:
    """A number as plain digits, with commas, or with an exponent, all of its digits in each."""
    match rng.choice(["standard", "english", "scientific"]):
        case "standard":
            return f"{value:.{max(6, places)}f}"
        case "english":
            return f"{value:,f}"
        case _:
            return f"{value:.{max(15, len(value.as_tuple().digits))}e}"
