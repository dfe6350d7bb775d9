"""The least common multiple."""

from gem_gymnasium.engines.reasoning_gym.task import NumberTask


class Lcm(NumberTask):
    """The least common multiple of some numbers."""

    name = "lcm"
    example = "1234"
    pattern = r"[1-9]\d{0,3}"
    changes = ("An answer must be the number; a text that contains it earns nothing.",)
    chance = 0.09  # one of the numbers
