"""SecretMafia: the Mafia kills by night, the village votes by day; 6 to 15 players."""

from __future__ import annotations

from typing import Any

from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["SecretMafia", "targets"]


class SecretMafia(Rules):
    """Free talk by day, then votes; by night the Mafia, the doctor and the detective choose."""

    pattern = (
        r"I (trust|suspect|accuse|believe) Player ([0-9]|1[0-4])( because of what (he|she) said)?\."
        r"|\[([0-9]|1[0-4])\]"
    )
    example = "[0]"

    def legal(self, engine: Any) -> list[str] | None:
        """The players whom one may choose now; None while all talk."""
        if engine.phase.name == "DAY_DISCUSSION":
            return None
        return [f"[{player}]" for player in targets(engine)]


def targets(engine: Any) -> list[int]:
    """Whom the player to move may choose, as the game says when it asks."""
    alive: list[int] = engine.state.game_state["alive_players"]
    if engine.phase.name == "DAY_VOTING":
        return alive
    if engine.phase.name == "NIGHT_MAFIA":
        return [player for player in alive if engine.player_roles[player] != "Mafia"]
    return [player for player in alive if player != engine.state.current_player_id]
