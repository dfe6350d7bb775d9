"""Equations: riddles, linear, systems, quadratic, powers of sums."""

from __future__ import annotations

from fractions import Fraction

from gem_gymnasium.generators.math_problems._draw import (
    FRACTION,
    Draw,
    Families,
    linear,
    polynomial,
    signed,
    summed,
    worked,
)
from gem_gymnasium.generators.problem import Problem

__all__ = ["FAMILIES"]


def riddle(d: Draw, level: int) -> Problem:
    """A number that somebody thinks of."""
    who = d.person()
    number = d.whole(6, 40 + 30 * level)
    times, more, less = d.whole(2, 9), d.whole(2, 60), d.whole(1, 30)
    if level == 1:
        result = number * times + more
        return worked(
            f"{who} thinks of a number, multiplies it by {times} and adds {more}. The result is "
            f"{result}. What is the number?",
            [
                f"Before adding: {result} - {more} = {result - more}.",
                f"Before multiplying: {result - more} / {times} = {number}.",
            ],
            number,
        )
    while (number + more) % times:
        more = d.whole(2, 60)
    factor = d.whole(2, 9, but=(times,))
    result = (number + more) // times * factor - less
    return worked(
        f"{who} thinks of a number, adds {more}, divides the sum by {times}, multiplies the "
        "quotient "
        f"by {factor} and subtracts {less}. The result is {result}. What is the number?",
        [
            f"Before subtracting: {signed(result)} + {less} = {result + less}.",
            f"Before multiplying: {result + less} / {factor} = {(result + less) // factor}.",
            f"Before dividing: {(result + less) // factor} * {times} = {number + more}.",
            f"Before adding: {number + more} - {more} = {number}.",
        ],
        number,
    )


def equation(d: Draw, level: int) -> Problem:
    """A linear equation in x."""
    x = d.whole(2, 30) if level == 1 else d.nonzero(20 + 20 * level)
    a, b = d.whole(2, 12), d.nonzero(30)
    if level == 1:
        return worked(
            f"Solve {polynomial((a, b))} = {a * x + b} for x.",
            [
                f"{polynomial((a,))} times x is {summed((a * x + b, -b))} = {a * x}.",
                f"x is {a * x} / {a} = {x}.",
            ],
            x,
        )
    c = d.whole(2, 12, but=(a,))
    right = (a - c) * x + b
    if level == 2:
        return worked(
            f"Solve {polynomial((a, b))} = {polynomial((c, right))} for x.",
            [
                f"Take {polynomial((c, 0))} away on both sides: the factor of x is {a} - {c} = "
                f"{a - c}.",
                f"The numbers: {summed((right, -b))} = {right - b}.",
                f"x is {signed(right - b)} / {signed(a - c)} = {x}.",
            ],
            x,
        )
    p, q, r = d.whole(2, 9), d.nonzero(9), d.whole(2, 9)
    value = Fraction(p * (r - q) + c, a - p) if a != p else Fraction(0)
    while a == p or not value:
        p, q, r = d.whole(2, 9), d.nonzero(9), d.whole(2, 9)
        value = Fraction(p * (r - q) + c, a - p) if a != p else Fraction(0)
    # a x - c = p (x - q) + p r
    return worked(
        f"Solve {polynomial((a, -c))} = {p}({polynomial((1, -q))}) + {p * r} for x.",
        [
            f"The right side is {polynomial((p, p * (r - q)))}.",
            f"The factor of x is {a} - {p} = {a - p}.",
            f"The numbers: {summed((p * (r - q), c))} = {p * (r - q) + c}.",
            f"x is {signed(p * (r - q) + c)} / {signed(a - p)} = {value}.",
        ],
        value,
        FRACTION,
    )


def system(d: Draw, level: int) -> Problem:
    """Linear equations in two or three variables."""
    x, y, z = (d.nonzero(8 + 4 * level) for _ in range(3))
    if level == 2:
        y = x + d.nonzero(30)
        total, gap = x + y, x - y
        product = x * y
        return worked(
            f"The sum of two numbers is {total} and their difference is {abs(gap)}. What is their "
            "product?",
            [
                f"The larger number: ({total} + {abs(gap)}) / 2 = {max(x, y)}.",
                f"The smaller number: {signed(total)} - {signed(max(x, y))} = {min(x, y)}.",
                f"The product: {signed(max(x, y))} * {signed(min(x, y))} = {product}.",
            ],
            product,
        )
    a, b, c, e = (d.nonzero(7) for _ in range(4))
    while a * e == b * c:
        c, e = d.nonzero(7), d.nonzero(7)
    p, q, det = a * x + b * y, c * x + e * y, a * e - b * c
    if level < 5:
        f, g = d.whole(2, 9), d.nonzero(9)
        asked = linear((f, g), "xy")
        return worked(
            f"Given {linear((a, b), 'xy')} = {p} and {linear((c, e), 'xy')} = {q}, what is "
            f"{asked}?",
            [
                f"Take {e} times the first equation less {b} times the second: the factor of x is "
                f"{a} * {signed(e)} - {signed(b)} * {signed(c)} = {det}.",
                f"The numbers: {signed(p)} * {signed(e)} - {signed(q)} * {signed(b)} = "
                f"{p * e - q * b}.",
                f"x is {signed(p * e - q * b)} / {signed(det)} = {x}.",
                f"y is ({p} - {signed(a)} * {signed(x)}) / {signed(b)} = {y}.",
                f"The value: {f} * {signed(x)} + {signed(g)} * {signed(y)} = {f * x + g * y}.",
            ],
            f * x + g * y,
        )
    u, v, w = x + y, y + z, x + z
    f = d.whole(2, 6)
    total = (u + v + w) // 2
    return worked(
        f"Given x + y = {u}, y + z = {v} and x + z = {w}, what is xyz + {f}x?",
        [
            f"All three numbers: ({u} + {signed(v)} + {signed(w)}) / 2 = {total}.",
            f"x is {total} - {signed(v)} = {x}.",
            f"y is {total} - {signed(w)} = {y}.",
            f"z is {total} - {signed(u)} = {z}.",
            f"The value: {signed(x)} * {signed(y)} * {signed(z)} + {f} * {signed(x)} = "
            f"{x * y * z + f * x}.",
        ],
        x * y * z + f * x,
    )


