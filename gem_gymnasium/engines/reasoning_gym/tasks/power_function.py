"""Powers of decimals, to three significant figures."""

import random
import re
from fractions import Fraction

from gem_gymnasium.engines.reasoning_gym.answers import number
from gem_gymnasium.engines.reasoning_gym.task import Item, Task

_MOST_EXPONENT = 100_000  # of ten
_TRIES = 100
_EXPONENT = re.compile(
    r"(?:e|\s*(?:\*|×|\\times|\\cdot)\s*10\s*(?:\^|\*\*)\s*)[({]?\s*([+-]?\d{1,6})\s*[)}]?$", re.A
)


class PowerFunction(Task):
    """A power, correct to three significant figures."""

    name = "power_function"
    example = "-4.56e+12"
    pattern = r"-?[1-9]\.\d{2}e[+-]\d{1,2}"
    changes = (
        "A negative base is put in brackets: -2^2 without them is -4.",
        "The power is exact, and an answer must round to the same three figures, up or down where "
        "that is the same; reasoning-gym pays 0.01 for any text, and raises where a float ends.",
    )
    chance = 0.1  # the exponent is zero

    def item(self, index: int) -> Item:
        from reasoning_gym.arithmetic.power_function import QUESTION_TEMPLATE

        config = self.dataset.config
        rng = random.Random(index)
        for _ in range(_TRIES):
            base = round(rng.uniform(config.min_base, config.max_base), 4)
            exponent = rng.randint(config.min_exponent, config.max_exponent)
            if rng.random() < 0.5:
                exponent = -exponent
            if base or exponent > 0:
                break
        else:
            raise ValueError(f"{self.name}: the base is always 0.")
        shown = f"({base})" if base < 0 else str(base)
        return {
            "question": QUESTION_TEMPLATE.format(base=shown, exponent=exponent),
            "answer": _written(_power(base, exponent)),
            "metadata": {
                "source_dataset": self.name,
                "source_index": index,
                "base": base,
                "exponent": exponent,
            },
        }

    def score(self, answer: str, item: Item) -> float:
        if len(answer) > 500:
            return 0.0
        value = _read(answer.replace("−", "-"))
        power = _power(item["metadata"]["base"], item["metadata"]["exponent"])
        if value is None or not value or not power:
            return float(value == power)
        unit = Fraction(10) ** (_magnitude(power) - 2)
        return float(not _rounded(value / unit).isdisjoint(_rounded(power / unit)))


def _power(base: float, exponent: int) -> Fraction:
    return Fraction(str(base)) ** exponent


def _rounded(value: Fraction) -> set[int]:
    """The nearest integers: one, or two for a half."""
    return {(value + Fraction(1, 2)).__floor__(), (value - Fraction(1, 2)).__ceil__()}


def _magnitude(value: Fraction) -> int:
    """The exponent of a number in scientific notation."""
    # From the lengths in bits, exact up to 1; Python refuses to write very long integers.
    bits = value.numerator.bit_length() - value.denominator.bit_length()
    found = int(bits * 0.30103) - 2
    while abs(value) >= Fraction(10) ** (found + 1):
        found += 1
    return found


def _written(value: Fraction) -> str:
    """A number in scientific notation, with three significant figures."""
    if not value:
        return "0.00e+0"
    magnitude = _magnitude(value)
    digits = min(_rounded(abs(value) / Fraction(10) ** (magnitude - 2)), key=lambda n: n % 2)
    if digits == 1000:
        digits, magnitude = 100, magnitude + 1
    sign = "-" if value < 0 else ""
    return f"{sign}{digits // 100}.{digits % 100:02d}e{magnitude:+d}"


def _read(text: str) -> Fraction | None:
    """A number, perhaps times a power of ten."""
    match = _EXPONENT.search(text.lower())
    value = number(text[: match.start()] if match else text)
    if value is None or match is None:
        return value
    exponent = int(match[1])
    return value * Fraction(10) ** exponent if abs(exponent) <= _MOST_EXPONENT else None
