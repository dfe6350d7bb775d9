"""Game2048: slide and merge tiles until one is large enough."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from functools import lru_cache
from typing import Any, TypeAlias

from gem_gymnasium.engines.textarena.rules import Rules
from gem_gymnasium.engines.textarena.streams import CURRENT

__all__ = ["Game2048"]

_HORIZON = 40  # moves that the oracle looks ahead
_WIDTHS = (16, 128, 1024)  # boards that it keeps; more only where the fewer all end
_ROOM = 5  # rows of the largest board on which it is sure to be quick enough
_FOUR = 0.1  # how often a new tile is a 4

Row: TypeAlias = tuple[int, ...]  # levels: 0 for an empty cell, n for a tile of 2**n
Board: TypeAlias = tuple[Row, ...]
_Node: TypeAlias = tuple[Board, "_Node | None", str]  # a board, the one before it, the move between


@lru_cache(maxsize=2**16)
def _left(row: Row) -> Row:
    """A row after its tiles slid left."""
    tiles: list[int] = []
    single = False  # whether the last tile may still merge
    for level in row:
        if level and single and tiles[-1] == level:
            tiles[-1] += 1
            single = False
        elif level:
            tiles.append(level)
            single = True
    return (*tiles, *(0,) * (len(row) - len(tiles)))


@lru_cache(maxsize=2**16)
def _right(row: Row) -> Row:
    return _left(row[::-1])[::-1]


def moves(board: Board) -> list[tuple[str, Board]]:
    """The directions that change the board, and what they make of it before the new tile."""
    columns = tuple(zip(*board, strict=True))
    return [
        (way, moved)
        for way, moved in (
            ("Up", tuple(zip(*map(_left, columns), strict=True))),
            ("Down", tuple(zip(*map(_right, columns), strict=True))),
            ("Left", tuple(map(_left, board))),
            ("Right", tuple(map(_right, board))),
        )
        if moved != board
    ]


def _grown(board: Board, where: float, what: float) -> Board:
    """The board with the new tile of two random numbers, as TextArena makes it."""
    index = int(where * sum(row.count(0) for row in board))
    for number, row in enumerate(board):
        empty = row.count(0)
        if index < empty:
            cells = [cell for cell, level in enumerate(row) if not level]
            level = 2 if what < _FOUR else 1
            grown = (*row[: cells[index]], level, *row[cells[index] + 1 :])
            return (*board[:number], grown, *board[number + 1 :])
        index -= empty
    raise AssertionError("A move leaves an empty cell.")


@lru_cache(maxsize=2**16)
def _worth(row: Row, number: int) -> float:
    """What the tiles of a row are worth.

    Each cell of a snake through the rows makes a tile worth half as much as the one before it, so
    that the large tiles gather in a corner. Higher levels are worth more wherever they are, so that
    tiles merge all the same.
    """
    ordered = row[::-1] if number % 2 else row
    start = number * len(row)
    total = 0.0
    for cell, level in enumerate(ordered):
        if level:
            total += (2.0 ** -(start + cell) + level / 32) * (1 << level)
    return total


def _score(node: _Node) -> float:
    return sum([_worth(row, number) for number, row in enumerate(node[0])])


def _largest(node: _Node) -> int:
    return max(map(max, node[0]))


def plan(
    board: Board, chance: list[float], target: int, width: int
) -> tuple[dict[tuple[Board, float], str], bool]:
    """Good moves where the random numbers to come are known: a beam search.

    Args:
        board: Where to begin.
        chance: The random numbers, two for each new tile.
        target: The level to reach.
        width: How many boards to keep after each move.

    Returns:
        The moves, by the boards on the way and the random numbers then next, and whether they
        don't end in a board without moves.
    """
    beam: list[_Node] = [(board, None, "")]
    steps, alive = 0, True
    while alive and steps * 2 < len(chance) and _largest(beam[0]) < target:
        where, what = chance[steps * 2 : steps * 2 + 2]
        found: dict[Board, _Node] = {}
        for node in beam:
            for way, moved in moves(node[0]):
                grown = _grown(moved, where, what)
                found.setdefault(grown, (grown, node, way))
        alive = bool(found)
        if alive:
            steps += 1
            beam = sorted(found.values(), key=_score, reverse=True)
            reached = next((node for node in beam if _largest(node) >= target), None)
            beam = [reached] if reached else beam[:width]
    ways = {}
    last: _Node | None = beam[0]
    while last is not None and last[1] is not None:
        steps -= 1
        ways[last[1][0], chance[steps * 2]] = last[2]
        last = last[1]
    return ways, alive


class Game2048(Rules):
    """Slide all tiles one way; a move that changes nothing is refused.

    The oracle knows the tiles to come, by a copy of the game's random numbers.
    """

    pattern = r"\[(Up|Down|Left|Right)\]"
    example = "[Up]"

    def __init__(self, arguments: Mapping[str, Any]) -> None:
        super().__init__(arguments)
        self._target = int(arguments.get("target_tile", 2048))
        self._roomy = int(arguments.get("board_size") or 4) > _ROOM
        self._plan: dict[tuple[Board, float], str] = {}

    @property
    def no_oracle(self) -> str:  # type: ignore[override]
        """Why there is no oracle, for large boards."""
        return "On large boards the search isn't sure to merge in time." if self._roomy else ""

    def legal(self, engine: Any) -> list[str]:
        """The directions that change the board."""
        return [f"[{way}]" for way, _ in moves(_board(engine))]

    def max_turns(self) -> int:
        """TextArena has no limit.

        A turn brings 2.2 on average. So these bring a sum of 1.5 times the target, on boards where
        room is no matter 1.15 times, and a few more: tight enough that sliding without a thought
        mostly doesn't do.
        """
        return int(self._target * (1.15 if self._roomy else 1.5) / 2.2) + 6

    def progress(self, engine: Any) -> float:
        """TextArena's share: half for the score, half for the largest tile."""
        return min(float(engine._get_percentage_completion()), 0.99)

    def oracle(self, engine: Any) -> str:
        """The next move of a plan, which is kept."""
        if self._roomy:
            return super().oracle(engine)
        stream = copy(CURRENT.get())
        chance = [stream.random() for _ in range(2 * _HORIZON)]
        board = _board(engine)
        if (board, chance[0]) not in self._plan:
            for width in _WIDTHS:
                self._plan, alive = plan(board, chance, self._target.bit_length() - 1, width)
                if alive:
                    break
        return f"[{self._plan[board, chance[0]]}]"


def _board(engine: Any) -> Board:
    return tuple(
        tuple(value.bit_length() - 1 if value else 0 for value in row)
        for row in engine.state.game_state["board"]
    )
