"""Chess: two players, moves in the notation of the Universal Chess Interface."""

from __future__ import annotations

from typing import Any

from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["Chess"]


class Chess(Rules):
    """Move from square to square; a pawn that is promoted names the piece."""

    pattern = r"\[[a-h][1-8][a-h][1-8][qrbn]?\]"
    example = "[e2e4]"
    seeded = False

    def legal(self, engine: Any) -> list[str]:
        """The moves that chess allows."""
        return [f"[{move.uci()}]" for move in engine.state.game_state["board"].legal_moves]
