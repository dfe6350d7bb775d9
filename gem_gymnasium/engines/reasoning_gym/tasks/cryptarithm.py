"""Sums whose digits are letters."""

import re

from gem_gymnasium.engines.reasoning_gym.task import Item, Task

_DRESS = re.compile(r"[\s{}\"'$\\]+")
_PAIR = re.compile(r"([A-Z])(?:=|:|->|→)(\d)(?:[,;]|$)?", re.A)


class Cryptarithm(Task):
    """A digit for each letter."""

    name = "cryptarithm"
    example = "A=1,B=2,C=3,D=4,E=5,F=6,G=7"
    pattern = r"([A-Z]=\d,){3,9}[A-Z]=\d"
    changes = (
        "A mapping that doesn't solve the sum scores 0; reasoning-gym pays 0.01 for its form.",
    )

    def score(self, answer: str, item: Item) -> float:
        digits = _read(answer)
        data = item["metadata"]
        words, result = data["words_letters"], data["result_letters"]
        if digits is None or set(digits) != set("".join(words) + result):
            return 0.0
        if len(set(digits.values())) < len(digits):
            return 0.0
        if not data["allow_leading_zero"] and "0" in {digits[word[0]] for word in (*words, result)}:
            return 0.0
        *addends, total = (
            int("".join(digits[letter] for letter in word)) for word in (*words, result)
        )
        return float(sum(addends) == total)


def _read(text: str) -> dict[str, str] | None:
    """The digit of each letter."""
    if len(text) > 1000:
        return None
    text = _DRESS.sub("", text).upper()
    digits: dict[str, str] = {}
    place = 0
    while place < len(text):
        match = _PAIR.match(text, place)
        if match is None or match[1] in digits:
            return None
        digits[match[1]] = match[2]
        place = match.end()
    return digits
