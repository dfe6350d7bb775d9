"""Minesweeper: reveal every cell that holds no mine."""

from __future__ import annotations

import functools
import re
from typing import ClassVar, Unpack

from gem_gymnasium.core import Options, Outcome, TextEnv, illegal, lost, ongoing, solved, whole
from gem_gymnasium.envs.games._counted import counted
from gem_gymnasium.parsing import integers

__all__ = ["Minesweeper"]

_ACTION = re.compile(r"([\[(]?)\s*(reveal|flag)[\s,:]*(.*)", re.IGNORECASE | re.ASCII | re.DOTALL)
_MINE = -1  # among the numbers of neighbouring mines
_UNKNOWN, _FLAG, _EXPLODED = ".", "F", "*"  # marks of cells; a revealed cell shows its number
_LEGAL = {_UNKNOWN: ("reveal", "flag"), _FLAG: ("flag",)}
_LARGEST = 50  # rows or columns


@functools.lru_cache(maxsize=64)
def _neighbours(rows: int, cols: int) -> tuple[tuple[int, ...], ...]:
    """The neighbours of each cell; cells are counted row by row."""
    return tuple(
        tuple(
            r * cols + c
            for r in range(max(0, row - 1), min(rows, row + 2))
            for c in range(max(0, col - 1), min(cols, col + 2))
            if (r, c) != (row, col)
        )
        for row in range(rows)
        for col in range(cols)
    )


