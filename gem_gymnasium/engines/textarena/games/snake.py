"""Snake: all snakes move at once; the last one alive wins."""

from __future__ import annotations

from typing import Any

from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["Snake"]


class Snake(Rules):
    """A direction for each snake, unseen until all have chosen."""

    pattern = r"\[(up|down|left|right)\]"
    example = "[up]"
    simultaneous = True

    def legal(self, engine: Any) -> list[str]:
        """All directions, deadly ones too."""
        return ["[up]", "[down]", "[left]", "[right]"]
