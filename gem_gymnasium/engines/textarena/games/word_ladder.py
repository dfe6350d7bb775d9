"""WordLadder: go from a word to another, a letter at a time."""

from __future__ import annotations

from string import ascii_lowercase
from typing import Any

from gem_gymnasium.engines.textarena.games._ladders import distances
from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["WordLadder"]


class WordLadder(Rules):
    """Each word is English and differs from the last one in one letter.

    The distance that the arguments bound is that of ways through common words; through rare ones
    there may be a shorter way.
    """

    pattern = r"\[[a-z]{3,8}\]"
    example = "[stone]"

    def legal(self, engine: Any) -> list[str]:
        """The English words that differ from the present one in one letter."""
        word = engine.current_word
        others = (
            f"{word[:place]}{letter}{word[place + 1 :]}"
            for place, old in enumerate(word)
            for letter in ascii_lowercase
            if letter != old
        )
        return [f"[{other}]" for other in others if other in engine.universal_word_list]

    def board(self, engine: Any) -> str:
        """The words so far, and the target."""
        return str(engine._render_text()).strip()

    def max_turns(self) -> int:
        """As the arguments say."""
        return int(self.arguments.get("max_turns", 100))

    def progress(self, engine: Any) -> float:
        """TextArena's share: the letters that are those of the target."""
        return float(engine._get_percentage_completion())

    def oracle(self, engine: Any) -> str:
        """The next word of a shortest way; back where none is known."""
        far = distances(engine.target_word)
        near = [move for move in self.legal(engine) if move[1:-1] in far]
        if near:
            return min(near, key=lambda move: far[move[1:-1]])
        # The dictionary's lists lack some forms of words; the start is in them.
        return f"[{engine.history[engine.history.index(engine.current_word) - 1]}]"
