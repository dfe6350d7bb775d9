"""IteratedStagHunt: a stag needs both hunters, a hare one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gem_gymnasium.engines.textarena.games._dilemmas import Dilemma

__all__ = ["IteratedStagHunt"]


class IteratedStagHunt(Dilemma):
    """Whoever doesn't hunt the stag hunts the hare."""

    choices = ("Stag", "Hare")

    def __init__(self, arguments: Mapping[str, Any]) -> None:
        super().__init__(arguments)
        self.seeded = bool(arguments.get("randomize_payoff", False))
