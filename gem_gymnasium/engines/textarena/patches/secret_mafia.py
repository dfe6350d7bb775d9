"""Patches of SecretMafia."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from gem_gymnasium.engines.textarena.games import secret_mafia
from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch, Replace

__all__ = ["PATCHES"]

_VOTE = re.compile(r"\[(?:player\s*)?(\d{1,9})\]", re.IGNORECASE)


def _mafia_vote(text: str) -> int | None:
    for line in text.split("\n"):
        if found := _VOTE.findall(line):
            return int(found[-1])
    return None


def _mafia_after(self: Any) -> None:
    state, game = self.state, self.state.game_state
    if state.made_invalid_move or state.done:
        return
    while self.next_player_ids:
        following = self.next_player_ids.pop()
        if following in game["alive_players"]:
            state.manually_set_current_player_id(following)
            return
    phases = shared.module_of(self).Phase
    alive = game["alive_players"]
    for voter in [one for one, target in game["votes"].items() if target not in alive]:
        del game["votes"][voter]  # whom they voted for is out already
    if self.phase is phases.DAY_VOTING:
        self._resolve_day_votes()
    elif self.phase is phases.NIGHT_MAFIA:
        self._store_mafia_target()
    following_phase = self._compute_next_phase()
    if following_phase is phases.DAY_DISCUSSION:
        if game["pending_elimination"] not in alive:
            game["pending_elimination"] = None
        self._resolve_night_outcome()
    if state.done:
        return
    self.phase = game["phase"] = following_phase
    self._send_phase_prompts()
    state.manually_set_current_player_id(self.next_player_ids.pop())


PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.SecretMafia.env": (
        Edit("between 5 and 15", "between 6 and 15", "It says 5 and means 6."),
        Edit(
            'target not in self.state.game_state["alive_players"]:',
            "target not in self._targets():",
            "Choices that the prompt doesn't offer are taken: oneself, and Mafia for the Mafia.",
            count=3,
        ),
        Edit(
            'self.state.game_state["alive_players"].remove(pid)',
            'self.state.game_state["alive_players"].remove(pid); '
            "self.state.elimination_order.append(pid)",
            "The state isn't told who is out.",
        ),
        Replace(
            "SecretMafiaEnv._targets",
            secret_mafia.targets,
            "The choices that are offered.",
            shared.NEW,
        ),
        Replace(
            "VoteHandler.parse",
            staticmethod(_mafia_vote),
            f"{shared.QUADRATIC} {shared.DIGITS}",
            "ec222b7bfc4b",
        ),
        Replace(
            "SecretMafiaEnv._after_player_action",
            _mafia_after,
            "When doctor and detective are dead the Mafia's victim survives; and players who are "
            "out already are voted out or killed again.",
            "ef680ea95352",
        ),
    ),
}
