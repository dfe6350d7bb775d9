"""Patches of Battleship."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch, Replace

__all__ = ["PATCHES"]


def _battleship_tell(self: Any) -> None:
    for player in (0, 1):
        self.state.add_observation(self._render_player_view(player), shared.BOARD, to_id=player)


def _battleship_view(self: Any, player_id: int) -> str:
    game = self.state.game_state
    rows = zip(game["board"][player_id], game["tracking_board"][player_id], strict=True)
    lines = [
        f"{chr(65 + row)}   {'  '.join(own)}      {chr(65 + row)}   {'  '.join(shots)} "
        for row, (own, shots) in enumerate(rows)
    ]
    return "\n".join([_battleship_header(player_id, self.grid_size), *lines])


@cache
def _battleship_header(player: int, size: int) -> str:
    numbers = " ".join(f"{column:2}" for column in range(size))
    return (
        f"\nPlayer {player}'s View".center(size * 4 + 15)
        + f"\n   {'Your Ships'.center(size * 3)}        {'Your Hits on Opponent'.center(size * 3)}"
        + f"\n   {numbers}         {numbers}"
    )


PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.Battleship.env": (
        Edit(r"([A-Z])(\d+)", r"([A-Z])(\d\d?)", shared.DIGITS),
        Edit(
            "[1:3]",
            "[1:-1]",
            "Messages name A1 for a shot at A10, on boards with more than ten columns.",
            count=8,
        ),
        Replace(
            "BattleshipEnv._observe_current_state",
            _battleship_tell,
            "Player 1's prompt promises an initial board that only Player 0 is shown.",
            "8f9bc315d72a",
        ),
        Replace(
            "BattleshipEnv._render_player_view",
            _battleship_view,
            "Each shot draws two boards, three quarters of the step's time.",
            "59f2b9a79640",
        ),
    ),
}
