"""PegJump: jump pegs over pegs on a triangle of 15 holes until one is left."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["PegJump"]


class PegJump(Rules):
    """Each jump takes a peg, so a game has 13 moves at most."""

    seeded = False
    pattern = r"\[([1-9]|1[0-5]) ([1-9]|1[0-5])\]"
    example = "[4 1]"

    def legal(self, engine: Any) -> list[str]:
        """The jumps over a peg into a hole."""
        board = engine.state.game_state["board"]
        return [
            f"[{source} {target}]"
            for source, over, target in engine.ALLOWED_MOVES
            if board[source] and board[over] and not board[target]
        ]

    def max_turns(self) -> int:
        """TextArena has no limit; twice the moves that there can be."""
        return 26

    def progress(self, engine: Any) -> float:
        """TextArena's share: the pegs that are gone."""
        return float(engine._get_percentage_completion())

    def oracle(self, engine: Any) -> str:
        """A jump that leaves the puzzle solvable; any where it isn't."""
        board = engine.state.game_state["board"]
        pegs = sum(1 << hole for hole, peg in enumerate(board) if peg)
        jumps = tuple(engine.ALLOWED_MOVES)
        move = _solving(pegs, jumps)
        return f"[{move[0]} {move[2]}]" if move else self.legal(engine)[0]


@lru_cache(maxsize=2**15)
def _solving(pegs: int, jumps: tuple[tuple[int, int, int], ...]) -> tuple[int, int, int] | None:
    """A jump after which one peg can be reached, or None."""
    for jump in jumps:
        source, over, target = jump
        if pegs >> source & pegs >> over & 1 and not pegs >> target & 1:
            left = pegs ^ (1 << source | 1 << over | 1 << target)
            if left.bit_count() == 1 or _solving(left, jumps):
                return jump
    return None
