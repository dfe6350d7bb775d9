"""Problems of rates: speed and distance, work, machines, flow."""

from __future__ import annotations

from fractions import Fraction
from math import gcd

from gem_gymnasium.generators.math_problems._draw import FRACTION, Draw, Families, joined, worked
from gem_gymnasium.generators.problem import Problem

__all__ = ["FAMILIES"]

_TOWNS = (
    "Alden", "Brook", "Corva", "Dunmore", "Elmsted", "Farley", "Granby", "Holt", "Inverin", "Jarrow"
)  # fmt: skip


def trip(d: Draw, level: int) -> Problem:
    """Distance, speed and time of a trip in legs; at level 3 and above its average speed."""
    driver = d.person()
    vehicle, low, high = d.pick((("car", 8, 24), ("bus", 6, 18), ("train", 10, 32)))
    if level == 1:
        speed, hours = d.whole(low, high) * 5, d.whole(2, 9)
        if d.pick((True, False)):
            return worked(
                f"A {vehicle} travels at {speed} kilometers an hour. How many kilometers does it "
                f"travel in {hours} hours?",
                [f"{hours} * {speed} = {hours * speed} kilometers."],
                hours * speed,
            )
        return worked(
            f"A {vehicle} travels {speed * hours} kilometers in {hours} hours, at a constant "
            "speed. "
            "How many kilometers does it travel in an hour?",
            [f"{speed * hours} / {hours} = {speed} kilometers an hour."],
            speed,
        )
    legs = level if level == 2 else 3
    speeds = [d.whole(low, high) * 5 for _ in range(legs)]
    hours_of = [d.whole(1, 5) for _ in range(legs)]
    ways = [speed * hours for speed, hours in zip(speeds, hours_of, strict=True)]
    total, time = sum(ways), sum(hours_of)
    each = [
        f"{hours} {'hour' if hours == 1 else 'hours'} at {speed} kilometers an hour"
        for hours, speed in zip(hours_of, speeds, strict=True)
    ]
    steps = [
        f"{hours} * {speed} = {way} kilometers."
        for hours, speed, way in zip(hours_of, speeds, ways, strict=True)
    ]
    steps.append(f"Together: {' + '.join(map(str, ways))} = {total} kilometers.")
    if level == 2:
        return worked(
            f"{driver} travels {joined(each)}. How many kilometers is that in all?", steps, total
        )
    steps += [
        f"The time: {' + '.join(map(str, hours_of))} = {time} hours.",
        f"The average speed: {total} / {time} = {Fraction(total, time)}.",
    ]
    return worked(
        f"{driver} travels {joined(each)}. What is the average speed of the whole trip, in "
        "kilometers an hour?",
        steps,
        Fraction(total, time),
        FRACTION,
    )


def meeting(d: Draw, level: int) -> Problem:
    """Two travelers who come towards each other, or one who catches up with the other."""
    first, second = d.people(2)
    here, there = d.some(_TOWNS, 2)
    a, b = d.some(range(8, 30), 2)
    hours = d.whole(2, 9)
    if level == 3:
        way = (a + b) * hours
        return worked(
            f"{here} and {there} are {way} kilometers apart. {first} cycles from {here} to {there} "
            f"at {a} kilometers an hour; at the same time {second} cycles from {there} to "
            f"{here} on "
            f"the same road at {b} kilometers an hour. How many kilometers from {here} do they "
            "meet?",
            [
                f"Together they ride {a} + {b} = {a + b} kilometers an hour.",
                f"They meet after {way} / {a + b} = {hours} hours.",
                f"{first} has come {hours} * {a} = {hours * a} kilometers.",
            ],
            hours * a,
        )
    slow, fast = sorted((a, b))
    ahead = d.whole(1, 5)
    lead = slow * ahead
    time = Fraction(lead, fast - slow)
    while time.denominator > 1 or time > 12:
        slow, fast = sorted(d.some(range(8, 40), 2))
        ahead = d.whole(1, 5)
        lead = slow * ahead
        time = Fraction(lead, fast - slow)
    return worked(
        f"{first} leaves {here} by bicycle at {slow} kilometers an hour. "
        f"{'An hour' if ahead == 1 else f'{ahead} hours'} later {second} follows on the same road "
        f"by scooter at {fast} kilometers an hour. How many kilometers from {here} does {second} "
        f"catch up with {first}?",
        [
            f"{first} is ahead by {ahead} * {slow} = {lead} kilometers.",
            f"{second} gains {fast} - {slow} = {fast - slow} kilometers an hour.",
            f"That takes {lead} / {fast - slow} = {time} hours.",
            f"{second} comes {time} * {fast} = {time * fast} kilometers.",
        ],
        int(time * fast),
    )


