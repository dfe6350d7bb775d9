"""Four numbers that make 24."""

from random import Random

from gem_gymnasium.engines.reasoning_gym.task import Item, Task
from gem_gymnasium.engines.reasoning_gym.tasks._target_numbers import chain, makes

_TARGET = 24
_TRIES = 20_000


class Puzzle24(Task):
    """An expression of all four numbers, each once, with the value 24."""

    name = "puzzle24"
    example = "(8 - 3)*7 + 9"
    pattern = r"\({0,2}\d{1,2}(( [-+] |[*/])\d{1,2}\)?){3}"
    form = "Use each of the four numbers exactly once."
    changes = (
        "The expressions are made with integers, as reasoning-gym's are with a computer algebra "
        "system, some hundred times faster; the numbers are the same.",
        "An answer must hold each number of the question once, the operators named in it, and have "
        "the value 24: reasoning-gym takes any four numbers, and any value from 24 to below 25.",
        "Bounds and operators that never make 24 raise an error, for reasoning-gym never stops.",
    )

    def item(self, index: int) -> Item:
        from reasoning_gym.games.puzzle24 import QUESTION_TEMPLATE

        config = self.dataset.config
        rng = Random(index)
        for _ in range(_TRIES):
            expression, numbers, value = chain(rng, config, 4)
            if value == _TARGET and makes(expression, numbers, _TARGET, config.operators):
                break  # a division that leaves a remainder is made a subtraction, allowed or not
        else:
            raise ValueError(f"{self.name}: none of {_TRIES} expressions has the value {_TARGET}.")
        return {
            "question": QUESTION_TEMPLATE.format(
                numbers=", ".join(map(str, numbers)), operators=", ".join(config.operators)
            ),
            "answer": expression,
            "metadata": {
                "source_dataset": self.name,
                "source_index": index,
                "numbers": numbers,
            },
        }

    def score(self, answer: str, item: Item) -> float:
        operators = self.dataset.config.operators
        return float(makes(answer, item["metadata"]["numbers"], _TARGET, operators))
