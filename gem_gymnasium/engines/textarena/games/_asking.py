"""What GuessWho and TwentyQuestions share: a gamemaster, and a board of what was asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from gem_gymnasium.engines.textarena.language import RuleGamemaster, Shared
from gem_gymnasium.engines.textarena.rules import Rules
from gem_gymnasium.engines.textarena.streams import Stream

__all__ = ["Asking"]


class Asking(Rules):
    """Questions in free text, or a guess in brackets."""

    def build(
        self, engine_class: Callable[..., Any], stream: Stream, services: Mapping[str, Any]
    ) -> Any:
        """Seat the gamemaster: the caller's, or one of rules."""
        engine = engine_class(**self.arguments)
        engine.gamemaster = Shared(services.get("gamemaster") or RuleGamemaster())
        return engine

    def board(self, engine: Any) -> str:
        """The questions so far with their answers."""
        asked = engine.gamemaster_history
        return "\n".join(["Questions so far:", *asked]) if asked else "No questions so far."
