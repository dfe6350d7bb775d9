"""Families about networks that grow, and about trees."""

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

_MOVES = {
    "left, right, up and down": "[(0, 1), (0, -1), (1, 0), (-1, 0)]",
    "diagonally": "[(1, 1), (1, -1), (-1, 1), (-1, -1)]",
    "in all eight directions": (
        "[(0, 1), (0, -1), (1, 0), (-1, 0), (1, 1), (1, -1), (-1, 1), (-1, -1)]"
    ),
    "as a chess knight does (two one way, one across)": (
        "[(1, 2), (1, -2), (-1, 2), (-1, -2), (2, 1), (2, -1), (-2, 1), (-2, -1)]"
    ),
}


def _shape(draw: Draw, step: int, most: int) -> tuple[int, int]:
    size = grow(step, 4, most)
    return draw.whole(max(2, size // 2), size), draw.whole(max(2, size // 2), size)


@family(3, 4)
def growing_network(draw: Draw) -> Sketch:
    """Roads are built one after the other: when, and how big the parts are."""
    most = draw.of_level(l3=30, l4=600)
    size = draw.whole(3, 5)
    ask = draw.pick(("parts", "big", "useless"))
    words, result, update = {
        "parts": ("how many separate parts there are then", "parts", "parts -= 1"),
        "big": (
            f"how many parts have {size} or more towns then",
            "big",
            f"big += (new >= {size}) - (old_a >= {size}) - (old_b >= {size})",
        ),
        "useless": (
            "how many roads so far have joined towns that were joined already, directly or not",
            "useless",
            "",
        ),
    }[ask]

    def make(step: int) -> Args:
        towns = grow(step, 6, most)
        return towns, [
            [draw.whole(1, towns), draw.whole(1, towns)] for _ in range(draw.whole(3, towns))
        ]

    return Sketch(
        name="growing_network",
        text="Towns are numbered 1 to `n`, at first without roads. The roads of `roads` are built "
        "one after the other, each between two towns (they may be the same town). A part is a "
        "greatest set of towns that can be reached from one another. After every road find "
        f"{words}, and add these numbers up.",
        takes=(
            Param("n", "int", f"from 1 to {most}"),
            Param("roads", "rows", f"from 1 to {most} pairs of towns"),
        ),
        gives=("int", "the sum of these numbers"),
        values={"result": result, "update": update or "pass"},
        source="""
            def growing_network(n, roads):
                leader = list(range(n + 1))
                members = [1] * (n + 1)
                parts, big, useless, total = n, 0, 0, 0

                def find(town):
                    while leader[town] != town:
                        leader[town] = leader[leader[town]]
                        town = leader[town]
                    return town

                for a, b in roads:
                    a, b = find(a), find(b)
                    if a == b:
                        useless += 1
                    else:
                        old_a, old_b = members[a], members[b]
                        new = old_a + old_b
                        leader[a], members[b] = b, new
                        $update
                    total += $result
                return total
            """,
        make=make,
        edges=((1, [[1, 1]]), (5, [[1, 2], [2, 3], [3, 4]]), (4, [[1, 2], [1, 2], [2, 1]])),
    )


@family(3, 4, 5)
def firm(draw: Draw) -> Sketch:
    """A tree of people and their managers: sums over everyone below."""
    most = draw.of_level(l3=30, l4=800, l5=5000)
    limit = draw.whole(20, 60)
    depth = draw.whole(2, 4)
    kind = draw.pick(("rich", "deep", "balance"))
    words, result = {
        "rich": (
            f"how many people have a team that earns {limit} or more together",
            "sum(total >= $limit for total in totals[1:])",
        ),
        "deep": (
            f"the sum of the pay of all who have {depth} or more people above them",
            "sum(pay[p - 1] for p in range(1, n + 1) if level[p] >= $depth)",
        ),
        "balance": (
            "the greatest difference between what a person's team earns and what that person's "
            "manager alone earns, over all persons with a manager (0 if there are none)",
            "max((abs(totals[p] - pay[boss[p - 1] - 1]) for p in range(2, n + 1)), default=0)",
        ),
    }[kind]

    def make(step: int) -> Args:
        size = grow(step, 5, most)
        tall = draw.chance(0.5)
        boss = [0] + [draw.whole(max(1, p - 3) if tall else 1, p - 1) for p in range(2, size + 1)]
        return boss, draw.wholes(size, 1, 20)

    return Sketch(
        name="firm",
        text="A firm's people are numbered from 1. Person 1 leads it; the manager of person p is "
        "`boss[p]`, a smaller number (boss of person 1 is 0). A team of a person is that person "
        "and "
        f"everyone below, directly or not. `pay[p]` is what person p earns. Find {words}. The "
        "lists "
        "hold person 1 first.",
        takes=(
            Param("boss", "ints", f"from 1 to {most} numbers"),
            Param("pay", "ints", "as many numbers from 1 to 20"),
        ),
        gives=("int", words),
        values={"limit": limit, "depth": depth},
        source=f"""
            def firm(boss, pay):
                n = len(boss)
                totals, level = [0] + pay, [0] * (n + 1)
                for person in range(2, n + 1):
                    level[person] = level[boss[person - 1]] + 1
                for person in range(n, 1, -1):  # everyone below a person has a greater number
                    totals[boss[person - 1]] += totals[person]
                return {result}
            """,
        naive=f"""
            def firm(boss, pay):
                n = len(boss)
                totals, level = [0] * (n + 1), [0] * (n + 1)
                for person in range(1, n + 1):
                    above = person
                    while above:
                        totals[above] += pay[person - 1]
                        above = boss[above - 1]
                        level[person] += above > 0
                return {result}
            """,
        make=make,
        edges=(
            ([0], [limit]),
            ([0, 1, 1, 1], [5, limit, 1, 9]),
            ([0, 1, 2, 3, 4], [9, 8, 7, 6, 5]),
        ),
        slow="The tree can be as tall as it has people." if draw.level == 5 else "",
    )


@family(3, 4, 5)
def maze(draw: Draw) -> Sketch:
    """The shortest way through a maze with odd moves or doors."""
    most = draw.of_level(l3=10, l4=20, l5=40)
    way = draw.pick(list(_MOVES))
    wrap = draw.chance(0.4)
    breaks = draw.whole(1, 2) if draw.level > 3 else 0
    if breaks == 0 and way == "diagonally":
        way = "in all eight directions"  # few fields can be reached diagonally
    rules = " The grid's edges are joined: left to right, top to bottom." if wrap else ""
    if breaks:
        rules += f" On the way at most {breaks} of the moves may end on a wall."

    def make(step: int) -> Args:
        rows, columns = _shape(draw, step, most)
        fields = list(draw.text(rows * columns, draw.pick(("..#", "...#", "....#"))))
        start, goal = draw.sample(range(rows * columns), 2)
        fields[start], fields[goal] = "S", "G"
        text = "".join(fields)
        return ([text[at : at + columns] for at in range(0, rows * columns, columns)],)

    near = "(row + down, column + right)"
    if wrap:
        near = "((row + down) % height, (column + right) % width)"
    return Sketch(
        name="maze",
        text=f"A piece moves on a grid, {way}, from `S` to `G`; `#` is a wall, `.` is free, and "
        "what "
        f"lies between the ends of a move doesn't matter.{rules} Find the least number of moves.",
        takes=(
            Param(
                "grid",
                "strs",
                f"from 2 to {most} rows, all equally long, from 2 to {most} fields; one S, one G",
            ),
        ),
        gives=("int", "the least number of moves, or -1 if there is no way"),
        values={"moves": _MOVES[way], "near": near, "breaks": breaks},
        source="""
            def maze(grid):
                height, width = len(grid), len(grid[0])
                start = next((y, row.index("S")) for y, row in enumerate(grid) if "S" in row)
                steps, queue = {(*start, 0): 0}, [(*start, 0)]
                for row, column, broken in queue:
                    if grid[row][column] == "G":
                        return steps[row, column, broken]
                    for down, right in $moves:
                        y, x = $near
                        if 0 <= y < height and 0 <= x < width:
                            state = y, x, broken + (grid[y][x] == "#")
                            if state[2] <= $breaks and state not in steps:
                                steps[state] = steps[row, column, broken] + 1
                                queue.append(state)
                return -1
            """,
        make=make,
        edges=((["S.", ".G"],), (["S#.", "###", ".#G"],), (["...", "G..", "..S"],)),
    )


FAMILIES: tuple[Family, ...] = (
    growing_network,
    firm,
    maze,
)
