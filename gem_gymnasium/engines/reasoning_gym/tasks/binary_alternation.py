"""Swaps that make a binary string alternate."""

from gem_gymnasium.engines.reasoning_gym.task import NumberTask


class BinaryAlternation(NumberTask):
    """The smallest number of swaps, or -1."""

    name = "binary_alternation"
    example = "27"
    pattern = r"-1|\d|[1-9]\d{1,2}"
    changes = ("An answer must be the number; a text that contains it earns nothing.",)
    chance = 0.21  # -1
