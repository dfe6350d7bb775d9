"""Families about networks of roads and rules: reach, cheapest ways, orders."""

from __future__ import annotations

from textwrap import dedent

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


def _edges(draw: Draw, towns: int, roads: int) -> list[list[int]]:
    """Different roads between different towns 1 to ``towns``."""
    found: dict[tuple[int, int], None] = {}
    for _ in range(roads):
        a, b = draw.whole(1, towns), draw.whole(1, towns)
        if a != b:
            found[min(a, b), max(a, b)] = None
    return [list(pair) if draw.chance(0.5) else list(pair[::-1]) for pair in found]


def _flush(text: str) -> str:
    return dedent(text).strip("\n") + "\n"


@family(2, 3)
def within_reach(draw: Draw) -> Sketch:
    """Towns within some roads of a start; at level 3 some towns can't be passed."""
    most = draw.of_level(l2=25, l3=120)
    hops = draw.whole(2, 4)
    closed = draw.whole(3, 6)
    rule = (
        f" A town whose number is divisible by {closed} can be reached, but not passed (nor left, "
        "unless it is the start)."
        if draw.level == 3
        else ""
    )
    ask, result = draw.pick(
        (
            ("how many towns, the start included, can be reached", "len(far)"),
            (
                "the sum of the numbers of the towns, the start included, that can be reached",
                "sum(far)",
            ),
            (
                f"how many towns can be reached over exactly {hops} roads and not over fewer",
                "list(far.values()).count($hops)",
            ),
        )
    )

    def make(step: int) -> Args:
        towns = grow(step, 6, most)
        return towns, _edges(draw, towns, towns + draw.whole(0, 4)), draw.whole(1, towns)

    return Sketch(
        name="within_reach",
        text="Towns are numbered 1 to `n`; each row of `roads` joins two of them, both ways. "
        f"From the town `start` one travels over at most {hops} roads.{rule} Find {ask}.",
        takes=(
            Param("n", "int", f"from 1 to {most}"),
            Param("roads", "rows", "different pairs of different towns"),
            Param("start", "int", "from 1 to n"),
        ),
        gives=("int", ask),
        values={
            "hops": hops,
            "pass_": f"here != start and here % {closed} == 0" if rule else "False",
            "result": result.replace("$hops", str(hops)),
        },
        source="""
            def within_reach(n, roads, start):
                near = {town: [] for town in range(1, n + 1)}
                for a, b in roads:
                    near[a].append(b)
                    near[b].append(a)
                far, queue = {start: 0}, [start]
                for here in queue:
                    if far[here] == $hops or ($pass_):
                        continue
                    for town in near[here]:
                        if town not in far:
                            far[town] = far[here] + 1
                            queue.append(town)
                return $result
            """,
        make=make,
        edges=((1, [], 1), (4, [[1, 2], [2, 3], [3, 4]], 1), (5, [[1, 2]], 3)),
    )


@family(4, 5)
def cheapest_way(draw: Draw) -> Sketch:
    """The cheapest way, with tolls, or with one road for free."""
    most = draw.of_level(l4=40, l5=600)
    kind = draw.pick(("free", "towns", "changes"))
    toll, share = draw.whole(2, 15), draw.whole(2, 3)
    words = {
        "free": f"One road of the way, of the traveller's choice, costs only its cost divided by "
        f"{share}, rounded down.",
        "towns": f"Every town on the way whose number is divisible by {share + 1}, besides `1` and "
        f"`n`, costs {toll} more.",
        "changes": f"Besides, whenever a road is more expensive than the road before it on the "
        f"way, {toll} must be paid.",
    }[kind]

    def make(step: int) -> Args:
        towns = grow(step, 5, most)
        edges = _edges(draw, towns, 2 * towns + draw.whole(0, towns))
        return towns, [[*edge, draw.whole(1, 30)] for edge in edges]

    sources = {
        "free": """
            def cheapest_way(n, roads):
                near = {town: [] for town in range(1, n + 1)}
                for a, b, cost in roads:
                    near[a].append((b, cost))
                    near[b].append((a, cost))
                best, queue = {}, [(0, 1, 0)]  # cost, town, whether the cheap road was used
                while queue:
                    total, town, used = heappop(queue)
                    if (town, used) in best:
                        continue
                    best[town, used] = total
                    for other, cost in near[town]:
                        heappush(queue, (total + cost, other, used))
                        if not used:
                            heappush(queue, (total + cost // $share, other, 1))
                found = [best[n, used] for used in (0, 1) if (n, used) in best]
                return min(found, default=-1)
            """,
        "towns": """
            def cheapest_way(n, roads):
                near = {town: [] for town in range(1, n + 1)}
                for a, b, cost in roads:
                    near[a].append((b, cost))
                    near[b].append((a, cost))
                best, queue = {}, [(0, 1)]
                while queue:
                    total, town = heappop(queue)
                    if town in best:
                        continue
                    best[town] = total
                    for other, cost in near[town]:
                        extra = $toll if other % ($share + 1) == 0 and other not in (1, n) else 0
                        heappush(queue, (total + cost + extra, other))
                return best.get(n, -1)
            """,
        "changes": """
            def cheapest_way(n, roads):
                near = {town: [] for town in range(1, n + 1)}
                for a, b, cost in roads:
                    near[a].append((b, cost))
                    near[b].append((a, cost))
                best, queue = {}, [(0, 1, 99)]  # cost, town, cost of the road before
                while queue:
                    total, town, before = heappop(queue)
                    if town == n:
                        return total
                    if (town, before) in best:
                        continue
                    best[town, before] = total
                    for other, cost in near[town]:
                        extra = $toll if cost > before else 0
                        heappush(queue, (total + cost + extra, other, cost))
                return -1
            """,
    }
    return Sketch(
        name="cheapest_way",
        text="Towns are numbered 1 to `n`; each row of `roads` is two towns and the cost of the "
        f"road between them, both ways. Find the cheapest way from town 1 to town `n`. {words}",
        takes=(
            Param("n", "int", f"from 2 to {most}"),
            Param(
                "roads",
                "rows",
                f"up to {3 * most} roads between different towns, costs from 1 to 30",
            ),
        ),
        gives=("int", "the least cost, or -1 if there is no way"),
        values={"toll": toll, "share": share},
        source="from heapq import heappop, heappush\n\n\n" + _flush(sources[kind]),
        naive=_flush(
            f"""
            def cheapest_way(n, roads):
                kind, best = "{kind}", [-1]

                def walk(path, costs):
                    if path[-1] == n:
                        total = sum(costs)
                        if kind == "free":
                            total -= max((c - c // $share for c in costs), default=0)
                        elif kind == "towns":
                            total += $toll * sum(t % ($share + 1) == 0 for t in path[1:-1])
                        else:
                            total += $toll * sum(b > a for a, b in zip(costs, costs[1:]))
                        if best[0] < 0 or total < best[0]:
                            best[0] = total
                        return
                    for a, b, cost in roads:
                        for here, there in ((a, b), (b, a)):
                            # A detour through one town may pay where roads rise.
                            if here == path[-1] and path.count(there) < (2 if n < 6 else 1):
                                walk(path + [there], costs + [cost])

                walk([1], [])
                return best[0]
            """
        ),
        make=make,
        edges=(
            (2, []),
            (2, [[1, 2, 9]]),
            (3, [[1, 2, 4], [2, 3, 6], [1, 3, 25]]),
            (4, [[1, 2, 3], [3, 4, 3]]),
        ),
        slow="A solution that tries every way is too slow.",
    )


