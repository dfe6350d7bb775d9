"""Calculations, inequalities, exponents and logarithms."""

from __future__ import annotations

from fractions import Fraction

from gem_gymnasium.generators.math_problems._draw import (
    FRACTION,
    Draw,
    Families,
    polynomial,
    signed,
    worked,
)
from gem_gymnasium.generators.problem import Problem

__all__ = ["FAMILIES"]


def calculation(d: Draw, level: int) -> Problem:
    """The order of operations; at level 2 and above with fractions."""
    if level == 1:
        a, b, c, e = d.whole(5, 60), d.whole(3, 15), d.whole(3, 15), d.whole(2, 9)
        if d.pick((True, False)):
            return worked(
                f"Calculate {a} + {b} * ({c} + {e}).",
                [
                    f"{c} + {e} = {c + e}.",
                    f"{b} * {c + e} = {b * (c + e)}.",
                    f"{a} + {b * (c + e)} = {a + b * (c + e)}.",
                ],
                a + b * (c + e),
            )
        return worked(
            f"Calculate {a + e * c} - {e} * {c} + {b}.",
            [f"{e} * {c} = {e * c}.", f"{a + e * c} - {e * c} = {a}.", f"{a} + {b} = {a + b}."],
            a + b,
        )
    x, y, z = (Fraction(d.whole(1, 9), d.whole(2, 12)) for _ in range(3))
    while x == y:
        y = Fraction(d.whole(1, 9), d.whole(2, 12))
    while z.denominator == 1:
        z = Fraction(d.whole(1, 9), d.whole(2, 12))
    more, less = max(x, y), min(x, y)
    less_z, rest = less * z, more - less
    p, q, r = map(_atom, (more, less, z))
    if level == 2:
        return worked(
            f"Calculate {p} - {q} + {r}.",
            [f"{p} - {q} = {rest}.", f"{_atom(rest)} + {r} = {rest + z}."],
            rest + z,
            FRACTION,
        )
    return worked(
        f"Calculate ({p} - {q}) / {r} + {q} * {r}.",
        [
            f"{p} - {q} = {rest}.",
            f"{_atom(rest)} / {r} = {rest / z}.",
            f"{q} * {r} = {less_z}.",
            f"{_atom(rest / z)} + {_atom(less_z)} = {rest / z + less_z}.",
        ],
        rest / z + less_z,
        FRACTION,
    )


def _atom(number: Fraction) -> str:
    """A number as it may stand beside any operator: "4", "(2/3)"."""
    return str(number) if number.denominator == 1 else f"({number})"


