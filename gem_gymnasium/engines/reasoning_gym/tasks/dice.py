"""Probabilities of sums of dice."""

import re

from gem_gymnasium.engines.reasoning_gym.answers import number
from gem_gymnasium.engines.reasoning_gym.task import Item, Task

_INTEGER = re.compile(r"\d{1,400}", re.A)


class Dice(Task):
    """The probability of so many pips or more, as a reduced fraction."""

    name = "dice"
    example = "123/4567"
    pattern = r"[1-9]\d{0,4}/[1-9]\d{0,5}"
    changes = (
        "The fraction may be written with spaces or in LaTeX; it must be reduced, as the question "
        "says.",
    )
    chance = 0.03  # 1/2

    def score(self, answer: str, item: Item) -> float:
        value = number(answer)
        if value is None or value != number(item["answer"]):
            return 0.0
        # Its value is right: is it reduced? A certain event may also be written as 1.
        written = [int(part) for part in _INTEGER.findall(answer)]
        whole = written == [1] and "." not in answer
        return float(whole or written == [value.numerator, value.denominator])
