"""Patches of QuantumTicTacToe."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch, Replace

__all__ = ["PATCHES"]

_LINES = (
    *((3 * k, 3 * k + 1, 3 * k + 2) for k in range(3)),
    *((k, k + 3, k + 6) for k in range(3)),
    (0, 4, 8),
    (2, 4, 6),
)


def _quantum_collapse(self: Any, move_ids: list[int]) -> None:
    state, game = self.state, self.state.game_state
    board, open_marks = game["board"], game["superpositions"]
    numbers = game.setdefault("numbers", {})
    pending = [(move_ids[0], open_marks[move_ids[0]][1])]
    for move, cell in pending:  # grows: a mark in a cell that is taken goes to its other one
        player, _, _ = open_marks.pop(move)
        _quantum_solidify(self, player, cell, move)
        pending += [
            (other, two if cell == one else one)
            for other, (_, one, two) in open_marks.items()
            if cell in (one, two)
        ]
    lines = _quantum_lines(board, numbers)
    left = [(row, column) for row in range(3) for column in range(3) if not board[row][column]]
    if not lines and len(left) == 1:
        _quantum_solidify(self, 1 - state.current_player_id, left.pop(), self.move_count)
        lines = _quantum_lines(board, numbers)
    if lines:
        winner = min(lines, key=lambda player: lines[player])
        state.set_winner(player_id=winner, reason=f"Player {winner} wins with solidified marks!")
    elif not left:
        state.set_draw(reason="All cells are solidified and nobody has a line.")


def _quantum_solidify(self: Any, player: int, cell: tuple[int, int], number: int) -> None:
    game = self.state.game_state
    symbol = "OX"[player]
    game["board"][cell[0]][cell[1]] = symbol
    game["numbers"][3 * cell[0] + cell[1]] = number
    self.state.add_observation(
        f"Superposition resolved. Cell {cell} is now {symbol}.", shared.MESSAGE
    )


def _quantum_lines(board: list[list[str]], numbers: Mapping[int, int]) -> dict[int, int]:
    """By player that has a line, the number of the move that was the last of it."""
    cells = [mark for row in board for mark in row]
    found: dict[int, int] = {}
    for line in _LINES:
        marks = {cells[cell] for cell in line}
        if len(marks) == 1 and marks != {""}:
            player = "OX".index(marks.pop())
            last = max(numbers[cell] for cell in line)
            found[player] = min(last, found.get(player, last))
    return found


PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.QuantumTicTacToe.env": (
        Edit(r"\[(\d+),(\d+)\]", r"\[(\d\d?),(\d\d?)\]", shared.DIGITS),
        Edit(
            """f"{move_id}{'A' if pid == 0 else 'B'}\"""",
            """f"{'O' if pid == 0 else 'X'}{move_id}\"""",
            "The prompt speaks of marks such as X1, the board of 1B.",
        ),
        Edit(
            r'marks also collapse.\n\n"',
            r'marks also collapse.\n"'
            "\n            "
            r'"- A last open square gets the mark of the player to move.\n\n"',
            "What happens to the last square isn't said.",
        ),
        Replace(
            "QuantumTicTacToeEnv._collapse_superpositions",
            _quantum_collapse,
            "Marks of a cycle vanish, marks that depend on it stay open, Player 1 wins whenever "
            "both have a line, and a full board or a last open cell doesn't end the game.",
            "e28bb3b478ef",
        ),
    ),
}
