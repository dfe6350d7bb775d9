"""ScorableGames: parties with secret scores settle several issues and need nearly all votes."""

from __future__ import annotations

from itertools import product
from typing import Any

from gem_gymnasium.engines.textarena.data import scorable_game
from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["ScorableGames"]


class ScorableGames(Rules):
    """A proposal names an option of each issue; words before it are heard by all."""

    seeded = False
    example = "[Reject]"

    @property
    def _options(self) -> list[list[str]]:
        game = scorable_game(self.arguments.get("game_config", "base"))
        return [list(issue["options"]) for issue in game["issues"].values()]

    @property
    def pattern(self) -> str:
        """A vote, or a proposal that is complete."""
        proposal = " ".join(f"({'|'.join(options)})" for options in self._options)
        return rf"\[(Accept|Reject)\]|\[Propose\] {proposal}"

    def legal(self, engine: Any) -> list[str]:
        """Both votes, where there is something to vote on, and all proposals."""
        proposals = [f"[Propose] {' '.join(deal)}" for deal in product(*self._options)]
        return [*(["[Accept]", "[Reject]"] if engine.current_deal else []), *proposals]