def quadratic(d: Draw, level: int) -> Problem:
    """A quadratic equation with rational roots, or what its coefficients tell of them."""
    if level == 3:
        r, s = d.nonzero(12), d.nonzero(12)
        while r == s or r == -s:
            s = d.nonzero(12)
        both, product = r + s, r * s
        big, small = max(r, s), min(r, s)
        k = d.whole(2, 9)
        return worked(
            "Let p be the larger and q the smaller solution of "
            f"{polynomial((1, -both, product))} = "
            f"0. What is {k}p - q?",
            [
                f"The numbers {big} and {small} have the sum {signed(big)} + {signed(small)} = "
                f"{both} and the product {signed(big)} * {signed(small)} = {product}, so p is "
                f"{big} "
                f"and q is {small}.",
                f"The value: {k} * {signed(big)} - {signed(small)} = {k * big - small}.",
            ],
            k * big - small,
        )
    if level == 4:
        a = d.whole(2, 5)
        p, q = d.nonzero(9), d.nonzero(12)  # the solutions are p / a and q
        while p % a == 0:
            p = d.nonzero(9)
        b, c = -p - a * q, p * q
        square, root = b * b - 4 * a * c, abs(p - a * q)
        larger = max(Fraction(p, a), Fraction(q))
        return worked(
            f"What is the larger solution of {polynomial((a, b, c))} = 0?",
            [
                f"The discriminant: {signed(b)}^2 - 4 * {a} * {signed(c)} = {square}, and "
                f"{root} * {root} = {square}.",
                f"The larger solution: ({-b} + {root}) / (2 * {a}) = {larger}.",
            ],
            larger,
            FRACTION,
        )
    a, b, c = d.whole(2, 7), d.nonzero(15), d.nonzero(15)
    added, multiplied = Fraction(-b, a), Fraction(c, a)
    if d.pick((True, False)):
        value = added * added - 2 * multiplied
        return worked(
            f"Let p and q be the solutions (maybe complex) of {polynomial((a, b, c))} = 0. What is "
            "p^2 + q^2?",
            [
                f"The sum of the solutions is {added}, their product is {multiplied}.",
                f"p^2 + q^2 is the square of the sum less twice the product: ({added})^2 - 2 * "
                f"({multiplied}) = {value}.",
            ],
            value,
            FRACTION,
        )
    value = added / multiplied
    k = d.whole(2, 8)
    return worked(
        f"Let p and q be the solutions (maybe complex) of {polynomial((a, b, c))} = 0. What is "
        f"1/p + 1/q + {k}pq?",
        [
            f"The sum of the solutions is {added}, their product is {multiplied}.",
            f"1/p + 1/q is the sum over the product: ({added}) / ({multiplied}) = {value}.",
            f"The value: ({value}) + {k} * ({multiplied}) = {value + k * multiplied}.",
        ],
        value + k * multiplied,
        FRACTION,
    )


def symmetric(d: Draw, level: int) -> Problem:
    """Powers of two numbers from their sum and product."""
    s, p = d.nonzero(12), d.nonzero(15)
    squares = s * s - 2 * p
    cubes = s**3 - 3 * s * p
    first = (
        f"x^2 + y^2 is the square of the sum less twice the product: {signed(s)}^2 - 2 * "
        f"{signed(p)} = {squares}."
    )
    if level == 4:
        return worked(
            f"Two numbers x and y (maybe complex) have the sum {s} and the product {p}. What is "
            "x^3 + y^3?",
            [
                f"It is the cube of the sum less three times sum and product: {signed(s)}^3 - 3 * "
                f"{signed(s)} * {signed(p)} = {cubes}."
            ],
            cubes,
        )
    if d.pick((True, False)):
        value = squares**2 - 2 * p**2
        return worked(
            f"Two numbers x and y (maybe complex) satisfy x + y = {s} and xy = {p}. What is "
            "x^4 + y^4?",
            [
                first,
                f"x^4 + y^4 is its square less 2 * {signed(p)}^2 = {2 * p * p}: "
                f"{signed(squares)}^2 "
                f"- {2 * p * p} = {value}.",
            ],
            value,
        )
    k = d.whole(3, 40)
    return worked(
        f"A positive number x satisfies x + 1/x = {k}. What is x^5 + 1/x^5?",
        [
            f"x^2 + 1/x^2 is {k}^2 - 2 = {k * k - 2}.",
            f"x^3 + 1/x^3 is {k}^3 - 3 * {k} = {k**3 - 3 * k}.",
            f"Their product is x^5 + 1/x^5 and x + 1/x: {k * k - 2} * {k**3 - 3 * k} - {k} = "
            f"{(k * k - 2) * (k**3 - 3 * k) - k}.",
        ],
        (k * k - 2) * (k**3 - 3 * k) - k,
    )


FAMILIES: Families = {
    riddle: (1, 2),
    equation: (1, 2, 3),
    system: (2, 3, 4, 5),
    quadratic: (3, 4, 5),
    symmetric: (4, 5),
}
