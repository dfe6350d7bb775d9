"""Number theory: divisors, multiples, remainders, squares."""

from __future__ import annotations

from math import gcd, lcm, prod

from gem_gymnasium.generators.math_problems._draw import (
    THINGS,
    Draw,
    Families,
    joined,
    summed,
    worked,
)
from gem_gymnasium.generators.problem import Problem

__all__ = ["FAMILIES"]

_PRIMES = (2, 3, 5, 7, 11, 13)


def _product(factors: dict[int, int]) -> str:
    return " * ".join(f"{p}^{e}" if e > 1 else str(p) for p, e in factors.items())


def _left(number: int) -> str:
    return f"{number} {'is' if number == 1 else 'are'}"


def common(d: Draw, level: int) -> Problem:
    """Greatest common divisors and least common multiples, plain and in stories."""
    if level == 1:
        g, a, b = d.whole(6, 30), d.whole(2, 9), d.whole(2, 9)
        while gcd(a, b) > 1:
            b = d.whole(2, 9)
        return worked(
            f"What is the greatest common divisor of {g * a} and {g * b}?",
            [
                f"{g * a} = {g} * {a} and {g * b} = {g} * {b}, and {a} and {b} have no common "
                "divisor "
                "but 1."
            ],
            g,
        )
    if level == 2:
        g, a, b, c = d.whole(4, 15), d.whole(3, 9), d.whole(3, 9), d.whole(3, 9)
        while gcd(a, b, c) > 1:
            c = d.whole(3, 9)
        lengths = [g * a, g * b, g * c]
        return worked(
            f"Ropes of {joined(lengths)} meters are cut into pieces of equal whole length, as long "
            "as possible, without a rest. How many pieces are there?",
            [
                f"The greatest common divisor is {g}: {g * a} = {g} * {a}, {g * b} = {g} * {b}, "
                f"{g * c} = {g} * {c}.",
                f"The pieces: {a} + {b} + {c} = {a + b + c}.",
            ],
            a + b + c,
        )
    if level == 3:
        a, b = d.whole(6, 40), d.whole(6, 40)
        while not 1 < gcd(a, b) < min(a, b):
            a, b = d.whole(6, 40), d.whole(6, 40)
        low = lcm(a, b)
        limit = d.whole(3, 9) * 100 + low
        best = limit // low * low
        return worked(
            f"What is the greatest number of at most {limit} that is divisible by both {a} and "
            f"{b}?",
            [
                f"The least common multiple is {a} * {b} / {gcd(a, b)} = {low}.",
                f"{limit} = {limit // low} * {low} + {limit % low}, so the number is "
                f"{limit // low} "
                f"* {low} = {best}.",
            ],
            best,
        )
    p, q = d.whole(2, 9), d.whole(2, 9)
    while gcd(p, q) > 1 or p == q:
        p, q = d.whole(2, 9), d.whole(2, 9)
    g = d.whole(3, 20)
    return worked(
        f"Two numbers are in the ratio {p} : {q}, and their least common multiple is {g * p * q}. "
        "What is their sum?",
        [
            f"With greatest common divisor g they are {p}g and {q}g, and their least common "
            "multiple "
            f"has g with the factor {p} * {q} = {p * q}.",
            f"g is {g * p * q} / {p * q} = {g}.",
            f"The sum: ({p} + {q}) * {g} = {(p + q) * g}.",
        ],
        (p + q) * g,
    )


