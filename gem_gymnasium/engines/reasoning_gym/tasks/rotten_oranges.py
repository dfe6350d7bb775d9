"""Oranges that rot."""

from gem_gymnasium.engines.reasoning_gym.task import NumberTask


class RottenOranges(NumberTask):
    """The minutes until no orange is fresh, or -1."""

    name = "rotten_oranges"
    example = "97"
    pattern = r"-1|\d|[1-9]\d{1,2}"
    changes = ("An answer must be the number; a text that contains it earns nothing.",)
    chance = 0.34  # -1
