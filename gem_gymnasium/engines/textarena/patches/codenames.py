"""Patches of Codenames."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch, Replace
from gem_gymnasium.engines.textarena.vocabulary import words

__all__ = ["PATCHES"]

_LONG_NUMBER = "A number of thousands of digits raises ValueError."


def _codenames_words(self: Any, hardcore: bool = False) -> None:
    self.word_list = words.nouns(hardcore, longest=7)


_OPERATIVE = (
    "self.state.add_observation(message=f\"Operator of {'Red' if current_team=='R' else 'Blue'} "
    "team, Player {player_id}, did not"
)

_SPYMASTER = (
    "self.state.add_observation(message=f\"Spymaster of {'Red' if current_team=='R' else 'Blue'} "
    "team, Player {player_id}, did not"
)

_UNCOUNTED = "The move is refused, and the state doesn't count it as such."

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.Codenames.env": (
        Replace("CodenamesEnv._load_word_list", _codenames_words, shared.NOUNS, "c8ac383bab2b"),
        Edit(
            "(the clue may not contain any of the words on the board)",
            "(a clue that is in a word on the board, or in which a word on the board is, loses)",
            "A clue that is a part of a word on the board loses too, which is nowhere said.",
        ),
        Edit(r"\[(\w+)\s+(\d+)\]", r"\[(\w+)\s+([0-9]{1,3})\]", _LONG_NUMBER),
        Edit(
            "if any(word in board_word or board_word in word for",
            "if any(word.lower() in board_word or board_word in word.lower() for",
            "In capitals a word on the board is accepted as a clue.",
        ),
        Edit(_OPERATIVE, f"self.state.refusals += 1; {_OPERATIVE}", _UNCOUNTED, count=2),
        Edit(_SPYMASTER, f"self.state.refusals += 1; {_SPYMASTER}", _UNCOUNTED),
    ),
}
