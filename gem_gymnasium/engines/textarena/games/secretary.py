"""Secretary: values come one by one; accept the highest of all when it shows."""

from __future__ import annotations

from typing import Any

from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["Secretary"]


class Secretary(Rules):
    """A game is one choice for each value, until one is accepted."""

    pattern = r"\[(accept|continue)\]"
    example = "[continue]"

    def legal(self, engine: Any) -> list[str]:
        """Either; on the last value both accept it."""
        return ["[accept]", "[continue]"]

    def board(self, engine: Any) -> str:
        """The values so far: how the present one compares with them is all there is to know."""
        shown = engine.state.game_state["shown"]
        return f"Values so far ({len(shown)} of {engine.N}): {', '.join(shown)}"

    def max_turns(self) -> int:
        """Twice the values, so that a refused action doesn't cost the last of them."""
        return 2 * int(self.arguments.get("N", 20))

    def oracle(self, engine: Any) -> str:
        """Accept the highest of all."""
        draws: list[float] = engine.state.game_state["draws"]
        return "[accept]" if self._seen(engine)[-1] == max(draws) else "[continue]"

    @staticmethod
    def _seen(engine: Any) -> list[float]:
        game = engine.state.game_state
        seen: list[float] = game["draws"][: game["current_idx"]]
        return seen
