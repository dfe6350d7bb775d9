"""Families about stretches and pairs of numbers, which must not all be looked at."""

from __future__ import annotations

from gem_gymnasium.generators.code_problems._sketch import (
    MADE,
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

_PAIRWISE = "A solution that looks at every pair is too slow."


@family(3, 4, 5)
def stretches(draw: Draw) -> Sketch:
    """Count the stretches whose sum has a property."""
    most = draw.of_level(l3=100, l4=1500, l5=20000)
    modulus = draw.whole(3, 40)
    weight, words = draw.pick(
        (
            ("value", "the sum of its numbers"),
            ("value % 2", "how many odd numbers it has"),
            ("value * value", "the sum of its numbers' squares"),
        )
    )
    if draw.chance(0.5):
        condition = f"leaves the rest `target` when divided by {modulus}"
        wanted, reduced = f"(total - target) % {modulus}", f"total % {modulus}"
        check, top = f"total % {modulus} == target", modulus - 1
    else:
        condition, wanted, reduced = "is `target`", "total - target", "total"
        check, top = "total == target", 30

    def make(step: int) -> Args:
        return draw.wholes(grow(step, 6, most), -6, 9), draw.whole(0, min(top, 9))

    return Sketch(
        name="stretches",
        text="Count the stretches of one or more consecutive numbers of `values` for which "
        f"{words} {condition}. Rests are never negative. Stretches at different places count as "
        "different.",
        takes=(values(most, -6, 9), Param("target", "int", f"from 0 to {top}")),
        gives=("int", "how many stretches there are"),
        values={"weight": weight, "wanted": wanted, "reduced": reduced, "check": check},
        source="""
            def stretches(values, target):
                seen, total, count = {0: 1}, 0, 0
                for value in values:
                    total += $weight
                    count += seen.get($wanted, 0)
                    seen[$reduced] = seen.get($reduced, 0) + 1
                return count
            """,
        naive="""
            def stretches(values, target):
                count = 0
                for begin in range(len(values)):
                    total = 0
                    for value in values[begin:]:
                        total += $weight
                        count += $check
                return count
            """,
        make=make,
        edges=(([], 0), ([0, 0, 0], 0), ([1, -1, 1, -1], 0), ([5], 5 % (top + 1))),
        slow="A solution that looks at every stretch is too slow." if most > 5000 else "",
    )


@family(4, 5)
def line_of_sight(draw: Draw) -> Sketch:
    """The distance to the nearest number that is greater."""
    most = draw.of_level(l4=1500, l5=20000)
    word, beats = draw.pick(
        (
            ("greater", ">"),
            ("greater or equal", ">="),
            ("smaller", "<"),
            ("smaller or equal", "<="),
        )
    )
    circle = draw.chance(0.5)
    missing = draw.whole(0, 5)
    round_words = " The list is a circle: after the last number comes the first." if circle else ""

    def make(step: int) -> Args:
        size = grow(step, 5, most)
        # A slope, so that the nearest one is often far away; most of all in the longest list.
        slope = draw.pick((-1, 1)) * draw.whole(0, 2)
        if step == MADE - 1:
            slope = -2 if beats.startswith(">") else 2
        return ([slope * place + extra for place, extra in enumerate(draw.wholes(size, 0, 20))],)

    return Sketch(
        name="line_of_sight",
        text="For each number of `values` find how many places farther to the right the first "
        f"number stands that is {word}.{round_words} A number without such a one counts "
        f"{missing}. Add up these distances.",
        takes=(values(most, -(10**5), 10**5),),
        gives=("int", "the sum of the distances"),
        values={"beats": beats, "missing": missing, "rounds": 2 if circle else 1},
        source="""
            def line_of_sight(values):
                size, waiting = len(values), []
                distance = [$missing] * size
                for place in range($rounds * size):
                    value = values[place % size]
                    while waiting and value $beats values[waiting[-1] % size]:
                        earlier = waiting.pop()
                        if earlier < size and place - earlier < size:
                            distance[earlier] = place - earlier
                    waiting.append(place)
                return sum(distance)
            """,
        naive="""
            def line_of_sight(values):
                total, size = 0, len(values)
                for place, value in enumerate(values):
                    end = size if $rounds == 1 else place + size
                    for later in range(place + 1, end):
                        if values[later % size] $beats value:
                            total += later - place
                            break
                    else:
                        total += $missing
                return total
            """,
        make=make,
        edges=(([],), ([4],), ([4, 4, 4],), (list(range(10)),), (list(range(10, 0, -1)),)),
        slow=_PAIRWISE if most > 5000 else "",
    )


@family(4, 5)
def disorder(draw: Draw) -> Sketch:
    """Pairs that stand in the wrong order by enough."""
    most = draw.of_level(l4=1200, l5=16000)
    gap, factor = draw.whole(1, 30), draw.whole(2, 3)
    words, condition, key = draw.pick(
        (
            (f"a > b + {gap}", f"a > b + {gap}", f"b + {gap}"),
            (f"a > {factor} * b", f"a > {factor} * b", f"{factor} * b"),
            (f"a >= {factor} * b - {gap}", f"a >= {factor} * b - {gap}", f"{factor} * b - {gap}"),
        )
    )
    side = "left" if ">=" in words else "right"
    return Sketch(
        name="disorder",
        text="Count the pairs of places of `values`, one left of the other, for which the left "
        f"number a and the right number b satisfy {words}.",
        takes=(values(most, 0, 1000),),
        gives=("int", "how many pairs there are"),
        values={"condition": condition, "key": key, "side": side},
        source="""
            from bisect import bisect_$side, insort

            def disorder(values):
                before, count = [], 0
                for b in values:
                    count += len(before) - bisect_$side(before, $key)
                    insort(before, b)
                return count
            """,
        naive="""
            def disorder(values):
                count = 0
                for right, b in enumerate(values):
                    for a in values[:right]:
                        count += $condition
                return count
            """,
        make=lambda step: (draw.wholes(grow(step, 6, most), 0, draw.pick((100, 1000))),),
        edges=(([],), ([9],), ([50, 50 - gap, 50 - gap - 1],), (list(range(90, 0, -5)),)),
        slow=_PAIRWISE if most > 5000 else "",
    )


@family(2, 3, 5)
def matching_pairs(draw: Draw) -> Sketch:
    """Pairs of numbers with a sum or a difference."""
    most = draw.of_level(l2=60, l3=200, l5=20000)
    modulus, gap, top = draw.whole(3, 20), draw.whole(1, 12), draw.of_level(l2=60, l5=1000)
    words, condition, partner, key = draw.pick(
        (
            (
                f"their sum is divisible by {modulus}",
                f"(a + b) % {modulus} == 0",
                f"-b % {modulus}",
                f"b % {modulus}",
            ),
            (
                f"the later one is {gap} more than the earlier one",
                f"b - a == {gap}",
                f"b - {gap}",
                "b",
            ),
            (
                f"they leave the same rest when divided by {modulus}",
                f"a % {modulus} == b % {modulus}",
                f"b % {modulus}",
                f"b % {modulus}",
            ),
        )
    )
    return Sketch(
        name="matching_pairs",
        text=f"Count the pairs of numbers of `values`, at different places, for which {words}. "
        "The order of the two doesn't make another pair; equal numbers at other places do.",
        takes=(values(most, 0, top),),
        gives=("int", "how many pairs there are"),
        values={"condition": condition, "partner": partner, "key": key},
        source="""
            def matching_pairs(values):
                seen, count = {}, 0
                for b in values:
                    count += seen.get($partner, 0)
                    seen[$key] = seen.get($key, 0) + 1
                return count
            """,
        naive="""
            def matching_pairs(values):
                count = 0
                for right, b in enumerate(values):
                    for a in values[:right]:
                        count += $condition
                return count
            """,
        make=lambda step: (draw.wholes(grow(step, 6, most), 0, top),),
        edges=(([],), ([modulus],), ([modulus, modulus, 0, gap],), (list(range(30)),)),
        slow=_PAIRWISE if most > 5000 else "",
    )


FAMILIES: tuple[Family, ...] = (
    stretches,
    line_of_sight,
    disorder,
    matching_pairs,
)
