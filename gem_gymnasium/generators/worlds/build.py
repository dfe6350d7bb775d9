"""`world`: the articles of a seed."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from gem_gymnasium.arguments import whole
from gem_gymnasium.generators.worlds.articles import compose
from gem_gymnasium.generators.worlds.dice import Dice
from gem_gymnasium.generators.worlds.history import History
from gem_gymnasium.generators.worlds.model import Article, Fact, Step, World
from gem_gymnasium.generators.worlds.relations import RELATIONS, SYMMETRIC

__all__ = ["world"]

_SALT = 7_301_442_019
_CACHED = 16


def world(seed: int) -> World:
    """A fictional encyclopedia of about 340 articles; the last 16 that were made are kept.

    The same seed gives the same bytes in every process.

    Args:
        seed: A whole number from 0.

    Raises:
        ValueError: If the seed is anything else.
    """
    return _made(whole("seed", seed, 0))


@lru_cache(_CACHED)
def _made(seed: int) -> World:
    dice = Dice(np.random.default_rng([_SALT, seed]), 4096)
    history = History(dice)
    entities, facts = tuple(history.entities), tuple(history.facts)

    stated: list[list[Fact]] = [[] for _ in entities]
    for fact in facts:
        stated[fact.source].append(fact)
    order = sorted(range(len(entities)), key=lambda number: entities[number].name)
    places = [0] * len(entities)
    articles = []
    for place, number in enumerate(order):
        places[number] = place
        text = compose(number, stated[number], entities, dice)
        articles.append(Article(f"{seed}-{place:03d}", entities[number].name, text))
    steps = _steps(facts, len(entities))
    holds: dict[str, dict[int, Fact]] = {relation: {} for relation in RELATIONS}
    for fact in facts:
        holds[fact.relation][fact.subject] = fact
    return World(
        seed=seed,
        articles=tuple(articles),
        entities=entities,
        facts=facts,
        holds=holds,
        places=tuple(places),
        steps=steps,
        arrivals=_arrivals(steps),
    )


def _steps(facts: tuple[Fact, ...], count: int) -> tuple[tuple[Step, ...], ...]:
    """For each entity the ways that lead to exactly one place."""
    sharing: dict[tuple[str, int], int] = {}
    for fact in facts:
        key = (_backwards(fact.relation), fact.object)
        sharing[key] = sharing.get(key, 0) + 1
    steps: list[list[Step]] = [[] for _ in range(count)]
    for fact in facts:
        relation = RELATIONS[fact.relation]
        steps[fact.subject].append(Step(fact.relation, True, fact.object, fact))
        alone = sharing[_backwards(fact.relation), fact.object] == 1
        if relation.back_asks and (alone or fact.relation == SYMMETRIC):
            steps[fact.object].append(Step(fact.relation, False, fact.subject, fact))
    return tuple(map(tuple, steps))


def _backwards(relation: str) -> str:
    """Children are children, whichever parent is asked for."""
    return "parent" if relation in ("mother", "father") else relation


def _arrivals(
    steps: tuple[tuple[Step, ...], ...],
) -> tuple[tuple[tuple[int, Step], ...], ...]:
    """For each entity the ways that lead to it and have a name within a longer question."""
    arrivals: list[list[tuple[int, Step]]] = [[] for _ in steps]
    for number, ways in enumerate(steps):
        for step in ways:
            relation = RELATIONS[step.relation]
            if relation.literal:
                continue
            if relation.calls if step.forward else relation.back_calls:
                arrivals[step.target].append((number, step))
    return tuple(map(tuple, arrivals))
