"""Patches of RushHour."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gem_gymnasium.engines.textarena.games.rush_hour import is_deal
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch, Replace
from gem_gymnasium.engines.textarena.state import SinglePlayerState

__all__ = ["PATCHES"]

_DEALS = 1000  # to draw from; about half of them are puzzles


def _rush_hour_reset(self: Any, num_players: int, seed: int | None = None) -> None:
    """Draw vehicles until they make a puzzle."""
    self.state = SinglePlayerState(num_players=num_players, seed=seed)
    for _ in range(_DEALS):
        self.initial_layout = self._generate_random_puzzle()
        if is_deal(self.initial_layout, self.BOARD_SIZE):
            break
    vehicles = {vehicle.vid: vehicle.copy() for vehicle in self.initial_layout}
    self.state.reset(game_state={"vehicles": vehicles}, player_prompt_function=self._prompt)
    self._observe_state()


def _rush_hour_can_move(
    self: Any, vehicles: Mapping[str, Any], vehicle: Any, forward: bool
) -> bool:
    """Whether the cell in front of a vehicle is free."""
    front = vehicle.front(forward)
    if not all(0 <= place < self.BOARD_SIZE for place in front):
        return False
    return all(front not in other.cells() for other in vehicles.values())


_RUSH_HOUR = (
    Edit(
        '"medium", "hard"\n        self.initial_layout = self._generate_random_puzzle()',
        '"medium", "hard"',
        "The constructor drew a puzzle that reset threw away.",
    ),
    Replace(
        "RushHourEnv.reset",
        _rush_hour_reset,
        "It printed, took up to a quarter of a second, kept puzzles that it had found unsolvable "
        "when 20 were drawn, and dealt puzzles of one move.",
        "650a21f7ff24",
    ),
    Replace(
        "RushHourEnv._can_move",
        _rush_hour_can_move,
        "It filled a grid for every question; drawing a puzzle asks hundreds.",
        "8d8a09e7ee0c",
    ),
)

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.RushHour.env": _RUSH_HOUR,
}
