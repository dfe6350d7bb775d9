"""FifteenPuzzle: slide the tiles of a square board into order."""

from __future__ import annotations

from typing import ClassVar, Unpack

from gem_gymnasium.core import Options, Outcome, TextEnv, illegal, ongoing, solved, whole
from gem_gymnasium.envs.games._counted import counted
from gem_gymnasium.envs.games._directions import direction
from gem_gymnasium.envs.games._fifteen_puzzle import OPPOSITE, shortest, slides

__all__ = ["FifteenPuzzle"]

_TIERS = ((2, 10), (3, 20), (4, 50))  # rows and turns that `randomize` draws from
_LARGEST = 10  # rows; all tiles then have two digits
_TEXT = ("__", *(f"{tile:2}" for tile in range(1, _LARGEST**2)))
_SIDES = {"up": "below", "down": "above", "left": "right of", "right": "left of"}
_EFFORT = 60_000  # slides that the oracle's search looks at, at most


class FifteenPuzzle(TextEnv[str]):
    r"""Slide the tiles of a square board into order, the empty cell last.

    Action: ``\boxed{up}``, ``down``, ``left`` or ``right``, as in GEM the way that a tile moves:
    ``up`` slides the tile below the empty cell up into it. Reward (GEM's): 1 when solved; when the
    turns are spent, the share of cells, the empty one included, that hold what they should.

    Every board can be solved within the turns. GEM's first versions shuffle the tiles, and half of
    such boards can't be solved at all; its later ones walk 100 moves, which leave most 3x3 boards
    more than 20 moves from the solved one. Here a board of 2x2 is any that is not
    solved (11 boards, at most 6 moves away), and a larger one is the end of a walk from the solved
    board that never goes straight back, its length drawn from half the turns to all of them.

    With ``randomize`` each reset draws 2, 3 or 4 rows, with 10, 20 or 50 turns.

    Source: GEM's ``game:FifteenPuzzle``.

    Args:
        num_rows: Rows, and columns, of the board, 2 to 10.
        max_turns: Moves of an episode.
        options: See `TextEnv`.
    """

    drawn: ClassVar[frozenset[str]] = frozenset({"num_rows", "max_turns"})

    def __init__(
        self, *, num_rows: int = 2, max_turns: int = 20, **options: Unpack[Options]
    ) -> None:
        self.num_rows = whole("num_rows", num_rows, 2, _LARGEST)
        super().__init__(max_turns=max_turns, **options)

    def _draw_difficulty(self) -> None:
        self.num_rows, self.max_turns = _TIERS[int(self.np_random.integers(len(_TIERS)))]

    def _generate(self) -> None:
        self._slides = slides(self.num_rows)
        self._goal = [*range(1, self.num_rows**2), 0]
        self._plan: dict[tuple[int, ...], str] = {}  # the oracle's moves, by board
        self._shuffle()
        while self._board == self._goal:
            self._shuffle()

    def _shuffle(self) -> None:
        self._board: list[int] = self._goal.copy()
        self._empty = len(self._board) - 1
        self._path: list[str] = []  # moves that lead here from the solved board
        turns: list[int]  # what decides each step of the walk
        if self.num_rows == 2:
            # The boards form a ring of 12: 1 to 6 steps one way round it, 1 to 5 the other.
            most = min(self.max_turns, 6)
            other, length = divmod(int(self.np_random.integers(2 * most - (most == 6))), most)
            turns = [other] + [0] * length
        else:
            most = min(self.max_turns, 4 * self.num_rows**3)  # a longer walk mixes no further
            length = int(self.np_random.integers((most + 1) // 2, most + 1))
            turns = self.np_random.integers(6, size=length).tolist()
        for turn in turns:
            back = OPPOSITE[self._path[-1]] if self._path else None
            ways = [way for way in self._slides[self._empty] if way != back]
            self._slide(ways[turn % len(ways)])

    def _slide(self, way: str) -> int:
        """Slide a tile; the one that moved."""
        board, empty, path = self._board, self._empty, self._path
        source = self._slides[empty][way]
        tile = board[empty] = board[source]
        board[source] = 0
        self._empty = source
        if path and path[-1] == OPPOSITE[way]:
            path.pop()
        else:
            path.append(way)
        return tile

    def _rules(self) -> str:
        last = self.num_rows**2 - 1
        return (
            f"You are playing the {last}-Puzzle on a board of {self.num_rows} rows and "
            f"{self.num_rows} columns. Bring the tiles into order within "
            f"{counted(self.max_turns, 'move')}: 1 to {last} row by row, and the empty cell, shown "
            "as __, in the bottom right corner.\n"
            "A move slides a tile into the empty cell. Its name is the way that the tile moves:\n"
            "- up: the tile below the empty cell moves up\n"
            "- down: the tile above the empty cell moves down\n"
            "- left: the tile to the right of the empty cell moves left\n"
            "- right: the tile to the left of the empty cell moves right\n"
            f"Write your move in \\boxed{{}}, for example {self.example_action}"
        )

    def _scoring(self) -> str:
        return (
            "You score 1 for the solved board, and when the moves are spent the share of cells "
            "that hold what they should."
        )

    @property
    def example(self) -> str:
        """The content of one fixed well-formed action."""
        return "up"

    def _state(self) -> str:
        size, texts = self.num_rows, [_TEXT[tile] for tile in self._board]
        return "\n".join(
            [" ".join(texts[start : start + size]) for start in range(0, size * size, size)]
        )

    def _pattern(self) -> str:
        return "up|down|left|right"

    def _parse(self, content: str) -> str | None:
        return direction(content)

    def _play(self, move: str) -> Outcome:
        if move not in self._slides[self._empty]:
            return illegal(f"No tile can move {move}: none is {_SIDES[move]} the empty cell.")
        text = f"You moved tile {self._slide(move)} {move}."
        if self._board == self._goal:
            return solved(f"{text} The board is solved.")
        return ongoing(text)

    def _partial(self) -> float:
        return sum(map(int.__eq__, self._board, self._goal)) / len(self._goal)

    def _legal(self) -> list[str] | None:
        return list(self._slides[self._empty])

    def _oracle(self) -> str:
        board = tuple(self._board)
        if board not in self._plan:
            self._plan = self._solution(board)
        return self._plan[board]

    def _solution(self, board: tuple[int, ...]) -> dict[tuple[int, ...], str]:
        """The moves to the solved board, by the boards on the way."""
        # The way back is a solution; large boards are searched for a shorter one in vain at times.
        route = shortest(board, self.num_rows, len(self._path), _EFFORT)
        if route is None:
            route = [OPPOSITE[way] for way in reversed(self._path)]
        plan: dict[tuple[int, ...], str] = {}
        cells, empty = list(board), self._empty
        for way in route:
            plan[tuple(cells)] = way
            source = self._slides[empty][way]
            cells[empty], cells[source] = cells[source], 0
            empty = source
        return plan