def return_trip(d: Draw, level: int) -> Problem:
    """The average speed there and back; at level 5 a boat in a current."""
    if level == 4:
        a, b = d.some(range(12, 60), 2)
        mean = Fraction(2 * a * b, a + b)
        rider = d.person()
        here, there = d.some(_TOWNS, 2)
        return worked(
            f"{rider} rides from {here} to {there} at {a} kilometers an hour and back the same way "
            f"at {b} kilometers an hour. What is the average speed of the whole ride, in "
            "kilometers "
            "an hour?",
            [
                f"Each kilometer takes 1/{a} hours there and 1/{b} hours back, in all "
                f"1/{a} + 1/{b} = {Fraction(a + b, a * b)} hours for two kilometers.",
                f"The average speed: 2 / ({Fraction(a + b, a * b)}) = {mean}.",
            ],
            mean,
            FRACTION,
        )
    current = d.whole(1, 6)
    still = current + d.whole(2, 20)
    down, up = still + current, still - current
    way = down * up // gcd(down, up) * d.whole(1, 3)
    time_down, time_up = way // down, way // up
    drift = d.whole(2, 12)
    return worked(
        f"A boat goes {way} kilometers down a river in {time_down} "
        f"{'hour' if time_down == 1 else 'hours'} and back up in {time_up} "
        f"{'hour' if time_up == 1 else 'hours'}. Its speed through the water and the speed of the "
        f"current never change. How many kilometers would it go in {drift} hours on a lake, where "
        "there is no current?",
        [
            f"Down the river: {way} / {time_down} = {down} kilometers an hour.",
            f"Up the river: {way} / {time_up} = {up} kilometers an hour.",
            f"In still water: ({down} + {up}) / 2 = {still} kilometers an hour.",
            f"On the lake: {drift} * {still} = {drift * still} kilometers.",
        ],
        drift * still,
    )


def machines(d: Draw, level: int) -> Problem:
    """Output in proportion to machines and time."""
    what = d.pick(("bottles", "boxes", "bolts", "cans", "toys", "chairs"))
    a, hours, rate = d.whole(2, 9), d.whole(2, 9), d.whole(3, 20)
    output = a * hours * rate
    if level == 1:
        later = d.whole(2, 12, but=(hours,))
        return worked(
            f"A machine makes {rate * hours} {what} in {hours} hours. How many does it make in "
            f"{later} hours at the same pace?",
            [
                f"In an hour: {rate * hours} / {hours} = {rate}.",
                f"In {later} hours: {later} * {rate} = {later * rate}.",
            ],
            later * rate,
        )
    b, later = d.whole(2, 15, but=(a,)), d.whole(2, 12, but=(hours,))
    steps = [f"A machine makes {output} / ({a} * {hours}) = {rate} in an hour."]
    story = f"{a} machines of a kind make {output} {what} in {hours} hours."
    if level == 2:
        return worked(
            f"{story} How many {what} do {b} such machines make in {later} hours?",
            [*steps, f"{b} machines make {b} * {later} * {rate} = {b * later * rate}."],
            b * later * rate,
        )
    return worked(
        f"{story} How many hours do {b} such machines need for {b * later * rate} {what}?",
        [
            *steps,
            f"{b} machines make {b} * {rate} = {b * rate} in an hour.",
            f"They need {b * later * rate} / {b * rate} = {later} hours.",
        ],
        later,
    )


