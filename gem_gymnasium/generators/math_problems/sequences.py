"""Sequences and sums: arithmetic, geometric, recurrences, telescoping."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from gem_gymnasium.generators.math_problems._draw import (
    FRACTION,
    Draw,
    Families,
    joined,
    polynomial,
    signed,
    worked,
)
from gem_gymnasium.generators.problem import Problem

__all__ = ["FAMILIES"]


def arithmetic(d: Draw, level: int) -> Problem:
    """Terms and sums of arithmetic sequences."""
    first, step, n = d.whole(2, 40), d.whole(3, 15), d.whole(10, 20 + 20 * level)
    last = first + (n - 1) * step
    shown = joined([first + k * step for k in range(3)])
    term = f"Term {n} is {first} + {n - 1} * {step} = {last}."
    if level == 1:
        return worked(
            f"A sequence begins with {shown} and goes on in equal steps. What is its term number "
            f"{n}?",
            [f"The step is {first + step} - {first} = {step}.", term],
            last,
        )
    total = n * (first + last) // 2
    if level == 2:
        return worked(
            f"What is the sum of the first {n} terms of the sequence that begins with {shown} and "
            "goes on in equal steps?",
            [
                f"The step is {first + step} - {first} = {step}.",
                term,
                f"The sum: {n} * ({first} + {last}) / 2 = {total}.",
            ],
            total,
        )
    i, j = sorted(d.some(range(3, 20), 2))
    at_i, at_j = first + (i - 1) * step, first + (j - 1) * step
    return worked(
        f"In an arithmetic sequence, term number {i} is {at_i} and term number {j} is {at_j}. What "
        f"is the sum of the first {n} terms?",
        [
            f"The step: ({at_j} - {at_i}) / ({j} - {i}) = {step}.",
            f"The first term: {at_i} - {i - 1} * {step} = {first}.",
            term,
            f"The sum: {n} * ({first} + {last}) / 2 = {total}.",
        ],
        total,
    )


def pattern(d: Draw, level: int) -> Problem:
    """Rows and figures that grow."""
    start, grow, n = d.whole(5, 30), d.whole(2, 9), d.whole(8, 40)
    last = start + (n - 1) * grow
    total = n * (start + last) // 2
    seats = (
        f"A theater has {n} rows. The first row has {start} seats, and each row has {grow} more "
        "than the one before it."
    )
    step = f"The last row has {start} + {n - 1} * {grow} = {last} seats."
    if level == 1:
        if d.pick((True, False)):
            return worked(f"{seats} How many seats has the last row?", [step], last)
        return worked(
            "Squares are laid in a row with matches, each sharing a side with the next. One "
            "square "
            f"takes 4 matches, two take 7, three take 10. How many matches do {n * 3} squares "
            "take?",
            [f"The first takes 4, each other 3: 4 + {n * 3 - 1} * 3 = {4 + 3 * (n * 3 - 1)}."],
            4 + 3 * (n * 3 - 1),
        )
    if level == 2:
        return worked(
            f"{seats} How many seats are there in all?",
            [step, f"In all: {n} * ({start} + {last}) / 2 = {total}."],
            total,
        )
    who, pages = d.person(), d.whole(2, 9)
    # Days until a growing number of pages a day covers a book.
    book = total - d.whole(0, last - 1)
    before = total - last
    return worked(
        f"{who} reads {start} pages of a book on the first day, and on each following day {grow} "
        f"more than the day before, until all its {book} pages are read. The last day may have "
        f"fewer. Each evening {who.they} writes {pages} lines of notes. How many lines is that in "
        "all?",
        [
            f"In {n - 1} days it would be {n - 1} * ({start} + {last - grow}) / 2 = {before} "
            "pages, "
            f"too few; in {n} days {n} * ({start} + {last}) / 2 = {total}, enough.",
            f"The lines: {n} * {pages} = {n * pages}.",
        ],
        n * pages,
    )


def geometric(d: Draw, level: int) -> Problem:
    """Terms and sums of geometric sequences."""
    if level == 2:
        first, n = d.whole(3, 40), d.whole(4, 8)
        kind, factor = d.pick((("doubles", 2), ("triples", 3)))
        what = d.pick(("bacteria in a dish", "followers of a page", "water lilies on a pond"))
        after = first * factor**n
        return worked(
            f"The number of {what} {kind} every day. Now there are {first}. How many are there in "
            f"{n} days?",
            [f"{first} * {factor}^{n} = {after}."],
            after,
        )
    first, factor, n = d.whole(1, 9), d.pick((2, 3, 4, -2, -3)), d.whole(5, 8)
    total = first * (factor**n - 1) // (factor - 1)
    if level == 3:
        shown = joined([first * factor**k for k in range(3)])
        return worked(
            f"What is the sum of the first {n} terms of the geometric sequence that begins with "
            f"{shown}?",
            [
                f"Each term is {factor} times the one before.",
                f"The sum: {first} * ({signed(factor)}^{n} - 1) / ({factor} - 1) = {total}.",
            ],
            total,
        )
    p, q = d.whole(1, 5), d.whole(2, 9)
    while p >= q or Fraction(p, q).denominator != q:
        p, q = d.whole(1, 5), d.whole(2, 9)
    rate, start = Fraction(p, q), d.whole(2, 60)
    if d.pick((True, False)):
        return worked(
            f"What is the sum of the infinite geometric series with first term {start} and "
            f"quotient {rate}?",
            [f"{start} / (1 - {rate}) = {start / (1 - rate)}."],
            start / (1 - rate),
            FRACTION,
        )
    way = start * (1 + rate) / (1 - rate)
    return worked(
        f"A ball falls from a height of {start} meters. After each bounce it rises to {rate} "
        "of the "
        "height from which it fell. How many meters does it travel in all, up and down, until it "
        "rests?",
        [
            f"Downwards: {start} / (1 - {rate}) = {start / (1 - rate)}.",
            f"Upwards it is {start} less: {start / (1 - rate)} - {start} = "
            f"{start / (1 - rate) - start}.",
            f"Together: {start / (1 - rate)} + {start / (1 - rate) - start} = {way}.",
        ],
        way,
        FRACTION,
    )


def recurrence(d: Draw, level: int) -> Problem:
    """Sequences in which each term follows from those before."""
    if level == 2:
        a, b = d.whole(1, 9), d.whole(1, 12)
        n = d.whole(6, 10)
        terms = [a, b]
        while len(terms) < n:
            terms.append(terms[-1] + terms[-2])
        return worked(
            f"A sequence begins with {a} and {b}; each further term is the sum of the two before "
            f"it. What is its term number {n}?",
            [f"{p} + {q} = {p + q}." for p, q in pairwise(terms[:-1])],
            terms[-1],
        )
    p, q = d.nonzero(3), d.nonzero(4)
    a, b = d.whole(0, 5), d.whole(1, 6)
    n = d.whole(5, 7)
    terms = [a, b]
    while len(terms) <= n:
        terms.append(p * terms[-1] + q * terms[-2])
    if level == 3:
        return worked(
            f"A sequence has a_0 = {a}, a_1 = {b} and "
            f"a_n = {_steps(p, q)} for n >= 2. What is a_{n}?",
            [
                f"{p} * {signed(y)} + {signed(q)} * {signed(x)} = {z}."
                for x, y, z in zip(terms, terms[1:], terms[2:], strict=False)
            ],
            terms[n],
        )
    m = d.whole(11, 40)
    far = d.whole(100, 900)
    seen: dict[tuple[int, int], int] = {}
    rest = [a % m, b % m]
    while (pair := (rest[-2], rest[-1])) not in seen:
        seen[pair] = len(rest) - 2
        rest.append((p * rest[-1] + q * rest[-2]) % m)
    begin = seen[pair]
    period = len(rest) - 2 - begin
    place = far if far < begin else begin + (far - begin) % period
    return worked(
        f"A sequence has a_0 = {a}, a_1 = {b} and a_n = {_steps(p, q)} for n >= 2. What is the "
        f"remainder, from 0 to {m - 1}, when a_{far} is divided by {m}?",
        [
            f"Work with remainders on division by {m}: {', '.join(map(str, rest[:8]))} and so on.",
            f"From term {begin} on they repeat every {period} terms.",
            f"{far} = {begin} + {period} * {(far - begin) // period} + {(far - begin) % period}, "
            f"and term {place} leaves {rest[place]}.",
        ],
        rest[place],
    )


def _steps(p: int, q: int) -> str:
    """The rule of a recurrence: "2a_(n-1) - 3a_(n-2)"."""
    one = "" if abs(p) == 1 else str(abs(p))
    two = "" if abs(q) == 1 else str(abs(q))
    return f"{'-' if p < 0 else ''}{one}a_(n-1) {'-' if q < 0 else '+'} {two}a_(n-2)"


def telescope(d: Draw, level: int) -> Problem:
    """Sums of fractions whose inner terms cancel."""
    step = d.whole(1, 4)
    first = d.whole(1, 9)
    n = d.whole(8, 60)
    last = first + (n - 1) * step
    end = last + step
    ends = f"1/({first} * {first + step}) + 1/({first + step} * {first + 2 * step}) + ..."
    total = (Fraction(1, first) - Fraction(1, end)) / step
    if level == 4:
        return worked(
            f"Calculate the sum {ends} + 1/({last} * {end}), in which each factor grows by {step} "
            "from one term to the next.",
            [
                f"Each term is the difference of two unit fractions, divided by {step}: inner ones "
                "cancel.",
                f"The sum: (1/{first} - 1/{end}) / {step} = {total}.",
            ],
            total,
            FRACTION,
        )
    k = d.whole(3, 30)
    top = d.whole(k + 5, k + 60)
    product = Fraction((k - 1) * (top + 1), k * top)
    return worked(
        f"Calculate the product of all 1 - 1/n^2 for the whole numbers n from {k} to {top}.",
        [
            "Each factor is (n - 1)/n times (n + 1)/n.",
            f"The first parts leave {k - 1}/{top}, the second ones leave {top + 1}/{k}.",
            f"The product: {k - 1}/{top} * ({top + 1}/{k}) = {product}.",
        ],
        product,
        FRACTION,
    )


def powers(d: Draw, level: int) -> Problem:
    """Sums over polynomials."""
    n = d.whole(8, 30)
    a, b, c = d.whole(1, 6), d.nonzero(9), d.nonzero(9)
    squares, plain = n * (n + 1) * (2 * n + 1) // 6, n * (n + 1) // 2
    if level == 4:
        return worked(
            f"What is the sum of {polynomial((a, b, 0), 'k')} over all whole numbers k from 1 to "
            f"{n}?",
            [
                f"The squares: {n} * {n + 1} * {2 * n + 1} / 6 = {squares}.",
                f"The numbers: {n} * {n + 1} / 2 = {plain}.",
                f"The sum: {a} * {squares} + {signed(b)} * {plain} = {a * squares + b * plain}.",
            ],
            a * squares + b * plain,
        )
    cubes = plain * plain
    total = a * cubes + b * squares + c * n
    return worked(
        f"What is the sum of {polynomial((a, b, 0, c), 'k')} over all whole numbers k from 1 "
        f"to {n}?",
        [
            f"The cubes: ({n} * {n + 1} / 2)^2 = {cubes}.",
            f"The squares: {n} * {n + 1} * {2 * n + 1} / 6 = {squares}.",
            f"The sum: {a} * {cubes} + {signed(b)} * {squares} + {signed(c)} * {n} = {total}.",
        ],
        total,
    )


FAMILIES: Families = {
    arithmetic: (1, 2, 3),
    pattern: (1, 2, 3),
    geometric: (2, 3, 4),
    recurrence: (2, 3, 5),
    telescope: (4, 5),
    powers: (4, 5),
}
