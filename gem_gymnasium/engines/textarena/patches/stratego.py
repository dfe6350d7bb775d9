"""Patches of Stratego."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gem_gymnasium.engines.textarena.games import (
    stratego,
)
from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch, Replace

__all__ = ["PATCHES"]

_RANKS = {
    "Flag": " FL ",
    "Bomb": " BM ",
    "Spy": " SP ",
    "Scout": " SC ",
    "Miner": " MN ",
    "Sergeant": " SG ",
    "Lieutenant": " LT ",
    "Captain": " CP ",
    "Major": " MJ ",
    "Colonel": " CL ",
    "General": " GN ",
    "Marshal": " MS ",
}


def _stratego_tell(self: Any) -> None:
    mover = self.state.current_player_id
    moves = ", ".join(stratego.moves(self.board, mover))
    first = self.state.turn == 0 and self.state.refusals == 0
    for player in (0, 1) if first else (mover,):
        text = f"Current Board:\n\n{self._render_board(player_id=player, full_board=False)}"
        if player == mover:
            text += f"\nAvailable Moves: {moves}"
        self.state.add_observation(text, shared.BOARD, to_id=player)


def _stratego_board(self: Any, player_id: int | None, full_board: bool = False) -> str:
    lines = [f"   {' '.join(f'{column:>3}' for column in range(10))}\n"]
    for row, line in enumerate(self.board):
        cells = [f"{chr(65 + row)}  "]
        for piece in line:
            if piece is None:
                cells.append("  . ")
            elif piece == "~":
                cells.append("  ~ ")
            elif full_board:
                name = _RANKS[piece["rank"]]
                cells.append(name.lower() if piece["player"] == 0 else name)
            else:
                cells.append(_RANKS[piece["rank"]] if piece["player"] == player_id else "  ? ")
        lines.append("".join(cells) + "\n")
    return "".join(lines)


def _stratego_winner(self: Any) -> int | None:
    state = self.state
    if state.done or state.made_invalid_move:
        return None
    following = 1 - state.current_player_id
    stuck = [
        not any(
            self.board[row][column]["rank"] not in ("Bomb", "Flag")
            for row, column in self.player_pieces[player]
        )
        for player in (0, 1)
    ]
    if all(stuck):
        state.set_draw(reason="Neither player has any movable pieces left.")
        return None
    if not any(stuck):
        stuck[following] = next(stratego.moves(self.board, following), None) is None
    return 1 - stuck.index(True) if any(stuck) else None


PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.Stratego.env": (
        Edit(
            "if self.board[src_row][src_col] is None or",
            "if self.board[src_row][src_col] in (None, '~') or",
            "TypeError for a move that begins in a lake.",
        ),
        Edit(
            "## Miner defuses the bomb",
            "self.player_pieces[1 - player_id].remove((dest_row, dest_col))",
            "A defused bomb stays in the list of pieces; later its square raises TypeError.",
        ),
        Edit(
            """reason=[f"Player {player_id} has captured the opponent's flag!"]""",
            """reason=f"Player {player_id} has captured the opponent's flag!\"""",
            "The reason of the end is a list.",
        ),
        Edit(
            "if self._check_winner():",
            "if self._check_winner() is not None:",
            "A win of Player 0 is taken for no win.",
        ),
        Edit(
            """self.state.game_state["rendered_board"] = self._render_board("""
            "player_id=player_id, full_board=True)",
            "",
            "Draws a board that nobody is shown after each move.",
        ),
        Edit(
            """, "rendered_board": rendered_board}""",
            "}",
            "Keeps a board that isn't renewed any more.",
        ),
        Replace(
            "StrategoEnv._check_winner",
            _stratego_winner,
            "A player whose pieces are all blocked can't move and isn't out; who loses the last "
            "movable piece together with the opponent doesn't draw.",
            "62821d6c2d98",
        ),
        Replace(
            "StrategoEnv._observe_current_state",
            _stratego_tell,
            "The opponent too is told the board with the mover's ranks, and the mover's moves; "
            "Player 1's prompt promises a board that isn't shown.",
            "e88cd0f91271",
        ),
        Replace(
            "StrategoEnv._render_board",
            _stratego_board,
            "More than half of the step's time.",
            "fb16db74cca3",
        ),
    ),
}
