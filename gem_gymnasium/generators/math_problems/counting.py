"""Counting: choices, arrangements, paths, numbers of given digits."""

from __future__ import annotations

from math import comb, factorial, perm, prod

from gem_gymnasium.generators.math_problems._draw import Draw, Families, joined, worked
from gem_gymnasium.generators.problem import Problem

__all__ = ["FAMILIES"]

_VOWELS, _CONSONANTS = "AEIOU", "BCDFGKLMNPRST"


def _choose(n: int, k: int) -> str:
    """The number of choices of ``k`` out of ``n``, written out."""
    if not k:
        return "1"
    top = " * ".join(str(n - i) for i in range(k))
    bottom = " * ".join(str(k - i) for i in range(k))
    return f"{top} / ({bottom})" if k > 1 else top


def outfits(d: Draw, level: int) -> Problem:
    """The rule of product."""
    who = d.person()
    things = d.some(("shirts", "hats", "scarves", "coats", "belts", "necklaces"), level + 2)
    counts = [d.whole(2, 9) for _ in things]
    if level == 1:
        total = prod(counts)
        return worked(
            f"{who} has {joined([f'{n} {t}' for n, t in zip(counts, things, strict=True)])}. "
            "In how "
            "many ways can one of each be chosen?",
            [f"{' * '.join(map(str, counts))} = {total}."],
            total,
        )
    *always, last = counts
    total = prod(always) * (last + 1)
    return worked(
        f"{who} has {joined([f'{n} {t}' for n, t in zip(counts, things, strict=True)])}. "
        f"{who.they.capitalize()} takes one of each, but may leave out the {things[-1]}. In "
        "how many "
        "ways is that possible?",
        [
            f"For the {things[-1]} there are {last} + 1 = {last + 1} ways.",
            f"In all: {' * '.join(map(str, always))} * {last + 1} = {total}.",
        ],
        total,
    )


def pairs(d: Draw, level: int) -> Problem:
    """Handshakes and rounds of games."""
    n = d.whole(6, 90)
    games = n * (n - 1) // 2
    kind = d.pick(("hands", "games"))
    if level == 2:
        return worked(
            f"At a party {n} people shake hands, everybody once with everybody else. How many "
            "handshakes are there?"
            if kind == "hands"
            else f"In a tournament of {n} teams each team plays once against each other team. How "
            "many games are there?",
            [f"{n} * {n - 1} / 2 = {games}."],
            games,
        )
    m = d.whole(4, 15)
    both = m * (m - 1) // 2 + n * m
    if kind == "hands":
        return worked(
            f"At a meeting there are {m} hosts and {n} guests. The hosts shake hands with each "
            "other "
            "and with all guests; the guests don't shake hands with each other. How many "
            "handshakes are there?",
            [
                f"Among the hosts: {m} * {m - 1} / 2 = {m * (m - 1) // 2}.",
                f"Hosts with guests: {m} * {n} = {m * n}.",
                f"In all: {m * (m - 1) // 2} + {m * n} = {both}.",
            ],
            both,
        )
    return worked(
        f"In a league each team plays once against each other team; there are {games} games in "
        "all. "
        "Then 2 more teams join. How many games are there now in all?",
        [
            f"With n teams there are n * (n - 1) / 2 games, and {n} * {n - 1} / 2 = {games}, "
            "so there "
            f"are {n} teams.",
            f"With {n} + 2 = {n + 2} teams: {n + 2} * {n + 1} / 2 = {(n + 2) * (n + 1) // 2}.",
        ],
        (n + 2) * (n + 1) // 2,
    )


def committee(d: Draw, level: int) -> Problem:
    """Choices without order, from one group or two, with a condition."""
    a, b = d.whole(5, 9), d.whole(4, 9)
    i, j = d.whole(2, 3), d.whole(1, 3)
    if level == 3:
        k, a = d.whole(3, 4), d.whole(5, 30)
        return worked(
            f"In how many ways can {k} of {a + b} players be chosen, if their order doesn't "
            "matter?",
            [f"{_choose(a + b, k)} = {comb(a + b, k)}."],
            comb(a + b, k),
        )
    if level == 4:
        total = comb(a, i) * comb(b, j)
        return worked(
            f"A committee of {i} teachers and {j} {'parent' if j == 1 else 'parents'} is "
            "chosen from "
            f"{a} teachers and {b} parents. How many committees are possible?",
            [
                f"Teachers: {_choose(a, i)} = {comb(a, i)}.",
                f"Parents: {_choose(b, j)} = {comb(b, j)}.",
                f"In all: {comb(a, i)} * {comb(b, j)} = {total}.",
            ],
            total,
        )
    k = d.whole(4, 5)
    least = d.whole(2, 3)
    cases = range(least, min(a, k) + 1)
    counts = [comb(a, c) * comb(b, k - c) for c in cases]
    steps = [
        f"With {c} teachers: {_choose(a, c)} * ({_choose(b, k - c)}) = {count}."
        for c, count in zip(cases, counts, strict=True)
        if count
    ]
    shown = [count for count in counts if count]
    return worked(
        f"A committee of {k} is chosen from {a} teachers and {b} parents; at least {least} of its "
        "members must be teachers. How many committees are possible?",
        [*steps, f"In all: {' + '.join(map(str, shown))} = {sum(shown)}."],
        sum(shown),
    )


