"""CharacterConclave: players share a budget of characters, then vote for the most impressive."""

from __future__ import annotations

from typing import Any

from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["CharacterConclave"]


class CharacterConclave(Rules):
    """Free talk in turn; then all vote, and no vote is shown before the last one."""

    example = "[0]"
    seeded = False

    @property
    def pattern(self) -> str:
        """A vote, or a sentence that takes a good part of the budget."""
        words = min(int(self.arguments["character_budget"]) // 50, 90)
        return rf"[A-Z][a-z]{{2,8}}( [a-z]{{2,9}}){{{words},{2 * words}}}\.|\[([0-9]|1[0-4])\]"

    def legal(self, engine: Any) -> list[str] | None:
        """A vote for each of the others; None while they talk."""
        if not self.together(engine):
            return None
        state = engine.state
        return [f"[{one}]" for one in range(state.num_players) if one != state.current_player_id]

    def together(self, engine: Any) -> bool:
        """Whether they vote."""
        return bool(engine.state.game_state["phase"] == "voting")
