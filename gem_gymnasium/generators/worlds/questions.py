"""`question`: questions that take as many articles to answer as they have hops."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from gem_gymnasium.arguments import whole
from gem_gymnasium.generators.problem import LEVELS, MOST_PROBLEMS
from gem_gymnasium.generators.worlds import build
from gem_gymnasium.generators.worlds.compound import COMPOUNDS
from gem_gymnasium.generators.worlds.dice import Dice
from gem_gymnasium.generators.worlds.drafts import Draft, ask, call, named, number_answers
from gem_gymnasium.generators.worlds.model import Article, Fact, Step, World
from gem_gymnasium.generators.worlds.relations import RELATIONS

__all__ = ["WorldQuestion", "excerpt", "question"]

_SALT = 7_301_442_020
_SHARING = 16  # questions in a row about one world
_MOST_DRAFTS = 2000  # a few are enough; more than that would be a world without questions
# Where chains begin.
_KINDS = (
    "person",
    "town",
    "region",
    "river",
    "novel",
    "song",
    "painting",
    "building",
    "organisation",
    "event",
)


@dataclass(frozen=True, slots=True)
class WorldQuestion:
    """A question about a world, and its one answer.

    Attributes:
        question: The question; it does not contain the answer.
        answers: The answer first, then other ways to write it.
        world: The encyclopedia that has the answer.
        gold: The ids of the articles that state the facts which lead to the answer, in that order.
        hops: How many facts these are.
        solution: The facts and what follows from them, a sentence a line; the last has the answer.
    """

    question: str
    answers: tuple[str, ...]
    world: World
    gold: tuple[str, ...]
    hops: int
    solution: str


def question(index: int, level: int, world: int | None = None) -> WorldQuestion:
    """A question; the same arguments give the same question in every process.

    Levels 1 to 4 follow a chain of that many facts, each stated in another article. Level 5 joins
    two or more chains: it compares, measures a difference in years, adds up, or looks for what fits
    two clues. Every description in a question fits exactly one thing of the world, so that there is
    exactly one answer.

    Args:
        index: Which question, from 0 to 2**31 - 1.
        level: From 1 to 5.
        world: The seed of the world that it is about; None takes ``index // 16``, so that sixteen
            questions in a row share a world.

    Raises:
        ValueError: If an argument is out of range; the message names it.
    """
    index = whole("index", index, 0, MOST_PROBLEMS - 1)
    level = whole("level", level, LEVELS[0], LEVELS[-1])
    place = build.world(index // _SHARING if world is None else whole("world", world, 0))
    dice = Dice(np.random.default_rng([_SALT, index, level, place.seed]))
    for _ in range(_MOST_DRAFTS):
        compound = level == LEVELS[-1]
        draft = dice.pick(COMPOUNDS)(place, dice) if compound else _chain(place, dice, level)
        if draft is not None and _fair(draft):
            return _finish(draft, place)
    raise RuntimeError(f"No question {index} of level {level} was found in {place}.")


def excerpt(question: WorldQuestion, count: int, rng: np.random.Generator) -> list[Article]:
    """The articles that a question needs among others of its world, in random order.

    Those come first that are linked to the needed ones, share a name with them or are about the
    same kind of thing.

    Args:
        question: The question.
        count: How many articles; where the question needs more than that, all that it needs.
        rng: Chooses the others and the order.

    Raises:
        ValueError: If ``count`` is negative.
    """
    count = whole("count", count, 0)
    world = question.world
    needed = set(question.gold)
    gold = [number for number in range(len(world.entities)) if world.article(number).id in needed]
    likeness = [0.0] * len(world.entities)
    for fact in world.facts:
        if not RELATIONS[fact.relation].literal:
            if fact.subject in gold:
                likeness[fact.object] += 2
            if fact.object in gold:
                likeness[fact.subject] += 2
    kinds = {world.entities[number].kind for number in gold}
    words = {world.entities[number].name.rpartition(" ")[2] for number in gold}
    for number, entity in enumerate(world.entities):
        likeness[number] += entity.kind in kinds
        likeness[number] += 2 * (entity.name.rpartition(" ")[2] in words)
    likeness = (np.array(likeness) + 2 * rng.random(len(likeness))).tolist()
    others = sorted(set(range(len(likeness))).difference(gold), key=lambda n: -likeness[n])
    chosen = gold + others[: max(0, count - len(gold))]
    return [world.article(chosen[place]) for place in rng.permutation(len(chosen)).tolist()]


def _chain(world: World, dice: Dice, hops: int) -> Draft | None:
    """Follow facts from an entity that the question names to the answer."""
    kind = dice.pick(_KINDS)
    here = dice.pick([n for n, entity in enumerate(world.entities) if entity.kind == kind])
    text = world.entities[here].shown
    seen, facts = {here}, list[Fact]()
    for depth in range(hops - 1):
        step = _next_step(world.steps[here], dice, facts, seen, last=False)
        if step is None:
            return None
        facts.append(step.fact)
        here = step.target
        seen.add(here)
        text = call(step, text, dice, depth)
    step = _next_step(world.steps[here], dice, facts, seen, last=True)
    if step is None:
        return None
    facts.append(step.fact)
    relation = RELATIONS[step.relation]
    if relation.literal:
        answers = number_answers(step.target, relation)
    else:
        answers = named(world.entities[step.target])
    return Draft(ask(step, text, dice, hops - 1), answers, facts)


def _next_step(
    steps: Sequence[Step], dice: Dice, facts: Sequence[Fact], seen: set[int], last: bool
) -> Step | None:
    """A step to a new place by a fact of a new article."""
    sources = {fact.source for fact in facts}
    able = []
    for step in steps:
        relation = RELATIONS[step.relation]
        if step.fact.source in sources:
            continue
        if relation.literal:
            able += [step] if last else []
        elif step.target not in seen and (
            last or (relation.calls if step.forward else relation.back_calls)
        ):
            able.append(step)
    return dice.pick(able) if able else None


def _fair(draft: Draft) -> bool:
    """Whether the question keeps its answer to itself."""
    text = draft.text.casefold()
    return not any(answer.casefold() in text for answer in draft.answers)


def _finish(draft: Draft, world: World) -> WorldQuestion:
    told = [RELATIONS[fact.relation].tell(fact, world.entities) for fact in draft.facts]
    gold = dict.fromkeys(world.article(fact.source).id for fact in draft.facts)
    sentences = [*told, *draft.conclusion, f"The answer is {draft.answers[0]}."]
    return WorldQuestion(
        question=draft.text,
        answers=draft.answers,
        world=world,
        gold=tuple(gold),
        hops=len(draft.facts),
        solution="\n".join(sentences),
    )
