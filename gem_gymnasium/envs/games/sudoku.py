"""Sudoku: fill a grid so that no row, column or box repeats a number."""

from __future__ import annotations

from functools import cache
from math import isqrt
from typing import ClassVar, Unpack

from gem_gymnasium.core import Options, Outcome, TextEnv, illegal, ongoing, solved, whole
from gem_gymnasium.envs.games._counted import counted
from gem_gymnasium.envs.games._sudoku import puzzle
from gem_gymnasium.parsing import integers

__all__ = ["Sudoku"]

_FEWEST_CLUES = {4: 4, 9: 24}  # with fewer, puzzles of one solution are too rare to be drawn
_TIERS = ((4, 6, 15), (9, 31, 50))


class Sudoku(TextEnv[tuple[int, ...]]):
    r"""Fill a grid with numbers; every puzzle has exactly one solution.

    Action: ``\boxed{row col num}``, all counted from 1. Reward (GEM's): 1 / empty cells for each
    cell that is filled as in the solution, so 1 in all. A wrong number is told, paid nothing and
    not written down. A cell that holds a number, and what is not in the grid, are illegal.

    ``clues`` is the number of given cells. In GEM it is the number of attempts at emptying one:
    GEM's 4x4 tier with ``clues=10`` has 8 to 10 empty cells, its 9x9 tier with ``clues=50`` has 45
    to 50, and its default of 30 empties up to 30. The ids here empty 10, 50 and 30.

    With ``randomize`` each reset draws the 4x4 grid with 6 clues and 15 turns, or the 9x9 grid
    with 31 clues and 50 turns.

    Source: GEM's ``game:Sudoku``.

    Args:
        scale: Rows of the grid, 4 or 9.
        clues: Cells that are given, from 4 to 15 or from 24 to 80.
        max_turns: Turns of an episode, at least one for each empty cell.
        options: See `TextEnv`.
    """

    drawn: ClassVar[frozenset[str]] = frozenset({"scale", "clues", "max_turns"})

    def __init__(
        self, *, scale: int = 9, clues: int = 51, max_turns: int = 100, **options: Unpack[Options]
    ) -> None:
        self.scale = whole("scale", scale, min(_FEWEST_CLUES), max(_FEWEST_CLUES))
        if self.scale not in _FEWEST_CLUES:
            raise ValueError(f"scale must be 4 or 9, got {scale!r}.")
        self.clues = whole("clues", clues, _FEWEST_CLUES[self.scale], self.scale**2 - 1)
        super().__init__(max_turns=max_turns, **options)
        if (empty := self.scale**2 - self.clues) > self.max_turns:
            raise ValueError(
                f"max_turns is {max_turns}, and scale={scale} with clues={clues} leaves "
                f"{counted(empty, 'cell')} to fill; raise max_turns or clues."
            )

    def _draw_difficulty(self) -> None:
        self.scale, self.clues, self.max_turns = _TIERS[int(self.np_random.integers(len(_TIERS)))]

    def _generate(self) -> None:
        self._grid, self._solution = puzzle(self.np_random, self.scale, self.clues)
        self._empty = self._missing = self._grid.count(0)
        self._paid = 0.0
        # The state is kept as it is drawn; a move changes one character.
        self._drawing, self._places = _drawn(self._grid), _template(self.scale)[1]

    def _rules(self) -> str:
        side, scale = isqrt(self.scale), self.scale
        boxes = "four 2x2 boxes" if scale == 4 else "nine 3x3 boxes"
        return (
            f"You are playing Sudoku on a grid of {scale} rows and {scale} columns, which lines "
            f"divide into {boxes}. Fill every empty cell, drawn as '.', with a number from 1 to "
            f"{scale}, so that each row, each column and each {side}x{side} box holds every number "
            "once. There is exactly one solution.\n"
            f"You fill one cell a turn and have {counted(self.max_turns, 'turn')}. A wrong number "
            "is not written down, but costs the turn.\n"
            "Rows are numbered from the top and columns from the left, from 1. Write your move as "
            f"\\boxed{{row column number}}, for example {self.example_action}"
        )

    def _scoring(self) -> str:
        return "You score the share of the empty cells that you fill rightly."

    def _state(self) -> str:
        return self._drawing

    @property
    def example(self) -> str:
        """The content of one fixed well-formed action."""
        return "1 2 3"

    def _pattern(self) -> str:
        return f"[1-{self.scale}] [1-{self.scale}] [1-{self.scale}]"

    def _parse(self, content: str) -> tuple[int, ...] | None:
        return integers(content, 3)

    def _play(self, move: tuple[int, ...]) -> Outcome:
        row, col, number = move
        scale = self.scale
        if not (1 <= row <= scale and 1 <= col <= scale and 1 <= number <= scale):
            return illegal(
                f"{row} {col} {number} is not in the grid: rows, columns and numbers are from 1 to "
                f"{scale}."
            )
        cell = (row - 1) * scale + col - 1
        if self._grid[cell]:
            return illegal(f"Row {row}, column {col} holds {self._grid[cell]} already.")
        if number != self._solution[cell]:
            return ongoing(
                f"{number} is wrong in row {row}, column {col}{self._reason(cell, number)}."
            )
        self._grid[cell] = number
        place = self._places[cell]
        self._drawing = f"{self._drawing[:place]}{number}{self._drawing[place + 1 :]}"
        self._missing -= 1
        text = f"{number} is right in row {row}, column {col}."
        if not self._missing:
            return solved(f"{text} The Sudoku is solved.", 1 - self._paid)
        share = 1 / self._empty
        self._paid += share
        return ongoing(text, share)

    def _reason(self, cell: int, number: int) -> str:
        """Which unit of the cell holds the number already, if one does, to end a sentence."""
        grid, scale, side = self._grid, self.scale, isqrt(self.scale)
        row, col = divmod(cell, scale)
        if number in grid[row * scale : (row + 1) * scale]:
            return ": the row holds it already"
        if number in grid[col::scale]:
            return ": the column holds it already"
        corner = row // side * side * scale + col // side * side
        starts = range(corner, corner + side * scale, scale)
        if any(number in grid[start : start + side] for start in starts):
            return ": the box holds it already"
        return ""

    def _legal(self) -> list[str] | None:
        numbers = range(1, self.scale + 1)
        return [
            f"{cell // self.scale + 1} {cell % self.scale + 1} {number}"
            for cell, value in enumerate(self._grid)
            if not value
            for number in numbers
        ]

    def _oracle(self) -> str:
        cell = self._grid.index(0)
        row, col = divmod(cell, self.scale)
        return f"{row + 1} {col + 1} {self._solution[cell]}"


@cache
def _template(scale: int) -> tuple[str, tuple[int, ...]]:
    """An empty grid with labels and lines, and where in that text each cell stands."""
    side = isqrt(scale)

    def line(label: object, entries: list[str]) -> str:
        boxes = [" ".join(entries[k : k + side]) for k in range(0, scale, side)]
        return f"{label} | {' | '.join(boxes)} |"

    rule = "  +" + ("-" * (2 * side + 1) + "+") * side
    lines = [line(" ", [str(col + 1) for col in range(scale)]).replace("|", " ").rstrip(), rule]
    for row in range(1, scale + 1):
        lines.append(line(row, ["."] * scale))
        if row % side == 0:
            lines.append(rule)
    text = "\n".join(lines)
    return text, tuple(place for place, sign in enumerate(text) if sign == ".")


def _drawn(grid: list[int]) -> str:
    """The grid with labels and lines."""
    text, places = _template(isqrt(len(grid)))
    signs = list(text)
    for place, value in zip(places, grid, strict=True):
        if value:
            signs[place] = str(value)
    return "".join(signs)
