"""Patches of Surround."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch, Replace

__all__ = ["PATCHES"]


def _surround_board(self: Any, board: list[list[int | None]], players: dict[int, Any]) -> str:
    grid = [["." if cell is None else "#" for cell in row] for row in board]
    for number, player in players.items():
        if player.alive:
            x, y = player.position
            grid[y][x] = format(number, "X")
    edge = "+" + "-" * (self.width * 2 + 1) + "+"
    rows = [f"| {' '.join(row)} |" for row in reversed(grid)]  # y grows upward
    return "\n".join([edge, *rows, edge])


_STEPS = {"up": (0, 1), "down": (0, -1), "left": (-1, 0), "right": (1, 0)}
_STEPS |= {key: _STEPS[name] for key, name in zip("wsad", _STEPS, strict=True)}


def _surround_round(self: Any) -> None:
    state, game = self.state, self.state.game_state
    board, players = game["board"], game["players"]
    living = {number: player for number, player in players.items() if player.alive}
    heads = {player.position for player in living.values()}
    aims = {}
    for number, player in living.items():
        (x, y), (dx, dy) = player.position, _STEPS[self.pending_actions[number]]
        aims[number] = x + dx, y + dy
    aimed = list(aims.values())
    for number, aim in aims.items():
        x, y = aim
        free = 0 <= x < self.width and 0 <= y < self.height and board[y][x] is None
        players[number].alive = free and aim not in heads and aimed.count(aim) == 1
    for number, player in living.items():
        if player.alive:
            x, y = player.position
            board[y][x] = number
            player.position = aims[number]
        else:
            player.death_reason = "crash"
            state.add_elimination(number)
            game["death_turn"][number] = state.turn
    alive = [number for number, player in players.items() if player.alive]
    if len(alive) > 1:
        game["board_state"] = self._ascii_board(board, players)
        state.add_observation(
            f"Board after simultaneous moves:\n{game['board_state']}", shared.BOARD
        )
    elif alive:
        self._finalise_rewards(f"Player {alive[0]} survived; all others crashed.")
    else:
        self._finalise_rewards("All players crashed simultaneously.")


_LATE = "The game lasts a move longer than the prompt says."
_AGAIN = "The whole action is written in small letters and searched for each direction, twice."
_CELLS = "Cells are looked up one by one, which takes most of a round."

_SURROUND = (
    Edit(shared.STATE, shared.NO_ERRORS, shared.AT_ONCE),
    Edit(
        'next((t for t in _DIR_DELTAS if f"[{t}]" in action.lower()), None)',
        'next((t for t in _DIR_DELTAS if f"[{t}]" in lower), None)',
        _AGAIN,
    ),
    Edit(
        "        pid = self.state.current_player_id\n        token",
        "        pid, lower = self.state.current_player_id, action.lower()\n        token",
        _AGAIN,
    ),
    Replace("SurroundEnv._ascii_board", _surround_board, _CELLS, "da5a05e6adf1"),
    Edit(
        "        if token is None:\n            pl = players[pid]",
        f"{shared.REFUSED}        if token is None:\n            pl = players[pid]",
        shared.AT_ONCE,
    ),
    Edit(
        "You are player {player_id}. Valid",
        "You are player {player_id}; on the board your head is '{player_id:X}', and trails are "
        "'#'. Valid",
        "Nothing says what stands for what on the board.",
    ),
    Edit(
        "head-on crashes kill both.",
        f"head-on crashes kill both. A move that is not valid kills too. The game ends after "
        f"{{self.{shared.MOVES}; whoever has lived longest wins.",
        "Neither the limit nor what an invalid move costs is said.",
    ),
    Edit(
        "self.state.turn >= self.state.max_turns",
        "self.state.turn + 1 >= self.state.max_turns",
        _LATE,
    ),
    Edit("self.pending_actions[pid] = action", "self.pending_actions[pid] = token", _AGAIN),
    Replace(
        "SurroundEnv._apply_simultaneous_moves",
        _surround_round,
        f"{shared.DEAD} {shared.ONCE} {_AGAIN}",
        "90fed56e89c4",
    ),
)

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.Surround.env": _SURROUND,
}
