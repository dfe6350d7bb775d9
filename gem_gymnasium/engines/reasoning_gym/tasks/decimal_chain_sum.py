"""Sums and differences of decimals."""

from decimal import Context, localcontext

from gem_gymnasium.engines.reasoning_gym.task import Item, NumberTask

_DIGITS = 100  # more than any sum has


class DecimalChainSum(NumberTask):
    """The value of a chain of additions and subtractions of decimals."""

    name = "decimal_chain_sum"
    example = "123.4567"
    pattern = r"-?\d{1,5}\.\d{1,4}"
    changes = (
        "The sum is made with a fixed precision, for reasoning-gym's changes with the thread's "
        "decimal context.",
    )

    def item(self, index: int) -> Item:
        with localcontext(Context(prec=_DIGITS)):
            return super().item(index)
