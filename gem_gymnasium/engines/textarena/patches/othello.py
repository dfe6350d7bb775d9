"""Patches of Othello."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from gem_gymnasium.engines.textarena.games import (
    othello,
)
from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Patch, Replace
from gem_gymnasium.engines.textarena.state import ObservationType

__all__ = ["PATCHES"]

_SAID = ObservationType.GAME_ACTION_DESCRIPTION

_OTHELLO_MOVE = re.compile(r"\[\s*(\d{1,4})(?:\s*,)?\s*(\d{1,4})\s*\]")


def _othello_moves(self: Any, piece: str) -> list[list[int]]:
    return othello.moves(self.board, piece)


def _othello_step(self: Any, action: str) -> Any:
    state, game = self.state, self.state.game_state
    player = state.current_player_id
    state.add_observation(action, shared.ECHO, from_id=player)
    match = _OTHELLO_MOVE.search(action)
    square = [int(match[1]), int(match[2])] if match else []
    if square not in game["valid_moves"]:
        if not square:
            state.set_invalid_move(reason="Move must be of the form [row, col].")
        else:
            state.set_invalid_move(reason=f"Illegal move. Valid moves: {game['valid_moves']}")
        return state.step(rotate_player=False)

    piece, other = "BW"[player], "WB"[player]
    flipped = self._place_and_flip(*square, piece)
    following = self._valid_moves(other)
    text = f"Player {player} ({piece}) played {square} flipping {flipped} piece(s)"
    _othello_tell(self, text, following)
    if following:
        return state.step()
    again = self._valid_moves(piece)
    if not again:
        self._declare_winner()
        return state.step()
    text = f"Player {1 - player} ({other}) has no valid moves and must skip."
    state.add_observation(text, shared.MESSAGE)
    _othello_tell(self, f"Player {1 - player} had to skip their turn", again)
    return state.step(rotate_player=False)


def _othello_tell(self: Any, text: str, valid: list[list[int]]) -> None:
    state, game = self.state, self.state.game_state
    state.add_observation(text, _SAID)
    game["valid_moves"] = valid
    self._push_gamestate()
    text = f"Game Board:\n{game['rendered_board']}"
    if self.show_valid and valid:
        text += "\nValid moves: " + ", ".join([f"'{square}'" for square in valid])
    elif self.show_valid:
        text += "\nNo valid moves – you may have to skip."
    text += f"\nScores - Black: {game['black_count']}, White: {game['white_count']}\n"
    state.add_observation(text, shared.BOARD)


PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.Othello.env": (
        Replace(
            "OthelloEnv._valid_moves",
            _othello_moves,
            "Four fifths of the step's time.",
            "13fab87b3673",
        ),
        Replace(
            "OthelloEnv.step",
            _othello_step,
            "A player without a move is asked, and whatever he says passes; he is passed over. "
            f"The valid moves are found up to five times. {shared.QUADRATIC} {shared.DIGITS}",
            "279719d93f89",
        ),
    ),
}
