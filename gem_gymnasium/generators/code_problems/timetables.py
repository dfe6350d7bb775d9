"""Families about times: jobs, spans, speeds, customers, children who count out."""

from __future__ import annotations

from textwrap import dedent, indent

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


def _indented(body: str) -> str:
    return indent(dedent(body), "    ")


@family(4, 5)
def jobs(draw: Draw) -> Sketch:
    """Choose jobs that don't clash, for the greatest pay."""
    most = draw.of_level(l4=300, l5=12000)
    rest, bonus = draw.whole(0, 5), draw.whole(0, 6)
    words = (
        f"begins at least {rest} after the end of the one before"
        if rest
        else ("doesn't begin before the end of the one before")
    )
    extra = f" Every job pays {bonus} more than its pay." if bonus else ""

    def make(step: int) -> Args:
        count = grow(step, 4, most)
        begins = draw.wholes(count, 0, 4 * count)
        lengths = draw.wholes(count, 1, draw.pick((8, 60)))
        pays = draw.wholes(count, 1, 30)
        return (
            [[at, at + long, pay] for at, long, pay in zip(begins, lengths, pays, strict=True)],
        )

    return Sketch(
        name="jobs",
        text="Each row of `offers` is a job's begin, end and pay. Choose jobs for one worker, so "
        f"that each of them {words}.{extra} Find the greatest pay together.",
        takes=(
            Param(
                "offers",
                "rows",
                f"up to {most} jobs; 0 <= begin < end <= {4 * most + 60}, pay from 1 to 30",
            ),
        ),
        gives=("int", "the greatest pay"),
        values={"rest": rest, "bonus": bonus},
        source="""
            from bisect import bisect_right

            def jobs(offers):
                ends, best = [], [0]  # best[k]: of the k jobs that end first
                for begin, end, pay in sorted(offers, key=lambda job: job[1]):
                    fitting = bisect_right(ends, begin - $rest)
                    ends.append(end)
                    best.append(max(best[-1], best[fitting] + pay + $bonus))
                return best[-1]
            """,
        naive="""
            def jobs(offers):
                ordered = sorted(offers, key=lambda job: job[1])
                best = []
                for begin, end, pay in ordered:
                    before = 0
                    for (_, earlier, _), total in zip(ordered, best):
                        if earlier + $rest <= begin and total > before:
                            before = total
                    best.append(before + pay + $bonus)
                return max(best, default=0)
            """,
        make=make,
        edges=(
            ([],),
            ([[0, 3, 5]],),
            ([[0, 3, 5], [3, 5, 5]],),
            ([[0, 9, 9], [1, 2, 5], [7, 8, 5]],),
        ),
        slow="A solution that looks at every pair of jobs is too slow." if most > 2000 else "",
    )


