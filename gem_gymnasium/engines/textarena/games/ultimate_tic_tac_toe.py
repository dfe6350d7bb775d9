"""UltimateTicTacToe: two players, a board of boards."""

from __future__ import annotations

from typing import Any

from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["UltimateTicTacToe"]


class UltimateTicTacToe(Rules):
    """Mark a square of the mini-board that the opponent's last square names."""

    pattern = r"\[[0-8] [0-8]\]"
    example = "[7 8]"
    seeded = False

    def legal(self, engine: Any) -> list[str]:
        """The empty squares of the mini-boards that may be played in; a won one has none."""
        game = engine.state.game_state
        following = game["next_micro_board"]
        return [
            f"[{macro} {3 * row + column}]"
            for macro in (range(9) if following is None else (following,))
            for row in range(3)
            for column in range(3)
            if game["board"][macro][row][column] == " "
        ]
