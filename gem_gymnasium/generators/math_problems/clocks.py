"""Problems of time: clocks, schedules, days of the year, events that repeat."""

from __future__ import annotations

from fractions import Fraction
from math import lcm

from gem_gymnasium.generators.math_problems._draw import (
    FRACTION,
    Draw,
    Families,
    joined,
    summed,
    worked,
)
from gem_gymnasium.generators.problem import Problem

__all__ = ["FAMILIES"]

_MONTHS = (
    ("January", 31), ("February", 28), ("March", 31), ("April", 30), ("May", 31), ("June", 30),
    ("July", 31), ("August", 31), ("September", 30), ("October", 31), ("November", 30),
    ("December", 31),
)  # fmt: skip


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02d}"


def elapsed(d: Draw, level: int) -> Problem:
    """Minutes between two times of a day."""
    start = d.whole(6 * 60, 14 * 60)
    long = d.whole(65, 400)
    event = d.pick(("A film", "A train ride", "A hike", "A concert", "A flight", "A match"))
    hours = (start + long) // 60 - start // 60
    steps = [
        f"From {_clock(start)} to {_clock(start + 60 * hours)} it is {hours} * 60 = {60 * hours} "
        "minutes.",
        f"Up to {_clock(start + long)}: {60 * hours} + {(start + long) % 60} - {start % 60} = "
        f"{long} minutes.",
    ]
    story = f"{event} begins at {_clock(start)} and ends at {_clock(start + long)} on the same day."
    hint = "(Times are on a 24-hour clock.)"
    if level == 1:
        return worked(f"{story} How many minutes does it last? {hint}", steps, long)
    breaks, size = d.whole(2, 4), d.whole(3, 15)
    rest = breaks * size
    return worked(
        f"{story} In it there are {breaks} breaks of {size} minutes each. How many minutes does it "
        f"last without the breaks? {hint}",
        [
            *steps,
            f"The breaks: {breaks} * {size} = {rest} minutes.",
            f"Without them: {long} - {rest} = {long - rest} minutes.",
        ],
        long - rest,
    )


def schedule(d: Draw, level: int) -> Problem:
    """Minutes of a routine over days and weeks."""
    who = d.person()
    what = d.pick(("practices the piano", "runs", "reads", "draws", "studies Greek", "swims"))
    short, long = d.whole(4, 9) * 5, d.whole(10, 24) * 5
    days = d.whole(2, 5)
    weeks = d.whole(2, 9)
    first, second = days * short, (7 - days) * long
    steps = [
        f"On {days} days: {days} * {short} = {first} minutes.",
        f"On the other 7 - {days} = {7 - days} days: {7 - days} * {long} = {second} minutes.",
        f"A week: {first} + {second} = {first + second} minutes.",
    ]
    story = (
        f"{who} {what} for {short} minutes on {days} days of each week, and for {long} minutes on "
        "each of the other days."
    )
    if level == 1:
        return worked(f"{story} How many minutes is that in a week?", steps, first + second)
    total = weeks * (first + second)
    return worked(
        f"{story} How many hours is that in {weeks} weeks?",
        [
            *steps,
            f"{weeks} weeks: {weeks} * {first + second} = {total} minutes.",
            f"In hours: {total} / 60 = {Fraction(total, 60)}.",
        ],
        Fraction(total, 60),
        FRACTION,
    )


def days_between(d: Draw, level: int) -> Problem:
    """Days from one date to another in a year of 365 days."""
    first = d.whole(0, 6)
    last = d.whole(first + 1, min(first + 2 + level, 11))
    (start_name, start_length), (end_name, _) = _MONTHS[first], _MONTHS[last]
    start, end = d.whole(2, start_length - 1), d.whole(2, 27)
    full = [length for _, length in _MONTHS[first + 1 : last]]
    parts = [start_length - start, *full, end]
    total = sum(parts)
    steps = [
        f"To the end of {start_name}: {start_length} - {start} = {start_length - start} days.",
        f"With the months between and {end} days of {end_name}: {' + '.join(map(str, parts))} = "
        f"{total}.",
    ]
    if level == 2:
        return worked(
            f"How many days after {start_name} {start} is {end_name} {end} of the same year? (The "
            "year is no leap year.)",
            steps,
            total,
        )
    who, pages, more = d.person(), d.whole(3, 25), d.whole(2, 9)
    days = total + 1
    weeks = days // 7
    return worked(
        f"{who} reads {pages} pages every day from {start_name} {start} to {end_name} {end} of a "
        f"year that is no leap year, both days included, and {more} pages more on every "
        "seventh day "
        "(the 7th, the 14th and so on). How many pages is that in all?",
        [
            *steps,
            f"With the first day: {total} + 1 = {days} days.",
            f"Among them are {weeks} seventh days, as {days} = 7 * {weeks} + {days % 7}.",
            f"Pages: {days} * {pages} + {weeks} * {more} = {days * pages + weeks * more}.",
        ],
        days * pages + weeks * more,
    )


