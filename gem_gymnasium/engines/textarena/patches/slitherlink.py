"""Patches of Slitherlink."""

from __future__ import annotations

from collections.abc import Mapping

from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch

__all__ = ["PATCHES"]

_SWAPPED = (
    "The arguments were in the wrong order: the second refused action in a row ended the game with "
    "a text as its reward."
)

_SLITHERLINK = (
    Edit(
        "self.state.set_invalid_move(self._progress(), ",
        "self.state.set_invalid_move(reward=self._progress(), reason=",
        _SWAPPED,
        count=2,
    ),
    Edit(
        "add_observation(self.state.current_player_id, action, ta.ObservationType.PLAYER_ACTION)",
        "add_observation(action, ta.ObservationType.PLAYER_ACTION, self.state.current_player_id)",
        "The player's words were taken for their kind, and a number was said in their place.",
    ),
    Edit(r"\s+(\d+)\s+(\d+)\s*\]", r"\s+([0-9]{1,4})\s+([0-9]{1,4})\s*\]", shared.HUGE),
    Edit(
        "return satisfied / max(1, total)",
        "return satisfied / total if total else 1.0",
        "A puzzle without numbers could not be solved.",
    ),
    Edit(
        "toggle horizontal edge above dots at row r, column c",
        "toggle the horizontal edge from the dot at row r, column c to the dot on its right",
        "The edges don't lie above the dots.",
    ),
    Edit(
        "toggle vertical edge left of dots at row r, column c",
        "toggle the vertical edge from the dot at row r, column c to the dot below it",
        "The edges don't lie left of the dots.",
    ),
    Edit("'.' means no constraint", "'·' means no constraint", "The board shows another dot."),
)

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.Slitherlink.env": _SLITHERLINK,
}
