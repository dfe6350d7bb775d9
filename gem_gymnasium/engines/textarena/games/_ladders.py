"""Words that differ in one letter, and how far words are from each other by such steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from gem_gymnasium.engines.textarena.vocabulary import EnglishDictionary, word_list

__all__ = ["distances", "reachable"]

_ANY = 10**9


def reachable(start: str, most: int) -> dict[str, int]:
    """The common words that are that many steps away at most, with how many, nearest first."""
    return _steps(start, _common(len(start)), most)


@lru_cache(maxsize=256)
def distances(target: str) -> dict[str, int]:
    """How many steps the words of the dictionary are away, of those from which there is a way."""
    return _steps(target, _known(len(target)), _ANY)


def _steps(start: str, near: Mapping[str, list[str]], most: int) -> dict[str, int]:
    found = {start: 0}
    queue = [start]
    for word in queue:  # the list grows while it is walked
        step = found[word] + 1
        if step > most:
            break
        for other in near.get(word, ()):
            if other not in found:
                found[other] = step
                queue.append(other)
    return found


def _near(words: Sequence[str]) -> dict[str, list[str]]:
    """Of each word those that differ from it in one letter, where there are any."""
    groups: dict[str, list[str]] = {}
    for word in words:
        for place in range(len(word)):
            groups.setdefault(f"{word[:place]}_{word[place + 1 :]}", []).append(word)
    found: dict[str, list[str]] = {}
    for group in groups.values():
        if len(group) > 1:
            for word in group:
                found.setdefault(word, []).extend(other for other in group if other != word)
    return found


@cache
def _common(length: int) -> Mapping[str, list[str]]:
    return _near(word_list("common", length, length))


@cache
def _known(length: int) -> Mapping[str, list[str]]:
    return _near(sorted(EnglishDictionary().stems(length)))
