"""Patches of TwentyQuestions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch, Replace

__all__ = ["PATCHES"]


def _twenty_questions_answer(self: Any, action: str) -> str:
    return shared.ask(self, action, {"word": self.game_word, "theme": self.game_theme})


_TWENTY_QUESTIONS = (
    shared.read_once(
        "TwentyQuestions", "twenty_questions_words.json", "word_data", gap="\n" + 20 * " "
    ),
    Edit(
        r"\[([a-zA-Z\s]+)\]",
        r"\[([a-zA-Z\s-]+)\]",
        "Words with a hyphen, such as yo-yo, could not be guessed.",
    ),
    Edit(
        "if self.game_word in action_text:",
        "if self._named(action_text):",
        "A guess that lists all words was right, and words with capitals, such as TV presenter, "
        "could not be guessed.",
    ),
    Edit(
        "    def get_board_str(self): return",
        """    def _named(self, guess):
        words = guess.split()
        if words and words[0] in ("a", "an", "the"): words = words[1:]
        return words == self.game_word.lower().split()
    def get_board_str(self): return""",
        "What names the word: the word itself, with an article or without.",
    ),
    Replace(
        "TwentyQuestionsEnv.get_gamemaster_response",
        _twenty_questions_answer,
        shared.ASKED,
        "f69b494a8eeb",
    ),
)

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.TwentyQuestions.env": _TWENTY_QUESTIONS,
}
