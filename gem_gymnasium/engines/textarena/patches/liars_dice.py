"""Patches of LiarsDice."""

from __future__ import annotations

from collections.abc import Mapping

from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch

__all__ = ["PATCHES"]

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.LiarsDice.env": (
        Edit(
            r"\[bid\s*:?\s*(\d+)[,\s]+(\d+)\]",
            r"\[bid\s*(?::\s*)?([0-9]{1,4})[,\s]+([0-9]{1,4})\]",
            f"{shared.QUADRATIC} {shared.DIGITS}",
        ),
        Edit(
            "if not (1 <= new_face_value <= 6):",
            "total = sum(self.state.game_state['remaining_dice'].values())\n"
            "        if not (1 <= new_quantity <= total): return False, "
            'f"Quantity must be between 1 and {total}, the number of dice in the game."\n'
            "        if not (1 <= new_face_value <= 6):",
            "A bid may name no dice, which can't be called, and bids can rise for ever.",
        ),
        Edit(
            "i.e. '[Bid: 3, 4]',",
            "i.e. '[Bid: 3, 4]'; neither may be lower, and the quantity may not exceed the number "
            "of dice in the game,",
            "That neither may be lower is nowhere said.",
        ),
        Edit(
            "        # Roll new dice only for players still holding dice",
            '        held = self.state.game_state["remaining_dice"].values()\n'
            "        if sum(count > 0 for count in held) < 2: return\n"
            "        # Roll new dice only for players still holding dice",
            "After the end another round is announced.",
        ),
    ),
}
