"""A function of lists, found from examples."""

from __future__ import annotations

from random import Random
from types import ModuleType, SimpleNamespace
from typing import Any

from gem_gymnasium.engines.reasoning_gym.task import Item, Task
from gem_gymnasium.engines.reasoning_gym.tasks._rows import numbers
from gem_gymnasium.engines.reasoning_gym.tasks._upstream import replaced

_FUNCTIONS = 17


class ListFunctions(Task):
    """The output list of a function that some examples show."""

    name = "list_functions"
    example = "[3, 5, 8, 13]"
    pattern = r"\[(?:-?\d{1,6}(?:, \d{1,6}){0,17})?\]"
    changes = (
        "The item of an index chooses its own function, so that there is no end of items: "
        "reasoning-gym draws a list of as many functions as there are items.",
        "All numbers come from the item's own generator: reasoning-gym draws some from Python's "
        "global one, so that such items are never the same again.",
        "The list must be right, and may be written without brackets; a text that contains it "
        "earns nothing.",
    )
    chance = 0.08  # [1]

    def make_dataset(self, **extra: Any) -> Any:
        return super().make_dataset(**{**extra, "size": 1})

    def item(self, index: int) -> Item:
        from reasoning_gym.induction.list_functions import generators

        dataset = self.dataset
        rng = Random(dataset.seed + index)
        number = rng.randrange(_FUNCTIONS)
        stub = SimpleNamespace(
            seed=dataset.seed,
            task_indices={index: number},
            generators={number: lambda _rng: _pairs(generators, number, rng)},
            prompt_template=dataset.prompt_template,
        )
        item: Item = type(dataset).__getitem__(stub, index)
        return item

    def score(self, answer: str, item: Item) -> float:
        gold: str = item["answer"]
        longest = 4 * len(gold) + 100
        values = numbers(answer, longest)
        return float(values is not None and values == numbers(gold, longest))


def _pairs(generators: ModuleType, number: int, rng: Random) -> Any:
    """Examples of a function; the one that draws from the global generator gets ours."""
    function = getattr(generators, f"generate_{number}")
    odd = replaced(generators.create_random_odd_numbers, random=rng)
    fives = replaced(
        generators.create_numbers_divisible_by_five_or_ten, create_random_odd_numbers=odd
    )
    return replaced(function, create_numbers_divisible_by_five_or_ten=fives)(rng)
