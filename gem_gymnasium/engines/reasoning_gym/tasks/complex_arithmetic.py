"""Sums, differences, products and quotients of complex numbers."""

import random
import re
from fractions import Fraction
from typing import TypeAlias

from gem_gymnasium.engines.reasoning_gym.answers import number
from gem_gymnasium.engines.reasoning_gym.task import Item, Task

_Complex: TypeAlias = tuple[int, int]
_MOST_TRIES = 1000
_DIGITS = r"(?:\d{1,40}|\d{1,3}(?:,\d{3}){1,9})(?:\.\d{1,40})?"
_PART = re.compile(rf"([+-]?)({_DIGITS})?(?:(\*?)(\\?[ij]))?", re.A)


class ComplexArithmetic(Task):
    """The result of one operation of complex numbers with whole parts."""

    name = "complex_arithmetic"
    example = "37.0 - 4.0i"
    pattern = r"-?\d{1,3}\.0 [+-] \d{1,3}\.0i|-?\d{1,3}\.00i?"
    changes = (
        "The arithmetic is exact: reasoning-gym's floats round above 2**53, which its highest "
        "level reaches.",
        "A score is 1 or 0: reasoning-gym pays by the distance of the result, so for a guess.",
    )

    def item(self, index: int) -> Item:
        config = self.dataset.config
        rng = random.Random(index)
        weights = config.operations_weights
        operation = rng.choices(config.operations, weights=weights, k=1)[0]

        def draw() -> _Complex:
            real = rng.randint(config.min_real, config.max_real)
            return real, rng.randint(config.min_imag, config.max_imag)

        first, second = draw(), draw()
        if operation == "/":  # the first drawn is the quotient
            for _ in range(_MOST_TRIES):
                if second != (0, 0):
                    break
                second = draw()
            else:
                second = (1, 0)
            result, first = first, _times(first, second)
        elif operation == "*":
            result = _times(first, second)
        else:
            sign = 1 if operation == "+" else -1
            result = (first[0] + sign * second[0], first[1] + sign * second[1])
        template = self.dataset._prompt_templates[operation]
        return {
            "question": template.format(a=_written(first), b=_written(second)),
            "answer": _written(result),
            "metadata": {
                "source_dataset": self.name,
                "source_index": index,
                "num1": first,
                "num2": second,
                "operation": operation,
                "result": result,
            },
        }

    def score(self, answer: str, item: Item) -> float:
        return float(_read(answer) == tuple(item["metadata"]["result"]))


def _times(one: _Complex, other: _Complex) -> _Complex:
    return one[0] * other[0] - one[1] * other[1], one[0] * other[1] + one[1] * other[0]


def _written(value: _Complex) -> str:
    real, imaginary = value
    if imaginary == 0:
        return f"{real}.00"
    if real == 0:
        return f"{imaginary}.00i"
    return f"{real}.0 {'+' if imaginary > 0 else '-'} {abs(imaginary)}.0i"


def _read(text: str) -> tuple[Fraction, Fraction] | None:
    """A complex number: a real part, an imaginary one, or both, in any order."""
    if len(text) > 300:
        return None
    text = re.sub(r"\s+", "", text).replace("−", "-").removeprefix("(").removesuffix(")")
    parts: dict[bool, Fraction] = {}
    place = 0
    while place < len(text):
        match = _PART.match(text, place)
        if match is None or match.end() == place:
            return None
        sign, digits, star, unit = match.groups()
        imaginary = unit is not None
        value = number(digits) if digits else Fraction(1)
        unsigned = place > 0 and not sign
        bare = not digits and (not imaginary or star)
        if value is None or unsigned or bare or imaginary in parts:
            return None
        parts[imaginary] = -value if sign == "-" else value
        place = match.end()
    return (parts.get(False, Fraction(0)), parts.get(True, Fraction(0))) if parts else None
