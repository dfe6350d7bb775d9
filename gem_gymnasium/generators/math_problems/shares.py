"""Problems of proportion: ratios, ages, averages, percentages, mixtures."""

from __future__ import annotations

from fractions import Fraction

from gem_gymnasium.generators.math_problems._draw import (
    THINGS,
    Draw,
    Families,
    Noun,
    joined,
    summed,
    worked,
)
from gem_gymnasium.generators.problem import Problem

__all__ = ["FAMILIES"]

_TIMES = {2: "twice", 3: "three times", 4: "four times", 5: "five times"}


def ratio(d: Draw, level: int) -> Problem:
    """An amount that is divided in a ratio."""
    things = d.pick(THINGS)
    first, second, third = d.people(3)
    a, b = d.whole(1, 9), d.whole(1, 9)
    while Fraction(a, b).denominator != b or a == b:
        a, b = d.whole(1, 9), d.whole(1, 9)
    unit = d.whole(3, 12 + 6 * level)
    more, less = max(a, b), min(a, b)
    most = first if a > b else second
    if level == 2:
        return worked(
            f"{first} and {second} share {(a + b) * unit} {things} in the ratio {a} : {b}, in this "
            f"order. How many does {most} get?",
            [
                f"There are {a} + {b} = {a + b} parts of {(a + b) * unit} / {a + b} = {unit}.",
                f"{most} gets {more} * {unit} = {more * unit}.",
            ],
            more * unit,
        )
    if level == 3:
        return worked(
            f"The numbers of {things} that {first} and {second} have are in the ratio {a} : {b}. "
            f"{most} has {(more - less) * unit} more than the other. How many do they have "
            "together?",
            [
                f"The difference of {more} - {less} = {more - less} parts is "
                f"{(more - less) * unit}, "
                f"so a part is {(more - less) * unit} / {more - less} = {unit}.",
                f"Together: ({a} + {b}) * {unit} = {(a + b) * unit}.",
            ],
            (a + b) * unit,
        )
    c, e = d.whole(2, 7), d.whole(2, 7)
    while Fraction(c, e).denominator != e or c == e:
        c, e = d.whole(2, 7), d.whole(2, 7)
    parts = [a * c, b * c, b * e]
    total = sum(parts) * unit
    return worked(
        f"{first}, {second} and {third} have {total} {things} together. The ratio of {first}'s to "
        f"{second}'s is {a} : {b}, and the ratio of {second}'s to {third}'s is {c} : {e}. How many "
        f"does {third} have?",
        [
            f"With {second}'s share as {b} * {c} = {b * c} parts, {first} has {a} * {c} = {a * c} "
            f"parts and {third} has {b} * {e} = {b * e} parts.",
            f"There are {summed(parts)} = {sum(parts)} parts of {total} / {sum(parts)} = {unit}.",
            f"{third} has {b * e} * {unit} = {b * e * unit}.",
        ],
        b * e * unit,
    )


