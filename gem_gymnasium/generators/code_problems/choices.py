"""Families of choices: coins, bags, stairs, chains; most by dynamic programming."""

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


@family(2, 3, 4)
def coins(draw: Draw) -> Sketch:
    """Pay an amount with drawn coins: least coins, or number of ways."""
    values = sorted(draw.sample(range(2, 25), draw.whole(3, 5)))
    most = draw.of_level(l2=60, l3=400, l4=1500)
    ask = draw.pick(("least", "ways", "rows"))
    limit = draw.whole(2, 6) if draw.level == 4 else 0
    listed = ", ".join(map(str, values))
    rule = f" At most {limit} coins of each kind may be used." if limit else ""
    modulus = 10007
    wanted = {
        "least": "the least number of coins that add up to `amount`, or -1 if none do",
        "ways": "in how many ways coins add up to `amount`, where only the number of coins of each "
        f"kind matters, modulo {modulus}",
        "rows": "in how many ways coins in a row add up to `amount`, where another order is "
        "another "
        f"way, modulo {modulus}",
    }[ask if not limit or ask != "rows" else "ways"]
    sources = {
        "least": """
            def coins(amount):
                best = [0] + [None] * amount
                for total in range(1, amount + 1):
                    found = [best[total - c] for c in $values if c <= total]
                    found = [count for count in found if count is not None]
                    best[total] = min(found) + 1 if found else None
                return -1 if best[amount] is None else best[amount]
            """,
        "ways": """
            def coins(amount):
                ways = [1] + [0] * amount
                for c in $values:
                    for total in range(c, amount + 1):
                        ways[total] = (ways[total] + ways[total - c]) % $modulus
                return ways[amount]
            """,
        "rows": """
            def coins(amount):
                ways = [1] + [0] * amount
                for total in range(1, amount + 1):
                    ways[total] = sum(ways[total - c] for c in $values if c <= total) % $modulus
                return ways[amount]
            """,
    }
    limited = {
        "least": """
            def coins(amount):
                best = {0: 0}
                for c in $values:
                    longer = dict(best)
                    for total, count in best.items():
                        for used in range(1, $limit + 1):
                            reached = total + used * c
                            longer[reached] = min(longer.get(reached, 10**9), count + used)
                    best = longer
                return best.get(amount, -1)
            """,
        "ways": """
            def coins(amount):
                ways = {0: 1}
                for c in $values:
                    longer = {}
                    for total, count in ways.items():
                        for used in range($limit + 1):
                            reached = total + used * c
                            longer[reached] = (longer.get(reached, 0) + count) % $modulus
                    ways = longer
                return ways.get(amount, 0)
            """,
    }
    if limit:
        most = min(most, limit * sum(values) + 5)
        source = limited["least" if ask == "least" else "ways"]
    else:
        source = sources[ask]
    return Sketch(
        name="coins",
        text=f"There are coins of {listed}, as many of each as one likes.{rule} Find {wanted}."
        if not limit
        else f"There are coins of {listed}.{rule} Find {wanted}.",
        takes=(Param("amount", "int", f"from 0 to {most}"),),
        gives=("int", wanted),
        values={"values": tuple(values), "limit": limit, "modulus": modulus},
        source=source,
        make=lambda step: (draw.whole(1, grow(step, 30, most)),),
        edges=((0,), (1,), (values[0],), (sum(values),)),
    )


