"""Patches of SimpleBlindAuction."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch, Replace
from gem_gymnasium.engines.textarena.state import ObservationType

__all__ = ["PATCHES"]

_SAID = ObservationType.GAME_ACTION_DESCRIPTION

_BID = re.compile(r"\[Bid\s+(?:on\s+)?(?:Item\s+)?(\d+)\s*:\s*(\d+)\]", re.IGNORECASE)


def _auction_bids(self: Any, player_id: int, action: str) -> None:
    state, game = self.state, self.state.game_state
    state.add_observation(action, shared.ECHO, player_id, player_id)
    # Numbers beyond nine digits are as impossible as ten of them.
    bids = {int(item[:10]): int(amount[:10]) for item, amount in _BID.findall(action)}
    capital, total = game["remaining_capital"][player_id], sum(bids.values())
    wrong = next((item for item in bids if item >= self.num_items), None)
    if wrong is not None:
        state.set_invalid_move(
            f"Item {wrong} does not exist. Valid items are 0-{self.num_items - 1}."
        )
    elif not all(bids.values()):
        state.set_invalid_move("Bid amount must be positive.")
    elif total > capital:
        state.set_invalid_move(
            f"Total bid amount {total} exceeds your remaining capital {capital}."
        )
    else:
        game["player_bids"][player_id] = bids
        state.add_observation(
            f"You submitted bids for Items: {', '.join(map(str, bids))}."
            if bids
            else "You submitted no valid bids.",
            _SAID,
            to_id=player_id,
        )
        state.add_observation(f"Player {player_id} has submitted bids.", _SAID, to_id=1 - player_id)
        game["bidding_done"][player_id] = True


PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.SimpleBlindAuction.env": (
        Edit(
            "            # Now each player only gets ONE chance to place bids (or pass).\n"
            '            # So mark them as "done" after their action:\n'
            '            self.state.game_state["bidding_done"][current_pid] = True\n',
            "",
            "Refused bids count as made: the second bidder has no second chance.",
        ),
        Edit(
            "if all(self.state.game_state",
            "if not self.state.made_invalid_move and all(self.state.game_state",
            "A game that was lost by a second refusal is decided once more.",
        ),
        Edit(
            '            remaining = game_state["remaining_capital"][pid]\n'
            '            auction_results["player_profit"]',
            '            remaining = game_state["remaining_capital"][pid] = '
            "self.starting_capital - spent\n"
            '            auction_results["player_profit"]',
            "Bids that don't win are paid too, though the results count only what won as spent.",
        ),
        Edit(
            "[Bid on Item 3: 175]",
            "[Bid on Item {self.num_items - 1}: 175]",
            "An example that is refused where there are three items.",
        ),
        Edit(
            "\"You can submit multiple bids in one turn, for example:\\n'[Bid on Item 0: 150] "
            "[Bid on Item 2: 200] [Bid on Item 4: 350]'\"",
            "f\"You can submit multiple bids in one turn, for example:\\n'[Bid on Item 0: 150] "
            "[Bid on Item {(self.num_items - 1) // 2}: 200] "
            "[Bid on Item {self.num_items - 1}: 350]'\"",
            "An example that is refused where there are three items.",
        ),
        Replace(
            "SimpleBlindAuctionEnv._handle_bidding_action",
            _auction_bids,
            "Two mistakes in one message lose the game at once; of a refused message the good bids "
            "are paid; that somebody made no bid is known before the other bids; sums of more than "
            "4300 digits raise ValueError.",
            "3984551c3b2a",
        ),
    ),
}