def ages(d: Draw, level: int) -> Problem:
    """Ages now, in the past and in the future."""
    old, young = d.people(2)
    if level == 2:
        child, gap, later = d.whole(4, 20), d.whole(3, 30), d.whole(3, 15)
        total = 2 * child + gap + 2 * later
        return worked(
            f"{old} is {gap} years older than {young}. In {later} years their ages will add up to "
            f"{total}. How old is {old} now?",
            [
                f"Now the ages add up to {total} - 2 * {later} = {total - 2 * later}.",
                f"{young} is ({total - 2 * later} - {gap}) / 2 = {child}.",
                f"{old} is {child} + {gap} = {child + gap}.",
            ],
            child + gap,
        )
    times = d.whole(2, 4)
    then, after = d.whole(4, 14), d.whole(2, 12)
    if level == 3:
        gap = (times - 1) * then
        return worked(
            f"{old} is {gap} years older than {young}. {after} years ago {old} was "
            f"{_TIMES[times]} as old as {young}. How old is {old} now?",
            [
                f"The difference of {gap} years was then {times - 1} times {young}'s age, so "
                f"{young} was {gap} / {times - 1} = {then}.",
                f"{old} was {times} * {then} = {times * then}, and is now {times * then} + {after} "
                f"= {times * then + after}.",
            ],
            times * then + after,
        )
    # `times` as old some years ago, `fewer` as old in some years.
    fewer = d.whole(2, 4)
    times = fewer + d.whole(1, 3)
    unit = d.whole(2, 80 // (times * (fewer - 1)))
    then = (fewer - 1) * unit
    gap = (times - 1) * then
    later = gap // (fewer - 1)  # the age of the younger when the older is `fewer` times as old
    span = later - then
    after = d.whole(1, span - 1)
    ahead = span - after
    word = {**_TIMES, 6: "six times", 7: "seven times"}
    now = then + after
    steps = [
        f"Let {young} have been y years old {after} years ago; the difference of ages is "
        f"{times - 1} times y.",
        f"In {ahead} years, {after} + {ahead} = {span} years after that, {young} is y + {span}, "
        f"and the difference is {fewer - 1} times that age.",
        f"So {times - 1 - (fewer - 1)} times y is {fewer - 1} * {span} = {(fewer - 1) * span}, "
        f"and y is {(fewer - 1) * span} / {times - fewer} = {then}.",
        f"{young} is now {then} + {after} = {now}, and {old} is {times} * {then} + {after} = "
        f"{times * then + after}.",
    ]
    years = Noun("year", "years")
    story = (
        f"{years.counted(after).capitalize()} ago {old} was {word[times]} as old as {young}. In "
        f"{years.counted(ahead)} {old} will be {word[fewer]} as old as {young}."
    )
    total = now + times * then + after
    if level == 4:
        return worked(f"{story} How old is {old} now?", steps, times * then + after)
    steps.append(f"Together: {now} + {times * then + after} = {total}.")
    return worked(f"{story} What do their ages add up to now?", steps, total)


def average(d: Draw, level: int) -> Problem:
    """Averages: of a list, with a missing number, of groups."""
    who = d.person()
    count = d.whole(4, 5 + level)
    mean = d.whole(40, 90)
    if level < 3:
        scores = [0]
        while not 5 <= scores[-1] <= 120:
            scores = [d.whole(mean - 30, mean + 30) for _ in range(count - 1)]
            scores.append(count * mean - sum(scores))
        total = sum(scores)
        if level == 1:
            return worked(
                f"In {count} games {who} scores {joined(scores)} points. What is the average?",
                [
                    f"The sum: {summed(scores)} = {total}.",
                    f"The average: {total} / {count} = {mean}.",
                ],
                mean,
            )
        *known, last = scores
        return worked(
            f"In {count - 1} games {who} scores {joined(known)} points. How many points must "
            f"{who.they} score in the next game for an average of {mean} over all {count} games?",
            [
                f"{count} games need {count} * {mean} = {count * mean} points.",
                f"There are {summed(known)} = {sum(known)}.",
                f"What is missing: {count * mean} - {sum(known)} = {last}.",
            ],
            last,
        )
    if level == 3:
        gap = d.nonzero(4)
        last = mean + gap * (count + 1)
        verb = "rises" if gap > 0 else "falls"
        return worked(
            f"After {count} rounds of a game {who} has an average of {mean} points a round. With "
            f"the next round the average {verb} to {mean + gap}. How many points did {who} score "
            "in that round?",
            [
                f"Before: {count} * {mean} = {count * mean} points.",
                f"After: {count + 1} * {mean + gap} = {(count + 1) * (mean + gap)} points.",
                f"The round: {(count + 1) * (mean + gap)} - {count * mean} = {last}.",
            ],
            last,
        )
    # Class sizes as p : q make the joint average whole if the averages differ by p + q.
    p, q = d.some(range(1, 8), 2)
    size, step, low = d.whole(2, 5), d.pick((-2, -1, 1, 2)), d.whole(40, 70)
    a, b, high, joint = p * size, q * size, low + step * (p + q), low + step * q
    total = a * low + b * high
    return worked(
        f"Two classes write the same test. The {a} students of the first class have an average of "
        f"{low} points, and the {b} students of the second class have an average of {high} points. "
        "What is the average of all students together?",
        [
            f"All points: {a} * {low} + {b} * {high} = {total}.",
            f"The average: {total} / ({a} + {b}) = {joint}.",
        ],
        joint,
    )


def percentages(d: Draw, level: int) -> Problem:
    """Shares of shares, in percent."""
    town = d.pick(("a town", "a village", "a school", "a club"))
    member = {"a town": "inhabitants", "a village": "inhabitants", "a school": "pupils"}.get(
        town, "members"
    )
    p, q = d.whole(1, 19, but=(10,)) * 5, d.whole(1, 19, but=(10,)) * 5
    whole = d.whole(3, 60) * 20 if level == 1 else d.whole(1, 10 * level) * 400
    part = whole * p // 100
    which = d.pick(("swim", "ride a bicycle", "play an instrument", "speak Spanish"))
    steps = [f"{p}% of {whole} is {whole} * {p} / 100 = {part}."]
    if level == 1:
        return worked(
            f"Of the {whole} {member} of {town}, {p}% {which}. How many do not?",
            [*steps, f"The others: {whole} - {part} = {whole - part}."],
            whole - part,
        )
    deep = part * q // 100
    also = "paint" if level < 4 else "sing"
    if level < 4:
        return worked(
            f"Of the {whole} {member} of {town}, {p}% {which}; of those, {q}% also {also}. How "
            f"many {which} and also {also}?",
            [*steps, f"{q}% of them are {part} * {q} / 100 = {deep}."],
            deep,
        )
    return worked(
        f"In {town}, {p}% of the {member} {which}, and {q}% of those who {which} also {also}. The "
        f"number of {member} who {which} but don't {also} is {part - deep}. How many {member} are "
        "there?",
        [
            f"Those who don't are 100 - {q} = {100 - q} percent of the {p} percent.",
            f"Those who {which}: {part - deep} * 100 / {100 - q} = {part}.",
            f"All: {part} * 100 / {p} = {whole}.",
        ],
        whole,
    )


def mixture(d: Draw, level: int) -> Problem:
    """Solutions of different strength, poured together or thinned."""
    low, high = sorted(d.some(range(5, 80, 5), 2))
    stuff = d.pick(("salt", "sugar", "acid", "syrup"))
    if level == 3:
        a, b = d.whole(2, 30), d.whole(2, 30)
        while (a * low + b * high) % (a + b):
            a, b = d.whole(2, 30), d.whole(2, 30)
        mix = (a * low + b * high) // (a + b)
        return worked(
            f"{a} liters of a solution with {low}% {stuff} and {b} liters of one with {high}% "
            f"{stuff} are poured together. What percentage of {stuff} does the mixture have? Give "
            "the number without the sign.",
            [
                f"In hundredths of a liter there are {a} * {low} + {b} * {high} = "
                f"{a * low + b * high} of {stuff}.",
                f"The mixture of {a} + {b} = {a + b} liters has {a * low + b * high} / {a + b} = "
                f"{mix} percent.",
            ],
            mix,
        )
    mix = d.whole(low + 1, high - 1)
    share = Fraction(mix - low, high - mix)
    unit = d.whole(2, 9)
    a, b = share.denominator * unit, share.numerator * unit
    if level == 4:
        return worked(
            f"How many liters of a solution with {high}% {stuff} must be added to {a} liters of a "
            f"solution with {low}% {stuff} to get a solution with {mix}% {stuff}?",
            [
                f"Each liter with {low}% lacks {mix} - {low} = {mix - low} hundredths, in all "
                f"{a} * {mix - low} = {a * (mix - low)}.",
                f"Each added liter brings {high} - {mix} = {high - mix} too many, so "
                f"{a * (mix - low)} / {high - mix} = {b} liters are needed.",
            ],
            b,
        )
    total = a + b
    return worked(
        f"A tank holds {total} liters of a solution with {low}% {stuff}. Some of it is drained and "
        f"replaced by as much of a solution with {high}% {stuff}; then the tank holds a solution "
        f"with {mix}% {stuff}. How many liters were drained?",
        [
            f"Each replaced liter adds {high} - {low} = {high - low} hundredths of a liter.",
            f"In all {total} * ({mix} - {low}) = {total * (mix - low)} hundredths were added.",
            f"So {total * (mix - low)} / {high - low} = {b} liters were replaced.",
        ],
        b,
    )


FAMILIES: Families = {
    ratio: (2, 3, 4),
    ages: (2, 3, 4, 5),
    average: (1, 2, 3, 4),
    percentages: (1, 2, 3, 4),
    mixture: (3, 4, 5),
}
