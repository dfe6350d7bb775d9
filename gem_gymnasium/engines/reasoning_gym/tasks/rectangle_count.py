"""Outlines of rectangles in a picture of characters."""

from random import Random
from typing import Any

from gem_gymnasium.engines.reasoning_gym.task import Item, NumberTask
from gem_gymnasium.engines.reasoning_gym.tasks._upstream import replaced

_ATTEMPTS = 2000


class RectangleCount(NumberTask):
    """How many rectangles there are."""

    name = "rectangle_count"
    example = "11"
    pattern = r"[1-9]|10|11"
    changes = (
        "A wrong number earns nothing: reasoning-gym pays up to 0.64 for one that is near, so that "
        "always the same number earns a third.",
        "A picture in which there is no place for another rectangle after 2,000 attempts is done: "
        "reasoning-gym tries 100,000 times, for seconds.",
    )
    chance = 0.11

    def make_dataset(self, **extra: Any) -> Any:
        dataset = super().make_dataset(**extra)
        if dataset.config.max_rectangles < 1:
            msg = f"max_rectangles={dataset.config.max_rectangles!r}: it must be positive."
            raise ValueError(msg)
        return dataset

    def item(self, index: int) -> Item:
        dataset = self.dataset
        make = replaced(type(dataset).__getitem__, draw_rectangles_with_overlap=_picture)
        item: Item = make(dataset, index)
        return item


def _picture(count: int, width: int, height: int, rng: Random) -> tuple[str, int]:
    """A picture with that many outlines if they fit, and how many it has."""
    layers = [[0] * width for _ in range(height)]
    drawn = 0
    for _ in range(_ATTEMPTS):
        if drawn == count:
            break
        left = rng.randint(0, width - 3)
        right = rng.randint(left + 2, width - 1)
        top = rng.randint(0, height - 3)
        bottom = rng.randint(top + 2, height - 1)
        outline = [(y, x) for y in (top, bottom) for x in range(left, right + 1)]
        outline += [(y, x) for y in range(top + 1, bottom) for x in (left, right)]
        if all(layers[y][x] < 2 for y, x in outline):
            drawn += 1
            for y, x in outline:
                layers[y][x] += 1
    return "".join("".join(" #█"[cell] for cell in row) + "\n" for row in layers), drawn
