"""Patches of LogicPuzzle."""

from __future__ import annotations

from collections.abc import Mapping

from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch

__all__ = ["PATCHES"]

_ONE_MOVE = "The prompt asks for one move a turn; theirs plays all that an action has in it."

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.LogicPuzzle.env": (
        Edit(".open('r')", ".open('r', encoding='utf-8')", "The file is read as the locale says."),
        Edit(
            "matches = set(matches)",
            "matches = matches[:1]",
            f"{_ONE_MOVE} Their order depends on hashes, and a refusal leaves some played.",
        ),
        Edit(
            "To mark an item in the 'people_locations' grid, enter '[park Alice X]' or "
            "'[park Alice O]'.",
            "To mark an item in a grid with rows of people and columns of locations, enter "
            "'[alice park X]' or '[alice park O]'.",
            "The example has row and column exchanged, and is refused.",
        ),
    ),
}
