"""Expressions of decimals."""

from contextlib import suppress
from decimal import ROUND_HALF_UP, Context, Decimal, DivisionByZero, InvalidOperation, localcontext
from fractions import Fraction

from gem_gymnasium.engines.reasoning_gym.answers import number
from gem_gymnasium.engines.reasoning_gym.task import MOST_ITEMS, Item, Task
from gem_gymnasium.engines.reasoning_gym.tasks._expressions import rational, read

_TRIES = 20


class DecimalArithmetic(Task):
    """The value of an expression of decimals, to some significant digits."""

    name = "decimal_arithmetic"
    example = "12.3456789012"
    pattern = r"-?\d{1,5}(\.\d{1,16})?"
    changes = (
        "The value is exact, and rounded once, as the question says: reasoning-gym rounds it after "
        "every operation, and half to even.",
        "An answer must be within a unit of the decimals asked, as reasoning-gym has it, and "
        "within as small a share of a value below 1, where 0 would be near enough.",
        "An expression that divides by zero, at which reasoning-gym raises, is drawn again.",
    )

    def item(self, index: int) -> Item:
        for tries in range(_TRIES):
            # reasoning-gym sets the precision of the thread's context
            with localcontext(Context()):
                try:
                    item = self._drawn(index + tries * MOST_ITEMS)
                except (DivisionByZero, InvalidOperation):
                    continue
            expression = item["question"].rpartition("\n")[2].removesuffix("= ?")
            node = read(expression, longest=len(expression))
            value = None if node is None else rational(node)
            if value is not None:
                break
        else:
            raise ValueError(f"{self.name}: {_TRIES} expressions divide by zero.")
        metadata = {**item["metadata"], "source_index": index, "value": str(value)}
        answer = _rounded(value, self.dataset.config.precision)
        return {**item, "answer": answer, "metadata": metadata}

    def _drawn(self, index: int) -> Item:
        for _ in range(_TRIES):
            # ast.parse may fail in two threads at once, before Python 3.11.9.
            with suppress(SystemError):
                item: Item = self.dataset[index]
                return item
        raise SystemError(f"{self.name}: ast.parse failed {_TRIES} times.")

    def score(self, answer: str, item: Item) -> float:
        found, exact = number(answer), Fraction(item["metadata"]["value"])
        if found is None or "/" in answer or "frac" in answer:  # a division stays to be done
            return 0.0
        config = self.dataset.config
        near = Fraction(1, 10**config.max_num_decimal_places) * min(Fraction(1), abs(exact))
        asked = Fraction(item["answer"])
        return float(min(abs(found - exact), abs(found - asked)) <= near or found == asked)


def _rounded(value: Fraction, digits: int) -> str:
    """A value with so many significant digits, without an exponent."""
    with localcontext(Context(prec=digits, rounding=ROUND_HALF_UP)):
        rounded = Decimal(value.numerator) / Decimal(value.denominator)
    return f"{rounded:f}"