def remainders(d: Draw, level: int) -> Problem:
    """Numbers that leave given remainders, remainders of powers."""
    if level == 2:
        m, k = d.whole(20, 90), d.whole(3, 9)
        r = d.whole(2, m - 1)
        rest = r * k % m
        return worked(
            f"A number leaves the remainder {r} when it is divided by {m}. What remainder does "
            f"{k} times the number leave when it is divided by {m}?",
            [
                f"It is the remainder of {k} * {r} = {k * r}.",
                f"{k * r} = {m} * {k * r // m} + {rest}.",
            ],
            rest,
        )
    if level == 3:
        a, b = sorted(d.some((5, 7, 8, 9, 11, 13), 2))
        r, s = d.whole(1, a - 1), d.whole(1, b - 1)
        while r == s:
            s = d.whole(1, b - 1)
        n = next(n for n in range(s, a * b, b) if n % a == r)
        return worked(
            f"{d.person()} has fewer than {a * b} {d.pick(THINGS)}. In groups of {a}, "
            f"{_left(r)} left over; in groups of {b}, {_left(s)} left over. How many are there?",
            [
                f"{n} = {a} * {n // a} + {r} and {n} = {b} * {n // b} + {s}.",
                f"As {a} and {b} have no common divisor but 1, no other number below {a} * {b} = "
                f"{a * b} does so.",
            ],
            n,
        )
    if level == 4:
        base, m = d.whole(2, 12), d.whole(11, 60)
        while gcd(base, m) > 1:
            m = d.whole(11, 60)
        order, value = 1, base % m
        steps = []
        while value != 1:
            before, value = value, value * base % m
            order += 1
            if order <= 4:
                steps.append(
                    f"{before} * {base} = {before * base} = {m} * {before * base // m} + {value}."
                )
        power = d.whole(50, 900)
        rest = pow(base, power, m)
        return worked(
            f"What is the remainder when {base}^{power} is divided by {m}?",
            [
                f"Multiply by {base} and keep the remainder, from {base} on:",
                *steps,
                f"Going on like this, the power {order} is the first to leave 1.",
                f"{power} = {order} * {power // order} + {power % order}, so only the power "
                f"{power % order} counts, which leaves {rest}.",
            ],
            rest,
        )
    a, b, c = d.pick(((3, 5, 7), (4, 7, 9), (5, 7, 8), (5, 8, 9), (7, 9, 11), (3, 7, 10)))
    r, s, t = d.whole(1, a - 1), d.whole(1, b - 1), d.whole(1, c - 1)
    first = next(n for n in range(s, a * b, b) if n % a == r)
    n = next(n for n in range(first, a * b * c, a * b) if n % c == t)
    big = n + a * b * c
    return worked(
        f"What is the least number above {a * b * c} that leaves the remainder {r} when divided by "
        f"{a}, {s} when divided by {b}, and {t} when divided by {c}?",
        [
            f"{first} is the least that fits the first two: {first} = {a} * {first // a} + {r} and "
            f"{first} = {b} * {first // b} + {s}. They repeat every {a} * {b} = {a * b}.",
            f"Among {first}, {first + a * b} and so on, {n} fits the third: {n} = {c} * {n // c} + "
            f"{t}.",
            f"All three repeat every {a} * {b} * {c} = {a * b * c}.",
            f"The number: {n} + {a * b * c} = {big}.",
        ],
        big,
    )


