"""Players that play small games well: they read the observation they are given, and nothing else.

They are made for one seat, like every player, and work with whole transcripts and with ``"delta"``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, ClassVar

import numpy as np
from pettingzoo import AECEnv

__all__ = ["ConnectFourPlayer", "KuhnPlayer", "TicTacToePlayer"]

Env = AECEnv[str, str, str]


class _Scripted:
    """A player of one game.

    Args:
        env: The environment; only its name and its agents are looked at.
        agent: Whose seat it holds.
        seed: Seeds what it draws.

    Raises:
        ValueError: If the environment is another game.
    """

    name: ClassVar[str]
    plays: ClassVar[str]

    def __init__(self, env: Env, agent: str, *, seed: int | None = None) -> None:
        game: Any = getattr(env.unwrapped, "game", None)
        if getattr(game, "name", None) != self.plays:
            raise ValueError(f"The player {self.name!r} plays {self.plays} and not {env}.")
        self._seat = env.possible_agents.index(agent)
        self._rng = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(4,)))

    def __call__(self, observation: str, info: dict[str, Any]) -> str:
        """The move; ``info`` is not looked at."""
        raise NotImplementedError

    def _any_of(self, moves: list[int]) -> int:
        return moves[int(self._rng.integers(len(moves)))]


# --- KuhnPoker ------------------------------------------------------------------------------------


class KuhnPlayer(_Scripted):
    """Plays an equilibrium of Kuhn's poker, hand by hand.

    Who acts first loses 1/18 of a chip in a hand if both play so, and nobody who plays otherwise
    gets more out of it.

    Args:
        env: The environment.
        agent: Whose seat it holds.
        alpha: How often it bets with a jack as the first player, from 0 to 1/3; every value of it
            is an equilibrium.
        seed: Seeds what it draws.
    """

    name = "kuhn_equilibrium"
    plays = "KuhnPoker"

    def __init__(
        self, env: Env, agent: str, *, alpha: float = 0.2, seed: int | None = None
    ) -> None:
        if not 0 <= alpha <= 1 / 3:
            raise ValueError(f"alpha must be from 0 to 1/3, got {alpha!r}.")
        super().__init__(env, agent, seed=seed)
        self._alpha = alpha
        self._hand: list[str] = []

    def __call__(self, observation: str, info: dict[str, Any]) -> str:
        """Bet or check, call or fold."""
        for line in observation.splitlines():
            # What the game says; a player can't begin a line so.
            if line.startswith("[GAME] ### Starting round"):
                self._hand = [line]
            elif line.startswith("[GAME] "):
                self._hand.append(line)
        hand = "\n".join(self._hand)
        card = re.findall(r"Your card is: '([JQK])'", hand)[-1]
        moves = re.findall(r"submitted move: '\[(\w+)\]'", hand)
        boldly = self._rng.random() < self.boldness(card, tuple(moves), self._alpha)
        if moves and moves[-1] == "bet":
            return "[call]" if boldly else "[fold]"
        return "[bet]" if boldly else "[check]"

    @staticmethod
    def boldness(card: str, moves: tuple[str, ...], alpha: float) -> float:
        """How often to put in a chip.

        Args:
            card: "J", "Q" or "K".
            moves: What was played in this hand before: nothing, ``("check",)``, ``("bet",)`` or
                ``("check", "bet")``.
            alpha: See above.
        """
        jack, queen, king = {
            (): (alpha, 0.0, 3 * alpha),
            ("check",): (1 / 3, 0.0, 1.0),
            ("bet",): (0.0, 1 / 3, 1.0),
            ("check", "bet"): (0.0, alpha + 1 / 3, 1.0),
        }[moves]
        return {"J": jack, "Q": queen, "K": king}[card]


# --- TicTacToe ------------------------------------------------------------------------------------

_LINES = (
    *((3 * row, 3 * row + 1, 3 * row + 2) for row in range(3)),
    *((column, column + 3, column + 6) for column in range(3)),
    (0, 4, 8),
    (2, 4, 6),
)


class TicTacToePlayer(_Scripted):
    """Never loses: searches the whole game, and draws one of the best moves."""

    name = "tictactoe_perfect"
    plays = "TicTacToe"

    def __call__(self, observation: str, info: dict[str, Any]) -> str:
        """A best cell."""
        _, _, shown = observation.rpartition("[GAME] Current Board:")
        board, _, _ = shown.partition("Available")
        cells = "".join(re.findall(r"[XO]|\d", board))
        mine, other = "OX" if self._seat == 0 else "XO"
        return f"[{self._any_of(_best_cells(cells, mine, other)[1])}]"


@cache
def _best_cells(cells: str, mine: str, other: str) -> tuple[int, list[int]]:
    """What the player to move reaches (1, 0 or -1), and with which cells."""
    if any(all(cells[cell] == other for cell in line) for line in _LINES):
        return -1, []
    values = {
        cell: -_best_cells(cells[:cell] + mine + cells[cell + 1 :], other, mine)[0]
        for cell, mark in enumerate(cells)
        if mark.isdigit()
    }
    best = max(values.values(), default=0)
    return best, [cell for cell, value in values.items() if value == best]


# --- ConnectFour ----------------------------------------------------------------------------------

_WON = 10_000


class ConnectFourPlayer(_Scripted):
    """Searches a few plies ahead, and then counts the fours that are still open.

    Args:
        env: The environment.
        agent: Whose seat it holds.
        depth: Plies of the search.
        seed: Seeds what it draws, which is one of the best columns.
    """

    name = "connect_four_search"
    plays = "ConnectFour"

    def __init__(self, env: Env, agent: str, *, depth: int = 4, seed: int | None = None) -> None:
        if depth < 1:
            raise ValueError(f"depth must be at least 1, got {depth!r}.")
        super().__init__(env, agent, seed=seed)
        self._depth = depth

    def __call__(self, observation: str, info: dict[str, Any]) -> str:
        """A best column.

        Raises:
            ValueError: If the board is not shown, as in the blind variant.
        """
        _, shown, text = observation.rpartition("[GAME] Board state:\n")
        if not shown:
            raise ValueError(f"The player {self.name!r} needs to be shown the board.")
        # Between the numbers of the columns and what is said next.
        rows = re.findall(r"^[.XO](?: [.XO])*$", text, re.MULTILINE)
        mine, other = "XO" if self._seat == 0 else "OX"
        grid = _Grid(len(rows), (len(rows[0]) + 1) // 2)
        bits = {mark: grid.bits([row.split() for row in rows], mark) for mark in "XO"}
        return f"[col {self._any_of(grid.best(bits[mine], bits[other], self._depth))}]"


class _Grid:
    """A board of ConnectFour as bits: a column after another, with an empty row on top of each."""

    def __init__(self, rows: int, columns: int) -> None:
        self.rows, self.columns = rows, columns
        self.high = rows + 1
        self.shifts = (1, self.high, self.high - 1, self.high + 1)
        self.order = sorted(range(columns), key=lambda column: abs(2 * column - columns + 1))
        self.fours = _fours(rows, columns)

    def bits(self, board: list[list[str]], mark: str) -> int:
        """The squares that hold a mark; the rows come from the top."""
        return sum(
            1 << (column * self.high + self.rows - 1 - row)
            for row, line in enumerate(board)
            for column, found in enumerate(line)
            if found == mark
        )

    def best(self, mine: int, other: int, depth: int) -> list[int]:
        """The columns that are best after a search."""
        best, found = -_WON, list[int]()
        for column, square in self._moves(mine | other):
            # One below the best, so that those that are as good are seen to be.
            value = self._value(mine | square, other, depth, best - 1)
            if value > best:
                best, found = value, []
            if value == best:
                found.append(column)
        return sorted(found)

    def _moves(self, taken: int) -> Iterator[tuple[int, int]]:
        for column in self.order:
            bottom = 1 << (column * self.high)
            square = (taken + bottom) & (((1 << self.rows) - 1) * bottom)
            if square:
                yield column, square

    def _value(self, moved: int, waits: int, depth: int, low: int) -> int:
        """What a position is worth for who has just moved."""
        if self._won(moved):
            return _WON - 100 + depth
        return -self._search(waits, moved, depth - 1, -_WON, -low)

    def _search(self, mine: int, other: int, depth: int, low: int, high: int) -> int:
        """Negamax with bounds: what a position is worth for who is to move."""
        moves = list(self._moves(mine | other))
        if not moves:
            return 0
        if depth <= 0:
            return self._open(mine, other) - self._open(other, mine)
        best = -_WON
        for _, square in moves:
            if self._won(mine | square):
                return _WON - 100 + depth
        for _, square in moves:
            best = max(best, -self._search(other, mine | square, depth - 1, -high, -max(low, best)))
            if best >= high:
                break
        return best

    def _won(self, bits: int) -> bool:
        for shift in self.shifts:
            pairs = bits & (bits >> shift)
            if pairs & (pairs >> (2 * shift)):
                return True
        return False

    def _open(self, mine: int, other: int) -> int:
        """Fours without a disc of the other, weighed by the discs in them."""
        return sum(
            (mine & four).bit_count() ** 2
            for four in self.fours
            if four & mine and not four & other
        )


@cache
def _fours(rows: int, columns: int) -> tuple[int, ...]:
    """Every four squares in a line."""
    high = rows + 1
    found = []
    for column in range(columns):
        for row in range(rows):
            for right, up in ((1, 0), (0, 1), (1, 1), (1, -1)):
                line = [(column + right * step, row + up * step) for step in range(4)]
                if all(0 <= x < columns and 0 <= y < rows for x, y in line):
                    found.append(sum(1 << (x * high + y) for x, y in line))
    return tuple(found)
