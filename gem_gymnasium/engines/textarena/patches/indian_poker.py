"""Patches of IndianPoker."""

from __future__ import annotations

from collections.abc import Mapping

from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch

__all__ = ["PATCHES"]

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.IndianPoker.env": (
        Edit(r"\[bet (\d+)\]", r"\[bet ([0-9]{1,6})\]", shared.DIGITS),
        Edit(r"\[raise (\d+)\]", r"\[raise ([0-9]{1,6})\]", shared.DIGITS),
        Edit(
            'gs["prev_action"] = None # track check-check',
            'gs["prev_action"] = None\n        gs["second_check"] = False',
            "After a round of two checks, the first check of the next ends it.",
        ),
        Edit(
            'if gs["current_round"] > self.max_rounds:',
            'if gs["current_round"] > self.max_rounds or min(gs["player_chips"].values()) < '
            "self.ante:",
            "A player without chips goes on with debts.",
        ),
        Edit(
            'elif move == "call":    cost = to_call',
            'elif move == "call":    cost = min(to_call, gs["player_chips"][pid])',
            "A bet of more chips than the other has can't be called, and wins every round.",
        ),
        Edit(
            'gs["current_bets"][pid] += to_call\n            gs["player_chips"][pid] -= to_call\n'
            '            gs["pot"] += to_call',
            'gs["current_bets"][pid] += cost\n            gs["player_chips"][pid] -= cost\n'
            '            gs["player_chips"][1-pid] += to_call - cost\n'
            '            gs["pot"] += 2 * cost - to_call',
            "A bet of more chips than the other has can't be called, and wins every round.",
        ),
        Edit(
            "(cost {to_call})",
            "(cost {min(to_call, gs['player_chips'][to_pid])})",
            "A bet of more chips than the other has can't be called, and wins every round.",
        ),
        Edit(
            "- Highest hidden card wins the pot at showdown.\\n",
            "- Highest hidden card wins the pot at showdown.\\n"
            "- With fewer chips than the bet, a call costs all of them, and the rest of the bet is "
            "returned.\\n- The game ends early when a player cannot pay the ante.\\n",
            "What a player without enough chips can do is nowhere said.",
        ),
    ),
}
