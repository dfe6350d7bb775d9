"""Patches of Debate."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import zip_longest
from typing import Any

from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Patch, Replace
from gem_gymnasium.engines.textarena.state import one_line

__all__ = ["PATCHES"]


def _debate_winner(self: Any) -> int | None:
    game = self.state.game_state
    sides, votes = game["sides"], game["votes"]
    lines = [
        f"Player {player} ({sides[player]}): {one_line(argument)}"
        for both in zip_longest(game["arguments"][0], game["arguments"][1])
        for player, argument in enumerate(both)
        if argument is not None
    ]
    after = self._evaluate_debate(topic=game["topic"], debate_transcript="\n".join(lines))
    before, votes["post-debate"] = votes["pre-debate"], after
    gained = [after[sides[player]] - before[sides[player]] for player in (0, 1)]
    if gained[0] == gained[1]:
        return None
    return 0 if gained[0] > gained[1] else 1


_FORGED = "A text with line breaks could go on in the other player's name before the jury."

_DEBATE = (
    shared.read_once("Debate", "topics.json", "self.topics"),
    Replace("DebateEnv._determine_debate_winner", _debate_winner, _FORGED, "0eaa4bac87cb"),
)

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.Debate.env": _DEBATE,
}
