"""Overlaps and chance: clubs, draws from a bag, dice."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import comb

from gem_gymnasium.generators.math_problems._draw import FRACTION, Draw, Families, joined, worked
from gem_gymnasium.generators.problem import Problem

__all__ = ["FAMILIES"]

_COLORS = ("red", "blue", "green", "white", "yellow", "black")


def marbles(d: Draw, level: int) -> Problem:
    """Draws from a bag."""
    colors = d.some(_COLORS, 3)
    counts = [d.whole(2, 9 + level) for _ in colors]
    n = sum(counts)
    bag = (
        f"A bag holds {joined([f'{k} {c}' for k, c in zip(counts, colors, strict=True)])} marbles."
    )
    all_of_them = f"There are {' + '.join(map(str, counts))} = {n} marbles."
    a, b, c = counts
    if level == 2:
        share = Fraction(n - a, n)
        return worked(
            f"{bag} One is drawn at random. What is the probability that it is not {colors[0]}?",
            [
                all_of_them,
                f"Not {colors[0]}: {b} + {c} = {b + c}.",
                f"The probability: {b + c} / {n} = {share}.",
            ],
            share,
            FRACTION,
        )
    same = [Fraction(k * (k - 1), n * (n - 1)) for k in counts]
    two = "Two are drawn at random, the second without putting the first back."
    if level == 3:
        share = Fraction(2 * a * b, n * (n - 1))
        return worked(
            f"{bag} {two} What is the probability that one is {colors[0]} and one is {colors[1]}?",
            [
                all_of_them,
                f"In either order: 2 * {a} / {n} * {b} / {n - 1} = {share}.",
            ],
            share,
            FRACTION,
        )
    if level == 4:
        total = sum(same, Fraction(0))
        return worked(
            f"{bag} {two} What is the probability that both have the same color?",
            [
                all_of_them,
                *(
                    f"Both {color}: {k} / {n} * {k - 1} / {n - 1} = {part}."
                    for color, k, part in zip(colors, counts, same, strict=True)
                ),
                f"In all: {' + '.join(map(str, same))} = {total}.",
            ],
            total,
            FRACTION,
        )
    none = Fraction(comb(n - a, 3), comb(n, 3))
    return worked(
        f"{bag} Three are drawn at random, without putting any back. What is the probability "
        "that at "
        f"least one is {colors[0]}?",
        [
            all_of_them,
            f"None is {colors[0]}: {n - a} / {n} * {n - a - 1} / {n - 1} * {n - a - 2} / {n - 2} = "
            f"{none}.",
            f"At least one: 1 - {none} = {1 - none}.",
        ],
        1 - none,
        FRACTION,
    )


def dice(d: Draw, level: int) -> Problem:
    """Two dice of different sizes, or rules that pay."""
    p, q = sorted((d.pick((4, 6, 8, 10, 12)), d.pick((6, 8, 10, 12, 20))))
    story = f"A fair die with the faces 1 to {p} and one with the faces 1 to {q} are rolled."
    rolls = list(product(range(1, p + 1), range(1, q + 1)))
    if level == 3:
        target = d.whole(4, p + q - 2)
        hits = sum(x + y == target for x, y in rolls)
        low = max(1, target - q)
        return worked(
            f"{story} What is the probability that their sum is {target}?",
            [
                f"There are {p} * {q} = {p * q} rolls.",
                f"The first die can show {low} to {low + hits - 1}, {hits} numbers, and the second "
                "what is missing.",
                f"The probability: {hits} / {p * q} = {Fraction(hits, p * q)}.",
            ],
            Fraction(hits, p * q),
            FRACTION,
        )
    if level == 4:
        limit = d.whole(2, p - 1)
        below = limit * limit
        share = 1 - Fraction(below, p * q)
        return worked(
            f"{story} What is the probability that the larger of both numbers is more than "
            f"{limit}? "
            "(If both are equal, the larger is either of them.)",
            [
                f"There are {p} * {q} = {p * q} rolls; in {limit} * {limit} = {below} of them both "
                f"show {limit} or less.",
                f"The probability: 1 - {below} / {p * q} = {share}.",
            ],
            share,
            FRACTION,
        )
    win, lose = d.whole(3, 30), d.whole(1, 9)
    k = d.whole(2, 5)
    hits = sum((x + y) % k == 0 for x, y in rolls)
    value = Fraction(hits * win - (p * q - hits) * lose, p * q)
    return worked(
        f"{story} If the sum is divisible by {k}, you win {win} points; otherwise you lose {lose} "
        f"{'point' if lose == 1 else 'points'}. What is the expected gain in points, negative "
        "for a "
        "loss?",
        [
            f"There are {p} * {q} = {p * q} rolls, and in {hits} of them the sum is divisible by "
            f"{k}, as counting shows.",
            f"The expected gain: ({hits} * {win} - ({p * q} - {hits}) * {lose}) / {p * q} = "
            f"{value}.",
        ],
        value,
        FRACTION,
    )


def overlap(d: Draw, level: int) -> Problem:
    """Members of two or three clubs."""
    groups = d.some(("choir", "chess club", "drama club", "science club", "running club"), 3)
    a, b, both, none = d.whole(8, 40), d.whole(8, 40), d.whole(3, 20), d.whole(3, 30)
    first, second = a + both, b + both
    total = a + b + both + none
    if level == 2:
        return worked(
            f"Of the {total} pupils of a school, {first} are in the {groups[0]}, {second} are "
            "in the "
            f"{groups[1]}, and {both} are in both. How many are in neither?",
            [
                f"In at least one: {first} + {second} - {both} = {a + b + both}.",
                f"In neither: {total} - {a + b + both} = {none}.",
            ],
            none,
        )
    if level == 3:
        return worked(
            f"Of the {total} pupils of a school, {first} are in the {groups[0]}, {second} are "
            "in the "
            f"{groups[1]}, and {none} are in neither. How many are in exactly one of the two?",
            [
                f"In at least one: {total} - {none} = {a + b + both}.",
                f"In both: {first} + {second} - {a + b + both} = {both}.",
                f"In exactly one: {a + b + both} - {both} = {a + b}.",
            ],
            a + b,
        )
    c, ab, ac, bc, abc = (d.whole(2, 25) for _ in range(5))
    sizes = [a + ab + ac + abc, b + ab + bc + abc, c + ac + bc + abc]
    shared = [ab + abc, ac + abc, bc + abc]
    x, y, z = groups
    return worked(
        f"In a school {sizes[0]} pupils are in the {x}, {sizes[1]} in the {y} and {sizes[2]} "
        "in the "
        f"{z}. {shared[0]} are in both the {x} and the {y}, {shared[1]} in both the {x} and "
        f"the {z}, "
        f"and {shared[2]} in both the {y} and the {z}; the {abc} who are in all three are counted "
        "everywhere. How many pupils are in exactly one of the three?",
        [
            f"All memberships: {sizes[0]} + {sizes[1]} + {sizes[2]} = {sum(sizes)}.",
            f"A pupil in exactly two counts twice there and once in the pairs: {sum(sizes)} - 2 * "
            f"({shared[0]} + {shared[1]} + {shared[2]}) = {sum(sizes) - 2 * sum(shared)}.",
            "A pupil in all three counts three times there and in three pairs, so that 3 - 2 * 3 = "
            "-3 must be made good for each.",
            f"In exactly one: {sum(sizes) - 2 * sum(shared)} + 3 * {abc} = {a + b + c}.",
        ],
        a + b + c,
    )


def drawers(d: Draw, level: int) -> Problem:
    """How many draws make sure."""
    colors = d.some(_COLORS, 3)
    counts = [d.whole(6, 20 + 5 * level) for _ in colors]
    bag = (
        f"A drawer holds {joined([f'{k} {c}' for k, c in zip(counts, colors, strict=True)])} "
        "socks. "
        "Somebody takes out socks in the dark."
    )
    which = d.whole(0, 2)
    rest = [k for i, k in enumerate(counts) if i != which]
    wanted = d.whole(2, 5)
    if level == 2:
        return worked(
            f"{bag} How many must be taken to be sure of {wanted} {colors[which]} ones?",
            [
                f"At worst all others come first: {rest[0]} + {rest[1]} = {sum(rest)}.",
                f"Then {wanted} more are needed: {sum(rest)} + {wanted} = {sum(rest) + wanted}.",
            ],
            sum(rest) + wanted,
        )
    most = sorted(counts)[1:]
    return worked(
        f"{bag} How many must be taken to be sure of at least one of each of the three colors?",
        [
            f"At worst the two commonest colors come first: {most[0]} + {most[1]} = {sum(most)}.",
            f"One more is needed: {sum(most)} + 1 = {sum(most) + 1}.",
        ],
        sum(most) + 1,
    )


FAMILIES: Families = {
    marbles: (2, 3, 4, 5),
    dice: (3, 4, 5),
    overlap: (2, 3, 4),
    drawers: (2, 3),
}
