"""Families about the digits of numbers: clocks, censuses, odd ways to write them."""

from __future__ import annotations

from gem_gymnasium.generators.code_problems._sketch import (
    Args,
    Draw,
    Family,
    Param,
    Sketch,
    family,
    grow,
)

__all__ = ["FAMILIES"]

_HUGE = 10**15
_WEIGHTS = {
    "the sum of its digits": "digit",
    "the sum of the squares of its digits": "digit * digit",
    "how often the digit $marked occurs in it": "(digit == $marked)",
    "the sum of its odd digits": "digit * (digit % 2)",
}


@family(1, 2)
def planet_clock(draw: Draw) -> Sketch:
    """A clock with other hours and minutes; at level 2 some waits run backwards."""
    hours, minutes, back = draw.whole(7, 40), draw.whole(11, 99), draw.whole(3, 7)
    total = hours * minutes
    twist = (
        f" A wait that is a multiple of {back} turns the clock back instead of forward."
        if draw.level > 1
        else ""
    )

    def make(step: int) -> Args:
        return draw.whole(0, total - 1), draw.wholes(grow(step, 1, 30), 1, 3 * total)

    return Sketch(
        name="planet_clock",
        text=f"On a planet a day has {hours} hours of {minutes} minutes; its clock shows the hour "
        "(from 0), a colon and the minute (from 0), each with two digits. It shows a time that is "
        f"`start` minutes after the day's begin; then it runs through all `waits`.{twist} "
        "What does it show in the end? It wraps round at the day's end (and begin).",
        takes=(
            Param("start", "int", f"from 0 to {total - 1}"),
            Param("waits", "ints", f"up to 30 waits in minutes, from 1 to {3 * total}"),
        ),
        gives=("str", "the time that the clock shows"),
        values={
            "hours": hours,
            "minutes": minutes,
            "signed": "wait" if draw.level == 1 else f"-wait if wait % {back} == 0 else wait",
        },
        source="""
            def planet_clock(start, waits):
                now = start
                for wait in waits:
                    now += $signed
                hour, minute = divmod(now % ($hours * $minutes), $minutes)
                return f"{hour:02d}:{minute:02d}"
            """,
        make=make,
        edges=((total - 1, [1]), (0, [total]), (5, [])),
    )


@family(1, 2)
def digit_census(draw: Draw) -> Sketch:
    """Numbers of a range by a sum over their digits, at level 2 in another base."""
    base = 10 if draw.level == 1 else draw.whole(3, 9)
    weight = draw.pick(list(_WEIGHTS))
    marked, divisor = draw.whole(1, base - 1), draw.whole(2, 4)
    rest = draw.whole(0, divisor - 1)
    words = weight.replace("$marked", str(marked))
    written = "" if base == 10 else f", written in base {base},"

    def make(step: int) -> Args:
        low = draw.whole(0, 500)
        return low, low + draw.whole(5, 10 + grow(step, 10, 2000))

    return Sketch(
        name="digit_census",
        text=f"For a number{written} take {words}. Count the numbers n with `low` <= n <= `high` "
        f"for which this leaves the rest {rest} when it is divided by {divisor}.",
        takes=(
            Param("low", "int", "from 0 to 3000"),
            Param("high", "int", "from `low` to 3000"),
        ),
        gives=("int", "how many such numbers there are"),
        values={"base": base, "marked": marked, "divisor": divisor, "rest": rest},
        source=f"""
            def digit_census(low, high):
                count = 0
                for number in range(low, high + 1):
                    total = 0
                    while number:
                        number, digit = divmod(number, $base)
                        total += {_WEIGHTS[weight]}
                    count += total % $divisor == $rest
                return count
            """,
        make=make,
        edges=((0, 0), (7, 7), (0, base)),
    )


@family(4, 5)
def digit_census_huge(draw: Draw) -> Sketch:
    """The same up to 10**15, by the digits from the left."""
    weight = draw.pick(list(_WEIGHTS))
    marked, divisor = draw.whole(1, 9), draw.whole(3, 9)
    rest = draw.whole(0, divisor - 1)
    most = draw.of_level(l4=10**9, l5=_HUGE)

    def make(step: int) -> Args:
        high = min(most, 10 ** (3 + step)) - draw.whole(0, 99)
        return draw.whole(0, high // 2), high

    return Sketch(
        name="digit_census_huge",
        text=f"For a number take {weight.replace('$marked', str(marked))}. Count the numbers n "
        f"with `low` <= n <= `high` for which this leaves the rest {rest} when it is divided by "
        f"{divisor}.",
        takes=(
            Param("low", "int", f"from 0 to {most}"),
            Param("high", "int", f"from `low` to {most}"),
        ),
        gives=("int", "how many such numbers there are"),
        values={"marked": marked, "divisor": divisor, "rest": rest},
        source=f"""
            def digit_census_huge(low, high):
                def below(limit):
                    # free[r]: prefixes smaller than the limit's, by the rest of their digits' sum
                    free, tight = [0] * $divisor, 0
                    for place, digit_of_limit in enumerate(map(int, str(limit))):
                        longer = [0] * $divisor
                        for digit in range(10):
                            weight = {_WEIGHTS[weight]}
                            for rest, count in enumerate(free):
                                longer[(rest + weight) % $divisor] += count
                            if digit < digit_of_limit:
                                longer[(tight + weight) % $divisor] += 1
                        digit = digit_of_limit
                        tight += {_WEIGHTS[weight]}
                        free = longer
                    return free[$rest]

                return below(high + 1) - below(low)
            """,
        naive=f"""
            def digit_census_huge(low, high):
                count = 0
                for number in range(low, high + 1):
                    total = 0
                    for digit in map(int, str(number)):
                        total += {_WEIGHTS[weight]}
                    count += total % $divisor == $rest
                return count
            """,
        make=make,
        edges=((0, 0), (0, 9), (100, 999), (10, 10)),
        slow="A solution that looks at every number is too slow.",
    )


@family(1, 2, 3)
def strange_digits(draw: Draw) -> Sketch:
    """Write a number with other digits, at level 3 in a negative base."""
    base = draw.whole(3, 8)
    letters = "".join(draw.sample("ABCDEFGHJKLMNPQRSTUVWXYZ", base))
    negative = draw.level == 3
    spelled = ", ".join(f"{letter} = {value}" for value, letter in enumerate(letters))
    order = draw.pick(("first", "last"))
    shown = -base if negative else base
    return Sketch(
        name="strange_digits",
        text=f"A people writes numbers in base {shown} with these digits: {spelled}. "
        + (
            f"In base {shown} the places are worth 1, {shown}, {shown}*{shown} and so on, and "
            "every digit is still at least 0. "
            if negative
            else ""
        )
        + f"It writes the digit of the ones {order}. Zero is one digit; another "
        "number has no zero at its highest place. Write `n` as they do.",
        takes=(Param("n", "int", f"from {-(10**6) if negative else 0} to {10**6}"),),
        gives=("str", "the number as it is written there"),
        values={"base": shown, "size": base, "letters": letters},
        source=f"""
            def strange_digits(n):
                digits = []
                while n or not digits:
                    rest = n % $size
                    digits.append("$letters"[rest])
                    n = (n - rest) // $base
                return "".join({"digits" if order == "first" else "reversed(digits)"})
            """,
        make=lambda step: (
            draw.whole(-grow(step, 5, 10**6) if negative else 0, grow(step, 9, 10**6)),
        ),
        edges=((0,), (1,), (base,), (base * base - 1,)),
    )


FAMILIES: tuple[Family, ...] = (
    planet_clock,
    digit_census,
    digit_census_huge,
    strange_digits,
)
