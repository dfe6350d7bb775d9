"""Patches of KuhnPoker."""

from __future__ import annotations

from collections.abc import Mapping

from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch

__all__ = ["PATCHES"]

_MOVE = (
    'self.state.game_state["current_legal_action_tree"] = '
    'self.state.game_state["current_legal_action_tree"][move]'
)

_SHOW = (
    "self.state.add_observation(to_id=player_id, message=message, "
    "observation_type=ta.ObservationType.GAME_BOARD)"
)

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.KuhnPoker.env": (
        Edit(
            _MOVE,
            'if move in ("bet", "call"):\n'
            '            self.state.game_state["player_chips"][self.state.current_player_id] -= 1\n'
            '            self.state.game_state["pot"] += 1\n'
            f"        {_MOVE}",
            "Bets and calls put no chip into the pot, although the prompt says so.",
        ),
        Edit(
            "random.shuffle(self.deck)",
            "if self.state.done: return\n        random.shuffle(self.deck)",
            "After the last round another one is dealt, announced and paid for.",
        ),
        Edit(
            f"            {_SHOW}",
            f"                {_SHOW}",
            "The player who waits is told its card twice.",
        ),
    ),
}
