"""Patches of Santorini."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gem_gymnasium.engines.textarena.games import (
    santorini,
)
from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch, Replace

__all__ = ["PATCHES"]

_SANTORINI_BOARD = """
     1     2     3     4     5
  ┌─────┬─────┬─────┬─────┬─────┐
A │ %s│ %s│ %s│ %s│ %s│ A
  ├─────┼─────┼─────┼─────┼─────┤
B │ %s│ %s│ %s│ %s│ %s│ B
  ├─────┼─────┼─────┼─────┼─────┤
C │ %s│ %s│ %s│ %s│ %s│ C
  ├─────┼─────┼─────┼─────┼─────┤
D │ %s│ %s│ %s│ %s│ %s│ D
  ├─────┼─────┼─────┼─────┼─────┤
E │ %s│ %s│ %s│ %s│ %s│ E
  └─────┴─────┴─────┴─────┴─────┘
     1     2     3     4     5

Legend:
- Cell format is [height worker]
- Height: 0-3 for building levels, 4 for dome
- Workers: Navy(N1,N2), White(W1,W2), Grey(G1,G2)
"""


def _santorini_board(board: santorini.Board) -> str:
    return _SANTORINI_BOARD % tuple(
        f"{height} {'NWG'[worker[0]]}{worker[1]}" if worker else f"{height}   "
        for row in board
        for height, worker in row
    )


def _santorini_moves(self: Any, player_id: int) -> str:
    return ", ".join(santorini.moves(self.board, player_id))


def _santorini_step(self: Any, action: str) -> Any:
    state = self.state
    player = state.current_player_id
    state.add_observation(action, shared.ECHO, from_id=player)
    if self._execute_player_move(action=action):
        self._check_gameover()
        if self.is_open:
            state.add_observation(_santorini_board(self.board), shared.BOARD)
    elif not state.is_player_alive(player):
        rest = [other for other in range(state.num_players) if state.is_player_alive(other)]
        if len(rest) == 1:
            reason = f"Player {player} ({self.PLAYER_COLORS[player]}) made too many invalid moves."
            state.set_winners(player_ids=rest, reason=reason)
    return state.step()


def _santorini_end(self: Any) -> None:
    state, colors = self.state, self.PLAYER_COLORS
    player, following = state.current_player_id, state.next_alive_player()
    for row in self.board:
        for height, worker in row:
            if height == 3 and worker is not None:
                reason = (
                    f"Player {worker[0]} ({colors[worker[0]]}) won by moving a worker to level 3!"
                )
                state.set_winners(player_ids=[worker[0]], reason=reason)
                return
    for loser, winner in ((player, following), (following, player)):
        if next(santorini.moves(self.board, loser), None) is None:
            reason = (
                f"Player {loser} ({colors[loser]}) has no valid moves. "
                f"Player {winner} ({colors[winner]}) wins!"
            )
            state.set_winners(player_ids=[winner], reason=reason)
            return


PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.Santorini.env": (
        Edit(
            "if self.show_valid:",
            "if self.show_valid and player_id == self.state.current_player_id:",
            "The prompts of all players list the first player's moves as valid.",
        ),
        Replace(
            "SantoriniBaseFixedWorkerEnv._get_valid_moves",
            _santorini_moves,
            "Copies the board for each move to look for places to build.",
            "507adaae1826",
        ),
        Replace(
            "SantoriniBaseFixedWorkerEnv.step",
            _santorini_step,
            "A player who has forfeited leaves the last one to play alone; a list of moves that "
            "nobody is shown is made after each move.",
            "5bc3ed061a93",
        ),
        Replace(
            "SantoriniBaseFixedWorkerEnv._check_gameover",
            _santorini_end,
            "Takes a player who has forfeited for the next; lists moves to see if there is one.",
            "155686be4fa2",
        ),
    ),
    "envs.Santorini.renderer": (
        Replace(
            "create_board_str",
            _santorini_board,
            "Formats a template with 25 names.",
            "766dc8f8d344",
        ),
    ),
}
