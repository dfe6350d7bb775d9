"""KuhnPoker: two players, three cards, one bet."""

from __future__ import annotations

from typing import Any

from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["KuhnPoker"]


class KuhnPoker(Rules):
    """Check or bet, then fold or call."""

    pattern = r"\[(check|bet|call|fold)\]"
    example = "[check]"

    def legal(self, engine: Any) -> list[str]:
        """What the betting allows now."""
        return [f"[{move}]" for move in engine.state.game_state["current_legal_action_tree"]]
