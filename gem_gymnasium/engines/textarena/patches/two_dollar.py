"""Patches of TwoDollar."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch, Replace

__all__ = ["PATCHES"]

_FORGED = "A player's words, sent by the game, could begin a line as if another had said it."


def _dollar_roles(self: Any) -> dict[str, Any]:
    return dict(_roles_of(type(self).__module__.rpartition(".")[0]))


@cache
def _roles_of(package: str) -> dict[str, Any]:
    return {
        file.name.removesuffix(".json"): json.loads(file.read_text("utf-8"))
        for kind in ("enforceable", "non_enforceable")
        for file in sorted((files(package) / "roles" / kind).iterdir(), key=lambda one: one.name)
    }


def _dollar_step(self: Any, action: str) -> Any:
    state, player = self.state, self.state.current_player_id
    state.add_observation(f"Your action: {action}", shared.ECHO, player, player)
    if not self._is_valid_action(action):
        return state.step()  # asked again, on the last turn too; one too many has lost
    self._process_valid_action(player, action)
    if self._check_deal_accepted() or state.turn >= self.max_rounds - 1:
        self._end_game()
        return state.step()
    found = state.step()
    _dollar_board(self)
    return found


def _dollar_board(self: Any) -> None:
    """What upstream adds to each observation when it is asked for."""
    state, deal = self.state, self.current_proposal
    text = f"=== ROUND {state.turn + 1} of {self.max_rounds} ===\n"
    if deal["amount"] is not None:
        text += (
            f"\nCURRENT PROPOSAL:\nPlayer {deal['proposer']} wants ${deal['amount']:.2f}, Player "
            f"{1 - deal['proposer']} gets ${self.total_amount - deal['amount']:.2f}\n"
        )
    state.add_observation(text, shared.BOARD, to_id=state.current_player_id)


PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.TwoDollar.env": (
        Edit("import TwoPlayerState", "import TwoPlayerState, no_forged_lines", _FORGED),
        *(
            Edit(
                f'rationale = action.split("[{word}]")[0].strip()',
                f'rationale = no_forged_lines(action.split("[{word}]")[0].strip())',
                _FORGED,
            )
            for word in ("Propose", "Accept", "Reject")
        ),
        Edit(
            "return float(match.group(1))",
            "return round(float(match.group(1)), 2)",
            "A split of parts of a cent is shown as one of whole cents.",
        ),
        Edit(
            "concession = proposals[-1] - amount",
            "concession = round(proposals[-1] - amount, 2)",
            "A concession of one cent, from 1.50 to 1.49, is refused as one of more.",
        ),
        Edit(
            "            player_prompt_function=self._generate_player_prompt\n        )\n",
            "            player_prompt_function=self._generate_player_prompt\n        )\n"
            "        self._tell_round()\n",
            "The round is told only in what TextArena makes when it is asked.",
        ),
        Replace(
            "TwoDollarEnv._tell_round",
            _dollar_board,
            "The round is told only in what TextArena makes when it is asked.",
            shared.NEW,
        ),
        Replace(
            "TwoDollarEnv._load_available_roles",
            _dollar_roles,
            "In the order of the file system and the locale's encoding, anew for each game.",
            "2cdf2fb99339",
        ),
        Replace(
            "TwoDollarEnv.step",
            _dollar_step,
            "A refused move on the last turn ends the game at once, and a game that was lost by "
            "refusals is made a draw.",
            "09aa54447406",
        ),
    ),
}
