"""Geometry with exact answers: rectangles, circles, boxes, similar figures."""

from __future__ import annotations

from fractions import Fraction

from gem_gymnasium.generators.math_problems._draw import (
    FRACTION,
    Draw,
    Families,
    dollars,
    paid,
    worked,
)
from gem_gymnasium.generators.problem import Problem

__all__ = ["FAMILIES"]

_PI = "Write the answer as a multiple of pi and give the number that pi is multiplied by."


def rectangle(d: Draw, level: int) -> Problem:
    """Area and perimeter of a rectangle, forwards and backwards."""
    place = d.pick(("garden", "field", "playground", "meadow", "hall", "courtyard"))
    a, b = d.some(range(4, 15 + 8 * level), 2)
    if level == 1:
        if d.pick((True, False)):
            return worked(
                f"A rectangular {place} is {a} meters long and {b} meters wide. How many meters is "
                "it once around?",
                [f"2 * ({a} + {b}) = {2 * (a + b)} meters."],
                2 * (a + b),
            )
        return worked(
            f"A rectangular {place} is {a} meters long and {b} meters wide. What is its area in "
            "square meters?",
            [f"{a} * {b} = {a * b} square meters."],
            a * b,
        )
    if level == 2:
        price = d.whole(3, 30) * 25
        around = 2 * (a + b)
        return paid(
            f"A fence around a rectangular {place} of {a} by {b} meters costs {dollars(price)} a "
            "meter. What does the whole fence cost?",
            [
                f"Once around: 2 * ({a} + {b}) = {around} meters.",
                f"The fence costs {around} * {dollars(price)} = {dollars(around * price)}.",
            ],
            around * price,
        )
    if level == 3:
        times = d.whole(2, 5)
        return worked(
            f"A rectangular {place} is {times} times as long as it is wide. Once around it is "
            f"{2 * (times + 1) * b} meters. What is its area in square meters?",
            [
                f"Length and width together: {2 * (times + 1) * b} / 2 = {(times + 1) * b} meters.",
                f"The width: {(times + 1) * b} / ({times} + 1) = {b} meters.",
                f"The length: {times} * {b} = {times * b} meters.",
                f"The area: {times * b} * {b} = {times * b * b} square meters.",
            ],
            times * b * b,
        )
    # a^2 + b^2 = (a + b)^2 - 2 a b
    return worked(
        f"The area of a rectangle is {a * b} and its perimeter is {2 * (a + b)}. What is the "
        "square "
        "of the length of its diagonal?",
        [
            f"Both sides together: {2 * (a + b)} / 2 = {a + b}.",
            f"The square of the diagonal is the square of that less twice the area: {a + b}^2 "
            "- 2 * "
            f"{a * b} = {a * a + b * b}.",
        ],
        a * a + b * b,
    )


def border(d: Draw, level: int) -> Problem:
    """A path around a pool, tiles on a floor."""
    a, b, wide = d.whole(5, 30), d.whole(5, 30), d.whole(1, 4)
    outer = (a + 2 * wide) * (b + 2 * wide)
    area = outer - a * b
    if level == 2:
        size = d.pick((10, 20, 25, 50))
        rows, columns = a * 100 // size, b * 100 // size
        return worked(
            f"A floor of {a} by {b} meters is covered with square tiles, {size} centimeters on a "
            "side, without gaps. How many tiles are there?",
            [
                f"Along one side there are {a} * 100 / {size} = {rows} tiles.",
                f"Along the other there are {b} * 100 / {size} = {columns} tiles.",
                f"In all: {rows} * {columns} = {rows * columns}.",
            ],
            rows * columns,
        )
    width = "1 meter" if wide == 1 else f"{wide} meters"
    story = f"A rectangular pool of {a} by {b} meters has a path all around it, {width} wide,"
    steps = [
        f"With the path it is {a} + 2 * {wide} = {a + 2 * wide} by {b} + 2 * {wide} = "
        f"{b + 2 * wide} meters.",
        f"The path: {a + 2 * wide} * {b + 2 * wide} - {a} * {b} = {area} square meters.",
    ]
    if level == 3:
        return worked(
            f"{story} which fills the corners too. What is the area of the path in square meters?",
            steps,
            area,
        )
    price = d.whole(5, 40)
    share = Fraction(area, outer)
    if d.pick((True, False)):
        return worked(
            f"{story} which fills the corners too. Which fraction of the whole area, pool and "
            "path, "
            "is the path?",
            [*steps, f"The share: {area} / {outer} = {share}."],
            share,
            FRACTION,
        )
    return worked(
        f"{story} which fills the corners too. Paving it costs ${price} a square meter, and a "
        "fence "
        f"along its outer edge costs ${price * 2} a meter. How many dollars do both cost together?",
        [
            *steps,
            f"Its outer edge: 2 * ({a + 2 * wide} + {b + 2 * wide}) = {2 * (a + b + 4 * wide)} "
            "meters.",
            f"Both cost {area} * {price} + {2 * (a + b + 4 * wide)} * {price * 2} = "
            f"{area * price + 2 * (a + b + 4 * wide) * price * 2} dollars.",
        ],
        area * price + 2 * (a + b + 4 * wide) * price * 2,
    )


