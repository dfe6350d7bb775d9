"""Numbers from one base to another."""

import re
from typing import Any

from gem_gymnasium.engines.reasoning_gym.task import Item, Task

_PREFIX = {2: "0b", 16: "0x"}
_SUBSCRIPT = re.compile(r"\(?([0-9a-z]+)\)?_\{?(\d{1,2})\}?")


class BaseConversion(Task):
    """The digits of a number in another base."""

    name = "base_conversion"
    example = "1a0b2c"
    pattern = r"0|[1-9a-z][0-9a-z]{0,19}"
    changes = (
        "Zero is written 0: reasoning-gym leaves it out of the question and the answer in most "
        "bases.",
        "Capital digits, zeros in front, the prefixes 0b and 0x and the base as a subscript are "
        "accepted, as they leave the number the same; a text that contains the number earns none.",
    )

    def make_dataset(self, **extra: Any) -> Any:
        dataset = super().make_dataset(**extra)
        if dataset.config.min_base == dataset.config.max_base:
            raise ValueError("base_conversion needs two bases: min_base and max_base are equal.")
        return dataset

    def item(self, index: int) -> Item:
        item = super().item(index)
        if item["metadata"]["decimal_value"]:
            return item
        question = item["question"].replace(" number  to ", " number 0 to ")
        metadata = {**item["metadata"], "source_repr": "0", "target_repr": "0"}
        return {**item, "question": question, "answer": "0", "metadata": metadata}

    def score(self, answer: str, item: Item) -> float:
        if len(answer) > 1000:
            return 0.0
        digits = answer.lower()
        base: int = item["metadata"]["target_base"]
        if (parts := _SUBSCRIPT.fullmatch(digits)) and int(parts[2]) == base:
            digits = parts[1]
        digits = digits.removeprefix(_PREFIX.get(base, ""))
        return float(digits != "" and (digits.lstrip("0") or "0") == item["answer"])
