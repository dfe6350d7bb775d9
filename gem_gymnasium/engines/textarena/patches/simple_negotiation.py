"""Patches of SimpleNegotiation."""

from __future__ import annotations

from collections.abc import Mapping

from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch

__all__ = ["PATCHES"]

_LATE = "The limit is checked a turn late: the prompt promises one turn less than are played."

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.SimpleNegotiation.env": (
        Edit(
            r're.compile(r"\[Offer:?\s*(?:I\s+(?:give|offer)\s+)?([^\[\]]+?)\s*\.*\]", '
            "re.IGNORECASE | re.DOTALL)",
            r're.compile(r"\[Offer:?([^\[\]]+)\]", re.IGNORECASE)',
            shared.QUADRATIC,
        ),
        Edit(
            "            offer_str = ' '.join(offer_str.split())",
            "            if len(offer_str) > 1000: return None\n"
            "            offer_str = ' '.join(offer_str.split())",
            shared.QUADRATIC,
        ),
        Edit(
            'rejected the trade offer.", observation_type='
            "ta.ObservationType.GAME_ACTION_DESCRIPTION)\n",
            'rejected the trade offer.", observation_type='
            "ta.ObservationType.GAME_ACTION_DESCRIPTION)\n"
            '            self.state.game_state["current_offer"] = None\n',
            "A rejected offer stays: it can be accepted later, by its maker too.",
        ),
        Edit(
            "if self.state.check_turn_limit(): self._determine_winner()",
            f"if {shared.TURNS_SPENT}: self._determine_winner()",
            _LATE,
        ),
    ),
}
