"""The rules of 2048 as pure functions, and a search for good moves that knows the new tiles.

A board is a tuple of rows, a row a tuple of levels: 0 is an empty cell, level n a tile of 2**n.
New tiles follow from a random state, a whole number that each new tile takes one step on.
"""

from __future__ import annotations

import functools
from typing import TypeAlias

__all__ = ["Board", "following", "grow", "largest", "moves", "over", "plan", "slide"]

Row: TypeAlias = tuple[int, ...]
Board: TypeAlias = tuple[Row, ...]
_Node: TypeAlias = tuple[Board, "_Node | None", str]  # a board, the one before it, the move between


@functools.lru_cache(maxsize=2**16)
def _to_left(row: Row) -> Row:
    merged: list[int] = []
    partner = 0  # the level of the last tile, where it may still merge
    for level in filter(None, row):
        if level == partner:
            merged[-1] += 1
            partner = 0
        else:
            merged.append(level)
            partner = level
    return (*merged, *[0] * (len(row) - len(merged)))


@functools.lru_cache(maxsize=2**16)
def _to_right(row: Row) -> Row:
    return _to_left(row[::-1])[::-1]


def slide(board: Board, way: str) -> Board:
    """The board after all tiles slid one way, before a new one appears."""
    if way == "left":
        return tuple(map(_to_left, board))
    if way == "right":
        return tuple(map(_to_right, board))
    return tuple(zip(*map(_to_left if way == "up" else _to_right, zip(*board))))  # noqa: B905


def moves(board: Board) -> list[tuple[str, Board]]:
    """The directions that change the board, and the boards that they make."""
    columns = tuple(zip(*board))  # noqa: B905 - strict=True costs time, and boards are square
    after: tuple[tuple[str, Board], ...] = (
        ("up", tuple(zip(*map(_to_left, columns)))),  # noqa: B905
        ("down", tuple(zip(*map(_to_right, columns)))),  # noqa: B905
        ("left", tuple(map(_to_left, board))),
        ("right", tuple(map(_to_right, board))),
    )
    return [item for item in after if item[1] != board]


def over(board: Board) -> bool:
    """Whether no move changes the board."""
    return not any(0 in row for row in board) and not moves(board)


def largest(board: Board) -> int:
    """The level of the largest tile."""
    return max(map(max, board))


def following(state: int) -> int:
    """The random state after ``state``: Knuth's MMIX generator."""
    return (state * 6364136223846793005 + 1442695040888963407) & 0xFFFF_FFFF_FFFF_FFFF


@functools.lru_cache(maxsize=2**16)
def _put(row: Row, index: int, level: int) -> Row:
    """``row`` with a new tile in its empty cell number ``index``."""
    cell = [cell for cell, there in enumerate(row) if not there][index]
    return (*row[:cell], level, *row[cell + 1 :])


def grow(board: Board, state: int) -> Board:
    """The board with the new tile of a random state: a 2, one time in ten a 4."""
    index, kind = divmod(state >> 20, 10)  # the generator's high bits are its good ones
    empty = [row.count(0) for row in board]
    index %= sum(empty)
    number = 0
    while index >= empty[number]:
        index -= empty[number]
        number += 1
    return (
        *board[:number],
        _put(board[number], index, 1 if kind else 2),
        *board[number + 1 :],
    )


@functools.lru_cache(maxsize=2**16)
def _worth(row: Row, number: int) -> int:
    """What the tiles of row ``number`` are worth: see `_score`."""
    last = len(row) ** 2 - 1
    start = number * len(row)
    cells = row[::-1] if number % 2 else row
    bonus = 1 << max(0, last - 5)
    return sum(
        (bonus * level + (1 << last - start - cell)) << level
        for cell, level in enumerate(cells)
        if level
    )


def _score(node: _Node) -> int:
    """High where tiles descend along a snake through the rows, and where they are few.

    Each cell of the snake weighs twice as much as the next, so that the largest tiles gather at its
    head. That alone keeps tiles apart that are in the wrong order there; the bonus for the level
    pays for merging them all the same.
    """
    return sum([_worth(row, number) for number, row in enumerate(node[0])])


def plan(
    board: Board, state: int, target: int, horizon: int, width: int
) -> tuple[dict[tuple[Board, int], str], bool]:
    """Good moves for a board whose new tiles are known: a beam search along the coming tiles.

    Args:
        board: Where to begin.
        state: The random state there.
        target: The level to reach.
        horizon: How many moves to look ahead.
        width: How many boards to keep after each move.

    Returns:
        The moves by the boards and random states on the way, and whether they don't end in a
        board without moves.
    """
    beam: list[_Node] = [(board, None, "")]
    states = [state]
    alive = True
    while alive and len(states) <= horizon and largest(beam[0][0]) < target:
        state = following(state)
        found: dict[Board, _Node] = {}
        for node in beam:
            for way, moved in moves(node[0]):
                grown = grow(moved, state)
                if grown not in found:
                    found[grown] = (grown, node, way)
        alive = bool(found)
        if alive:
            states.append(state)
            beam = sorted(found.values(), key=_score, reverse=True)[:width]
            beam.sort(key=lambda node: largest(node[0]), reverse=True)
    ways: dict[tuple[Board, int], str] = {}
    last: _Node | None = beam[0]
    while last is not None and last[1] is not None:
        states.pop()
        ways[last[1][0], states[-1]] = last[2]
        last = last[1]
    return ways, alive
