"""Families about lists of numbers: totals, runs, peaks, orders, windows."""

from __future__ import annotations

from gem_gymnasium.generators.code_problems._sketch import (
    Args,
    Draw,
    Family,
    Param,
    Sketch,
    family,
    grow,
    values,
)

__all__ = ["FAMILIES"]


@family(1)
def weighted_total(draw: Draw) -> Sketch:
    """A sum that treats some numbers otherwise."""
    divisor, factor, limit = draw.whole(2, 6), draw.whole(2, 5), draw.whole(5, 30)
    words, condition = draw.pick(
        (
            (f"divisible by {divisor}", f"value % {divisor} == 0"),
            (f"greater than {limit}", f"value > {limit}"),
            ("smaller than the number before it", "place and value < values[place - 1]"),
            ("at an odd place", "place % 2 == 0"),
        )
    )
    action, change = draw.pick(
        (
            (f"counts {factor} times", f"{factor} * value"),
            ("is subtracted instead of added", "-value"),
            (f"is left out, and {factor} is added instead", f"{factor}"),
        )
    )
    return Sketch(
        name="weighted_total",
        text=f"Add up the numbers of `values`, but a number that is {words} {action}. Places are "
        "counted from 1.",
        takes=(values(40, -50, 50),),
        gives=("int", "the total"),
        values={"condition": condition, "change": change},
        source="""
            def weighted_total(values):
                total = 0
                for place, value in enumerate(values):
                    if $condition:
                        total += $change
                    else:
                        total += value
                return total
            """,
        make=lambda step: (draw.wholes(draw.whole(2, grow(step, 5, 40)), -50, 50),),
        edges=(([],), ([7],), ([divisor, divisor],), ([50] * 5,)),
    )


@family(1, 2)
def longest_run(draw: Draw) -> Sketch:
    """The longest stretch whose neighbours fit together."""
    gap, modulus = draw.whole(2, 6), draw.whole(2, 3)
    words, fits = draw.pick(
        (
            (f"differ by at most {gap}", f"abs(left - right) <= {gap}"),
            ("rise (the right one is greater)", "left < right"),
            ("never rise (the right one is not greater)", "left >= right"),
            (
                f"leave different rests when divided by {modulus}",
                f"left % {modulus} != right % {modulus}",
            ),
        )
    )
    ask = "length" if draw.level == 1 else draw.pick(("sum", "place"))
    wanted = {
        "length": "the length of the longest run (0 for no numbers)",
        "sum": "the sum of the longest run's numbers, of the last one if several are longest",
        "place": "the place, counted from 1, where the longest run begins, of the first one if "
        "several are longest (0 for no numbers)",
    }[ask]
    return Sketch(
        name="longest_run",
        text="A run is a stretch of consecutive numbers of `values` in which all neighbours "
        f"{words}. A single number is a run too. Find {wanted}.",
        takes=(values(60, 0, 20),),
        gives=("int", wanted),
        values={
            "fits": fits,
            "better": ">=" if ask == "sum" else ">",
            "result": {"length": "best", "sum": "sum(values[at : at + best])", "place": "at + 1"}[
                ask
            ],
        },
        source="""
            def longest_run(values):
                best, at, begin = 0, -1, 0
                for place, right in enumerate(values):
                    left = values[place - 1]
                    if place and not ($fits):
                        begin = place
                    if place - begin + 1 $better best:
                        best, at = place - begin + 1, begin
                return $result
            """,
        make=lambda step: (draw.wholes(draw.whole(3, grow(step, 8, 60)), 0, 20),),
        edges=(([],), ([5],), ([3] * 6,), (list(range(9)),), (list(range(20, 9, -1)),)),
    )


@family(1, 2, 3)
def peaks(draw: Draw) -> Sketch:
    """Places that stand out among their neighbours."""
    reach = 1 if draw.level == 1 else draw.whole(2, 4)
    word, beats = draw.pick((("greater", ">"), ("smaller", "<")))
    words, ok = draw.pick(
        (
            (f"{word} than every other number", f"value {beats} other"),
            (f"{word} than, or equal to, every other number", f"value {beats}= other"),
        )
    )
    ask = draw.pick(("count", "list") if draw.level < 3 else ("list", "gap"))
    wanted, kind, result = {
        "count": ("how many such places there are", "int", "len(found)"),
        "list": ("the list of such places, from left to right", "ints", "found"),
        "gap": (
            "the greatest distance between two such places that follow each other (0 if there "
            "are fewer than two)",
            "int",
            "max((b - a for a, b in zip(found, found[1:])), default=0)",
        ),
    }[ask]
    return Sketch(
        name="peaks",
        text=f"A place of `values` stands out if its number is {words} at a distance of at most "
        f"{reach} from it. Numbers near an end have fewer others to compare with. Places are "
        f"counted from 1. Find {wanted}.",
        takes=(values(60, 0, 30),),
        gives=("int" if kind == "int" else "ints", wanted),
        values={"reach": reach, "ok": ok, "result": result},
        source="""
            def peaks(values):
                found = []
                for place, value in enumerate(values):
                    near = values[max(0, place - $reach) : place] + values[
                        place + 1 : place + $reach + 1
                    ]
                    if all($ok for other in near):
                        found.append(place + 1)
                return $result
            """,
        make=lambda step: (draw.wholes(draw.whole(4, grow(step, 9, 60)), 0, 30),),
        edges=(([4],), ([4, 4, 4],), (list(range(12)),), (list(range(12, 0, -1)),)),
    )


