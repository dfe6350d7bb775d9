"""Patches of GuessWho."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch, Replace
from gem_gymnasium.engines.textarena.state import ObservationType

__all__ = ["PATCHES"]

_NAME = re.compile(r"\[([a-zA-Z]+)\]")


def _guess_who_answer(self: Any, action: str) -> str:
    return shared.ask(self, action, self.target_character)


def _guess_who_step(self: Any, action: str) -> tuple[bool, Any]:
    """Answer a question, or judge a guess; the second wrong guess in a row loses."""
    state, player = self.state, self.state.current_player_id
    state.add_observation(action, ObservationType.PLAYER_ACTION, player)
    state.add_observation(f"You asked: {action}", ObservationType.GAME_ACTION_DESCRIPTION)
    guess = _NAME.search(action)
    if guess is None:
        state.add_observation(self.get_gamemaster_response(action), ObservationType.GAME_MESSAGE)
    elif guess[1].lower() == self.target_character["name"].lower():
        state.set_outcome(1, f"Congratulations! Player {player} guessed the target character.")
    elif state.game_state.get("wrong_guess"):
        state.set_outcome(-1, f"Invalid guess. Player {player} guessed incorrectly.")
    else:
        state.add_observation("That guess is wrong.", ObservationType.GAME_MESSAGE)
    state.game_state["wrong_guess"] = guess is not None
    if state.check_turn_limit():
        state.set_outcome(0, "The turn limit has been reached.")
    done: tuple[bool, Any] = state.step()
    return done


_GUESS_WHO = (
    shared.read_once("GuessWho", "characters.json", "characters"),
    Edit(
        """{char['name']} has {char['hair_texture']} hair texture, """,
        """{char['name']} has {char['hair_texture']} hair texture, {char['hat_type']} hat type, """,
        "The gamemaster knows of hats that the list of characters kept back.",
    ),
    Edit(
        'will be displayed."\n',
        'will be displayed.\\n"\n',
        "Two sentences ran into one.",
    ),
    Edit(
        "at any time by ensuring that you wrap their name in square brackets, e.g. [Zach].\\n",
        "at any time by ensuring that you wrap their name in square brackets, e.g. [Zach]. "
        "A wrong guess right after another loses the game.\\n",
        "The prompt did not say what wrong guesses cost.",
    ),
    Replace(
        "GuessWhoEnv.step",
        _guess_who_step,
        "A wrong guess counted as a refused move: it took no turn, and where refused moves are "
        "forgiven, all names could be tried.",
        "f81b177e8e0a",
    ),
    Replace("GuessWhoEnv.get_gamemaster_response", _guess_who_answer, shared.ASKED, "6de28349f058"),
)

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.GuessWho.env": _GUESS_WHO,
}
