"""Functions and polynomials: values, composition, coefficients, own operations."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

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


def _value(coefficients: list[int], x: int) -> int:
    total = 0
    for factor in coefficients:
        total = total * x + factor
    return total


def _written(coefficients: list[int], x: int) -> str:
    """The value of a polynomial, written out."""
    top = len(coefficients) - 1
    parts = [
        f"{signed(factor)} * {signed(x)}^{top - place}" if place < top else signed(factor)
        for place, factor in enumerate(coefficients)
        if factor
    ]
    return f"{' + '.join(parts)} = {_value(coefficients, x)}"


def evaluation(d: Draw, level: int) -> Problem:
    """The value of a polynomial at a number."""
    x = d.whole(2, 9) if level == 1 else d.nonzero(6 + level)
    coefficients = [d.whole(2, 9)] + [d.nonzero(12) for _ in range(min(level + 1, 3))]
    if level == 1:
        coefficients = [abs(factor) for factor in coefficients]
    value = _value(coefficients, x)
    if level < 3:
        return worked(
            f"What is the value of {polynomial(coefficients)} at x = {x}?",
            [f"{_written(coefficients, x)}."],
            value,
        )
    y = d.nonzero(9)
    while y == x:
        y = d.nonzero(9)
    other = _value(coefficients, y)
    return worked(
        f"Let f(x) = {polynomial(coefficients)}. What is f({x}) - f({y})?",
        [
            f"The first: {_written(coefficients, x)}.",
            f"The second: {_written(coefficients, y)}.",
            f"The difference: {signed(value)} - {signed(other)} = {value - other}.",
        ],
        value - other,
    )


def operation(d: Draw, level: int) -> Problem:
    """An operation that the problem defines."""
    sign = d.pick(("#", "@", "&", "~"))
    p, q, r = d.whole(2, 9), d.whole(2, 9), d.whole(1, 9)
    a, b, c = d.whole(2, 12), d.whole(2, 12), d.whole(2, 12)
    rule = f"For numbers a and b let a {sign} b = {p}a + {q}b - {r}."
    first = p * a + q * b - r
    step = f"{a} {sign} {b} is {p} * {a} + {q} * {b} - {r} = {first}."
    if level == 1:
        return worked(f"{rule} What is {a} {sign} {b}?", [step], first)
    if level == 2:
        second = p * first + q * c - r
        return worked(
            f"{rule} What is ({a} {sign} {b}) {sign} {c}?",
            [step, f"The value: {p} * {first} + {q} * {c} - {r} = {second}."],
            second,
        )
    return worked(
        f"For numbers a and b let a {sign} b = ab + {p}a + {q}b. For which x is x {sign} {c} = "
        f"{a} {sign} {b}?",
        [
            f"{a} {sign} {b} is {a} * {b} + {p} * {a} + {q} * {b} = {a * b + p * a + q * b}.",
            f"x {sign} {c} has x with the factor {c} + {p} = {c + p}, and {q} * {c} = {q * c}.",
            f"x is ({a * b + p * a + q * b} - {q * c}) / {c + p} = "
            f"{Fraction(a * b + p * a + q * b - q * c, c + p)}.",
        ],
        Fraction(a * b + p * a + q * b - q * c, c + p),
        FRACTION,
    )


def composition(d: Draw, level: int) -> Problem:
    """Functions of functions, and inverse functions."""
    a, b, c, e = d.whole(2, 9), d.nonzero(12), d.whole(2, 7), d.nonzero(12)
    x = d.nonzero(9)
    f, g = [a, b], [c, 0, e] if level > 2 else [c, e]
    inner = _value(g, x)
    outer = _value(f, inner)
    story = f"Let f(x) = {polynomial(f)} and g(x) = {polynomial(g)}."
    if level == 2:
        return worked(
            f"{story} What is f(g({x}))?",
            [f"The inner value: {_written(g, x)}.", f"The outer value: {_written(f, inner)}."],
            outer,
        )
    if level == 3:
        swapped = _value(g, _value(f, x))
        return worked(
            f"{story} What is g(f({x})) - f(g({x}))?",
            [
                f"f at {x}: {_written(f, x)}.",
                f"g at that: {_written(g, _value(f, x))}.",
                f"g at {x}: {_written(g, x)}.",
                f"f at that: {_written(f, inner)}.",
                f"The difference: {signed(swapped)} - {signed(outer)} = {swapped - outer}.",
            ],
            swapped - outer,
        )
    target = d.nonzero(30)
    back = Fraction(target - b, a)
    result = c * back * back + e
    return worked(
        f"{story} Let h be the inverse function of f. What is g(h({target}))?",
        [
            f"h at {target} is ({target} - {signed(b)}) / {a} = {back}.",
            f"g at that: {c} * ({back})^2 + {signed(e)} = {result}.",
        ],
        result,
        FRACTION,
    )


def coefficients(d: Draw, level: int) -> Problem:
    """Products of polynomials: a coefficient, or the sum of all."""
    a, b, c, e, g = d.whole(2, 9), d.nonzero(9), d.whole(2, 9), d.nonzero(9), d.nonzero(9)
    if level == 3:
        value = a * e + b * c
        while not value:
            e = d.nonzero(9)
            value = a * e + b * c
        return worked(
            f"What is the coefficient of x in the expansion of ({polynomial((a, b))})"
            f"({polynomial((c, e))})?",
            [f"{a} * {signed(e)} + {signed(b)} * {c} = {value}."],
            value,
        )
    if level == 4:
        value = a * g + b * e
        return worked(
            f"What is the coefficient of x in the expansion of ({polynomial((a, b))})"
            f"({polynomial((c, e, g))})?",
            [f"{a} * {signed(g)} + {signed(b)} * {signed(e)} = {value}."],
            value,
        )
    n = d.whole(3, 6)
    plus, minus = (a + b) ** n, (b - a) ** n
    even = (plus + minus) // 2
    return worked(
        f"({polynomial((a, b))})^{n} is expanded. What is the sum of the coefficients of all even "
        "powers of x, the constant term included?",
        [
            f"At x equal to 1 all coefficients add up to ({a} + {signed(b)})^{n} = {plus}.",
            f"At x equal to -1 those of odd powers are subtracted: ({b} - {a})^{n} = {minus}.",
            f"Those of even powers: ({plus} + {signed(minus)}) / 2 = {even}.",
        ],
        even,
    )


def remainder(d: Draw, level: int) -> Problem:
    """Remainders of polynomials, and a coefficient that a divisor fixes."""
    r = d.nonzero(4)
    cubic = [d.whole(1, 5), d.nonzero(9), d.nonzero(9), d.nonzero(30)]
    if level == 4:
        value = _value(cubic, r)
        return worked(
            f"What is the remainder when {polynomial(cubic)} is divided by {polynomial((1, -r))}?",
            [f"It is the value at {r}: {_written(cubic, r)}."],
            value,
        )
    s = d.nonzero(4)
    while s == r:
        s = d.nonzero(4)
    x = d.whole(5, 12)
    at_r, at_s = _value(cubic, r), _value(cubic, s)
    slope = Fraction(at_r - at_s, r - s)
    shift = at_r - slope * r
    result = slope * x + shift
    return worked(
        f"The remainder when {polynomial(cubic)} is divided by {polynomial((1, -r - s, r * s))} is "
        f"a linear polynomial L(x). What is L({x})?",
        [
            f"The divisor is 0 at {r} and {s}, where L has the values of the cubic.",
            f"At {r}: {_written(cubic, r)}.",
            f"At {s}: {_written(cubic, s)}.",
            f"The slope of L: ({at_r} - {signed(at_s)}) / ({r} - {signed(s)}) = {slope}.",
            f"The value: {signed(at_r)} + {signed(int(slope))} * ({x} - {signed(r)}) = {result}.",
        ],
        result,
    )


def iteration(d: Draw, level: int) -> Problem:
    """A function that is applied many times."""
    a = d.whole(2, 4)
    b = d.nonzero(6)
    x = d.whole(1, 9)
    times = d.whole(5, 8) if a == 2 else d.whole(4, 6)
    values = [x]
    while len(values) <= times:
        values.append(a * values[-1] + b)
    return worked(
        f"Let f(x) = {polynomial((a, b))}. Starting from x = {x}, f is applied {times} times, each "
        "time to the result of the time before. What is the last result?",
        [f"{a} * {signed(before)} + {signed(b)} = {after}." for before, after in pairwise(values)],
        values[-1],
    )


def functional(d: Draw, level: int) -> Problem:
    """A function that is known by an equation that it satisfies."""
    k, c = d.whole(2, 6), d.nonzero(9)
    n = d.whole(3, 9)
    if d.pick((True, False)):
        start = d.nonzero(9)
        top = d.whole(12, 60)
        value = start * top + k * top * (top - 1) // 2
        return worked(
            f"A function f on the whole numbers has f(0) = 0, f(1) = {start} and f(m + n) = f(m) + "
            f"f(n) + {k}mn for all m and n. What is f({top})?",
            [
                f"From n to n + 1 the value grows by f(1) and {k} times n.",
                f"Up to {top} the numbers n from 0 to {top - 1} add up to {top} * {top - 1} / 2 = "
                f"{top * (top - 1) // 2}.",
                f"The value: {top} * {signed(start)} + {k} * {top * (top - 1) // 2} = {value}.",
            ],
            value,
        )
    # f(x) + k f(1/x) = c x
    side = Fraction(k * c, n) - c * n
    result = side / (k * k - 1)
    return worked(
        f"A function f satisfies f(x) + {k}f(1/x) = {polynomial((c, 0))} for all x except 0. "
        "What is "
        f"f({n})?",
        [
            f"With 1/{n} in place of x, f(1/{n}) + {k} times f({n}) is {c}/{n}.",
            f"Take {k} times this less the equation at {n}: the factor of f({n}) is {k}^2 - 1 and "
            f"this is {k * k - 1}; the other side is {k} * {signed(c)} / {n} - {signed(c)} * {n} = "
            f"{side}.",
            f"The value: ({side}) / {k * k - 1} = {result}.",
        ],
        result,
        FRACTION,
    )


FAMILIES: Families = {
    evaluation: (1, 2, 3),
    operation: (1, 2, 3),
    composition: (2, 3, 4),
    coefficients: (3, 4, 5),
    remainder: (4, 5),
    iteration: (4, 5),
    functional: (5,),
}
