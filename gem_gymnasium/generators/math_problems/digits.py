"""Whole numbers and their digits: sums, zeros at the end, other bases."""

from __future__ import annotations

from gem_gymnasium.generators.math_problems._draw import (
    Draw,
    Families,
    worked,
)
from gem_gymnasium.generators.problem import Problem

__all__ = ["FAMILIES"]


def digits(d: Draw, level: int) -> Problem:
    """Digits of numbers: sums, swaps, zeros at the end."""
    if level == 2:
        a, b, c = d.whole(2, 9), d.whole(0, 9), d.whole(1, 8)
        while a <= c:
            a, c = d.whole(2, 9), d.whole(1, 8)
        return worked(
            f"The middle digit of a three-digit number is {b}, and its digits add up to "
            f"{a + b + c}. Written backwards the number is {99 * (a - c)} less. What is the "
            "number?",
            [
                f"The outer digits add up to {a + b + c} - {b} = {a + c}.",
                f"Written backwards it changes by 99 times their difference, which is "
                f"{99 * (a - c)} / 99 = {a - c}.",
                f"The first digit: ({a + c} + {a - c}) / 2 = {a}; the last: {a + c} - {a} = {c}.",
                f"The number: 100 * {a} + 10 * {b} + {c} = {100 * a + 10 * b + c}.",
            ],
            100 * a + 10 * b + c,
        )
    if level == 3:
        power, less = d.whole(4, 40), d.whole(11, 999)
        text = str(1000 - less).zfill(3)
        total = 9 * (power - 3) + sum(map(int, text)) if power > 3 else 0
        return worked(
            f"What is the sum of the digits of 10^{power} - {less}?",
            [
                f"The last three digits are those of 1000 - {less} = {1000 - less}; the "
                f"{power} - 3 "
                f"= {power - 3} before them are nines.",
                f"The sum: 9 * {power - 3} + {' + '.join(text)} = {total}.",
            ],
            total,
        )
    if level == 4:
        n = d.whole(60, 900)
        parts, power = [], 5
        while power <= n:
            parts.append(n // power)
            power *= 5
        return worked(
            f"How many zeros are at the end of {n}! (the product of all whole numbers from 1 to "
            f"{n})?",
            [
                "Each zero takes a factor 5, and there are more than enough factors 2.",
                *(
                    f"Divisible by {5 ** (k + 1)} are {part} numbers, as {n} = {5 ** (k + 1)} * "
                    f"{part} + {n - 5 ** (k + 1) * part}."
                    for k, part in enumerate(parts)
                ),
                f"The zeros: {' + '.join(map(str, parts))} = {sum(parts)}.",
            ],
            sum(parts),
        )
    low = d.whole(1, 4) * 1000
    high = low + d.whole(2, 5) * 1000
    target = d.whole(8, 20)
    leading = range(low // 1000, high // 1000)
    ways = [0] * 28
    for n in range(1000):
        ways[n // 100 + n // 10 % 10 + n % 10] += 1
    counts = [ways[target - lead] for lead in leading]
    return worked(
        f"How many whole numbers from {low} to {high - 1} have digits that add up to {target}?",
        [
            *(
                f"With the first digit {lead} the other three must add up to {target} - {lead} = "
                f"{target - lead}, in {count} ways."
                for lead, count in zip(leading, counts, strict=True)
            ),
            f"In all: {' + '.join(map(str, counts))} = {sum(counts)}.",
        ],
        sum(counts),
    )


def bases(d: Draw, level: int) -> Problem:
    """Numbers in other bases."""
    base = d.whole(3, 9)
    number = d.whole(base**2, base**3 - 1 if level == 3 else base**4 - 1)
    text, rest = "", number
    while rest:
        rest, digit = divmod(rest, base)
        text = str(digit) + text
    value = " + ".join(f"{digit} * {base}^{len(text) - 1 - k}" for k, digit in enumerate(text))
    if level == 3:
        return worked(
            f"Which number is written {text} in base {base}? Give it in base 10.",
            [f"{value} = {number}."],
            number,
        )
    other = d.whole(base**2, base**3 - 1)
    second, rest = "", other
    while rest:
        rest, digit = divmod(rest, base)
        second = str(digit) + second
    value2 = " + ".join(f"{digit} * {base}^{len(second) - 1 - k}" for k, digit in enumerate(second))
    return worked(
        f"The numbers {text} and {second} are written in base {base}. What is their product in "
        "base "
        "10?",
        [
            f"The first: {value} = {number}.",
            f"The second: {value2} = {other}.",
            f"The product: {number} * {other} = {number * other}.",
        ],
        number * other,
    )


def consecutive(d: Draw, level: int) -> Problem:
    """Consecutive integers with a given sum."""
    kind, step = d.pick((("whole", 1), ("even", 2), ("odd", 2)))
    count = d.pick((3, 5)) if level == 2 else d.pick((5, 7, 9))
    first = d.whole(5, 40 * level)
    if kind == "even":
        first += first % 2
    elif kind == "odd":
        first += 1 - first % 2
    numbers = [first + step * k for k in range(count)]
    middle = numbers[count // 2]
    total = sum(numbers)
    which, wanted = d.pick((("smallest", first), ("largest", numbers[-1])))
    sign = "-" if which == "smallest" else "+"
    steps = [
        f"The middle one is {total} / {count} = {middle}.",
        f"The {which} is {middle} {sign} {count // 2} * {step} = {wanted}.",
    ]
    story = f"{count} consecutive {kind} numbers add up to {total}."
    if level == 2:
        return worked(f"{story} What is the {which} of them?", steps, wanted)
    return worked(
        f"{story} What is the product of the smallest and the largest of them?",
        [
            steps[0],
            f"The smallest is {middle} - {count // 2} * {step} = {first}, the largest {middle} + "
            f"{count // 2} * {step} = {numbers[-1]}.",
            f"The product: {first} * {numbers[-1]} = {first * numbers[-1]}.",
        ],
        first * numbers[-1],
    )


FAMILIES: Families = {
    digits: (2, 3, 4, 5),
    bases: (3, 4),
    consecutive: (2, 3),
}
