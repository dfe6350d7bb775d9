"""Patches of ThreePlayerGOPS."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch, Replace
from gem_gymnasium.engines.textarena.state import Info

__all__ = ["PATCHES"]


def _gops_step(self: Any, action: str) -> tuple[bool, Info]:
    state, game = self.state, self.state.game_state
    player = state.current_player_id
    state.add_observation(action, shared.ECHO, from_id=player, to_id=player)
    tokens = self.action_space.findall(action.lower())
    bid = self._face_to_val(tokens[-1]) if tokens else 0
    hand = game["player_hands"][player]
    if bid in hand:
        game["pending_bids"][player] = bid
        hand.remove(bid)
    elif state.set_invalid_move(
        "card already used or invalid" if tokens else "action needs a bracketed card like '[Q]'"
    ):
        state.add_observation(f"Player {player} eliminated after repeated invalid moves.")
    alive = shared.still_in(self)
    if len(alive) == 1:
        state.set_winners(alive, "Two players eliminated - automatic win.")
    elif all(one in game["pending_bids"] for one in alive):
        _gops_reveal(self)
        self._start_round()
    result: tuple[bool, Info] = state.step()
    return result


def _gops_reveal(self: Any) -> None:
    state, game = self.state, self.state.game_state
    bids = dict(sorted(game["pending_bids"].items()))
    pot = game["current_prize"] + game["carry_pot"]
    winners = [player for player, bid in bids.items() if bid == max(bids.values())]
    shown = ", ".join(f"P{player}:{self._val_to_face(bid)}" for player, bid in bids.items())
    if len(winners) == 1:
        game["player_scores"][winners[0]] += pot
        game["carry_pot"] = 0
        state.add_observation(f"Bids » {shown} - Player {winners[0]} wins {pot}.")
    else:
        game["carry_pot"] = pot
        state.add_observation(f"Bids » {shown} - tie, pot now {pot}.")
    scores = "  ".join(f"P{player}:{score}" for player, score in game["player_scores"].items())
    state.add_observation(f"Scores → {scores}")


_GOPS = (
    Replace(
        "ThreePlayerGOPSEnv.step",
        _gops_step,
        "When the last player to bid is eliminated, another one must bid twice.",
        "5bd7aa864623",
    ),
    Edit(
        'scores = gs["player_scores"]\n',
        "scores = {p: s if self.state.is_player_alive(p) else -1 for p, s in "
        'gs["player_scores"].items()}\n',
        "A player who was eliminated can win.",
    ),
)

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.ThreePlayerGOPS.env": _GOPS,
}
