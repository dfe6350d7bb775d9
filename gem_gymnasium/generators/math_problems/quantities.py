"""Problems of amounts: comparisons, stocks, sharing, packs."""

from __future__ import annotations

from itertools import pairwise

from gem_gymnasium.generators.math_problems._draw import (
    THINGS,
    Draw,
    Families,
    joined,
    polynomial,
    summed,
    worked,
)
from gem_gymnasium.generators.problem import Problem

__all__ = ["FAMILIES"]

_TIMES = {2: "twice", 3: "three times", 4: "four times", 5: "five times"}
_PARTS = {2: "half", 3: "a third", 4: "a quarter", 5: "a fifth"}


def comparison(d: Draw, level: int) -> Problem:
    """Who has how many, told by a chain of comparisons; the total is given at high levels."""
    count = (2, 3, 3, 4, 5)[level - 1]
    people, things = d.people(count), d.pick(THINGS)
    start = d.whole(5, 14 + 6 * level)
    owned, told, steps, factors, extras = [start], [], [], [1], [0]
    for before, person in pairwise(people):
        last = owned[-1]
        kinds = ("more", "times", "fewer")
        kind = "fewer" if last > 90 else d.pick(kinds if last > 8 else kinds[:2])
        if kind == "times":
            times = d.whole(2, 4 if level > 2 else 3)
            told.append(f"{person} has {_TIMES[times]} as many {things} as {before}.")
            steps.append(f"{person} has {times} * {last} = {times * last}.")
            factors.append(factors[-1] * times)
            extras.append(extras[-1] * times)
            owned.append(last * times)
        else:
            more = d.whole(2, 25 if kind == "more" else last - 4)
            sign = 1 if kind == "more" else -1
            told.append(f"{person} has {more} {kind} {things} than {before}.")
            steps.append(f"{person} has {summed((last, sign * more))} = {last + sign * more}.")
            factors.append(factors[-1])
            extras.append(extras[-1] + sign * more)
            owned.append(last + sign * more)
    total = sum(owned)
    if level < 4:
        told.insert(d.whole(0, len(told) if level > 1 else 0), f"{people[0]} has {start} {things}.")
        steps.append(f"Together: {summed(owned)} = {total}.")
        asked = f"How many {things} do {joined(people)} have in all?"
        return worked(f"{' '.join(told)} {asked}", steps, total)
    told = d.some([*told, f"Together they have {total} {things}."], count)
    factor, extra = sum(factors), sum(extras)
    formulas = [polynomial(pair) for pair in zip(factors, extras, strict=True)]
    who = d.whole(1, count - 1)
    steps = [
        f"If {people[0]} has x, then {people[k]} has {formulas[k]}." for k in range(1, count)
    ] + [
        f"Together that is {polynomial((factor, extra))}.",
        f"So x is ({summed((total, -extra))}) / {factor} = {start}.",
        *steps[:who],
    ]
    return worked(
        f"{joined(people)} collect {things}. {' '.join(told)} How many does {people[who]} have?",
        steps,
        owned[who],
    )


def stock(d: Draw, level: int) -> Problem:
    """A stock through several events; at high levels backwards from its end."""
    owner, *friends = d.people(level + 2)
    things = d.pick(THINGS)
    number = start = d.whole(20, 60 + 20 * level)
    told, steps, undo = [], [], []
    kind = ""
    for friend in friends:
        parts = [part for part in _PARTS if number % part == 0]
        kind = d.pick([k for k in ("gain", "lose", "part")[: 3 if parts else 2] if k != kind])
        before = number
        if kind == "part":
            part = d.pick(parts)
            number -= number // part
            told.append(f"gives {_PARTS[part]} of them to {friend}")
            steps.append(
                f"After giving {before} / {part} = {before // part}: "
                f"{before} - {before // part} = {number}."
            )
            undo.append(
                f"Before giving {_PARTS[part]} away: {number} * {part} / {part - 1} = {before}."
            )
        elif kind == "gain":
            more = d.whole(3, 40)
            number += more
            told.append(d.pick((f"gets {more} more", f"buys {more} more", f"finds {more} more")))
            steps.append(f"Then there are {before} + {more} = {number}.")
            undo.append(f"Before getting {more}: {number} - {more} = {before}.")
        else:
            less = d.whole(2, max(2, number // 2))
            number -= less
            told.append(d.pick((f"loses {less}", f"sells {less}", f"gives away {less}")))
            steps.append(f"Then there are {before} - {less} = {number}.")
            undo.append(f"Before parting with {less}: {number} + {less} = {before}.")
    first, *others = told
    events = f"First {owner.they} {first}" + "".join(f", then {other}" for other in others)
    if level < 4:
        return worked(
            f"{owner} has {start} {things}. {events}. How many {things} does {owner} have in the "
            "end?",
            steps,
            number,
        )
    return worked(
        f"{owner} has some {things}. {events}. In the end {owner} has {number} {things}. How many "
        "were there at first?",
        reversed(undo),
        start,
    )


def sharing(d: Draw, level: int) -> Problem:
    """Division with a remainder: how many are left, or missing."""
    things, teacher = d.pick(THINGS), d.person()
    people, each = d.whole(5, 12 + 12 * level), d.whole(3, 9 + 10 * level)
    left = d.whole(1, people - 1)
    total = people * each + left
    story = (
        f"{teacher} has {total} {things} and shares as many of them as possible among {people} "
        "children, the same number for each."
    )
    step = f"{total} = {people} * {each} + {left}, which leaves {left}."
    if level == 1 and d.pick((True, False)):
        return worked(f"{story} How many {things} does each child get?", [step], each)
    if d.pick((True, False)):
        return worked(
            f"{story} How many more {things} would {teacher} need to give each child one more?",
            [step, f"One more for each needs {people} - {left} = {people - left} more."],
            people - left,
        )
    back = d.whole(1, each - 1)
    return worked(
        f"{story} Then each child gives back {back} of what it got. How many {things} does "
        f"{teacher} have now?",
        [step, f"With what comes back: {left} + {people} * {back} = {left + people * back}."],
        left + people * back,
    )


def packs(d: Draw, level: int) -> Problem:
    """Things that are sold in packs only."""
    things, host = d.pick(THINGS), d.person()
    guests, each = d.whole(6, 25), d.whole(2, 9)
    need = guests * each
    size = d.whole(4, 15)
    number = -(-need // size)
    price = d.whole(2, 9)
    story = (
        f"{host} needs {each} {things} for each of {guests} guests. They are sold only in packs of "
        f"{size}."
    )
    steps = [
        f"{host} needs {guests} * {each} = {need}.",
        f"{number} packs hold {number} * {size} = {number * size}, and one pack fewer holds too "
        "few.",
    ]
    if level == 1:
        return worked(f"{story} How many {things} must {host} buy at least?", steps, number * size)
    steps.append(f"They cost {number} * ${price} = ${number * price}.")
    return worked(
        f"{story} A pack costs ${price}. How many dollars must {host} spend at least?",
        steps,
        number * price,
    )


FAMILIES: Families = {
    comparison: (1, 2, 3, 4, 5),
    stock: (1, 2, 3, 4, 5),
    sharing: (1, 2),
    packs: (1, 2),
}
