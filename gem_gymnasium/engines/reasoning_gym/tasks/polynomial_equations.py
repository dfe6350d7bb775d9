"""Real roots of polynomials."""

import random
import re
from fractions import Fraction
from typing import Any

from gem_gymnasium.engines.reasoning_gym.answers import number
from gem_gymnasium.engines.reasoning_gym.task import Item, Task

_TRIES = 40
_EXACT = Fraction(1, 10**9)  # how well roots are known
_TOLERANCE = Fraction(101, 1_000_000)  # rounded to four decimals, or cut there
_OLD_RULES = (
    (
        'report your answer as an empty string: ""',
        "report your answer as: none",
    ),
    (
        "Round all decimal values to 4 decimal places (rounding down when the 5th decimal place is "
        "5 or greater).",
        "Round all decimal values to 4 decimal places.",
    ),
)


class PolynomialEquations(Task):
    """All real roots of a polynomial, as decimals."""

    name = "polynomial_equations"
    example = "-1.2345, 0.6789"
    pattern = r"-?\d{1,3}\.\d{1,4}(, -?\d{1,3}\.\d{1,4}){0,2}"
    changes = (
        "The roots are isolated exactly: reasoning-gym misses those of cubics that have three real "
        "ones, whose formula is complex.",
        "Values are to be rounded to four decimals, and no root is reported as none; reasoning-gym "
        "asks to round down from the half on, and for an empty answer.",
        "An answer scores 1 if it has all roots within 0.0001 and nothing else, else 0: "
        "reasoning-gym pays for values somewhat near.",
    )
    chance = 0.25  # zero is the only root

    def item(self, index: int) -> Item:
        from sympy import expand

        data = self.dataset
        config = data.config
        rng = random.Random(index)
        for _ in range(_TRIES):
            variable = data._get_variable(rng)
            degree = rng.randint(config.min_degree, config.max_degree)
            terms = rng.randint(config.min_terms, config.max_terms)
            left = expand(data._generate_polynomial_expr(rng, variable, degree, terms))
            roots = _real_roots(left)
            if roots:
                break
        template = rng.choice(data._prompt_templates)
        question = template.format(variable=variable, polynomial_expanded=left)
        rules = data.added_instruction
        for old, new in _OLD_RULES:
            rules = rules.replace(old, new)
        answer = ", ".join(map(_written, roots)) or "none"
        return {
            "question": question + rules,
            "answer": answer,
            "metadata": {
                "source_dataset": self.name,
                "source_index": index,
                "polynomial_expr": str(left),
                "variable": variable,
                "degree": degree,
                "num_terms": terms,
                "real_solutions": [str(root) for root in roots],
            },
        }

    def score(self, answer: str, item: Item) -> float:
        data = item["metadata"]
        roots = [Fraction(root) for root in data["real_solutions"]]
        if len(answer) > 200 + 40 * len(roots):
            return 0.0
        if not roots:
            return float(answer.strip(" \"'.").lower() in ("", "none"))
        values = [_value(part, data["variable"]) for part in answer.split(",")]
        found = [value for value in values if value is not None]
        if len(found) < len(values) or len(found) > data["degree"]:
            return 0.0
        near = [[abs(value - root) <= _TOLERANCE for root in roots] for value in found]
        return float(all(map(any, near)) and all(map(any, zip(*near, strict=True))))


def _value(text: str, variable: str) -> Fraction | None:
    if "/" in text or "frac" in text:  # decimals are asked for
        return None
    return number(re.sub(rf"^\s*{variable}(_\{{?\d\}}?)?\s*=", "", text).replace("−", "-"))


def _written(root: Fraction) -> str:
    """A root rounded to four decimals."""
    return str(round(float(root), 4) + 0.0)  # no -0.0


def _real_roots(left: Any) -> list[Fraction]:
    """The real roots of a polynomial, ascending; none for a constant."""
    from sympy import Poly

    symbols = left.free_symbols
    if len(symbols) != 1:
        return []
    found = []
    for (low, high), _ in Poly(left, *symbols).intervals(eps=_EXACT):
        low, high = Fraction(int(low.p), int(low.q)), Fraction(int(high.p), int(high.q))
        found.append((low + high) / 2)
    return sorted(found)
