"""Patches of DontSayIt."""

from __future__ import annotations

from collections.abc import Mapping

from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch

__all__ = ["PATCHES"]

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.DontSayIt.env": (
        Edit("import nltk, random", "import re, nltk, random", "The search below needs it."),
        Edit(
            'all_words = nltk.corpus.words.words("en") if hardcore else '
            'nltk.corpus.words.words("en-basic")',
            "self.word_list = nltk.corpus.words.nouns(hardcore)",
            shared.NOUNS,
        ),
        Edit(
            'self.word_list = [word for word in all_words if nltk.pos_tag([word])[0][1] in ["NN"]]',
            "",
            shared.NOUNS,
        ),
        Edit(
            "{0:random.choice(self.word_list), 1:random.choice(self.word_list)}",
            "dict(enumerate(random.sample(self.word_list, 2)))",
            "Both players may get the same word.",
        ),
        Edit(
            'f"The game lasts for {self.state.max_turns} turns in total.\\n"',
            "f\"The game {f'lasts for {self.state.max_turns} turns in total' if "
            "self.state.max_turns else 'has no turn limit'}.\\n\"",
            "Without a limit the prompt says that there are None turns.",
        ),
        Edit(
            'self.state.game_state["target_words"][1-self.state.current_player_id].lower() in '
            "action.lower():",
            '(word := self.state.game_state["target_words"][1-self.state.current_player_id]) '
            r'in action.lower() and re.search(rf"\b{word}(s|es)?\b", action.lower()):',
            "A word is heard inside of others, as 'art' in 'start'.",
        ),
        Edit(
            "elif self.state.check_turn_limit():",
            "elif self.max_turns and self.state.turn + 1 >= self.max_turns:",
            "The game lasts a turn longer than the prompt says.",
        ),
    ),
}
