"""Patches of SpiteAndMalice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gem_gymnasium.engines.textarena.games import spite_and_malice
from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch, Replace

__all__ = ["PATCHES"]


def _spite_observe(self: Any, player_id: int) -> None:
    moves = ", ".join(spite_and_malice.moves(self, player_id))
    board = self._render_board(player_id=player_id)
    message = f"Current Board:\n\n{board}\nAvailable Moves: {moves}"
    self.state.add_observation(message, shared.BOARD, to_id=player_id)


def _spite_can_draw(self: Any, player_id: int) -> bool:
    return spite_and_malice.draws(self, player_id)


_SPITE = (
    Edit(
        "fill your hand up to 5 cards. Enter **[draw]** to begin.",
        "fill your hand up to 5 cards, if you hold fewer. Enter **[draw]** to begin. When the deck "
        "is empty and you have no card in hand and nothing to play, **[draw]** passes the turn.",
        "With an empty hand and an empty deck one can neither move nor pass.",
    ),
    Replace(
        "SpiteAndMaliceEnv._observe_current_state",
        _spite_observe,
        "It lists a draw that draws nothing, and moves twice.",
        "3ccd9db4d133",
    ),
    Replace("SpiteAndMaliceEnv._can_draw", _spite_can_draw, "Ours must call it.", shared.NEW),
    Edit(
        'if action_type == "draw":\n                    self._draw_cards(player_id)',
        'if action_type == "draw":\n'
        "                    if not self._can_draw(player_id):\n"
        '                        self.state.set_invalid_move(reason="There is nothing to draw.")\n'
        "                        break\n"
        "                    if not self.deck:\n"
        '                        self.state.add_observation(f"Player {player_id} has nothing left '
        'to do and passes.")\n'
        "                        rotate_player = True\n"
        '                        self.state.game_state["player_turn"] = 1 - player_id\n'
        "                        break\n"
        "                    self._draw_cards(player_id)",
        "A draw that draws nothing can be repeated for ever.",
    ),
    Edit(
        "self.state.set_invalid_move(reason=reason)\n            rotate_player  = True",
        "self.state.set_invalid_move(reason=reason)",
        "After a refused move the other player is shown the board.",
    ),
    Edit(
        "if self._play_card(player_id, card, int(index)):",
        "if card and self._play_card(player_id, card, int(index)):",
        "A play without a card raises ValueError.",
    ),
    Edit(
        'message=f"Player {player_id} played {card} on center pile {index}."\n'
        "                        self.state.add_observation(from_id=ta.GAME_ID, to_id=1-player_id, "
        "message=message, observation_type=ta.ObservationType.GAME_ACTION_DESCRIPTION)",
        'message=f"Player {player_id} played {card} on center pile {index}."\n'
        "                        self.state.add_observation(from_id=ta.GAME_ID, to_id=1-player_id, "
        "message=message, observation_type=ta.ObservationType.GAME_ACTION_DESCRIPTION)\n"
        '                        if not self.players[player_id]["payoff"]: break',
        "A discard after the play that wins raises IndexError.",
    ),
)

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.SpiteAndMalice.env": _SPITE,
}
