"""Klondike: a search that sees the hidden cards, for deals that are sure to be winnable.

A card is ``13 * suit + rank`` from 0 to 51, the ace first. Any card of stock and waste can be drawn
in turn as often as one likes, so a step that takes one includes the draws that bring it up.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

__all__ = ["MISTAKES", "SPARE", "SUITS", "Position", "number_of", "shuffle", "solution"]

MISTAKES = 10
"""Turns that a deal leaves beyond what wins it."""
SPARE = 5
"""Positions on wrong ways that the search of a deal may see."""
SUITS = ("♣️", "♦️", "♥️", "♠️")
_RED = (False, True, True, False)
_RANKS = 13
_CARDS = 52
_TURNS = 200
_DEALS = 1000
_PILES = 7

Pile: TypeAlias = tuple[int, tuple[int, ...]]
"""How many cards lie face down, and all cards, the lowest first."""
Position: TypeAlias = tuple[tuple[Pile, ...], tuple[int, ...], tuple[int, ...], int]
"""The tableau, the cards on each suit's foundation, stock and waste as drawn, and the waste."""
_Step: TypeAlias = tuple[int, tuple[str, ...], Position]


def number_of(card: Any) -> int:
    """TextArena's card as a number."""
    return SUITS.index(card.suit) * _RANKS + int(card.rank) - 1


def shuffle(deck: list[Any], shuffling: Callable[[list[Any]], None], draw_count: int) -> None:
    """Shuffle a deck until the search wins its deal.

    Where more than one card is drawn at a time, which the search can't, any deal is kept.
    """
    for _ in range(_DEALS):
        shuffling(deck)
        if draw_count != 1 or solution(_dealt(deck), _TURNS - MISTAKES, SPARE):
            return


def _dealt(deck: Sequence[Any]) -> Position:
    cards = [number_of(card) for card in deck]
    piles: list[Pile] = []
    for down in range(_PILES):
        piles.append((down, tuple(cards[: down + 1])))
        del cards[: down + 1]
    return tuple(piles), (0,) * len(SUITS), tuple(cards), 0


def solution(start: Position, turns: int, spare: int) -> dict[Position, str] | None:
    """The moves that win within the turns, by position; None if the search found no win.

    Depth first, most promising moves first.

    Args:
        start: Where to begin.
        turns: The most moves and draws.
        spare: The search ends when so many positions did not bring it further.
    """
    seen = {_key(start)}
    path: list[tuple[Position, tuple[str, ...]]] = []
    todo: list[tuple[int, int, Position, tuple[str, ...], Position]] = [(0, 0, start, (), start)]
    deepest = -1
    while todo and spare >= 0:
        depth, spent, here, moves, before = todo.pop()
        path[depth:] = [(before, moves)]
        if sum(here[1]) == _CARDS:
            return _by_position(path)
        spare -= 1 if depth <= deepest else 0
        deepest = max(deepest, depth)
        steps = _steps(here)
        steps.sort(key=lambda step: step[0])
        for _, then_moves, then in steps:
            key = _key(then)
            left = _CARDS - sum(then[1])
            if key not in seen and spent + len(then_moves) + left <= turns:
                seen.add(key)
                todo.append((depth + 1, spent + len(then_moves), then, then_moves, here))
    return None


def _key(position: Position) -> tuple[frozenset[Pile], tuple[int, ...]]:
    return frozenset(position[0]), position[2]


def _by_position(path: list[tuple[Position, tuple[str, ...]]]) -> dict[Position, str]:
    table = {}
    for position, moves in path:
        for move in moves:
            table[position] = move
            if move == "draw":
                position = _drawn(position)
    return table


def _drawn(position: Position) -> Position:
    piles, up, talon, waste = position
    return piles, up, talon, 1 if waste == len(talon) else waste + 1


