"""Patches of UltimateTexasHoldem."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gem_gymnasium.engines.textarena.games import _holdem
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch, Replace

__all__ = ["PATCHES"]

_NESTED = "Quotes of an f-string were used inside it, which Python reads from 3.12 on only."

_PLACEHOLDER = "The prompt showed the name of a variable in place of an amount."

_AMOUNT = "The bets were those of an ante of 25, whatever the ante."


def _holdem_score(self: Any, cards: list[dict[str, str]]) -> tuple[int, list[int]]:
    return _holdem.score(cards)


def _holdem_best_five(self: Any, cards: list[dict[str, str]]) -> list[dict[str, str]]:
    return _holdem.best_five(cards)


_ULTIMATE_TEXAS_HOLDEM: tuple[Patch, ...] = (
    Edit(
        """[f"{card['rank']}{card['suit']}" for card in gs['player_hand']]""",
        "[card['rank'] + card['suit'] for card in gs['player_hand']]",
        _NESTED,
    ),
    Edit(
        """f"{c['rank']}{c['suit']}" for c in gs['visible_community_cards'])""",
        "c['rank'] + c['suit'] for c in gs['visible_community_cards'])",
        _NESTED,
        count=2,
    ),
    Edit(
        """f"{c['rank']}{c['suit']}" for c in gs['community_cards'][3:])""",
        "c['rank'] + c['suit'] for c in gs['community_cards'][3:])",
        _NESTED,
        count=3,
    ),
    *(
        Edit(f'"{line}', f'f"{line}', _PLACEHOLDER)
        for line in (
            "  • Royal Flush: 500:1 (",
            "  • Straight Flush: 50:1 (",
            "  • Four of a Kind: 10:1 (",
            "  • Full House: 3:1 (",
            "  • Flush: 3:1 (",
            "  • Straight: 1:1 (",
            "• [4x] or [play bet 4x]",
            "• [2x] or [play bet 2x]",
            "• [1x] or [play bet 1x]",
        )
    ),
    Edit(
        '"• Game ends when you reach 0 chips or below at start of round (LOSS) or complete 1000 ',
        'f"• Game ends when you reach 0 chips or below at start of round (LOSS) or complete '
        "{self.max_turns} ",
        "The prompt announced 1000 rounds, whatever their number.",
    ),
    *(
        Edit(f"{name} {sign} {amount}\n", f"{name} {sign} self.ante_amount * {times}\n", _AMOUNT)
        for amount, times in ((100, 4), (50, 2), (25, 1))
        for name, sign in (
            ('gs["play_bet"]', "="),
            ('gs["chips"]', "-="),
            ('gs["total_bet"]', "+="),
        )
    ),
    Edit('gs["play_bet"] == 100:', 'gs["play_bet"] > 0:', _AMOUNT),
    Edit('gs["play_bet"] in (100, 50):', 'gs["play_bet"] > 0:', _AMOUNT),
    Edit('gs["play_bet"] >= 50:', 'gs["play_bet"] > 0:', _AMOUNT),
    Edit(
        """(not chip depletion)
        if gs["current_round"] >= self.max_turns:
""",
        """(not chip depletion)
        if gs["current_round"] > self.max_turns:
""",
        "The last round was won before it was played, by any text.",
    ),
    Edit(
        "        self._execute_action(parsed)\n",
        """        self._execute_action(parsed)
        if gs.get("game_complete", False):
            return self.step("")
""",
        "The game was over, but ended with another step only.",
    ),
    Edit(
        'return (False, {"invalid_move": True, "reason": error_reason})',
        "return self.state.step()",
        "The step said that the game goes on when the refused action had ended it, and the next "
        "action counted as refused.",
    ),
    Replace(
        "UltimateTexasHoldemEnv._evaluate_hand",
        _holdem_score,
        "It scored all 21 choices of five cards, eight times a round.",
        "da7791561854",
    ),
    Replace(
        "UltimateTexasHoldemEnv._get_best_five_cards",
        _holdem_best_five,
        "It scored all 21 choices of five cards, twice a round.",
        "2f9d85553402",
    ),
)

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.UltimateTexasHoldem.env": _ULTIMATE_TEXAS_HOLDEM,
}
