"""Ones of a binary number."""

from gem_gymnasium.engines.reasoning_gym.task import NumberTask


class CountBits(NumberTask):
    """How many bits of a number are 1."""

    name = "count_bits"
    example = "16"
    pattern = r"[1-9]|[12]\d|3[01]"
    changes = ("An answer must be the number; a text that contains it earns nothing.",)
    chance = 0.15
