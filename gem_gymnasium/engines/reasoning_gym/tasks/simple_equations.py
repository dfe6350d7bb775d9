"""Linear equations of one variable."""

import random
import re

from gem_gymnasium.engines.reasoning_gym.answers import number
from gem_gymnasium.engines.reasoning_gym.task import Item, Task

_MOST_TRIES = 200


class SimpleEquations(Task):
    """The solution of a linear equation."""

    name = "simple_equations"
    example = "42"
    pattern = r"[1-9]\d?|100"
    changes = (
        "An equation that the variable falls out of, as 0 = 0, is drawn again: any number solves "
        "it.",
        "An answer must be the number; reasoning-gym pays a share for a text that contains it.",
    )
    chance = 0.02

    def item(self, index: int) -> Item:
        data = self.dataset
        rng = random.Random(index)
        variable = data._get_variable(rng)
        for _ in range(_MOST_TRIES):
            equation, solution = data._generate_equation(rng, variable)
            if variable in equation:
                break
        question = rng.choice(data._prompt_templates).format(variable=variable, equation=equation)
        return {
            "question": question,
            "answer": str(solution),
            "metadata": {
                "source_dataset": self.name,
                "source_index": index,
                "equation": equation,
                "variable": variable,
            },
        }

    def score(self, answer: str, item: Item) -> float:
        answer = re.sub(rf"^{item['metadata']['variable']}\s*=\s*", "", answer[:1000])
        value = number(answer)
        undone = "/" in answer or "frac" in answer  # the last division
        return float(not undone and value == number(item["answer"]))
