"""CharacterConclave: players share a budget of characters, then vote for the most impressive."""

from __future__ import annotations

from typing import Any

from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["CharacterConclave"]


_SENTENCES = (
    "I have crossed two deserts on foot, and I remember every well\\.",
    "My grandmother taught me the names of the stars before I could read\\.",
    "We should ask each other what we would give up first\\.",
    "I would rather be wrong in good company than right alone\\.",
    "Nobody here has told us yet what they are afraid of\\.",
    "A good question is worth more to me than a good answer\\.",
)


class CharacterConclave(Rules):
    """Free talk in turn; then all vote, and no vote is shown before the last one."""

    example = "[0]"
    seeded = False

    @property
    def pattern(self) -> str:
        """A vote, or a few sentences that take a good part of the budget."""
        said, more = "|".join(_SENTENCES), min(int(self.arguments["character_budget"]) // 500, 20)
        return rf"({said})( ({said})){{{more},{2 * more}}}|\[([0-9]|1[0-4])\]"

    def legal(self, engine: Any) -> list[str] | None:
        """A vote for each of the others; None while they talk."""
        if not self.together(engine):
            return None
        state = engine.state
        return [f"[{one}]" for one in range(state.num_players) if one != state.current_player_id]

    def together(self, engine: Any) -> bool:
        """Whether they vote."""
        return bool(engine.state.game_state["phase"] == "voting")
