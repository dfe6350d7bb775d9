"""The missing angle of a convex polygon."""

import random
from typing import Any

from gem_gymnasium.engines.reasoning_gym.answers import number
from gem_gymnasium.engines.reasoning_gym.task import Item, Task

_TRIES = 100


class SimpleGeometry(Task):
    """The last interior angle of a convex polygon."""

    name = "simple_geometry"
    example = "123"
    pattern = r"[1-9]\d?|1[0-7]\d"
    changes = (
        "The missing angle is below 180 degrees, as a convex polygon's are, where the bounds allow "
        "it: reasoning-gym's may be thousands of degrees.",
        "An answer must be the number; reasoning-gym pays a share for a text that contains it.",
    )
    chance = 0.01

    def item(self, index: int) -> Item:
        data = self.dataset
        rng = random.Random(index)
        sides = rng.randint(data.config.min_sides, data.config.max_sides)
        angles = _angles(data, rng, sides)
        missing = 180 * (sides - 2) - sum(angles)
        question = rng.choice(data._prompt_templates).format(
            n_sides=sides,
            n_minus_1=sides - 1,
            angle_list=", ".join(f"{angle}.0°" for angle in angles),
        )
        return {
            "question": question,
            "answer": str(missing),
            "metadata": {
                "source_dataset": self.name,
                "source_index": index,
                "n_sides": sides,
                "known_angles": angles,
                "missing_angle": missing,
            },
        }

    def score(self, answer: str, item: Item) -> float:
        value = number(answer.removesuffix("°"))
        return float(value is not None and value == item["metadata"]["missing_angle"])


def _angles(data: Any, rng: random.Random, sides: int) -> list[int]:
    """All angles but one: reasoning-gym's draw, or one that leaves an angle below 180."""
    lowest, highest = data.config.min_angle, data.config.max_angle
    total = 180 * (sides - 2)
    for _ in range(_TRIES):
        angles = [rng.randint(lowest, highest) for _ in range(sides - 1)]
        if 0 < total - sum(angles) < 180:
            return angles
    # Each angle such that the others can still make up what is left; the order is then lost.
    angles = []
    left = total
    for others in reversed(range(sides - 1)):
        least = max(lowest, left - others * highest - 179)
        most = min(highest, left - others * lowest - 1)
        if least > most:  # no convex polygon has such angles
            return [int(angle) for angle in data._generate_valid_angles(rng, sides, total)]
        angles.append(rng.randint(least, most))
        left -= angles[-1]
    rng.shuffle(angles)
    return angles
