"""Expressions of hexadecimal integers, with shifts."""

import re

from gem_gymnasium.engines.reasoning_gym.task import Item, Task

_HEXADECIMAL = re.compile(r"([+-]?)(?:0x)?([0-9a-f]+)")


class BitwiseArithmetic(Task):
    """The value of an expression, in hexadecimal."""

    name = "bitwise_arithmetic"
    example = "0x1a2b3c"
    pattern = r"-?0x[1-9a-f][0-9a-f]{0,16}|0x0"
    form = "Write the value in hexadecimal, as 0x1f or -0x1f."
    changes = (
        "An answer is read as hexadecimal, as the question asks; reasoning-gym takes decimals too, "
        "of whatever base Python reads.",
    )

    def score(self, answer: str, item: Item) -> float:
        gold: str = item["answer"]
        if len(answer) > 2 * len(gold) + 20:
            return 0.0
        return float(_plain(answer) == _plain(gold))


def _plain(text: str) -> tuple[bool, str] | None:
    """The sign and the digits of a hexadecimal integer."""
    match = _HEXADECIMAL.fullmatch(text.lower().replace("−", "-"))
    if match is None:
        return None
    digits = match[2].lstrip("0")
    return match[1] == "-" and bool(digits), digits
