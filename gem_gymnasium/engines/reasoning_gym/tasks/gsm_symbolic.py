"""Word problems of grade schools."""

import re
from fractions import Fraction
from random import Random
from typing import Any

from gem_gymnasium.engines.reasoning_gym.task import Item, NumberTask

# Templates of reasoning-gym whose answers can be wrong: rounded off without a word (2, 3, 4, 49,
# 60, 75), a unit short by floats (99), or an age below 0 (24).
_LEFT_OUT = {2, 3, 4, 24, 49, 60, 75, 99}
_SUFFIX = " Give the result as your final answer. Do not include units."
_MENDED = (
    (re.compile(r"(\d) (as many|the amount of time)\b"), r"\1 times \2"),
    (re.compile(r"\b(writes it in full \d+|get to ride the [\w -]+ \d+)\b(?! times)"), r"\1 times"),
)
_LONG_DECIMAL = re.compile(r"\d+\.\d{5,}")


class GsmSymbolic(NumberTask):
    """A number that a story asks for."""

    name = "gsm_symbolic"
    example = "123456"
    pattern = r"(?:0|[1-9]\d{0,5})(?:\.\d{1,2})?"
    changes = (
        "A template is drawn from the index: reasoning-gym draws those of all items at first.",
        "Eight of its 85 templates are left out, for their answers can be wrong: rounded off "
        "without a word, a unit short by floats, or an age below 0.",
        "Numbers like 0.3333333333333333 are written as fractions, and a missing 'times' is added.",
        "An answer must be the number; reasoning-gym takes the first number of any text.",
    )
    chance = 0.024

    def make_dataset(self, **extra: Any) -> Any:
        return super().make_dataset(**{**extra, "size": 1})  # it makes a list of the size

    def item(self, index: int) -> Item:
        generators = self.dataset.generators
        rng = Random(f"{self.name} {index}")
        template = rng.choice(_templates())
        item: Item = generators[template](rng, self.dataset.config.difficulty)
        item["question"] = _mended(item["question"]) + _SUFFIX
        item["metadata"] |= {
            "source_dataset": self.name,
            "source_index": index,
            "template": template,
        }
        return item


def _templates() -> list[int]:
    from reasoning_gym.arithmetic.gsm_symbolic.gsm_symbolic import tasks_ok

    return [template for template in tasks_ok if template not in _LEFT_OUT]


def _mended(question: str) -> str:
    for pattern, better in _MENDED:
        question = pattern.sub(better, question)
    return _LONG_DECIMAL.sub(_fraction, question)


def _fraction(decimal: re.Match[str]) -> str:
    whole, part = divmod(Fraction(decimal[0]).limit_denominator(100), 1)
    return f"{whole} {part}" if whole and part else str(part or whole)
