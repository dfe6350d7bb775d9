"""Families that play something step by step: a colony, a robot, a memory."""

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


def _grid(draw: Draw, rows: int, columns: int, letters: str) -> list[str]:
    return [draw.text(columns, letters) for _ in range(rows)]


def _either(numbers: list[int]) -> str:
    return " or ".join(map(str, numbers))


@family(2, 3, 4)
def colony(draw: Draw) -> Sketch:
    """A cellular automaton with drawn rules."""
    most, time = draw.of_level(l2=(7, 4), l3=(10, 12), l4=(12, 25))
    born = sorted(draw.sample(range(1, 5), draw.whole(1, 2)))
    stay = sorted(draw.sample(range(6), draw.whole(2, 3)))
    wrap = draw.level > 2 and draw.chance(0.5)
    edge = (
        "The grid's edges are joined: left to right, top to bottom."
        if wrap
        else "Fields outside the grid are empty."
    )
    ask, kind, result = draw.pick(
        (
            ("how many fields are alive in the end", "int", 'sum(row.count("#") for row in grid)'),
            ("the grid in the end", "strs", "grid"),
            (
                "the greatest number of fields alive at any time, begin and end included",
                "int",
                "most",
            ),
        )
    )
    place = (
        "grid[(row + y) % len(grid)][(column + x) % len(grid[0])]"
        if wrap
        else "outer[row + y + 1][column + x + 1]"
    )

    def make(step: int) -> Args:
        size = grow(step, 4, most)
        rows, columns = draw.whole(3, size), draw.whole(3, size)
        return _grid(draw, rows, columns, draw.pick((".#", "..#"))), draw.whole(
            1, grow(step, 2, time)
        )

    return Sketch(
        name="colony",
        text="Each field of a grid is alive (`#`) or empty (`.`) and has eight neighbours. In a "
        "step "
        "all fields change at once: an empty field comes alive if it has "
        f"{_either(born)} neighbours alive; a field that is alive stays so if it has "
        f"{_either(stay)} neighbours alive, else it becomes empty. {edge} Find {ask}, after `time` "
        "steps.",
        takes=(
            Param(
                "grid", "strs", f"from 3 to {most} rows, all equally long, from 3 to {most} fields"
            ),
            Param("time", "int", f"from 0 to {time}"),
        ),
        gives=("strs" if kind == "strs" else "int", ask),
        values={"born": tuple(born), "stay": tuple(stay), "place": place},
        source=f"""
            def colony(grid, time):
                most = sum(row.count("#") for row in grid)
                for _ in range(time):
                    width = len(grid[0]) + 2
                    outer = ["." * width, *("." + row + "." for row in grid), "." * width]
                    after = []
                    for row in range(len(grid)):
                        line = ""
                        for column in range(len(grid[0])):
                            alive = grid[row][column] == "#"
                            count = -alive
                            for y in (-1, 0, 1):
                                for x in (-1, 0, 1):
                                    count += $place == "#"
                            line += "#" if count in ($stay if alive else $born) else "."
                        after.append(line)
                    grid = after
                    most = max(most, sum(row.count("#") for row in grid))
                return {result}
            """,
        make=make,
        edges=((["...", ".#.", "..."], 1), (["###", "###", "###"], 1), (["#..", "...", "..#"], 0)),
    )


