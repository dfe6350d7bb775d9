"""Hold'em: the best five of seven cards, without trying all 21 choices.

A card is TextArena's dictionary of ``rank`` and ``suit``. A score is TextArena's pair of a hand's
kind, from 1 (high card) to 10 (royal flush), and of the ranks that decide between hands of a kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TypeAlias

__all__ = ["best_five", "score"]

Card: TypeAlias = dict[str, str]
Score: TypeAlias = tuple[int, list[int]]

_VALUES = {**{str(value): value for value in range(2, 11)}, "J": 11, "Q": 12, "K": 13, "A": 14}


def score(cards: Sequence[Card]) -> Score:
    """The score of the best hand of five cards or more; ``(0, [])`` of fewer."""
    kind, ranks = _score(tuple([(_VALUES[card["rank"]], card["suit"]) for card in cards]))
    return kind, list(ranks)


@lru_cache(maxsize=16)  # a showdown asks for the same two hands again and again
def _score(cards: tuple[tuple[int, str], ...]) -> tuple[int, tuple[int, ...]]:
    if len(cards) < 5:
        return 0, ()
    ranks = sorted([rank for rank, _ in cards], reverse=True)
    suits = [suit for _, suit in cards]
    suit = max(suits, key=suits.count)
    flush: list[int] = []
    if suits.count(suit) >= 5:
        flush = sorted([rank for rank, of in cards if of == suit], reverse=True)
        high = _straight(flush)
        if high:
            return (10 if high == 14 else 9), (high,)
    counts: dict[int, int] = {}
    for rank in ranks:
        counts[rank] = counts.get(rank, 0) + 1
    # The rank that is there most often comes first, of equals the higher.
    groups = sorted(counts, key=lambda rank: (counts[rank], rank), reverse=True)
    first = groups[0]
    if counts[first] == 4:
        return 8, (first, _but(ranks, first)[0])
    pairs = [rank for rank in groups[1:] if counts[rank] >= 2]
    if counts[first] == 3 and pairs:
        return 7, (first, max(pairs))
    if flush:
        return 6, tuple(flush[:5])
    high = _straight(ranks)
    if high:
        return 5, (high,)
    if counts[first] == 3:
        return 4, (first, *_but(ranks, first)[:2])
    if counts[first] == 2 and pairs:
        return 3, (first, pairs[0], _but(ranks, first, pairs[0])[0])
    if counts[first] == 2:
        return 2, (first, *_but(ranks, first)[:3])
    return 1, tuple(ranks[:5])


def best_five(cards: Sequence[Card]) -> list[Card]:
    """The cards of the best hand; of equal hands that of the cards that come first."""
    kind, ranks = score(cards)
    if not kind:
        return list(cards)
    wanted = _ranks_of(kind, ranks)
    suits = [card["suit"] for card in cards]
    suit = max(suits, key=suits.count) if kind in (6, 9, 10) else None
    best = []
    for card in cards:
        value = _VALUES[card["rank"]]
        if value in wanted and suit in (None, card["suit"]):
            wanted.remove(value)
            best.append(card)
    return best


def _ranks_of(kind: int, ranks: list[int]) -> list[int]:
    """The five ranks of a hand."""
    first = ranks[0]
    if kind in (5, 9, 10):
        return [14, 2, 3, 4, 5] if first == 5 else list(range(first - 4, first + 1))
    if kind == 7:
        return [first] * 3 + [ranks[1]] * 2
    if kind == 3:
        return [first] * 2 + [ranks[1]] * 2 + ranks[2:]
    same = {8: 4, 4: 3, 2: 2}.get(kind, 1)
    return [first] * same + ranks[1:]


def _but(ranks: Iterable[int], *without: int) -> list[int]:
    return [rank for rank in ranks if rank not in without]


def _straight(ranks: Iterable[int]) -> int:
    """The highest rank of the best straight, or 0."""
    bits = 0
    for rank in ranks:
        bits |= 1 << rank
    bits |= bits >> 13 & 2  # an ace may be below the two
    runs = bits & bits << 1 & bits << 2 & bits << 3 & bits << 4
    return runs.bit_length() - 1 if runs else 0