def circle(d: Draw, level: int) -> Problem:
    """Circles and rings, as multiples of pi."""
    small = d.whole(2, 70)
    large = small + d.whole(1, 40)
    if level == 2:
        return worked(
            f"The circumference of a circle is {2 * large} * pi. What is its area? {_PI}",
            [
                f"The radius: {2 * large} / 2 = {large}.",
                f"The number: {large}^2 = {large * large}.",
            ],
            large * large,
        )
    ring = large**2 - small**2
    if level == 3:
        return worked(
            f"Two circles have the same center; their diameters are {2 * small} and {2 * large}. "
            f"What is the area between them? {_PI}",
            [
                f"The radii: {2 * small} / 2 = {small} and {2 * large} / 2 = {large}.",
                f"The number: {large}^2 - {small}^2 = {ring}.",
            ],
            ring,
        )
    degrees = d.whole(1, 11) * 30
    part = Fraction(degrees, 360) * ring
    return worked(
        f"Two circles have the same center; their radii are {small} and {large}. A sector of "
        f"{degrees} degrees is cut out of the area between them. What is the area of this piece? "
        f"{_PI}",
        [
            f"The ring: {large}^2 - {small}^2 = {ring}.",
            f"The piece: {ring} * {degrees} / 360 = {part}.",
        ],
        part,
        FRACTION,
    )


def box(d: Draw, level: int) -> Problem:
    """Volume and surface of boxes, cubes that are painted and cut."""
    a, b, c = (d.whole(3, 16) for _ in range(3))
    if level == 1:
        return worked(
            f"A box is {a} centimeters long, {b} centimeters wide and {c} centimeters high. "
            "What is "
            "its volume in cubic centimeters?",
            [f"{a} * {b} * {c} = {a * b * c} cubic centimeters."],
            a * b * c,
        )
    surface = 2 * (a * b + a * c + b * c)
    if level == 2:
        return worked(
            f"A closed box is {a} centimeters long, {b} centimeters wide and {c} centimeters high. "
            "What is its surface in square centimeters?",
            [f"2 * ({a} * {b} + {a} * {c} + {b} * {c}) = {surface} square centimeters."],
            surface,
        )
    if level == 3:
        rise = d.whole(1, c - 1)
        return worked(
            f"A tank with a floor of {10 * a} by {10 * b} centimeters holds water "
            f"{10 * (c - rise)} "
            f"centimeters deep. How many liters must be poured in so that the water is {10 * c} "
            "centimeters deep? (A liter is 1000 cubic centimeters.)",
            [
                f"The water must rise by {10 * c} - {10 * (c - rise)} = {10 * rise} centimeters.",
                f"That is {10 * a} * {10 * b} * {10 * rise} / 1000 = {a * b * rise} liters.",
            ],
            a * b * rise,
        )
    one = 4 * (a - 2 + b - 2 + c - 2)
    two = 2 * ((a - 2) * (b - 2) + (a - 2) * (c - 2) + (b - 2) * (c - 2))
    inner = (a - 2) * (b - 2) * (c - 2)
    painted = a * b * c - inner
    story = (
        f"A block of {a} by {b} by {c} is built of unit cubes and painted on all its outer faces; "
        "then it is taken apart."
    )
    sides = f"({a} - 2) * ({b} - 2)", f"({a} - 2) * ({c} - 2)", f"({b} - 2) * ({c} - 2)"
    kind = d.whole(0, 2)
    if kind == 0:
        return worked(
            f"{story} How many of the cubes have exactly one painted face?",
            [f"Inside the faces there are 2 * ({' + '.join(sides)}) = {two}."],
            two,
        )
    if kind == 1:
        return worked(
            f"{story} How many of the cubes have at least one painted face?",
            [
                f"Without paint are ({a} - 2) * ({b} - 2) * ({c} - 2) = {inner}.",
                f"The others: {a} * {b} * {c} - {inner} = {painted}.",
            ],
            painted,
        )
    return worked(
        f"{story} How many of the cubes have exactly two painted faces?",
        [f"Along the edges there are 4 * ({a} - 2 + {b} - 2 + {c} - 2) = {one}."],
        one,
    )


def scaling(d: Draw, level: int) -> Problem:
    """Similar figures: lengths, areas and volumes."""
    small, large = sorted(d.some(range(2, 8), 2))
    unit = d.whole(2, 9)
    if level == 3:
        area = small * small * unit
        return worked(
            f"A wall painting of {area} square decimeters is copied in another size, with the same "
            f"shape. A line of {small * 2} decimeters in it is {large * 2} decimeters long in the "
            "copy. What is the area of the copy, in square decimeters?",
            [
                f"Areas grow by ({large * 2} / {small * 2})^2 = "
                f"{Fraction(large * large, small * small)}.",
                f"The area: {area} * ({Fraction(large * large, small * small)}) = "
                f"{large * large * unit}.",
            ],
            large * large * unit,
        )
    weight = small**3 * unit
    return worked(
        f"Two solid statues of the same material are similar. The surface of the smaller is "
        f"{small * small * 10} square decimeters, that of the larger {large * large * 10}. The "
        f"smaller weighs {weight} kilograms. How many kilograms does the larger weigh?",
        [
            f"The surfaces are in the ratio {small * small * 10} / {large * large * 10} = "
            f"{Fraction(small * small, large * large)}, so the lengths are in the ratio "
            f"{small} : {large}, as {small}^2 / {large}^2 = "
            f"{Fraction(small * small, large * large)}.",
            f"The weight: {weight} * {large}^3 / {small}^3 = {large**3 * unit} kilograms.",
        ],
        large**3 * unit,
    )


FAMILIES: Families = {
    rectangle: (1, 2, 3, 4),
    border: (2, 3, 4),
    circle: (2, 3, 4),
    box: (1, 2, 3, 4),
    scaling: (3, 4),
}
