"""Klondike: bring all cards onto the foundations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gem_gymnasium.engines.textarena.games._klondike import (
    MISTAKES,
    SPARE,
    SUITS,
    Position,
    number_of,
    solution,
)
from gem_gymnasium.engines.textarena.rules import Rules, Unsolvable

__all__ = ["Klondike"]

_SPARE = 2000  # positions on wrong ways that the oracle's search may see


class Klondike(Rules):
    """One command is a turn; TextArena also takes several, with commas between them."""

    pattern = (
        r"\[(draw|forfeit|move (W (F[1-4]|T[1-7])|F[1-4] T[1-7]"
        r"|T[1-7] (F[1-4]|T[1-7] ([1-9]|1[0-3]))))\]"
    )
    example = "[draw]"

    def __init__(self, arguments: Mapping[str, Any]) -> None:
        super().__init__(arguments)
        self._ways: dict[Position, str] = {}

    def legal(self, engine: Any) -> list[str]:
        """The single commands that the rules allow."""
        game = engine.klondike
        moves = ["draw"] if game.stock or game.waste else []
        tops = [pile[-1][0] if pile else None for pile in game.tableau]
        # What can be moved, with how many cards and to which kinds of piles.
        sources = [("W", game.waste[-1][0], 1, "FT")] if game.waste else []
        sources += [
            (f"F{k + 1}", pile[-1], 1, "T") for k, pile in enumerate(game.foundations) if pile
        ]
        for number, pile in enumerate(game.tableau):
            for count in range(1, sum(shown for _, shown in pile) + 1):
                kinds = "FT" if count == 1 else "T"
                sources.append((f"T{number + 1}", pile[-count][0], count, kinds))
        for source, card, count, kinds in sources:
            if "F" in kinds:
                targets = [k for k in range(4) if game.can_move_to_foundation_pile(card, k)]
                moves += [f"move {source} F{k + 1}" for k in targets]
            many = f" {count}" if source[0] == "T" else ""
            moves += [
                f"move {source} T{k + 1}{many}"
                for k, top in enumerate(tops)
                if source != f"T{k + 1}" and game.can_place_on_tableau(top, card)
            ]
        return [f"[{move}]" for move in [*moves, "forfeit"]]

    def max_turns(self) -> int:
        """TextArena's limit."""
        return int(self.arguments.get("max_turns", 200))

    def progress(self, engine: Any) -> float:
        """The share of the cards that are on the foundations."""
        return min(sum(map(len, engine.klondike.foundations)), 51) / 52

    def oracle(self, engine: Any) -> str:
        """A command on a way to win; from the deal there is one, later it must be found anew."""
        if engine.klondike.draw_count != 1:
            raise Unsolvable("The search only knows how to draw one card at a time.")
        here = _position(engine.klondike)
        if here not in self._ways:
            left = self.max_turns() - engine.state.turn - engine.state.refusals
            # First as the deal was searched, which finds its way again.
            found = solution(here, left - MISTAKES, SPARE) or solution(here, left, _SPARE)
            self._ways = found or {}
        if here not in self._ways:
            raise Unsolvable("The search found no way to win from here.")
        command = self._ways[here]
        for number, pile in enumerate(_foundations(engine.klondike)):
            command = command.replace(f"F{number + 1}", f"f{pile + 1}")
        return f"[{command.replace('f', 'F')}]"


def _foundations(game: Any) -> list[int]:
    """The foundation of each suit; empty ones are nobody's, so they go to the other suits."""
    found = {pile[0].suit: number for number, pile in enumerate(game.foundations) if pile}
    empty = [number for number, pile in enumerate(game.foundations) if not pile]
    return [found[suit] if suit in found else empty.pop(0) for suit in SUITS]


def _position(game: Any) -> Position:
    piles = [
        (sum(not shown for _, shown in pile), tuple([number_of(card) for card, _ in pile]))
        for pile in game.tableau
    ]
    up = [len(game.foundations[number]) for number in _foundations(game)]
    talon = [number_of(card) for card, _ in [*game.waste, *reversed(game.stock)]]
    return tuple(piles), tuple(up), tuple(talon), len(game.waste)
