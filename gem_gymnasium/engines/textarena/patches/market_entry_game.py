"""Patches of MarketEntryGame."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch, Replace

__all__ = ["PATCHES"]


def _market_examples(self: Any) -> str:
    players, capacity = self.state.num_players, self.market_capacity
    lines = [f"Example Scenarios (with {players} players):"]
    for entrants in sorted({min(capacity, players), min(capacity + 1, players), players}):
        pay = self.entry_profit if entrants <= capacity else self.overcrowding_penalty
        status = "not overcrowded" if entrants <= capacity else "overcrowded!"
        others = f", others get {self.safe_payoff}" if entrants < players else ""
        lines.append(f"- If {entrants} players enter ({status}): entrants get {pay}{others}")
    lines.append(f"- If none enter: everyone gets {self.safe_payoff}")
    return "\n".join(lines)


_SCENARIOS = "The prompt speaks of a capacity of 2 and of four players, whatever they are."

_MARKET = (
    *shared.BRACES,
    Edit(
        'if all(p in self.state.game_state["pending_decisions"] for p in alive_players):',
        'if alive_players and all(p in self.state.game_state["pending_decisions"] for p in '
        "alive_players):",
        "Without players a round is played and announced.",
    ),
    Replace(
        "MarketEntryGameEnv._examples",
        _market_examples,
        _SCENARIOS,
        shared.NEW,
    ),
    Edit(
        'f"Example Scenarios (with {self.state.num_players} players):\\n"',
        'f"{self._examples()}\\n\\n"',
        _SCENARIOS,
    ),
    Edit(
        '            f"- If 2 players enter (not overcrowded): entrants get '
        "{game_state['entry_profit']}, others get {game_state['safe_payoff']}\\n\"\n",
        "",
        _SCENARIOS,
    ),
    Edit(
        '            f"- If 3 players enter (overcrowded!): entrants get '
        "{game_state['overcrowding_penalty']}, the one who stayed out gets "
        "{game_state['safe_payoff']}\\n\"\n",
        "",
        _SCENARIOS,
    ),
    Edit(
        "            f\"- If all enter: everyone gets {game_state['overcrowding_penalty']}\\n\"\n",
        "",
        _SCENARIOS,
    ),
    Edit(
        "            f\"- If none enter: everyone gets {game_state['safe_payoff']}\\n\\n\"\n",
        "",
        _SCENARIOS,
    ),
)

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.MarketEntryGame.env": _MARKET,
}
