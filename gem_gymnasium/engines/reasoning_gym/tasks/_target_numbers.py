"""What `countdown` and `puzzle24` share: numbers that make a target."""

from __future__ import annotations

from collections.abc import Collection
from random import Random
from typing import Any

from gem_gymnasium.engines.reasoning_gym.tasks._expressions import (
    Inverse,
    Negative,
    Node,
    Number,
    Product,
    Sum,
    nodes,
    rational,
    read,
)

__all__ = ["chain", "makes"]


def chain(rng: Random, config: Any, count: int) -> tuple[str, list[int], int]:
    """A random chain of operations on whole numbers, every division of it without a remainder.

    It draws as reasoning-gym does.

    Returns:
        The expression, its numbers in order, its value.
    """
    numbers = [rng.randint(config.min_value, config.max_value) for _ in range(count)]
    value = numbers[0]
    steps: list[tuple[str, int]] = []
    for place in range(1, count):
        operator = rng.choice(config.operators)
        if operator == "/":
            divisors = numbers[place:]
            rng.shuffle(divisors)
            divisor = next((number for number in divisors if value % number == 0), None)
            if divisor is None:
                operator = "-"
            else:
                numbers[place] = divisor
        number = numbers[place]
        steps.append((operator, number))
        if operator == "+":
            value += number
        elif operator == "-":
            value -= number
        elif operator == "*":
            value *= number
        else:
            value //= number
    text, is_sum = str(numbers[0]), False
    for operator, number in steps:
        if operator in "+-":
            text, is_sum = f"{text} {operator} {number}", True
        else:
            text, is_sum = (
                f"({text}){operator}{number}" if is_sum else text + operator + str(number),
                False,
            )
    return text, numbers, value


def makes(
    answer: str, numbers: list[int], target: int, operators: Collection[str] = "+-*/"
) -> bool:
    """Whether an expression has a value, and holds every number once, and these operators only."""
    node = read(answer, longest=200 + 20 * len(numbers))
    if node is None or rational(node) != target:
        return False
    used = [part.value for part in nodes(node) if isinstance(part, Number)]
    return sorted(used) == sorted(numbers) and _operators(node) <= set(operators)


def _operators(node: Node) -> set[str]:
    found = set()
    for part in nodes(node):
        if isinstance(part, Sum) and not all(isinstance(p, Negative) for p in part.parts[1:]):
            found.add("+")
        elif isinstance(part, Negative):
            found.add("-")
        elif isinstance(part, Product) and not all(isinstance(p, Inverse) for p in part.parts[1:]):
            found.add("*")
        elif isinstance(part, Inverse):
            found.add("/")
    return found
