"""SpiteAndMalice: two players race to play off a pile of cards."""

from __future__ import annotations

from typing import Any

from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["SpiteAndMalice", "draws", "moves"]

_HAND = 5


class SpiteAndMalice(Rules):
    """Draw, play cards to the centre, and end the turn with a discard."""

    pattern = r"\[(draw|(play|discard) [A23456789JQK][♠♥♦♣] [0-3])\]"
    example = "[draw]"

    def legal(self, engine: Any) -> list[str]:
        """Single moves; the engine also understands several in one action."""
        return moves(engine, engine.state.current_player_id)


def moves(engine: Any, player: int) -> list[str]:
    """All that a player may do, a draw first, then plays, then discards."""
    mine = engine.players[player]
    tops = [pile[-1] for pile in (mine["payoff"], *mine["discard"]) if pile]
    plays = [
        f"[play {card} {place}]"
        for place, pile in enumerate(engine.center_piles)
        for card in (*tops[:1], *mine["hand"], *tops[1:])
        if engine._can_play_on_center(card, pile)
    ]
    discards = [f"[discard {card} {place}]" for place in range(4) for card in mine["hand"]]
    return list(dict.fromkeys([*(["[draw]"] if draws(engine, player) else []), *plays, *discards]))


def draws(engine: Any, player: int) -> bool:
    """Whether a player may draw: cards, or none when nothing else is left to do."""
    hand = engine.players[player]["hand"]
    if engine.deck:
        return len(hand) < _HAND
    return not hand and not engine._player_has_valid_moves(player)
