"""The largest connected area of a grid."""

from gem_gymnasium.engines.reasoning_gym.task import NumberTask


class LargestIsland(NumberTask):
    """The area of the largest island."""

    name = "largest_island"
    example = "12"
    pattern = r"[1-3]?\d"
    changes = (
        "An answer must be the number; reasoning-gym pays a share for a text that contains it.",
    )
    chance = 0.2  # no island
