"""Sequences of numbers."""

from random import Random
from typing import Any

from gem_gymnasium.engines.reasoning_gym.task import Item, NumberTask

_TRIES = 200
_MOST = 1000  # what reasoning-gym takes for too large
_HUGE = 10**100


class NumberSequence(NumberTask):
    """The next number of a sequence."""

    name = "number_sequence"
    example = "123"
    pattern = r"0|-?[1-9]\d{0,2}"
    form = "Write the number that stands in place of the question mark."
    changes = (
        "Sequences that end with two equal numbers (3 of 10) are drawn again: copying the last "
        "number would solve them.",
        "Sequences end where their numbers become too large to be used; reasoning-gym computes "
        "them with millions of digits, for seconds or for ever.",
        "An answer must be the number; a text that contains it earns nothing.",
    )
    chance = 0.017

    def item(self, index: int) -> Item:
        from reasoning_gym.cognition.number_sequences import PatternGenerator

        config = self.dataset.config
        rng = Random(self.dataset.seed + index)  # reasoning-gym's draws
        complexity = rng.randint(1, config.max_complexity)
        generator = PatternGenerator(rng, complexity)
        for _ in range(_TRIES):
            rule = generator.generate_rule()
            count = rng.randint(config.min_terms, config.max_terms)
            sequence = _sequence(rule, rng.randint(-10, 10), count)
            if len(sequence) <= count or sequence[-1] == sequence[-2]:
                continue
            if generator.is_interesting(sequence, _MOST):
                break
        else:
            sequence = [2 * place for place in range(count + 1)]
        return {
            "question": ", ".join(map(str, sequence[:-1])) + ", ?",
            "answer": str(sequence[-1]),
            "metadata": {
                "source_dataset": self.name,
                "source_index": index,
                "rule": rule.to_string(),
                "complexity": complexity,
                "sequence": sequence,
                "difficulty": {
                    "max_complexity": config.max_complexity,
                    "terms": (config.min_terms, config.max_terms),
                },
            },
        }


def _sequence(rule: Any, first: int, count: int) -> list[int]:
    """A number and ``count`` that follow it, or fewer if one is too large."""
    sequence = [first]
    for place in range(count):
        value = sequence[place]
        for operation, parameter in zip(rule.operations, rule.parameters, strict=True):
            match str(operation.value):
                case "+":
                    value += parameter
                case "*":
                    value *= parameter
                case "^2":
                    value *= value
                case "*2":
                    value *= 2
                case "/2":
                    value //= 2
                case "prev+" if place:
                    value += sequence[place - 1]
            if abs(value) > _HUGE:
                return sequence
        sequence.append(value)
        if abs(value) > _MOST:
            return sequence[:-1]
    return sequence