def letters(d: Draw, level: int) -> Problem:
    """Arrangements of letters, some of them equal."""
    counts = {letter: d.pick((1, 1, 2)) for letter in d.some(_VOWELS, 2)}
    counts |= {letter: d.pick((1, 1, 2, 3)) for letter in d.some(_CONSONANTS, d.whole(2, 3))}
    n = sum(counts.values())
    repeats = [k for k in counts.values() if k > 1]
    total = factorial(n) // prod(factorial(k) for k in repeats)
    shares = "".join(f" / ({' * '.join(map(str, range(k, 0, -1)))})" for k in repeats)
    line = f"{' * '.join(map(str, range(n, 0, -1)))}{shares} = {total}."
    each = [letter for letter, k in counts.items() for _ in range(k)]
    story = f"How many different arrangements do the letters {joined(d.some(each, n))} have"
    reason = f"There are {n} letters, and swaps of equal ones change nothing: {line}"
    if level == 3:
        return worked(f"{story}?", [reason], total)
    if level == 4:
        letter, k = d.pick(list(counts.items()))
        first = total * k // n
        return worked(
            f"{story} that begin with {letter}?",
            [
                reason,
                f"Of the {n} letters {k} {'is' if k == 1 else 'are'} {letter}, so the share that "
                f"begins with it is {total} * {k} / {n} = {first}.",
            ],
            first,
        )
    vowels = sum(counts[letter] for letter in counts if letter in _VOWELS)
    others = n - vowels
    inner = factorial(vowels) // prod(factorial(counts[c]) for c in counts if c in _VOWELS)
    outer = factorial(others + 1) // prod(factorial(counts[c]) for c in counts if c in _CONSONANTS)
    return worked(
        f"{story} in which all vowels stand next to each other, without other letters between "
        "them?",
        [
            f"Take the {vowels} vowels as one block, which stands with {others} other letters: "
            f"{outer} arrangements, swaps of equal letters not counted.",
            f"Within the block there are {inner}.",
            f"In all: {outer} * {inner} = {outer * inner}.",
        ],
        outer * inner,
    )


def grid(d: Draw, level: int) -> Problem:
    """Shortest ways on a grid of streets, through or around a point."""
    a, b = d.whole(3, 9), d.whole(3, 9)
    total = comb(a + b, b)
    story = (
        f"A town has straight streets in a square grid. A walk leads from a corner to the corner "
        f"{a} blocks east and {b} blocks north of it, going only east and north."
    )
    step = f"In all there are {_choose(a + b, b)} = {total} walks."
    if level == 3:
        return worked(f"{story} How many such walks are there?", [step], total)
    x, y = d.whole(1, a - 1), d.whole(1, b - 1)
    first, second = comb(x + y, y), comb(a + b - x - y, b - y)
    through = first * second
    steps = [
        f"To that corner there are {_choose(x + y, y)} = {first} walks.",
        f"From it there are {_choose(a + b - x - y, b - y)} = {second}.",
        f"Through it lead {first} * {second} = {through}.",
    ]
    place = (
        f"the corner {x} {'block' if x == 1 else 'blocks'} east and {y} "
        f"{'block' if y == 1 else 'blocks'} north of the start"
    )
    if level == 4:
        return worked(f"{story} How many such walks pass through {place}?", steps, through)
    return worked(
        f"{story} How many such walks do not pass through {place}?",
        [step, *steps, f"The others: {total} - {through} = {total - through}."],
        total - through,
    )


def numbers(d: Draw, level: int) -> Problem:
    """Numbers made of given digits, none of them twice."""
    k = d.whole(3, 4)
    digits = sorted(d.some(range(1, 10), d.whole(5, 8)))
    n = len(digits)
    story = f"{k}-digit numbers with different digits can be made from the digits"
    rest = " * ".join(str(n - i) for i in range(k - 1))
    if level == 3:
        return worked(
            f"How many {story} {joined(digits)}?",
            [f"{rest} * {n - k + 1} = {perm(n, k)}."],
            perm(n, k),
        )
    hint = "(A number does not begin with 0.)"
    zero = perm(n, k - 1)
    if level == 4:
        return worked(
            f"How many {story} {joined([0, *digits])}? {hint}",
            [
                f"For the first place there are {n} digits, for the second as many, as 0 may stand "
                "there, and one fewer for each further place.",
                f"In all: {n} * {rest} = {n * zero}.",
            ],
            n * zero,
        )
    evens = sum(digit % 2 == 0 for digit in digits)
    middle = " * ".join(str(n - 1 - i) for i in range(k - 2))
    other = evens * (n - 1) * perm(n - 1, k - 2)
    return worked(
        f"How many even {story} {joined([0, *digits])}? {hint}",
        [
            f"With 0 at the end: {rest} = {zero}.",
            f"With another even digit at the end there are {evens} for it, {n - 1} for the first "
            "place, and as many, then one fewer each, between, where 0 may stand: "
            f"{evens} * {n - 1} * {middle} = {other}.",
            f"In all: {zero} + {other} = {zero + other}.",
        ],
        zero + other,
    )


def sharing_out(d: Draw, level: int) -> Problem:
    """Equal things that are given to different people."""
    n, k = d.whole(8, 20), d.whole(3, 5)
    people = d.people(k)
    least = d.whole(1, 2)
    if n - least * k < 2:
        n += least * k
    free = n - least * k
    total = comb(free + k - 1, k - 1)
    return worked(
        f"In how many ways can {n} equal coins be given to {joined(people)}, if each gets at least "
        f"{least}?",
        [
            f"After {least} for each, {n} - {least} * {k} = {free} coins are free.",
            f"They and {k} - 1 = {k - 1} dividers stand in a row of {free + k - 1}: "
            f"{_choose(free + k - 1, k - 1)} = {total}.",
        ],
        total,
    )


FAMILIES: Families = {
    outfits: (1, 2),
    pairs: (2, 3),
    committee: (3, 4, 5),
    letters: (3, 4, 5),
    grid: (3, 4, 5),
    numbers: (3, 4, 5),
    sharing_out: (4, 5),
}