@family(3, 4)
def work_order(draw: Draw) -> Sketch:
    """An order that keeps what must come before, or the time that the work takes."""
    most = draw.of_level(l3=15, l4=200)
    kind = draw.pick(("order", "time"))
    first, sign = draw.pick((("smallest", ""), ("greatest", "-")))
    base, factor, modulus = draw.whole(1, 5), draw.whole(2, 9), draw.whole(4, 9)

    def make(step: int) -> Args:
        count = grow(step, 4, most)
        order = draw.sample(range(1, count + 1), count)
        edges = _edges(draw, count, count + draw.whole(0, count))
        place = {task: at for at, task in enumerate(order)}
        rules = [sorted(edge, key=lambda task: place[task]) for edge in edges]
        if draw.chance(0.2) and rules:
            rules.append(rules[0][::-1])  # a circle
        return count, rules

    if kind == "order":
        text = (
            f"Do all tasks, one at a time, and always the one with the {first} number among those "
            "that may be done next. List the tasks in this order; if a task can never be done, the "
            "list ends before."
        )
        gives = "the numbers of the tasks in the order in which they are done"
    else:
        text = (
            f"Task k takes {base} + ({factor} * k) % {modulus} hours. Any number of tasks can be "
            "done at the same time. After how many hours at the earliest is all done? If a task "
            "can "
            "never be done, the answer is -1."
        )
        gives = "the number of hours, or -1"
    return Sketch(
        name="work_order",
        text="Tasks are numbered 1 to `n`; each row of `rules` is two tasks, of which the first "
        f"must be done before the second begins. {text}",
        takes=(
            Param("n", "int", f"from 1 to {most}"),
            Param("rules", "rows", "pairs of different tasks"),
        ),
        gives=("ints" if kind == "order" else "int", gives),
        values={"sign": sign, "base": base, "factor": factor, "modulus": modulus},
        source="from heapq import heappop, heappush\n\n\n"
        + _flush("""
            def work_order(n, rules):
                after = {task: [] for task in range(1, n + 1)}
                missing = {task: 0 for task in range(1, n + 1)}
                for first, second in rules:
                    after[first].append(second)
                    missing[second] += 1
                ready, done = [], []
                for task in range(1, n + 1):
                    if not missing[task]:
                        heappush(ready, ${sign}task)
                while ready:
                    task = ${sign}heappop(ready)
                    done.append(task)
                    for other in after[task]:
                        missing[other] -= 1
                        if not missing[other]:
                            heappush(ready, ${sign}other)
                return done
            """)
        if kind == "order"
        else """
            def work_order(n, rules):
                after = {task: [] for task in range(1, n + 1)}
                missing = {task: 0 for task in range(1, n + 1)}
                for first, second in rules:
                    after[first].append(second)
                    missing[second] += 1
                begin = {task: 0 for task in range(1, n + 1)}
                queue = [task for task in range(1, n + 1) if not missing[task]]
                finish = 0
                for task in queue:
                    end = begin[task] + $base + $factor * task % $modulus
                    finish = max(finish, end)
                    for other in after[task]:
                        begin[other] = max(begin[other], end)
                        missing[other] -= 1
                        if not missing[other]:
                            queue.append(other)
                return finish if len(queue) == n else -1
            """,
        make=make,
        edges=((1, []), (3, []), (3, [[3, 2], [2, 1]]), (2, [[1, 2], [2, 1]])),
    )


FAMILIES: tuple[Family, ...] = (
    within_reach,
    cheapest_way,
    work_order,
)
