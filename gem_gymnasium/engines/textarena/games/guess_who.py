"""GuessWho: find one of 24 characters by asking about traits."""

from __future__ import annotations

from typing import Any

from gem_gymnasium.engines.textarena.games._asking import Asking

__all__ = ["GuessWho"]


class GuessWho(Asking):
    """A wrong guess right after another loses."""

    pattern = r"(Is|Does|Has) the character( [a-z-]{1,12}){1,8}\?|\[[A-Z][a-z]{1,11}\]"
    example = "Is the character male?"

    def max_turns(self) -> int:
        """TextArena's limit."""
        return int(self.arguments.get("max_turns", 40))

    def oracle(self, engine: Any) -> str:
        """The name."""
        return f"[{engine.target_character['name']}]"