def inequality(d: Draw, level: int) -> Problem:
    """How many integers satisfy an inequality."""
    if level == 2:
        a, b = d.whole(2, 9), d.whole(1, 40)
        limit = d.whole(60, 400)
        most = (limit - b) // a
        return worked(
            f"How many positive integers n satisfy {polynomial((a, b), 'n')} < {limit}?"
            if (limit - b) % a
            else f"How many positive integers n satisfy {polynomial((a, b), 'n')} <= {limit}?",
            [
                f"n is at most ({limit} - {b}) / {a} = {Fraction(limit - b, a)}.",
                f"So n goes from 1 to {most}.",
            ],
            most,
        )
    if level == 3:
        a, b, limit = d.whole(2, 9), d.nonzero(30), d.whole(40, 300)
        low, high = -((limit + b) // a), (limit - b) // a
        return worked(
            f"How many integers n satisfy |{polynomial((a, b), 'n')}| <= {limit}?",
            [
                f"n is at least (-{limit} - {signed(b)}) / {a} = {Fraction(-limit - b, a)}, and at "
                f"most ({limit} - {signed(b)}) / {a} = {Fraction(limit - b, a)}.",
                f"So n goes from {low} to {high}: {high} - {signed(low)} + 1 = {high - low + 1}.",
            ],
            high - low + 1,
        )
    r = d.whole(-40, 30)
    s = r + d.whole(8, 70)
    k = d.whole(2, 9)
    # Strictly between r and s, without multiples of k.
    inner = s - r - 1
    multiples = (s - 1) // k - r // k
    return worked(
        f"How many integers n that are not divisible by {k} satisfy "
        f"{polynomial((1, -r - s, r * s), 'n')} < 0?",
        [
            f"The left side is 0 at {r} and {s}, as {signed(r)} + {signed(s)} = {r + s} and "
            f"{signed(r)} * {signed(s)} = {r * s}; it is negative between them.",
            f"Between them lie {s} - {signed(r)} - 1 = {inner} integers.",
            f"Of these {multiples} are divisible by {k}, which leaves {inner} - {multiples} = "
            f"{inner - multiples}.",
        ],
        inner - multiples,
    )


def exponents(d: Draw, level: int) -> Problem:
    """Exponents of a common base."""
    base = d.pick((2, 3, 5))
    if level == 2:
        a, b, c = d.whole(5, 30), d.whole(5, 30), d.whole(2, 9)
        return worked(
            f"For which n is {base}^{a} * {base}^{b} / {base}^{c} = {base}^n?",
            [f"n is {a} + {b} - {c} = {a + b - c}."],
            a + b - c,
        )
    i, j = d.whole(2, 4), d.whole(2, 4)
    a, b, c = d.whole(4, 25), d.whole(2, 12), d.whole(1, 9)
    total = i * a + j * b - c
    if level == 3:
        return worked(
            f"For which n is {base**i}^{a} * {base**j}^{b} / {base**c} = {base}^n?",
            [
                f"All are powers of {base}: {base}^{i} = {base**i}, {base}^{j} = {base**j} and "
                f"{base}^{c} = {base**c}.",
                f"n is {i} * {a} + {j} * {b} - {c} = {total}.",
            ],
            total,
        )
    x = Fraction(d.whole(1, 30) * j + c, i)
    return worked(
        f"Solve {base**i}^x = {base**c} * {base**j}^{(x * i - c) / j} for x.",
        [
            f"All are powers of {base}: {base}^{i} = {base**i}, {base}^{c} = {base**c} and "
            f"{base}^{j} = {base**j}.",
            f"The exponent on the right: {c} + {j} * {(x * i - c) / j} = {x * i}.",
            f"x is {x * i} / {i} = {x}.",
        ],
        x,
        FRACTION,
    )


def logarithm(d: Draw, level: int) -> Problem:
    """Equations with logarithms."""
    base = d.pick((2, 3, 5, 7, 10))
    k = d.whole(2, 5 if base < 7 else 3)
    if level == 4:
        a, b = d.whole(2, 9), d.nonzero(60)
        value = Fraction(base**k - b, a)
        return worked(
            f"Solve log_{base}({polynomial((a, b))}) = {k} for x, where log_{base} is the "
            "logarithm "
            f"to base {base}.",
            [
                f"The argument must be {base}^{k} = {base**k}.",
                f"x is ({base**k} - {signed(b)}) / {a} = {value}.",
            ],
            value,
            FRACTION,
        )
    # log(x) + log(x + gap) = k has the positive solution x if x (x + gap) is a power.
    base, i, j = d.pick((2, 3, 5)), d.whole(1, 4), d.whole(2, 3)
    x = base**i
    gap = base ** (i + j) - x
    square = gap * gap + 4 * base ** (2 * i + j)
    root = 2 * x + gap
    f = d.whole(2, 12)
    return worked(
        f"Let x be the solution of log_{base}(x) + log_{base}(x + {gap}) = {2 * i + j}, where "
        f"log_{base} is the logarithm to base {base}. What is {f}x + {gap}?",
        [
            f"The product of x and x + {gap} is {base}^{2 * i + j} = {base ** (2 * i + j)}.",
            f"This quadratic equation has the discriminant {gap}^2 + 4 * {base ** (2 * i + j)} = "
            f"{square}, and {root} * {root} = {square}.",
            f"Its positive solution: ({root} - {gap}) / 2 = {x}.",
            f"The value: {f} * {x} + {gap} = {f * x + gap}.",
        ],
        f * x + gap,
    )


FAMILIES: Families = {
    calculation: (1, 2, 3),
    inequality: (2, 3, 4),
    exponents: (2, 3, 4),
    logarithm: (4, 5),
}