def divisors(d: Draw, level: int) -> Problem:
    """The number, the sum, or the kinds of divisors."""
    primes = sorted(d.some(_PRIMES[: 3 + level - 2], 2 if level == 3 else 3))
    factors = {p: d.whole(1, 4 if p == 2 else 3 if p == 3 else 2) for p in primes}
    number = prod(p**e for p, e in factors.items())
    if level == 3:
        sums = [(p ** (e + 1) - 1) // (p - 1) for p, e in factors.items()]
        return worked(
            f"What is the sum of all positive divisors of {number}, with 1 and {number} itself?",
            [
                f"{number} = {_product(factors)}.",
                *(
                    f"The powers of {p}: {' + '.join(str(p**k) for k in range(e + 1))} = {total}."
                    for (p, e), total in zip(factors.items(), sums, strict=True)
                ),
                f"The sum: {' * '.join(map(str, sums))} = {prod(sums)}.",
            ],
            prod(sums),
        )
    n = d.whole(2, 6)
    tall = {p: e * n for p, e in factors.items()}
    counts = " * ".join(f"({e} + 1)" for e in tall.values())
    total = prod(e + 1 for e in tall.values())
    step = (
        f"{number} = {_product(factors)}, so the exponents in its power {n} are "
        f"{joined(list(tall.values()))}."
    )
    if level == 4:
        return worked(
            f"How many positive divisors does {number}^{n} have?",
            [step, f"The divisors: {counts} = {total}."],
            total,
        )
    squares = prod(e // 2 + 1 for e in tall.values())
    return worked(
        f"How many positive divisors of {number}^{n} are not squares of whole numbers?",
        [
            step,
            f"All divisors: {counts} = {total}.",
            f"Squares have even exponents: {' * '.join(str(e // 2 + 1) for e in tall.values())} = "
            f"{squares}.",
            f"The others: {total} - {squares} = {total - squares}.",
        ],
        total - squares,
    )


def multiples(d: Draw, level: int) -> Problem:
    """How many numbers are divisible by one number or another."""
    a, b = sorted(d.some(range(3, 13), 2))
    while b % a == 0:
        a, b = sorted(d.some(range(3, 13), 2))
    n = d.whole(100, 300 * level)
    both = lcm(a, b)
    one, two, three = n // a, n // b, n // both
    steps = [
        f"Divisible by {a}: {one}, as {n} = {a} * {one} + {n % a}.",
        f"Divisible by {b}: {two}, as {n} = {b} * {two} + {n % b}.",
        f"Divisible by both, which means by {both}: {three}, as {n} = {both} * {three} + "
        f"{n % both}.",
    ]
    if level == 2:
        low = d.whole(20, 90)
        count = n // a - (low - 1) // a
        return worked(
            f"How many whole numbers from {low} to {n} are divisible by {a}?",
            [
                f"From 1 to {n} there are {one}, as {n} = {a} * {one} + {n % a}.",
                f"From 1 to {low - 1} there are {(low - 1) // a}, as {low - 1} = {a} * "
                f"{(low - 1) // a} + {(low - 1) % a}.",
                f"The others: {one} - {(low - 1) // a} = {count}.",
            ],
            count,
        )
    union = one + two - three
    if level == 3:
        return worked(
            f"How many whole numbers from 1 to {n} are divisible by {a} or by {b} or by both?",
            [*steps, f"In all: {one} + {two} - {three} = {union}."],
            union,
        )
    only = one + two - 2 * three
    return worked(
        f"How many whole numbers from 1 to {n} are divisible by exactly one of {a} and {b}?",
        [*steps, f"Exactly one: {one} + {two} - 2 * {three} = {only}."],
        only,
    )


def squares(d: Draw, level: int) -> Problem:
    """Differences of squares, and factors that make a square."""
    if level == 3:
        primes = sorted(d.some(_PRIMES[:5], 3))
        factors = {p: d.whole(1, 4 if p < 5 else 2) for p in primes}
        if all(e % 2 == 0 for e in factors.values()):
            factors[primes[0]] += 1
        number = prod(p**e for p, e in factors.items())
        odd = [p for p, e in factors.items() if e % 2]
        return worked(
            f"What is the least positive whole number by which {number} must be multiplied to give "
            "the square of a whole number?",
            [
                f"{number} = {_product(factors)}.",
                f"Odd exponents belong to {joined(odd)}; these make them even: "
                f"{' * '.join(map(str, odd))} = {prod(odd)}.",
            ],
            prod(odd),
        )
    # Pairs u < v of the same parity with u v = n give x - y = u, x + y = v.
    u = d.whole(2, 12)
    v = u + 2 * d.whole(2, 15)
    n = u * v
    pairs = [(p, n // p) for p in range(1, n) if p * p < n and n % p == 0 and (n // p - p) % 2 == 0]
    xs = [(p + q) // 2 for p, q in pairs]
    return worked(
        f"What is the sum of all positive whole numbers x for which x^2 - {n} is the square of a "
        "positive whole number?",
        [
            f"With that number as y, the product of x - y and x + y is {n}, and both are even or "
            "both odd.",
            *(
                f"{p} * {q} = {n}, so x is ({p} + {q}) / 2 = {x}."
                for (p, q), x in zip(pairs, xs, strict=True)
            ),
            f"The sum: {summed(xs)} = {sum(xs)}.",
        ],
        sum(xs),
    )


FAMILIES: Families = {
    common: (1, 2, 3, 4),
    remainders: (2, 3, 4, 5),
    divisors: (3, 4, 5),
    multiples: (2, 3, 4),
    squares: (3, 5),
}
