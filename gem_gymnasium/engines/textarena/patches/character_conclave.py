"""Patches of CharacterConclave."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch, Replace

__all__ = ["PATCHES"]


def _conclave_outcome(self: Any) -> None:
    state, votes = self.state, self.state.game_state["votes"]
    if len(votes) < state.num_players:
        return
    players = [one for one in range(state.num_players) if state.is_player_alive(one)]
    got = {one: sum(target == one for target in votes.values()) for one in players}
    counts = sorted(got.values())
    rewards = dict.fromkeys(state.elimination_order, -1.0)
    for player, count in got.items():
        # The mean rank of those with as many votes; the ends are -1 and 1, however many share them.
        below, above = (sum(one < count for one in counts), sum(one > count for one in counts))
        if below and above:
            rewards[player] = (below - above) / (len(counts) - 1)
        else:
            rewards[player] = float(bool(below) - bool(above))
    winners = [player for player in sorted(rewards) if rewards[player] == 1.0]
    state.set_game_outcome(
        rewards,
        f"Player(s) {winners} win(s) with the most votes."
        if winners
        else "Nobody has more votes than another.",
    )


PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.CharacterConclave.env": (
        Edit(
            "from_id=self.state.current_player_id, message=action)",
            "from_id=self.state.current_player_id, message=action, "
            "observation_type=ta.ObservationType.PLAYER_ACTION)",
            "A TypeError in TextArena's state: the message has no type.",
        ),
        Edit(
            "] -= len(action)",
            "] -= max(1, len(action))",
            "Empty messages cost nothing, and a discussion of them never ends.",
        ),
        Edit(
            'f"You have submitted and invalid vote: {vote}. It',
            '"You have submitted an invalid vote. It',
            "It always says that the vote was None.",
        ),
        Replace(
            "CharacterConclaveEnv._check_and_evaluate_outcome",
            _conclave_outcome,
            "Where all have as many votes all lose, and of equals in the middle the one with the "
            "higher number earns more.",
            "abcf110bab46",
        ),
    ),
}
