"""Patches of ScorableGames."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gem_gymnasium.engines.textarena.data import scorable_game
from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch, Replace

__all__ = ["PATCHES"]

_FORGED = "A player's words, sent by the game, could begin a line as if another had said it."


def _scorable_load(self: Any) -> None:
    game = scorable_game(self.game_config)
    self.global_instructions = game["scenario"]
    self.issues = game["issues"]
    parties = list(enumerate(game["parties"]))
    self.player_configs = {
        player: {"agent_name": party["name"], "role": f"p{player + 1}"} for player, party in parties
    }
    self.player_scores = {
        player: {
            issue: {f"{issue}{number}": score for number, score in enumerate(scores, 1)}
            for issue, scores in party["scores"].items()
        }
        | {"threshold": party["threshold"]}
        for player, party in parties
    }
    self.player_instructions = {player: party["aims"] for player, party in parties}


def _scorable_step(self: Any, action: str) -> Any:
    state, player = self.state, self.state.current_player_id
    state.add_observation(f"Your action: {action}", shared.ECHO, player, player)
    if self._is_valid_action(action):
        self._process_valid_action(player, action)
    elif not self._handle_invalid_action(player, action):
        return state.step()  # asked again, on the last turn too
    self.valid_actions_this_round.add(player)
    if self._check_deal_accepted() or state.turn >= self.max_rounds - 1:
        self._end_game()
        reason = state.step_info.get("winner_reason") or state.step_info.get("draw_reason")
        for info in state.game_info.values():
            info["reason"] = reason
        return state.step()
    found = state.step()
    state.current_player_id = (player + 1) % state.num_players
    if self.current_deal:
        state.add_observation(self.get_board_str(), shared.BOARD, to_id=state.current_player_id)
    return found


PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.ScorableGames.env": (
        Edit(
            "import TeamMultiPlayerState", "import TeamMultiPlayerState, no_forged_lines", _FORGED
        ),
        Edit(
            'rationale = action.split("[Propose]")[0].strip()',
            'rationale = no_forged_lines(action.split("[Propose]")[0].strip())',
            _FORGED,
        ),
        Edit(
            "rationale = action.split(vote)[0].strip()",
            "rationale = no_forged_lines(action.split(vote)[0].strip())",
            _FORGED,
        ),
        Edit(
            'elif "[Accept]" in action:\n            return True\n'
            '        elif "[Reject]" in action:\n            return True',
            'elif "[Accept]" in action or "[Reject]" in action:\n'
            "            return bool(self.current_deal)",
            "A vote without a proposal is refused and passes the turn on all the same.",
        ),
        Edit(
            'reason = "Invalid action format"',
            'reason = "There is no proposal to vote on yet"',
            "The reason of the refusal is wrong.",
        ),
        Edit(
            "            part = part.strip()\n",
            "            part = part.strip().rstrip('.,!?;:')\n",
            "A proposal with a full stop passes the check, and then is refused and ends the turn.",
        ),
        Edit(
            "threshold_rewards[player_id] = threshold",
            "threshold_rewards[player_id] = 0.0\n"
            '            self.state.game_info[player_id]["score"] = threshold',
            "Without a deal the reward is the threshold, some 50, and with one it is 1 or -1.",
        ),
        Replace(
            "ScorableGamesEnv._load_game_configuration",
            _scorable_load,
            "The release lacks the games; ours are in another place and form.",
            "b6411c15b725",
        ),
        Replace(
            "ScorableGamesEnv.step",
            _scorable_step,
            "An invalid move on the last turn ends the game at once, and what a player must see, "
            "the proposal with its scores and votes, is only in what TextArena makes when asked.",
            "9962a36afcd0",
        ),
    ),
}