class Minesweeper(TextEnv[tuple[str, int, int]]):
    r"""Reveal all safe cells of a board; a revealed number counts the mines around it.

    The first reveal is never a mine, nor is any neighbour of it where the other cells have room
    for the mines. The game is solved when all safe cells are revealed; flags are notes that
    nothing asks for (GEM wants every mine flagged, and looks only after a reveal).

    Action: ``\boxed{reveal 3 2}`` or ``\boxed{flag 3 2}``, row and column counted from 0; a second
    flag takes the first off. A flagged or revealed cell can't be revealed, nor a revealed one
    flagged. Reward (GEM's): newly revealed cells / safe cells, in all 1; a mine ends the game
    and pays 0.

    The default of 64 turns is not GEM's, whose 20 are too few for many boards of 54 safe cells;
    ``max_turns`` of at least ``rows * cols - num_mines`` always suffices.

    With ``randomize`` each reset draws a board of n x n cells, n from 5 to 8, with ``n * n // 5``
    mines and ``n * n`` turns.

    Source: GEM's ``game:Minesweeper``.

    Args:
        rows: Rows of the board, 2 to 50.
        cols: Columns of the board, 2 to 50.
        num_mines: Mines, at least 1 and fewer than cells.
        max_turns: Reveals and flags of an episode.
        options: See `TextEnv`.
    """

    drawn: ClassVar[frozenset[str]] = frozenset({"rows", "cols", "num_mines", "max_turns"})

    def __init__(
        self,
        *,
        rows: int = 8,
        cols: int = 8,
        num_mines: int = 10,
        max_turns: int = 64,
        **options: Unpack[Options],
    ) -> None:
        self.rows = whole("rows", rows, 2, _LARGEST)
        self.cols = whole("cols", cols, 2, _LARGEST)
        self.num_mines = whole("num_mines", num_mines, 1, self.rows * self.cols - 1)
        super().__init__(max_turns=max_turns, **options)

    def _draw_difficulty(self) -> None:
        self.rows = self.cols = size = int(self.np_random.integers(5, 9))
        self.num_mines = size * size // 5
        self.max_turns = size * size

    def _generate(self) -> None:
        cells = self.rows * self.cols
        # The mines depend on the first reveal, so what is drawn is the order in which cells get
        # one: the episode follows from the seed and the actions alone.
        self._order: list[int] = self.np_random.permutation(cells).tolist()
        self._numbers: list[int] = []  # of mines around each cell, once the mines are laid
        self._marks = [_UNKNOWN] * cells
        self._safe_left = cells - self.num_mines
        self._paid = 0.0
        self._near = _neighbours(self.rows, self.cols)

    def _rules(self) -> str:
        return (
            f"You are playing Minesweeper on a board of {self.rows} rows and {self.cols} columns "
            f"with {counted(self.num_mines, 'hidden mine')}. Reveal every cell that holds no mine "
            f"within {counted(self.max_turns, 'turn')}; revealing a mine loses the game.\n"
            "A revealed cell shows how many of its up to 8 neighbours hold a mine; where that is "
            "0 its neighbours are revealed with it. The first reveal is never a mine. A flag "
            "marks a cell that you suspect; it keeps the cell from being revealed until you flag "
            "it again, which takes it off. Flags are not needed to win.\n"
            f"The board shows {_UNKNOWN} for an unknown cell, {_FLAG} for a flag, a digit for a "
            "revealed cell, and the mines as * when the game is lost. Rows and columns are counted "
            "from 0.\n"
            "Write your move in \\boxed{}: reveal or flag, the row, the column, for example "
            f"{self.example_action} or "
            f"{self._write_action(self.example.replace('reveal', 'flag'))}"
        )

    def _scoring(self) -> str:
        return "You score the share of the safe cells that you reveal."

    @property
    def example(self) -> str:
        """The content of one fixed well-formed action."""
        return f"reveal {min(3, self.rows - 1)} {min(2, self.cols - 1)}"

    def _state(self) -> str:
        cols, marks = self.cols, self._marks
        width = 1 if self.rows <= 10 and cols <= 10 else 2
        gap = " " * width
        lines = [" ".join([gap, *[str(col).rjust(width) for col in range(cols)]])]
        for row in range(self.rows):
            start = row * cols
            lines.append(f"{row:>{width}}{gap}{gap.join(marks[start : start + cols])}")
        return "\n".join(lines)

    def _pattern(self) -> str:
        rows, cols = ("|".join(map(str, range(size))) for size in (self.rows, self.cols))
        return f"(reveal|flag) ({rows}) ({cols})"

    def _parse(self, content: str) -> tuple[str, int, int] | None:
        match = _ACTION.fullmatch(content)
        cell = None if match is None else integers(match[1] + match[3], 2)
        if match is None or cell is None:
            return None
        return match[2].lower(), cell[0], cell[1]

    def _play(self, move: tuple[str, int, int]) -> Outcome:
        verb, row, col = move
        where = f"row {row}, column {col}"
        if not (0 <= row < self.rows and 0 <= col < self.cols):
            last = f"rows go from 0 to {self.rows - 1}, columns from 0 to {self.cols - 1}"
            return illegal(f"There is no {where}: {last}.")
        cell = row * self.cols + col
        mark = self._marks[cell]
        if mark != _UNKNOWN and mark != _FLAG:
            return illegal(f"The cell in {where} is revealed already.")
        if verb == "flag":
            self._marks[cell] = _UNKNOWN if mark == _FLAG else _FLAG
            return ongoing(f"You {'took the flag off' if mark == _FLAG else 'flagged'} {where}.")
        if mark == _FLAG:
            return illegal(f"The cell in {where} is flagged; flag it again to take the flag off.")
        if not self._numbers:
            self._lay_mines(cell)
        if self._numbers[cell] == _MINE:
            for each, number in enumerate(self._numbers):
                if number == _MINE:
                    self._marks[each] = _EXPLODED
            return lost(f"The cell in {where} holds a mine. You lost.")
        opened = self._opening(cell)
        for each in opened:
            self._marks[each] = str(self._numbers[each])
        self._safe_left -= len(opened)
        text = f"You revealed {len(opened)} cell{'s' if len(opened) > 1 else ''} from {where}."
        if not self._safe_left:
            return solved(f"{text} All safe cells are revealed: you won.", 1 - self._paid)
        share = len(opened) / (self.rows * self.cols - self.num_mines)
        self._paid += share
        return ongoing(text, share)

    def _lay_mines(self, first: int) -> None:
        """Mines where the drawn order says, the neighbours of the first reveal last."""
        near = self._near
        order = [cell for cell in self._order if cell != first]
        order.sort(key=near[first].__contains__)
        mines = set(order[: self.num_mines])
        self._numbers = [
            _MINE if cell in mines else len(mines.intersection(around))
            for cell, around in enumerate(near)
        ]

    def _opening(self, cell: int) -> list[int]:
        """The cells that a reveal of a safe cell opens; flags stop the spreading."""
        marks, numbers, near = self._marks, self._numbers, self._near
        opened = [cell]
        if not numbers[cell]:
            seen = {cell}
            for zero in opened:  # the list grows while it is walked
                if not numbers[zero]:
                    for each in near[zero]:
                        if each not in seen and marks[each] == _UNKNOWN:
                            seen.add(each)
                            opened.append(each)
        return opened

    def _legal(self) -> list[str] | None:
        return [
            f"{verb} {cell // self.cols} {cell % self.cols}"
            for cell, mark in enumerate(self._marks)
            for verb in _LEGAL.get(mark, ())
        ]

    def _oracle(self) -> str:
        verb, cell = self._best()
        return f"{verb} {cell // self.cols} {cell % self.cols}"

    def _best(self) -> tuple[str, int]:
        """The verb and cell of a best action."""
        marks = self._marks
        if not self._numbers:
            middle = self.rows // 2 * self.cols + self.cols // 2
            free = [cell for cell in (middle, *range(len(marks))) if marks[cell] == _UNKNOWN]
            return ("reveal", free[0]) if free else ("flag", middle)
        safe = [cell for cell, number in enumerate(self._numbers) if number != _MINE]
        closed = [cell for cell in safe if marks[cell] == _UNKNOWN]
        flagged = [cell for cell in safe if marks[cell] == _FLAG]
        # A flag stops an opening, and its cell then needs a reveal of its own: it goes off first
        # if there is time.
        if flagged and (not closed or self.max_turns - self.turn > len(closed) + len(flagged)):
            return "flag", flagged[0]
        return "reveal", max(closed, key=lambda cell: len(self._opening(cell)))
