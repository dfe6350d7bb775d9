"""Probabilities of coin flips."""

from fractions import Fraction

from gem_gymnasium.engines.reasoning_gym.answers import number
from gem_gymnasium.engines.reasoning_gym.task import Item, Task

_TOLERANCE = Fraction(
    1, 1000
)  # of the probability, or of what is missing to 1: no round number is right


class CoinFlip(Task):
    """The probability of so many heads, as a decimal or a fraction."""

    name = "coin_flip"
    example = "0.1234"
    pattern = r"0\.\d{1,13}|[01]|\d\.\d{1,12}e-0\d"
    form = "Write the probability as a fraction, or as a decimal with three digits or more."
    changes = (
        "An answer scores 1 if it is within 0.1 % of the probability and of what misses to 1, else "
        "0: reasoning-gym pays for a common beginning, and all for 0 where it is below 0.0001.",
    )
    chance = 0.06  # at least no heads

    def score(self, answer: str, item: Item) -> float:
        value, gold = number(answer), number(item["answer"])
        if value is None or gold is None:
            return 0.0
        return float(abs(value - gold) <= min(gold, 1 - gold) * _TOLERANCE)
