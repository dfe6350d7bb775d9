"""Fractions in lowest terms."""

import re
from fractions import Fraction

from gem_gymnasium.engines.reasoning_gym.task import Item, Task

_FRACTION = re.compile(r"(\d{1,50})\s*/\s*(\d{1,50})|\\[dt]?frac\{(\d{1,50})\}\{(\d{1,50})\}", re.A)


class FractionSimplification(Task):
    """A fraction in lowest terms."""

    name = "fraction_simplification"
    example = "123/457"
    pattern = r"[1-9]\d{0,3}/[1-9]\d{0,3}"
    changes = (
        "The fraction must be in lowest terms, which is computed; reasoning-gym's own answer isn't "
        "always, where it finds no pair of numbers within its bounds.",
        "Any other answer scores 0: reasoning-gym pays for a kept numerator or denominator, and "
        "for any text.",
    )

    def gold(self, item: Item) -> str:
        data = item["metadata"]
        value = Fraction(data["numerator"], data["denominator"])
        return f"{value.numerator}/{value.denominator}"

    def score(self, answer: str, item: Item) -> float:
        if len(answer) > 200:
            return 0.0
        match = _FRACTION.fullmatch(re.sub(r"\s*([{}$])\s*", r"\1", answer).strip("$ "))
        above, below = self.gold(item).split("/")
        if match is None:
            return float(below == "1" and answer == above)
        return float((match[1] or match[3], match[2] or match[4]) == (above, below))