def repeating(d: Draw, level: int) -> Problem:
    """Events with periods: when they meet again, and how often."""
    count = 2 if level < 4 else 3
    periods = sorted(d.some(range(4, 31), count))
    while not 30 <= lcm(*periods) <= 900 or lcm(*periods) in periods:
        periods = sorted(d.some(range(4, 31), count))
    period = lcm(*periods)
    what = d.pick(("bells ring", "lights flash", "fountains start", "ferries leave"))
    number, all_of_them = ("Two", "both") if count == 2 else ("Three", "all")
    story = (
        f"{number} {what}, {joined([f'one every {n} minutes' for n in periods])}. "
        f"At noon {all_of_them} do so at the same moment."
    )
    steps = [
        f"The least common multiple of {joined(periods)} is {period}: "
        + ", ".join(f"{period} / {n} = {period // n}" for n in periods)
        + "."
    ]
    if level == 2:
        return worked(f"{story} After how many minutes does that happen next?", steps, period)
    span = d.whole(2, 7) * period + d.whole(1, period - 1)
    together = span // period + 1
    if level == 3:
        single = span // periods[0] + 1
        return worked(
            f"{story} How often do they do so in the {span} minutes from noon on, where both "
            "at the "
            "same moment count once, and noon and the last minute count too?",
            [
                *steps,
                f"The first: {single} times, as {span} = {periods[0]} * {span // periods[0]} + "
                f"{span % periods[0]} and noon counts.",
                f"The second: {span // periods[1] + 1} times, as {span} = {periods[1]} * "
                f"{span // periods[1]} + {span % periods[1]} and noon counts.",
                f"Both at once: {together} times.",
                f"In all: {single} + {span // periods[1] + 1} - {together} = "
                f"{single + span // periods[1] + 1 - together}.",
            ],
            single + span // periods[1] + 1 - together,
        )
    a, b, c = periods
    pairs = ((a, b), (a, c), (b, c))
    within = [period // n - 1 for n in periods]
    double = [period // lcm(p, q) - 1 for p, q in pairs]
    alone = sum(within) - 2 * sum(double)
    return worked(
        f"{story} Between noon and the next moment at which all three do so, both left out, how "
        "often does exactly one of them do so?",
        [
            *steps,
            *(
                f"Within, the one of {n} minutes does so {period} / {n} - 1 = {times} times."
                for n, times in zip(periods, within, strict=True)
            ),
            *(
                f"Those of {p} and {q} minutes meet {period} / {lcm(p, q)} - 1 = {times} times."
                for (p, q), times in zip(pairs, double, strict=True)
            ),
            f"Each meeting takes away two: {summed(within)} - 2 * ({summed(double)}) = {alone}.",
        ],
        alone,
    )


def hands(d: Draw, level: int) -> Problem:
    """The angle between the hands of a clock, and when they meet."""
    hour, minute = d.whole(1, 11), d.whole(1, 59)
    if level == 4:
        short, long = Fraction(60 * hour + minute, 2), Fraction(6 * minute)
        gap = abs(short - long)
        angle = min(gap, 360 - gap)
        steps = [
            f"The minute hand stands at 6 * {minute} = {long} degrees.",
            f"The hour hand stands at 30 * {hour} + {minute} / 2 = {short} degrees.",
            f"The difference: {max(short, long)} - {min(short, long)} = {gap} degrees.",
        ]
        if angle != gap:
            steps.append(f"The smaller angle: 360 - {gap} = {angle} degrees.")
        return worked(
            f"How many degrees is the smaller angle between the hour hand and the minute hand of a "
            f"clock at {hour}:{minute:02d}?",
            steps,
            angle,
            FRACTION,
        )
    degrees = d.whole(1, 17) * 10
    ahead = Fraction(30 * hour + degrees) / Fraction(11, 2)
    if ahead >= 60:
        degrees = 0
        ahead = Fraction(60 * hour, 11)
    where = (
        f"{degrees} degrees ahead of the hour hand, in the direction in which the hands move"
        if degrees
        else "exactly over the hour hand"
    )
    return worked(
        f"After how many minutes from {hour}:00 on is the minute hand of a clock for the first "
        "time "
        f"{where}?",
        [
            f"At {hour}:00 the hour hand is ahead by 30 * {hour} = {30 * hour} degrees.",
            "In a minute the minute hand gains 6 - 1/2 = 11/2 degrees.",
            f"It must gain {30 * hour} + {degrees} = {30 * hour + degrees} degrees.",
            f"That takes {30 * hour + degrees} / (11/2) = {ahead} minutes.",
        ],
        ahead,
        FRACTION,
    )


def wrong_clock(d: Draw, level: int) -> Problem:
    """A clock that gains or loses time."""
    rate = d.whole(2, 14)
    hours = d.whole(5, 30)
    word = d.pick(("gains", "loses"))
    off = rate * hours
    if level == 3:
        before, minutes = d.whole(3, 40), d.pick((10, 15, 20, 30, 40, 45))
        time = hours + Fraction(minutes, 60)
        return worked(
            f"A clock {word} {rate} seconds every hour, evenly. It is set right, set right again "
            f"{before} hours later, and read {hours} hours and {minutes} minutes after that. "
            "By how "
            "many seconds is it wrong then?",
            [
                f"Since it was set right again {hours} + {minutes} / 60 = {time} hours have "
                "passed.",
                f"It is wrong by {time} * {rate} = {time * rate} seconds.",
            ],
            time * rate,
            FRACTION,
        )
    shown = 60 * hours + (off if word == "gains" else -off)
    pace = 60 + rate if word == "gains" else 60 - rate
    return worked(
        f"A clock {word} {rate} minutes in every true hour, evenly. It was set right some time "
        "ago, "
        f"and since then its hands have moved on by {shown} minutes. How many true minutes have "
        "passed?",
        [
            f"In a true hour the clock moves on by 60 {'+' if word == 'gains' else '-'} {rate} = "
            f"{pace} minutes.",
            f"So {shown} / {pace} = {hours} hours have passed, which are 60 * {hours} = "
            f"{60 * hours} minutes.",
        ],
        60 * hours,
    )


FAMILIES: Families = {
    elapsed: (1, 2),
    schedule: (1, 2),
    days_between: (2, 3),
    repeating: (2, 3, 5),
    hands: (4, 5),
    wrong_clock: (3, 4),
}
