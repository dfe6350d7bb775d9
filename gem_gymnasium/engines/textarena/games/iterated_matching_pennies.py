"""IteratedMatchingPennies: one player wants two coins to match, the other one doesn't."""

from __future__ import annotations

from typing import Any

from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["IteratedMatchingPennies"]


class IteratedMatchingPennies(Rules):
    """Heads or tails, unseen."""

    pattern = r"\[(heads|tails)\]"
    example = "[heads]"
    simultaneous = True
    seeded = False

    def legal(self, engine: Any) -> list[str]:
        """Both sides."""
        return ["[heads]", "[tails]"]