@family(4, 5)
def bag(draw: Draw) -> Sketch:
    """Fill a bag by weight and worth, with a rule more."""
    items, room = draw.of_level(l4=(14, 60), l5=(50, 400))
    rule = draw.pick(("most", "many", "penalty"))
    limit, fee = draw.whole(2, 4), draw.whole(2, 9)
    words = {
        "most": f"No more than {limit} things may be taken.",
        "many": "Of each kind of thing as many may be taken as one likes.",
        "penalty": f"If more than half of `room` is used, {fee} is taken off the worth, once.",
    }[rule]
    sources = {
        "most": """
            def bag(things, room):
                # best[k][r]: the greatest worth of at most k things of weight at most r
                best = [[0] * (room + 1) for _ in range($limit + 1)]
                for weight, worth in things:
                    for count in range($limit, 0, -1):
                        for used in range(room, weight - 1, -1):
                            worthy = best[count - 1][used - weight] + worth
                            best[count][used] = max(best[count][used], worthy)
                return best[$limit][room]
            """,
        "many": """
            def bag(things, room):
                best = [0] * (room + 1)
                for weight, worth in things:
                    for used in range(weight, room + 1):
                        best[used] = max(best[used], best[used - weight] + worth)
                return best[room]
            """,
        "penalty": """
            def bag(things, room):
                best = [0] * (room + 1)
                for weight, worth in things:
                    for used in range(room, weight - 1, -1):
                        best[used] = max(best[used], best[used - weight] + worth)
                return max(best[room // 2], best[room] - $fee)
            """,
    }
    naive = {
        "most": """
            from itertools import combinations

            def bag(things, room):
                best = 0
                for size in range(1, $limit + 1):
                    for chosen in combinations(things, size):
                        if sum(weight for weight, _ in chosen) <= room:
                            best = max(best, sum(worth for _, worth in chosen))
                return best
            """,
        "many": """
            def bag(things, room):
                return max(
                    [0] + [worth + bag(things, room - weight) for weight, worth in things
                           if weight <= room]
                )
            """,
        "penalty": """
            def bag(things, room):
                best = 0
                for mask in range(2 ** len(things)):
                    chosen = [thing for place, thing in enumerate(things) if mask >> place & 1]
                    used = sum(weight for weight, _ in chosen)
                    if used <= room:
                        worth = sum(worth for _, worth in chosen)
                        best = max(best, worth - $fee * (2 * used > room))
                return best
            """,
    }

    def make(step: int) -> Args:
        count, size = grow(step, 3, items), grow(step, 10, room)
        heaviest = max(3, size // 2)
        return [[draw.whole(2, heaviest), draw.whole(1, 40)] for _ in range(count)], size

    return Sketch(
        name="bag",
        text="Each row of `things` is a thing's weight and worth. Choose things for a bag whose "
        f"weights add up to at most `room`, so that their worth together is greatest. {words}",
        takes=(
            Param(
                "things",
                "rows",
                f"up to {items} things, weights from 1 to {room}, worths from 1 to 40",
            ),
            Param("room", "int", f"from 1 to {room}"),
        ),
        gives=("int", "the greatest worth (0 for an empty bag)"),
        values={"limit": limit, "fee": fee},
        source=sources[rule],
        naive=naive[rule],
        make=make,
        edges=(([], 5), ([[6, 10]], 5), ([[5, 10]], 5), ([[2, 3], [3, 3], [5, 7]], 5)),
        slow="A solution that tries every choice is too slow."
        if draw.level == 5 and rule != "most"
        else "",
    )


@family(3, 4, 5)
def rising_chain(draw: Draw) -> Sketch:
    """The longest chosen sequence that rises by enough."""
    most = draw.of_level(l3=50, l4=1000, l5=20000)
    gap = draw.whole(0, 9)
    words = f"at least {gap} greater than" if gap else "greater than or equal to"
    falling = draw.chance(0.5)
    if falling:
        words = words.replace("greater", "smaller")
    return Sketch(
        name="rising_chain",
        text="Strike out numbers of `values`, so that in what is left, in the same order, every "
        f"number is {words} the one before it. How many numbers can be left at most?",
        takes=(values(most, 0, 1000),),
        gives=("int", "the greatest number of numbers that can be left"),
        values={"gap": gap, "numbers": "[-x for x in values]" if falling else "values"},
        source="""
            from bisect import bisect_right

            def rising_chain(values):
                ends = []  # ends[k]: the smallest end of a chain of k + 1 numbers
                for number in $numbers:
                    place = bisect_right(ends, number - $gap)
                    if place == len(ends):
                        ends.append(number)
                    else:
                        ends[place] = min(ends[place], number)
                return len(ends)
            """,
        naive="""
            def rising_chain(values):
                numbers, longest = $numbers, []
                for place, number in enumerate(numbers):
                    before = 0
                    for earlier in range(place):
                        if numbers[earlier] + $gap <= number and longest[earlier] > before:
                            before = longest[earlier]
                    longest.append(before + 1)
                return max(longest, default=0)
            """,
        make=lambda step: (draw.wholes(grow(step, 6, most), 0, draw.pick((60, 1000))),),
        edges=(([],), ([5],), ([5, 5, 5, 5],), (list(range(0, 40, 2)),)),
        slow="A solution that looks at every pair is too slow." if most > 5000 else "",
    )


@family(3, 4)
def spaced_choice(draw: Draw) -> Sketch:
    """Choose numbers that stand apart, for the greatest sum."""
    most = draw.of_level(l3=16, l4=800)
    apart, fee = draw.whole(2, 4), draw.whole(1, 6)
    paid = draw.level == 4
    words = f" Every number that is chosen costs {fee}." if paid else ""
    return Sketch(
        name="spaced_choice",
        text=f"Choose some numbers of `values` so that between any two of them stand at least "
        f"{apart} others.{words} Find the greatest sum; choosing none gives 0.",
        takes=(values(most, -20, 50),),
        gives=("int", "the greatest sum" + (", costs taken off" if paid else "")),
        values={"apart": apart, "fee": fee if paid else 0},
        source="""
            def spaced_choice(values):
                best = [0]  # best[k]: of the first k numbers
                for place, value in enumerate(values):
                    before = best[max(0, place - $apart)]
                    best.append(max(best[-1], before + value - $fee))
                return best[-1]
            """,
        naive="""
            def spaced_choice(values):
                def choose(place):
                    if place >= len(values):
                        return 0
                    taken = values[place] - $fee + choose(place + $apart + 1)
                    return max(choose(place + 1), taken)

                return choose(0)
            """,
        make=lambda step: (draw.wholes(grow(step, 5, most), -20, 50),),
        edges=(([],), ([-4],), ([9],), ([10] * 9,)),
    )


@family(2, 3)
def stairs(draw: Draw) -> Sketch:
    """Ways up a stair with drawn steps and broken ones."""
    sizes = sorted(draw.sample(range(1, 8), draw.whole(2, 3)))
    modulus = draw.pick((1000, 1009, 10007))
    twice = draw.level == 3
    rule = " The same size may not be taken twice in a row." if twice else ""
    listed = " or ".join(map(str, sizes))

    def make(step: int) -> Args:
        size = draw.whole(5, grow(step, 20, 300))
        return size, sorted({draw.whole(1, size) for _ in range(draw.whole(0, 1 + size // 12))})

    return Sketch(
        name="stairs",
        text=f"From the floor (step 0) one climbs to step `n`, {listed} steps at a time, never "
        f"down, and never onto a step in `broken`.{rule} In how many ways? Give the number modulo "
        f"{modulus}.",
        takes=(
            Param("n", "int", "from 1 to 300"),
            Param("broken", "ints", "different numbers from 1 to n, sorted"),
        ),
        gives=("int", f"the number of ways modulo {modulus}"),
        values={"sizes": tuple(sizes), "modulus": modulus},
        source="""
            def stairs(n, broken):
                # ways[step][size]: ways to come there by a last climb of that size
                ways = [{0: 1}]
                for step in range(1, n + 1):
                    here = {}
                    if step not in broken:
                        for size in $sizes:
                            if size <= step:
                                below = ways[step - size]
                                here[size] = sum(
                                    count for last, count in below.items() if last != size
                                )
                    ways.append(here)
                return sum(ways[n].values()) % $modulus
            """
        if twice
        else """
            def stairs(n, broken):
                ways = [1]
                for step in range(1, n + 1):
                    below = [ways[step - size] for size in $sizes if size <= step]
                    ways.append(0 if step in broken else sum(below))
                return ways[n] % $modulus
            """,
        naive=f"""
            def stairs(n, broken):
                def climb(step, last):
                    if step == n:
                        return 1
                    return sum(
                        climb(step + size, size)
                        for size in $sizes
                        if step + size <= n and step + size not in broken
                        and not ({twice} and size == last)
                    )

                return climb(0, 0) % $modulus
            """,
        make=make,
        edges=((1, []), (sizes[0], []), (12, [12]), (sizes[0] + sizes[1], [sizes[0]])),
    )


FAMILIES: tuple[Family, ...] = (
    coins,
    bag,
    rising_chain,
    spaced_choice,
    stairs,
)
