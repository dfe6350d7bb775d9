"""Patches of Surround."""

from __future__ import annotations

from collections.abc import Mapping

from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch

__all__ = ["PATCHES"]

_LATE = "The game lasts a move longer than the prompt says."

_SURROUND = (
    Edit(shared.STATE, shared.NO_ERRORS, shared.AT_ONCE),
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
    Edit(
        'players[pid].death_reason = "crash"',
        f'players[pid].death_reason = "crash"\n                {shared.OUT}',
        shared.DEAD,
    ),
    Edit(
        "            self.state.step(rotate_player=False)   # make terminal transition\n",
        "",
        shared.ONCE,
    ),
)

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.Surround.env": _SURROUND,
}
