"""Which objects make a detector's light turn on (ACRE)."""

from __future__ import annotations

from random import Random
from types import SimpleNamespace
from typing import Any

from gem_gymnasium.engines.reasoning_gym.task import ChoiceTask, Item

_SPLITS = ("IID",) * 3 + ("Comp", "Sys")  # as often as in reasoning-gym


class Acre(ChoiceTask):
    """Whether the light turns on, stays off, or cannot be told."""

    name = "acre"
    example = "undetermined"
    pattern = "on|off|undetermined"
    changes = (
        "The item of an index is an experiment of its own, so that there is no end of items: "
        "reasoning-gym makes a list of all first.",
        "An answer must be the word; a text that contains it earns nothing.",
    )
    chance = 0.37  # "on"

    def make_dataset(self, **extra: Any) -> Any:
        return super().make_dataset(**{**extra, "size": 1})

    def item(self, index: int) -> Item:
        from reasoning_gym.induction.acre import blicket, const

        dataset = self.dataset
        train = dataset.config.train
        rng = Random(dataset.seed + index)
        split = rng.choice(_SPLITS)
        if split == "Sys":
            experiments = blicket.dist_control(1, train, split, rng)
        else:
            size = const.ATTR_CONFIG_SIZE if split == "Comp" else const.ALL_CONFIG_SIZE
            # One experiment of each of two kinds.
            experiments = blicket.config_control(2, train, size, split, rng)
        questions = blicket.final_parse(blicket.serialize([rng.choice(experiments)]))
        stub = SimpleNamespace(
            questions={index: rng.choice(questions)}, prompt_template=dataset.prompt_template
        )
        item: Item = type(dataset).__getitem__(stub, index)
        return item
