"""Expressions of integers, with brackets."""

import re
from math import gcd, isqrt
from types import FunctionType
from typing import Any

from gem_gymnasium.engines.reasoning_gym.answers import number
from gem_gymnasium.engines.reasoning_gym.task import MOST_ITEMS, Item, Task
from gem_gymnasium.engines.reasoning_gym.tasks._expressions import rational, read

_TRIES = 50
_FRACTION = re.compile(r"\\[dt]?frac\{(\d{1,50})\}\{(\d{1,50})\}")
_LARGEST = 10**5  # of the divisors that are looked for


class BasicArithmetic(Task):
    """The exact value of an expression of + - * / and brackets."""

    name = "basic_arithmetic"
    example = "1234"
    pattern = r"-?[1-9]\d{0,18}(/[1-9]\d{0,6})?|0"
    form = "Division is exact: write a value that is no integer as a fraction in lowest terms."
    changes = (
        "The answer is the value of the expression as it's shown: reasoning-gym rounds divisions "
        "down (wrong for 1 % of the items), and without brackets shows other divisors than it "
        "divides by (wrong for two thirds).",
        "An expression that divides by zero, at which reasoning-gym raises, is drawn again.",
        "Divisors of huge numbers are looked for up to 100,000 only, for reasoning-gym's search "
        "can take hours.",
        "An answer must be the number; reasoning-gym pays a share for a text that contains it.",
    )
    chance = 0.015

    def make_dataset(self, **extra: Any) -> Any:
        data = super().make_dataset(**extra)
        made = type(data)._generate_complex_task
        known = {**made.__globals__, "find_common_divisors": _common_divisors}
        bounded = FunctionType(made.__code__, known)
        data._generate_complex_task = bounded.__get__(data)
        return data

    def item(self, index: int) -> Item:
        for tries in range(_TRIES):
            try:
                item: Item = self.dataset[index + tries * MOST_ITEMS]
            except ZeroDivisionError:
                continue
            expression = item["metadata"]["expression"]
            node = read(expression, longest=len(expression))
            value = None if node is None else rational(node)
            if value is not None:
                break
        else:
            raise ValueError(f"{self.name}: {_TRIES} expressions divide by zero.")
        return {
            **item,
            "answer": str(value),
            "metadata": {**item["metadata"], "source_index": index},
        }

    def score(self, answer: str, item: Item) -> float:
        if len(answer) > 1000:
            return 0.0
        gold: str = item["answer"]
        answer = answer.replace("−", "-")
        if "/" in answer or "frac" in answer:  # in lowest terms, or a division stays to be done
            answer = _FRACTION.sub(r"\1/\2", answer).replace(" ", "")
            return float(answer == gold)
        value = number(answer)
        return float(value is not None and value == number(gold))


def _common_divisors(one: int, other: int) -> list[int]:
    """The common divisors of two numbers, each followed by its partner."""
    divided = gcd(one, other)
    found = []
    for divisor in range(1, min(isqrt(divided), _LARGEST) + 1):
        if divided % divisor == 0:
            found.append(divisor)
            if divisor * divisor != divided:
                found.append(divided // divisor)
    return found
