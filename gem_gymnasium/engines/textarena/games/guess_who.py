"""GuessWho: find one of 24 characters by asking about traits."""

from __future__ import annotations

from typing import Any

from gem_gymnasium.engines.textarena.games._asking import Asking

__all__ = ["GuessWho"]


class GuessWho(Asking):
    """A wrong guess right after another loses."""

    pattern = (
        r"Is the character (male|female|bald|young|elderly)\?|"
        r"Does the character have (((brown|blonde|white|red|black|curly|straight) hair)|"
        r"(brown|blue) eyes|a mustache|a beard|dimples|freckles)\?|"
        r"Does the character wear (glasses|a hat|earrings)\?|"
        r"\[[A-Z][a-z]{1,11}\]"
    )
    example = "Is the character male?"

    def max_turns(self) -> int:
        """TextArena's limit."""
        return int(self.arguments.get("max_turns", 40))

    def oracle(self, engine: Any) -> str:
        """The name."""
        return f"[{engine.target_character['name']}]"
