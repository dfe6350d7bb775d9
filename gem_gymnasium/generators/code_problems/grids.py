"""Families on grids: regions, paths, pictures."""

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


def _grid(draw: Draw, rows: int, columns: int, letters: str) -> list[str]:
    return [draw.text(columns, letters) for _ in range(rows)]


def _shape(draw: Draw, step: int, most: int) -> tuple[int, int]:
    size = grow(step, 4, most)
    return draw.whole(max(2, size // 2), size), draw.whole(max(2, size // 2), size)


@family(2, 3, 4)
def regions(draw: Draw) -> Sketch:
    """Connected regions of a grid."""
    most = draw.of_level(l2=8, l3=14, l4=40)
    way = draw.pick(list(_MOVES)[: 2 if draw.level == 2 else 4])
    land, sea = draw.pick((("#", "."), ("X", "o"), ("1", "0")))
    least = draw.whole(2, 4)
    ask, result = draw.pick(
        (
            (f"how many regions have {least} or more fields", "sum(s >= $least for s in sizes)"),
            ("how many fields the biggest region has (0 without regions)", "max(sizes, default=0)"),
            ("how many regions have an odd number of fields", "sum(s % 2 for s in sizes)"),
            (
                "how many regions are not bigger than the average region",
                "sum(s * len(sizes) <= sum(sizes) for s in sizes)",
            ),
        )
    )
    return Sketch(
        name="regions",
        text=f"Two fields `{land}` of a grid belong to the same region if one can come from one to "
        f"the other over fields `{land}`, moving {way}. Find {ask}.",
        takes=(
            Param(
                "grid",
                "strs",
                f"up to {most} rows, all equally long, of `{land}` and `{sea}`, "
                f"up to {most} of them",
            ),
        ),
        gives=("int", ask),
        values={"land": land, "moves": _MOVES[way], "result": result, "least": least},
        source=f"""
            def regions(grid):
                land = {{
                    (row, column)
                    for row, line in enumerate(grid)
                    for column, field in enumerate(line)
                    if field == "$land"
                }}
                sizes = []
                while land:
                    queue = [land.pop()]
                    for row, column in queue:
                        for down, right in $moves:
                            field = row + down, column + right
                            if field in land:
                                land.remove(field)
                                queue.append(field)
                    sizes.append(len(queue))
                return {result}
            """,
        make=lambda step: (
            _grid(draw, *_shape(draw, step, most), draw.pick((land + sea, land + sea + sea))),
        ),
        edges=(([sea * 3] * 2,), ([land * 4] * 3,), ([land],), ([land + sea, sea + land],)),
    )


@family(2, 3, 4)
def path_sum(draw: Draw) -> Sketch:
    """The best path over a grid of numbers, with a twist on how one may go."""
    most = draw.of_level(l2=6, l3=10, l4=35)
    best, words = draw.pick((("max", "greatest"), ("min", "least")))
    diagonal, toll = draw.chance(0.5), draw.whole(1, 6)
    turns = draw.level > 2 and draw.chance(0.6)
    ways = ["right", "down"] + (["diagonally right and down"] if diagonal else [])
    rule = (
        f" Each move in another direction than the move before it takes {toll} off the sum."
        if turns
        else ""
    )
    moves = [(0, 1), (1, 0), (1, 1)][: len(ways)]

    def make(step: int) -> Args:
        rows, columns = _shape(draw, step, most)
        return ([draw.wholes(columns, -9, 20) for _ in range(rows)],)

    return Sketch(
        name="path_sum",
        text="A path goes over a table of numbers from the top left to the bottom right; a move "
        f"goes one field {', '.join(ways[:-1])} or {ways[-1]}. Its sum is that of the numbers on "
        f"it, both ends included.{rule} Find the {words} sum of a path.",
        takes=(
            Param(
                "table",
                "rows",
                f"from 1 to {most} rows, all of the same length from 1 to {most}; "
                "numbers from -9 to 20",
            ),
        ),
        gives=("int", f"the {words} sum"),
        values={"moves": moves, "best": best, "toll": toll if turns else 0},
        source="""
            def path_sum(table):
                # best[row, column, move]: the sum up to a field, by the move that led there
                best = {(0, 0, None): table[0][0]}
                for row in range(len(table)):
                    for column in range(len(table[0])):
                        for move in $moves:
                            above, left = row - move[0], column - move[1]
                            found = [
                                best[above, left, last]
                                - ($toll if last is not None and last != move else 0)
                                for last in [None, *$moves]
                                if (above, left, last) in best
                            ]
                            if found:
                                best[row, column, move] = $best(found) + table[row][column]
                end = len(table) - 1, len(table[0]) - 1
                return $best(best[end + (m,)] for m in [None, *$moves] if end + (m,) in best)
            """,
        naive="""
            def path_sum(table):
                def go(row, column, last):
                    if row >= len(table) or column >= len(table[0]):
                        return []
                    if (row, column) == (len(table) - 1, len(table[0]) - 1):
                        return [table[row][column]]
                    return [
                        total + table[row][column] - $toll * (last not in (None, move))
                        for move in $moves
                        for total in go(row + move[0], column + move[1], move)
                    ]

                return $best(go(0, 0, None))
            """,
        make=make,
        edges=(([[7]],), ([[1, -2, 3]],), ([[1], [-2], [3]],), ([[1, 2], [3, 4]],)),
    )


@family(1, 2)
def picture(draw: Draw) -> Sketch:
    """Turn, mirror or read a table in an order."""
    actions = [
        ("turned a quarter to the right", "[list(line) for line in zip(*table[::-1])]"),
        ("turned a quarter to the left", "[list(line) for line in zip(*table)][::-1]"),
        ("mirrored left to right", "[line[::-1] for line in table]"),
        ("turned by half a turn", "[line[::-1] for line in table[::-1]]"),
    ]
    chosen = draw.sample(actions, 1 if draw.level == 1 else 2)
    added = draw.whole(1, 9)
    step_words = f"increased by {added} wherever it is {draw.pick(('odd', 'even'))}"
    parity = "1" if "odd" in step_words else "0"
    kind = draw.pick(("table", "border"))
    then = " and then ".join(words for words, _ in chosen)
    ask, gives, result = {
        "table": ("the new table", "rows", "table"),
        "border": (
            "the new table's numbers in its first row and then those in its last column",
            "ints",
            "table[0] + [line[-1] for line in table]",
        ),
    }[kind]
    lines = "\n".join(f"                table = {code}" for _, code in chosen)

    def make(step: int) -> Args:
        rows, columns = draw.whole(2, grow(step, 3, 7)), draw.whole(2, grow(step, 3, 7))
        return ([draw.wholes(columns, 0, 40) for _ in range(rows)],)

    return Sketch(
        name="picture",
        text=f"A table of numbers is {then}. After that every number is {step_words}. Find {ask}.",
        takes=(
            Param(
                "table",
                "rows",
                "from 1 to 7 rows, all of the same length from 1 to 7; numbers from 0 to 40",
            ),
        ),
        gives=("rows" if gives == "rows" else "ints", ask),
        values={"parity": parity, "added": added},
        source=f"""
            def picture(table):
{lines}
                table = [
                    [value + $added if value % 2 == $parity else value for value in line]
                    for line in table
                ]
                return {result}
            """,
        make=make,
        edges=(([[5]],), ([[1, 2, 3]],), ([[1], [2], [3]],)),
    )


FAMILIES: tuple[Family, ...] = (
    regions,
    path_sum,
    picture,
)
