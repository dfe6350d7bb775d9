"""Patches of Chess."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch, Replace
from gem_gymnasium.engines.textarena.state import ObservationType

__all__ = ["PATCHES"]

_SAID = ObservationType.GAME_ACTION_DESCRIPTION


def _chess_move(self: Any, action: str) -> None:
    import chess  # a dependency of this game alone

    state = self.state
    match = re.search(r"\[[a-h][1-8][a-h][1-8][qrbn]?\]", action, re.IGNORECASE)
    if match is None:
        state.set_invalid_move(reason="Wrong move format.")
        return
    board, text = state.game_state["board"], match.group().lower()[1:-1]
    move = chess.Move.from_uci(text) if text[:2] != text[2:4] else chess.Move.null()
    if self.show_valid:
        legal = f"[{text}]" in state.game_state["valid_moves"]
    else:
        castles_as_e1h1 = board.is_castling(move) and abs(move.to_square - move.from_square) != 2
        legal = board.is_legal(move) and not castles_as_e1h1
    if not legal:
        state.set_invalid_move(reason="Illegal move.")
        return
    board.push(move)
    if self.show_valid:
        state.game_state["valid_moves"] = _chess_moves(board)
    state.add_observation(
        f"Player {state.current_player_id} made the following move: {text}", _SAID
    )


def _chess_moves(board: Any) -> str:
    return ", ".join([f"[{move.uci()}]" for move in board.generate_legal_moves()])


def _chess_end(self: Any) -> None:
    state = self.state
    if state.made_invalid_move:
        return
    board = state.game_state["board"]
    can_move = state.game_state["valid_moves"] if self.show_valid else any(board.legal_moves)
    over = (
        not can_move
        or board.halfmove_clock >= 150
        or board.is_insufficient_material()
        or board.is_fivefold_repetition()
    )
    if over:
        winner = board.outcome().winner
        if winner is None:
            state.set_draw(reason="Game ended in a draw.")
        else:
            player = 0 if winner else 1
            state.set_winner(player_id=player, reason=f"Player {player} wins the match.")
    elif state.turn + 1 >= state.max_turns:
        state.set_draw(reason="The turn limit has been reached.")


def _chess_tell(self: Any) -> None:
    game = self.state.game_state
    text = ""
    if self.is_open:
        text += f"Current board:\n{self._board_with_coords(game['board'])}"
    if self.show_valid:
        text += f"\nValid moves: {game['valid_moves']}"
    if text:  # a blind game shows nothing
        self.state.add_observation(text, shared.BOARD)


def _chess_board(board: Any) -> str:
    cells = ["."] * 64
    kinds = (board.pawns, board.knights, board.bishops, board.rooks, board.queens, board.kings)
    for names, ours in (("PNBRQK", board.occupied_co[True]), ("pnbrqk", board.occupied_co[False])):
        for name, squares in zip(names, kinds, strict=True):
            left = squares & ours
            while left:
                cells[(left & -left).bit_length() - 1] = name
                left &= left - 1
    line = " ".join(cells)
    rows = [f" {rank + 1} | {line[16 * rank : 16 * rank + 15]} |" for rank in range(7, -1, -1)]
    return "\n".join([_CHESS_EDGE, *rows, _CHESS_EDGE, _CHESS_FILES])


_CHESS_EDGE = f"   +{'-' * 17}+"

_CHESS_FILES = f"   {' '.join('abcdefgh').center(17)}"

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.Chess.env": (
        Edit(
            """in self.state.game_state["board"].legal_moves])}"# show""",
            """in self.state.game_state['board'].legal_moves])}"# show""",
            shared.QUOTES,
        ),
        Replace(
            "ChessEnv._execute_player_move",
            _chess_move,
            "A move such as [e2e2] raises ValueError; the list of the valid moves isn't renewed.",
            "3c57c4ebcedd",
        ),
        Replace(
            "ChessEnv._check_gameover",
            _chess_end,
            "The turn limit isn't looked at.",
            "076f004c5bd3",
        ),
        Replace(
            "ChessEnv._agument_observations",
            _chess_tell,
            "Finds the legal moves again.",
            "c14b59d50335",
        ),
        Replace(
            "ChessEnv._board_with_coords",
            staticmethod(_chess_board),
            "Draws the board twice, piece by piece, half of the step's time.",
            "3cc43eb81714",
        ),
    ),
}
