"""Prime factors."""

import re

from gem_gymnasium.engines.reasoning_gym.answers import integer
from gem_gymnasium.engines.reasoning_gym.task import Item, Task

_TIMES = re.compile(r"×|\\times|\\cdot|\*(?!\*)|·|⋅|(?<=\s)[xX](?=\s)")
_POWER = re.compile(r"(\d{1,100})\s*(?:\^|\*\*)\s*(?:\{(\d{1,3})\}|(\d{1,3}))", re.A)
_LONGEST = 2000
_MOST = 400  # of an exponent


class PrimeFactorization(Task):
    """The prime factors of a number."""

    name = "prime_factorization"
    example = "2 × 3 × 5 × 7 × 11"
    pattern = r"[1-9]\d{0,2}(?: × (?:[2357]|[1-9]\d{1,2})){0,8}"
    changes = (
        "The factors may come in any order, with another sign of multiplication or as powers.",
        "Factors that are not prime earn nothing; reasoning-gym pays half for the number itself.",
    )
    chance = 0.17  # the number itself is prime

    def score(self, answer: str, item: Item) -> float:
        return float(_factors(answer) == sorted(item["metadata"]["factors"]))


def _factors(text: str) -> list[int] | None:
    """The factors that a product is made of, in order."""
    if len(text) > _LONGEST:
        return None
    found: list[int] = []
    for part in _TIMES.split(text.replace("**", "^")):
        power = _POWER.fullmatch(part.strip())
        base = integer(power[1] if power else part)
        times = int(power[2] or power[3]) if power else 1
        if base is None or not 0 < times < _MOST or len(found) > _MOST:
            return None
        found += [base] * times
    return sorted(found)
