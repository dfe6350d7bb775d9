"""Sums and differences of integers."""

from gem_gymnasium.engines.reasoning_gym.task import NumberTask


class ChainSum(NumberTask):
    """The value of a chain of additions and subtractions."""

    name = "chain_sum"
    example = "1234"
    pattern = r"-?[1-9]\d{0,4}|0"
    changes = (
        "An answer must be the number; reasoning-gym pays a share for a text that contains it.",
    )
    chance = 0.02
