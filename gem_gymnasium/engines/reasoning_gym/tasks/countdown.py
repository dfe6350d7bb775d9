"""Numbers that make a target."""

from random import Random

from gem_gymnasium.engines.reasoning_gym.task import Item, Task
from gem_gymnasium.engines.reasoning_gym.tasks._target_numbers import chain, makes

_TRIES = 5000


class Countdown(Task):
    """An expression of all numbers, each once, with the value of the target."""

    name = "countdown"
    example = "(12 + 34)*5 - 67"
    pattern = r"\({0,4}\d{1,3}(( [-+] |[*/])\d{1,3}\)?){3,5}"
    changes = (
        "The expressions are made with integers, as reasoning-gym's are with a computer algebra "
        "system, some hundred times faster; the numbers and the target are the same.",
        "An answer is read and computed exactly; reasoning-gym evaluates it, compares with a "
        "tolerance, and pays 0.01 or 0.05 for any text.",
    )

    def item(self, index: int) -> Item:
        from reasoning_gym.games.countdown import QUESTION_FORMAT_TEMPLATE

        data = self.dataset
        config = data.config
        rng = Random(index)
        count = rng.randint(config.min_numbers, config.max_numbers)
        for _ in range(_TRIES):
            expression, numbers, target = chain(rng, config, count)
            if config.min_target <= target <= config.max_target:
                break
        else:
            raise ValueError(f"{self.name}: {_TRIES} expressions have values out of bounds.")
        if config.shuffle:
            rng.shuffle(numbers)
        question = rng.choice(data._prompt_templates).format(
            numbers=", ".join(map(str, numbers)), target=target
        )
        return {
            "question": QUESTION_FORMAT_TEMPLATE.format(question=question),
            "answer": expression,
            "metadata": {
                "source_dataset": self.name,
                "source_index": index,
                "numbers": numbers,
                "target": target,
                "expression": expression,
            },
        }

    def score(self, answer: str, item: Item) -> float:
        return float(makes(answer, item["metadata"]["numbers"], item["metadata"]["target"]))
