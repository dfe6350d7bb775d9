"""Conway's Game of Life on a torus."""

from __future__ import annotations

from typing import Any

import numpy as np

__all__ = ["Board", "step"]

Board = np.ndarray[Any, np.dtype[Any]]


def step(board: Board) -> Board:
    """The next generation of a board of zeros and ones that wraps around."""
    three = board + np.roll(board, 1, 0) + np.roll(board, -1, 0)
    around = three + np.roll(three, 1, 1) + np.roll(three, -1, 1) - board
    alive: Board = ((around == 3) | ((around == 2) & (board == 1))).astype(board.dtype)
    return alive
