"""Triangles and polygons: angles, Pythagoras, lattice points."""

from __future__ import annotations

from fractions import Fraction
from math import gcd

from gem_gymnasium.generators.math_problems._draw import (
    FRACTION,
    Draw,
    Families,
    signed,
    worked,
)
from gem_gymnasium.generators.problem import Problem

__all__ = ["FAMILIES"]

# Right triangles of whole sides, without common factors.
_TRIPLES = ((3, 4, 5), (5, 12, 13), (8, 15, 17), (7, 24, 25), (20, 21, 29), (12, 35, 37))


def angles(d: Draw, level: int) -> Problem:
    """Angles of triangles and polygons."""
    if level == 2:
        a, b = d.whole(20, 80), d.whole(20, 80)
        return worked(
            f"Two angles of a triangle are {a} and {b} degrees. How many degrees is the third?",
            [f"180 - {a} - {b} = {180 - a - b} degrees."],
            180 - a - b,
        )
    if level == 3:
        parts = d.pick([
            (p, q, r)
            for p in range(1, 9)
            for q in range(p, 10)
            for r in range(q, 11)
            if 180 % (p + q + r) == 0 and gcd(p, q, r) == 1
        ])  # fmt: skip
        unit = 180 // sum(parts)
        p, q, r = parts
        which, part = d.pick((("smallest", p), ("largest", r)))
        return worked(
            f"The angles of a triangle are in the ratio {p} : {q} : {r}. How many degrees is the "
            f"{which}?",
            [
                f"A part is 180 / ({p} + {q} + {r}) = {unit} degrees.",
                f"The {which} angle: {part} * {unit} = {part * unit} degrees.",
            ],
            part * unit,
        )
    sides = d.whole(5, 40)
    total = 180 * (sides - 2)
    if d.pick((True, False)):
        return worked(
            "How many diagonals does a convex polygon have whose interior angles add up to "
            f"{total} "
            "degrees?",
            [
                f"It has {total} / 180 + 2 = {sides} sides.",
                f"Diagonals: {sides} * ({sides} - 3) / 2 = {sides * (sides - 3) // 2}.",
            ],
            sides * (sides - 3) // 2,
        )
    mean = Fraction(total, sides)
    return worked(
        f"A regular polygon has {sides * (sides - 3) // 2} diagonals. How many degrees is each of "
        "its interior angles?",
        [
            f"With n sides there are n * (n - 3) / 2 diagonals; {sides} * {sides - 3} / 2 = "
            f"{sides * (sides - 3) // 2}, so it has {sides} sides.",
            f"Each angle: 180 * ({sides} - 2) / {sides} = {mean} degrees.",
        ],
        mean,
        FRACTION,
    )


def right_triangle(d: Draw, level: int) -> Problem:
    """Pythagoras, the altitude, the inscribed circle."""
    scale = d.whole(1, 12)
    a, b, c = (side * scale for side in d.pick(_TRIPLES))
    if d.pick((True, False)):
        a, b = b, a
    if level == 3:
        return worked(
            f"A ladder of {c} decimeters leans against a wall. Its foot stands {a} decimeters from "
            "the wall on level ground. How many decimeters up the wall does it reach?",
            [
                f"The square of the height: {c}^2 - {a}^2 = {b * b}.",
                f"As {b} * {b} = {b * b}, the height is {b} decimeters.",
            ],
            b,
        )
    steps = [
        f"The square of the longest side: {a}^2 + {b}^2 = {c * c}, and {c} * {c} = {c * c}.",
        f"Twice the area: {a} * {b} = {a * b}.",
    ]
    story = f"The legs of a right triangle are {a} and {b} long."
    if level == 4:
        height = Fraction(a * b, c)
        return worked(
            f"{story} How long is the altitude to its longest side?",
            [*steps, f"The altitude: {a * b} / {c} = {height}."],
            height,
            FRACTION,
        )
    inner = Fraction(a + b - c, 2)
    if d.pick((True, False)):
        ratio = inner / Fraction(c, 2)
        return worked(
            f"{story} What is the radius of its inscribed circle divided by the radius of its "
            "circumscribed circle?",
            [
                steps[0],
                f"The inscribed circle has the radius ({a} + {b} - {c}) / 2 = {inner}.",
                f"The circumscribed circle has the radius {c} / 2 = {Fraction(c, 2)}.",
                f"The quotient: {inner} / ({Fraction(c, 2)}) = {ratio}.",
            ],
            ratio,
            FRACTION,
        )
    side = Fraction(a * b, a + b)
    return worked(
        f"{story} A square has one corner at the right angle, two sides along the legs, and the "
        "opposite corner on the longest side. What is the area of the square?",
        [
            f"By similar triangles its side is {a} * {b} / ({a} + {b}) = {side}.",
            f"Its area: ({side})^2 = {side * side}.",
        ],
        side * side,
        FRACTION,
    )


def coordinates(d: Draw, level: int) -> Problem:
    """The area of a triangle in the plane, and the lattice points in it."""
    x1, y1 = d.whole(-9, 9), d.whole(-9, 9)
    x2, y2 = d.whole(-9, 9, but=(x1,)), d.whole(-9, 9)
    x3, y3 = d.whole(-9, 9), d.whole(-9, 9)
    while not (value := (x2 - x1) * (y3 - y1) - (x3 - x1) * (y2 - y1)):
        x3, y3 = d.whole(-9, 9), d.whole(-9, 9)
    u, v, p, q = x2 - x1, y2 - y1, x3 - x1, y3 - y1
    double, area = abs(value), Fraction(abs(value), 2)
    steps = [
        f"From the first corner the sides are ({u}, {v}) and ({p}, {q}).",
        f"Twice the area, up to its sign: {u} * {signed(q)} - {signed(p)} * {signed(v)} = {value}.",
        f"The area: {double} / 2 = {area}.",
    ]
    story = f"A triangle has the corners ({x1}, {y1}), ({x2}, {y2}) and ({x3}, {y3})."
    if level == 4:
        return worked(f"{story} What is its area?", steps, area, FRACTION)
    edges = [gcd(u, v), gcd(p, q), gcd(p - u, q - v)]
    border = sum(edges)
    inside = (double - border + 2) // 2
    return worked(
        f"{story} How many points with whole coordinates lie strictly inside it?",
        [
            *steps,
            f"The sides hold {edges[0]} + {edges[1]} + {edges[2]} = {border} points with whole "
            "coordinates, corners counted once, as the greatest common divisors of their extents "
            "show.",
            f"By Pick's theorem there are {area} - {border} / 2 + 1 = {inside} inside.",
        ],
        inside,
    )


FAMILIES: Families = {
    angles: (2, 3, 4),
    right_triangle: (3, 4, 5),
    coordinates: (4, 5),
}