@family(1, 2, 3)
def robot(draw: Draw) -> Sketch:
    """A robot that follows letters."""
    letters = draw.sample("ABCDFGKLMNPQRSTVXZ", 4)
    go, left, right, mark = letters
    stride = draw.whole(1, 3)
    size = draw.whole(6, 12)
    bounded = draw.level > 1
    ask, kind, result = draw.pick(
        (
            ("x and y where it stands in the end", "ints", "[x, y]"),
            ("how many different fields it has marked", "int", "len(marked)"),
            ("the greatest x + y of a field on which it stood, the first included", "int", "far"),
        )
        if draw.level > 1
        else (
            ("x and y where it stands in the end", "ints", "[x, y]"),
            ("|x| + |y| in the end", "int", "abs(x) + abs(y)"),
        )
    )
    back = draw.level == 3
    wall = (
        f" x and y go from -{size} to {size}; a move that would leave this area is not made"
        + (", and the robot turns round instead." if back else ".")
        if bounded
        else ""
    )
    marks = f", {mark}: mark the field where it stands" if bounded else f", {mark}: wait"

    return Sketch(
        name="robot",
        text="A robot stands at x = 0, y = 0 and looks up, where y grows; x grows to the right. It "
        f"follows the letters of `orders`. {go}: move {stride} ahead, {left}: turn left, "
        f"{right}: turn right{marks}.{wall} Find {ask}.",
        takes=(Param("orders", "str", f"from 1 to 200 letters {', '.join(sorted(letters))}"),),
        gives=("ints" if kind == "ints" else "int", ask),
        values={
            "go": go,
            "left": left,
            "right": right,
            "mark": mark,
            "stride": stride,
            "size": size if bounded else 10**6,
            "sign": "-" if back else "",
        },
        source=f"""
            def robot(orders):
                x, y, right, up = 0, 0, 0, 1
                marked, far = set(), 0
                for order in orders:
                    if order == "$left":
                        right, up = -up, right
                    elif order == "$right":
                        right, up = up, -right
                    elif order == "$mark":
                        marked.add((x, y))
                    else:
                        after = x + $stride * right, y + $stride * up
                        if max(map(abs, after)) <= $size:
                            x, y = after
                        else:
                            right, up = ${{sign}}right, ${{sign}}up
                    far = max(far, x + y)
                return {result}
            """,
        make=lambda step: (
            draw.text(draw.whole(6, grow(step, 12, 200)), go + go + go + left + right + mark),
        ),
        edges=((go,), (mark,), (left + go + right + go,), (go * 40 + mark,)),
    )


@family(2, 3, 4)
def cache(draw: Draw) -> Sketch:
    """A memory of few places that forgets by a rule."""
    rule = draw.pick(("oldest", "unused", "rare"))
    size = draw.whole(2, 5)
    words = {
        "oldest": "the one that has been in it for the longest time goes",
        "unused": "the one that was asked for the longest time ago goes",
        "rare": "the one that was asked for least often since it came in goes, of several the one "
        "that has been in it for the longest time",
    }[rule]
    pinned = draw.whole(2, 5) if draw.level > 2 else 0
    pin = (
        f" Pages with a number divisible by {pinned} are never kept, so they are read each time."
        if pinned
        else ""
    )
    most = draw.of_level(l2=40, l3=150, l4=600)
    ask, kind, result = draw.pick(
        (
            ("how many pages must be read", "int", "reads"),
            ("the sum of the numbers of the pages kept in the end", "int", "sum(kept)"),
            ("the pages kept in the end, from small to great", "ints", "sorted(kept)"),
        )
    )
    victim = {
        "oldest": "min(kept, key=lambda p: kept[p][0])",
        "unused": "min(kept, key=lambda p: kept[p][1])",
        "rare": "min(kept, key=lambda p: (kept[p][2], kept[p][0]))",
    }[rule]

    def make(step: int) -> Args:
        pages = size + draw.whole(1, 4)
        return ([draw.whole(1, draw.pick((pages, size + 1))) for _ in range(grow(step, 6, most))],)

    return Sketch(
        name="cache",
        text=f"Pages are asked for one after the other. A memory keeps {size} of them; a page that "
        f"it doesn't keep must be read, and is kept then. If it is full already, {words} "
        f"first.{pin} Find {ask}.",
        takes=(Param("pages", "ints", f"up to {most} numbers of pages, from 1 to {size + 4}"),),
        gives=("ints" if kind == "ints" else "int", ask),
        values={
            "size": size,
            "victim": victim,
            "passing": f"page % {pinned} == 0" if pinned else "False",
        },
        source=f"""
            def cache(pages):
                kept, reads = {{}}, 0  # page: [came in, asked last, how often]
                for time, page in enumerate(pages):
                    if page in kept:
                        kept[page][1] = time
                        kept[page][2] += 1
                        continue
                    reads += 1
                    if $passing:
                        continue
                    if len(kept) == $size:
                        del kept[$victim]
                    kept[page] = [time, time, 1]
                return {result}
            """,
        make=make,
        edges=(([],), ([1],), ([1, 2, 3, 4, 5, 6, 1, 2],), ([7, 7, 7],)),
    )


FAMILIES: tuple[Family, ...] = (
    colony,
    robot,
    cache,
)
