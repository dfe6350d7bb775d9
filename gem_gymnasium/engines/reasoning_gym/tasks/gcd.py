"""The greatest common divisor."""

from gem_gymnasium.engines.reasoning_gym.task import NumberTask


class Gcd(NumberTask):
    """The greatest common divisor of some numbers."""

    name = "gcd"
    example = "12"
    pattern = r"[1-9]\d?|[1-9]\d{2,3}"
    changes = (
        "An answer must be the number; reasoning-gym pays a share for a text that contains it.",
    )
    chance = 0.3