@family(1, 2)
def odd_order(draw: Draw) -> Sketch:
    """Sort by an unusual key."""
    modulus, centre = draw.whole(3, 7), draw.whole(10, 90)
    keys = [
        ("their last digit", "value % 10"),
        (f"their rest when divided by {modulus}", f"value % {modulus}"),
        (f"their distance to {centre}", f"abs(value - {centre})"),
        ("the sum of their digits", "sum(map(int, str(value)))"),
        ("how many digits 1 they have", 'str(value).count("1")'),
    ]
    (first, key), (second, other) = draw.sample(keys, 2)
    way, sign = draw.pick((("small to great", ""), ("great to small", "-")))
    tie, last = draw.pick((("the smaller one", "value"), ("the greater one", "-value")))
    second_words = f", then equal ones by {second} from small to great" if draw.level > 1 else ""
    return Sketch(
        name="odd_order",
        text=f"Sort `values` by {first} from {way}{second_words}; of numbers that are equal in "
        f"this, {tie} comes first.",
        takes=(values(30, 0, 199),),
        gives=("ints", "the sorted numbers"),
        values={
            "key": f"{sign}({key})",
            "other": f"({other})" if draw.level > 1 else "0",
            "last": last,
        },
        source="""
            def odd_order(values):
                return sorted(values, key=lambda value: ($key, $other, $last))
            """,
        make=lambda step: (draw.wholes(draw.whole(5, grow(step, 8, 30)), 0, 199),),
        edges=(([],), ([100, 10, 1],), ([11, 101, 110, 2, 20],)),
    )


@family(3, 4, 5)
def window_range(draw: Draw) -> Sketch:
    """The spread in every window of a length."""
    most = draw.of_level(l3=200, l4=1500, l5=20000)
    ask, result = draw.pick(
        (
            ("the sum over all windows of its spread", "sum(spreads)"),
            ("the smallest spread of a window", "min(spreads)"),
            ("how many windows have the greatest spread", "spreads.count(max(spreads))"),
        )
    )
    spread, words = draw.pick(
        (
            ("high - low", "its greatest number minus its smallest"),
            ("high + low", "its greatest number plus its smallest"),
        )
    )
    top = draw.pick((20, 1000))

    def make(step: int) -> Args:
        size = grow(step, 6, most)
        return draw.wholes(size, 0, top), draw.whole(max(2, size // 4), max(2, size // 2))

    return Sketch(
        name="window_range",
        text="A window is a stretch of `width` consecutive numbers of `values`, and its spread is "
        f"{words}. Find {ask}.",
        takes=(
            Param("values", "ints", f"from 1 to {most} numbers from 0 to {top}"),
            Param("width", "int", "from 1 to how many numbers there are"),
        ),
        gives=("int", ask),
        values={"spread": spread, "result": result},
        source="""
            from collections import deque

            def window_range(values, width):
                def extremes(numbers):
                    # The places of numbers that no later number in the window exceeds.
                    best, places = [], deque()
                    for place, number in enumerate(numbers):
                        while places and numbers[places[-1]] <= number:
                            places.pop()
                        places.append(place)
                        if places[0] <= place - width:
                            places.popleft()
                        best.append(numbers[places[0]])
                    return best[width - 1 :]

                highs = extremes(values)
                lows = [-number for number in extremes([-number for number in values])]
                spreads = [$spread for high, low in zip(highs, lows)]
                return $result
            """,
        naive="""
            def window_range(values, width):
                spreads = []
                for at in range(len(values) - width + 1):
                    window = values[at : at + width]
                    low = high = window[0]
                    for value in window:
                        low = value if value < low else low
                        high = value if value > high else high
                    spreads.append($spread)
                return $result
            """,
        make=make,
        edges=(([5], 1), ([1, 9, 1, 9], 4), ([3, 3, 3], 1), (list(range(15)), 3)),
        slow="A solution that looks at all of every window is too slow." if most > 5000 else "",
    )


FAMILIES: tuple[Family, ...] = (
    weighted_total,
    longest_run,
    peaks,
    odd_order,
    window_range,
)
