"""Patches of HighSociety."""

from __future__ import annotations

from collections.abc import Mapping

from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch

__all__ = ["PATCHES"]

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.HighSociety.env": (
        Edit(
            'return self.state.game_state["player_prestige"][pid]',
            'return self.state.game_state["player_prestige"][pid] + '
            'sum(self.state.game_state["player_money"][pid])',
            "The cash that is left doesn't count, though the prompt says so.",
        ),
        Edit(
            'gs["current_prize"] = prize',
            'gs["current_prize"] = prize\n        gs["ties"] = 0',
            "Equal bids are auctioned again for ever.",
        ),
        Edit(
            '            self.state.add_observation(message="Tie - bids returned. Rebid!"',
            '            gs["ties"] += 1\n'
            '            if gs["ties"] == 3:\n'
            '                self.state.add_observation(message=f"Third tie - bids returned. '
            'Prestige {prize} is discarded.")\n'
            "                self._next_auction()\n"
            "                return self.state.step(rotate_player=True)\n"
            '            self.state.add_observation(message="Tie - bids returned. Rebid!"',
            "Equal bids are auctioned again for ever.",
        ),
        Edit(
            "the same prestige card is re-auctioned.",
            "the same prestige card is re-auctioned; after a third tie it is discarded.",
            "Equal bids are auctioned again for ever.",
        ),
    ),
}
