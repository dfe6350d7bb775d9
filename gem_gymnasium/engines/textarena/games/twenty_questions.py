"""TwentyQuestions: find a word by asking about what it names."""

from __future__ import annotations

from typing import Any

from gem_gymnasium.engines.textarena.games._asking import Asking

__all__ = ["TwentyQuestions"]


class TwentyQuestions(Asking):
    """One guess decides."""

    pattern = r"(Is|Does|Can|Has) it( [a-z-]{1,12}){1,8}\?|\[[a-z-]{2,20}( [a-z-]{2,20}){0,2}\]"
    example = "Is it bigger than a car?"

    def max_turns(self) -> int:
        """Twenty questions and a guess, as the prompt says."""
        return int(self.arguments.get("max_turns", 21))

    def oracle(self, engine: Any) -> str:
        """The word."""
        return f"[{engine.game_word.lower()}]"