def work_together(d: Draw, level: int) -> Problem:
    """Shares of a job that are done in an hour, by two or three, and a leak."""
    a, b, c = sorted(d.some(range(3, 16), 3))
    rate = Fraction(1, a) + Fraction(1, b)
    first, second = d.people(2)
    job = d.pick(("paint a fence", "clean a hall", "pick a field of berries", "print a book"))
    if level == 3:
        time = 60 / rate
        return worked(
            f"{first} alone needs {a} hours to {job}; {second} alone needs {b} hours. How many "
            "minutes do they need together, if neither disturbs the other?",
            [
                f"In an hour they do 1/{a} + 1/{b} = {rate} of the job.",
                f"They need 60 / ({rate}) = {time} minutes.",
            ],
            time,
            FRACTION,
        )
    if level == 4:
        net = rate - Fraction(1, c)
        time = 1 / net
        return worked(
            f"One pipe fills an empty tank in {a} hours, another in {b} hours. A leak empties the "
            f"full tank in {c} hours. Both pipes are opened while the tank leaks. After how many "
            "hours is the empty tank full?",
            [
                f"In an hour 1/{a} + 1/{b} - 1/{c} = {net} of the tank is filled.",
                f"It is full after 1 / ({net}) = {time} hours.",
            ],
            time,
            FRACTION,
        )
    alone = d.whole(1, a - 2)
    done = Fraction(alone, a)
    rest = (1 - done) / rate
    return worked(
        f"{first} alone needs {a} hours to {job}; {second} alone needs {b} hours. {first} works "
        f"alone for {alone} {'hour' if alone == 1 else 'hours'}, then {second} joins in until the "
        f"job is done. How many hours does {first} work in all?",
        [
            f"At first {first} does {alone} / {a} = {done}, which leaves 1 - {done} = {1 - done}.",
            f"Together they do 1/{a} + 1/{b} = {rate} in an hour.",
            f"The rest takes ({1 - done}) / ({rate}) = {rest} hours.",
            f"{first} works {alone} + {rest} = {alone + rest} hours.",
        ],
        alone + rest,
        FRACTION,
    )


def workers(d: Draw, level: int) -> Problem:
    """More workers, fewer days; at level 4 some leave."""
    crew = d.whole(4, 20)
    days = d.whole(6, 30, but=(crew,))
    total = crew * days
    task = d.pick(("build a wall", "lay a road", "dig a canal", "harvest a vineyard"))
    others = [n for n in range(2, 60) if total % n == 0 and n != crew]
    other = d.pick(others)
    if level == 2:
        return worked(
            f"{crew} workers need {days} days to {task}. How many days do {other} workers need, at "
            "the same pace?",
            [
                f"The job takes {crew} * {days} = {total} days of one worker.",
                f"{other} workers need {total} / {other} = {total // other} days.",
            ],
            total // other,
        )
    if level == 3:
        return worked(
            f"{crew} workers need {days} days to {task}. How many workers are needed to do it in "
            f"{total // other} {'day' if total == other else 'days'}, at the same pace?",
            [
                f"The job takes {crew} * {days} = {total} days of one worker.",
                f"{total} / {total // other} = {other} workers are needed.",
            ],
            other,
        )
    before = d.whole(2, days - 2)
    left = total - crew * before
    leave = d.whole(1, crew - 1)
    while left % (crew - leave):
        leave = d.whole(1, crew - 1)
    more = left // (crew - leave)
    return worked(
        f"{crew} workers would need {days} days to {task}. After {before} days {leave} of them "
        f"{'leaves' if leave == 1 else 'leave'}. How many days does the whole job take, at the "
        "same "
        "pace for each worker?",
        [
            f"The job takes {crew} * {days} = {total} days of one worker.",
            f"After {before} days {total} - {crew} * {before} = {left} are left.",
            f"The others need {left} / ({crew} - {leave}) = {more} more days.",
            f"In all: {before} + {more} = {before + more} days.",
        ],
        before + more,
    )


FAMILIES: Families = {
    trip: (1, 2, 3),
    meeting: (3, 4),
    return_trip: (4, 5),
    machines: (1, 2, 3),
    work_together: (3, 4, 5),
    workers: (2, 3, 4),
}