@family(4, 5)
def least_speed(draw: Draw) -> Sketch:
    """The least speed that is enough: search by halves."""
    count, top = draw.of_level(l4=(40, 10**4), l5=(400, 10**9))
    pause = draw.whole(0, 3)
    noun = draw.pick(("heaps of sand", "stacks of letters", "crates of apples"))
    words = f", and after each one it rests {pause} hours" if pause else ""

    def make(step: int) -> Args:
        size = draw.whole(2, grow(step, 4, count))
        heaps = draw.wholes(size, 1, max(20, top // 10 ** max(0, 11 - step)))
        return heaps, size * (1 + pause) + draw.whole(0, 20 * size)

    return Sketch(
        name="least_speed",
        text=f"A machine works on {noun} one after the other; `heaps` says how big each one is. It "
        "takes away up to `speed` pieces an hour, and in an hour it works on one of them only, "
        f"even if it is done early{words}. Find the least whole speed, 1 or more, with which it "
        "is done within `hours`.",
        takes=(
            Param("heaps", "ints", f"from 1 to {count} numbers from 1 to {top}"),
            Param("hours", "int", "enough for some speed"),
        ),
        gives=("int", "the least speed"),
        values={"pause": pause},
        source="""
            def least_speed(heaps, hours):
                low, high = 1, max(heaps)
                while low < high:
                    speed = (low + high) // 2
                    if sum(-(-heap // speed) + $pause for heap in heaps) <= hours:
                        high = speed
                    else:
                        low = speed + 1
                return low
            """,
        naive="""
            def least_speed(heaps, hours):
                speed = 1
                while sum(-(-heap // speed) + $pause for heap in heaps) > hours:
                    speed += 1
                return speed
            """,
        make=make,
        edges=(
            ([1], 1 + pause),
            ([10], 3 + pause),
            ([7, 7], 2 + 2 * pause),
            ([1, top], 2 + 2 * pause),
        ),
        slow="A solution that tries every speed is too slow." if top > 10**6 else "",
    )


@family(2, 3, 4, 5)
def coverage(draw: Draw) -> Sketch:
    """Intervals on a line: what they cover, the gaps, the crowd."""
    most = draw.of_level(l2=12, l3=60, l4=500, l5=4000)
    top = draw.of_level(l2=60, l3=300, l4=10**4, l5=10**9)
    bridge, deep = draw.whole(0, 3), draw.whole(2, 3)
    choices = {
        "cover": (
            "The number of whole numbers that lie in at least one of them",
            """
                covered, reached = 0, -1
                for begin, end in sorted(spans):
                    if end > reached:
                        covered += end - max(begin - 1, reached)
                        reached = end
                return covered
            """,
            "sum(any(a <= x <= b for a, b in spans) for x in range(last + 1))",
        ),
        "groups": (
            f"Two of them touch if at most {bridge} whole numbers lie between them (or none, or "
            "if they overlap); what touches, directly or through others, is one group. The number "
            "of groups",
            """
                groups, reached = 0, None
                for begin, end in sorted(spans):
                    if reached is None or begin - reached - 1 > $bridge:
                        groups += 1
                        reached = end
                    reached = max(reached, end)
                return groups
            """,
            "",
        ),
        "crowd": (
            f"The number of whole numbers that lie in {deep} or more of them",
            """
                changes = {}
                for begin, end in spans:
                    changes[begin] = changes.get(begin, 0) + 1
                    changes[end + 1] = changes.get(end + 1, 0) - 1
                count, depth, before = 0, 0, 0
                for place in sorted(changes):
                    if depth >= $deep:
                        count += place - before
                    depth, before = depth + changes[place], place
                return count
            """,
            "sum(sum(a <= x <= b for a, b in spans) >= $deep for x in range(last + 1))",
        ),
    }
    words, body, check = choices[draw.pick(list(choices))]
    naive = (
        f"""
            def coverage(spans):
                last = max((end for _, end in spans), default=0)
                return {check}
        """
        if check
        else ""
    )

    def make(step: int) -> Args:
        count = grow(step, 3, most)
        longest = max(2, 2 * top // most)
        begins = draw.wholes(count, 0, top * (count + 2) // (most + 2))
        return ([[begin, min(top, begin + draw.whole(0, longest))] for begin in begins],)

    text, _, asked = words.rpartition("The number")
    return Sketch(
        name="coverage",
        text="Each row of `spans` is a begin and an end; the span holds all whole numbers from the "
        f"begin to the end, both included. {text}Find the number{asked}.",
        takes=(Param("spans", "rows", f"up to {most} rows, 0 <= begin <= end <= {top}"),),
        gives=("int", f"the number{asked}"),
        values={"bridge": bridge, "deep": deep},
        source="def coverage(spans):\n" + _indented(body),
        naive=naive,
        make=make,
        edges=(([],), ([[4, 4]],), ([[0, 3], [4, 6]],), ([[0, 9], [2, 3], [2, 3], [12, 15]],)),
        slow="A solution that looks at every number of every span is too slow."
        if top > 10**6
        else "",
    )


@family(2, 3, 4)
def counters(draw: Draw) -> Sketch:
    """Customers at counters: who waits how long."""
    most = draw.of_level(l2=15, l3=60, l4=400)
    desks = draw.whole(1, 2) if draw.level == 2 else draw.whole(2, 5)
    patience = draw.whole(4, 12)
    leaves = draw.level > 2
    rule = (
        f" A customer who would have to wait more than {patience} minutes goes away at once, "
        "unserved."
        if leaves
        else ""
    )
    ask, result = draw.pick(
        (
            ("the minutes that all served customers wait, added up", "waited"),
            ("the minute at which the last served customer is done (0 without customers)", "last"),
            ("how many served customers don't wait at all", "lucky"),
        )
    )

    def make(step: int) -> Args:
        count = grow(step, 4, most)
        times = sorted(draw.wholes(count, 0, 3 * count))
        return ([[time, draw.whole(1, 2 + 4 * desks)] for time in times],)

    return Sketch(
        name="counters",
        text=f"Customers come to {desks} counter{'s' if desks > 1 else ''}. Each row of "
        "`customers` is "
        "the minute when one comes and the minutes that serving takes; they are sorted by the "
        "minute "
        "and served in the order of the rows, each as early as possible at a counter that is "
        f"free.{rule} Find {ask}.",
        takes=(
            Param(
                "customers",
                "rows",
                f"up to {most} rows; minutes from 0 to {3 * most}, serving "
                f"from 1 to {2 + 4 * desks}",
            ),
        ),
        gives=("int", ask),
        values={"desks": desks, "patience": patience if leaves else 10**9},
        source=f"""
            from heapq import heappop, heappush

            def counters(customers):
                free = [0] * $desks
                waited = last = lucky = 0
                for comes, takes in customers:
                    wait = max(0, free[0] - comes)
                    if wait > $patience:
                        continue
                    heappop(free)
                    end = comes + wait + takes
                    heappush(free, end)
                    waited, last, lucky = waited + wait, max(last, end), lucky + (wait == 0)
                return {result}
            """,
        make=make,
        edges=(([],), ([[0, 5]],), ([[0, 5], [0, 5], [0, 5], [1, 5]],), ([[3, 1], [9, 1]],)),
    )


@family(2, 3)
def counting_out(draw: Draw) -> Sketch:
    """Josephus's circle with a step that changes."""
    first = draw.whole(2, 6)
    change = draw.whole(1, 3) if draw.level == 3 else 0
    turn = draw.level == 3 and draw.chance(0.5)
    rule = f" After each child that leaves, the count becomes {change} longer." if change else ""
    if turn:
        rule += (
            " Also the direction turns round after each child that leaves; "
            "then the next child in the new direction counts 1."
        )
    ask = draw.pick(("last", "order"))
    return Sketch(
        name="counting_out",
        text="`n` children, numbered 1 to `n`, stand in a circle. Child 1 counts 1, child 2 counts "
        f"2, and so on round the circle; the child that counts {first} leaves, and the next child "
        f"in the circle begins again with 1.{rule} This goes on until one child is left."
        + ("" if ask == "last" else " Add up the numbers of the last `k` children to leave."),
        takes=(
            Param("n", "int", "from 2 to 300"),
            *(() if ask == "last" else (Param("k", "int", "from 1 to n - 1"),)),
        ),
        gives=(
            "int",
            "the number of the child that is left"
            if ask == "last"
            else "the sum of the numbers of the last `k` children to leave",
        ),
        values={"first": first, "change": change, "turn": turn},
        source=f"""
            def counting_out({"n" if ask == "last" else "n, k"}):
                circle, count, gone = list(range(1, n + 1)), $first, []
                while len(circle) > 1:
                    # The child that counts 1 stands first in the list.
                    place = (count - 1) % len(circle)
                    gone.append(circle[place])
                    circle = circle[place + 1 :] + circle[:place]
                    if $turn:
                        circle.reverse()
                    count += $change
                return {"circle[0]" if ask == "last" else "sum(gone[-k:])"}
            """,
        make=lambda step: (
            (size := draw.whole(3, grow(step, 8, 300))),
            *(() if ask == "last" else (draw.whole(1, size - 1),)),
        ),
        edges=((2,), (3,)) if ask == "last" else ((2, 1), (5, 4)),
    )


FAMILIES: tuple[Family, ...] = (
    jobs,
    least_speed,
    coverage,
    counters,
    counting_out,
)