def _fits(card: int, piles: tuple[Pile, ...]) -> list[int]:
    """The piles that take a card: on one that is one higher and of the other color; kings on none.

    Of empty piles the first is named.
    """
    suit, rank = divmod(card, _RANKS)
    if rank == _RANKS - 1:
        return [number for number, (_, cards) in enumerate(piles) if not cards][:1]
    return [
        number
        for number, (_, cards) in enumerate(piles)
        if cards and cards[-1] % _RANKS == rank + 1 and _RED[cards[-1] // _RANKS] != _RED[suit]
    ]


def _without(pile: Pile, count: int) -> Pile:
    """A pile without its last cards; one that lies face down then is turned."""
    down, cards = pile
    rest = cards[:-count]
    return (len(rest) - 1 if rest and down == len(rest) else down), rest


def _steps(here: Position) -> list[_Step]:
    """What may be done, with its promise; a card that is safe on its foundation comes alone."""
    piles, up, talon, waste = here
    steps: list[_Step] = []
    for number, pile in enumerate(piles):
        down, cards = pile
        if not cards:
            continue
        suit, rank = divmod(cards[-1], _RANKS)
        if up[suit] == rank:
            moves: tuple[str, ...] = (f"move T{number + 1} F{suit + 1}",)
            then = _put(piles, number, _without(pile, 1)), _raised(up, suit), talon, waste
            if _safe(rank, suit, up):
                return [(0, moves, then)]
            steps.append((60 if down and down == len(cards) - 1 else 40, moves, then))
        for first in range(down, len(cards)):
            moved = cards[first:]
            if first > down:  # part of a run: only to free the card below for its foundation
                below = cards[first - 1]
                if up[below // _RANKS] != below % _RANKS:
                    continue
            elif not first and moved[0] % _RANKS == _RANKS - 1:
                continue  # from an empty pile to another
            promise = 20 if first > down else 50 + down if down else 10
            for target in _fits(moved[0], piles):
                on, under = piles[target]
                changed = _put(piles, target, (on, under + moved))
                changed = _put(changed, number, _without(pile, len(moved)))
                move = f"move T{number + 1} T{target + 1} {len(moved)}"
                steps.append((promise, (move,), (changed, up, talon, waste)))
    for index, card in enumerate(talon):
        draws = index + 1 - waste if index >= waste - 1 else len(talon) - waste + index + 1
        suit, rank = divmod(card, _RANKS)
        rest = talon[:index] + talon[index + 1 :]
        if up[suit] == rank:
            moves = ("draw",) * draws + (f"move W F{suit + 1}",)
            promise = 70 if _safe(rank, suit, up) else 45
            steps.append((promise, moves, (piles, _raised(up, suit), rest, index)))
        for target in _fits(card, piles):
            down, cards = piles[target]
            moves = ("draw",) * draws + (f"move W T{target + 1}",)
            changed = _put(piles, target, (down, (*cards, card)))
            promise = 25 if rank == _RANKS - 1 else 30 - draws // 4
            steps.append((promise, moves, (changed, up, rest, index)))
    for suit, height in enumerate(up):
        card = suit * _RANKS + height - 1
        for target in _fits(card, piles) if 1 < height < _RANKS else ():
            down, cards = piles[target]
            moves = (f"move F{suit + 1} T{target + 1}",)
            changed = _put(piles, target, (down, (*cards, card)))
            steps.append((1, moves, (changed, _raised(up, suit, -1), talon, waste)))
    return steps


def _put(piles: tuple[Pile, ...], number: int, pile: Pile) -> tuple[Pile, ...]:
    return (*piles[:number], pile, *piles[number + 1 :])


def _raised(up: tuple[int, ...], suit: int, by: int = 1) -> tuple[int, ...]:
    return (*up[:suit], up[suit] + by, *up[suit + 1 :])


def _safe(rank: int, suit: int, up: tuple[int, ...]) -> bool:
    """Whether no card will have to lie on this one."""
    return rank <= 1 + min(up[other] for other in range(len(SUITS)) if _RED[other] != _RED[suit])
