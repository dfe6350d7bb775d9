"""Questions that join several chains: comparisons, differences, totals and clues."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from gem_gymnasium.generators.worlds.dice import Dice
from gem_gymnasium.generators.worlds.drafts import Draft, amounts, call, capitalised, named
from gem_gymnasium.generators.worlds.model import Fact, World
from gem_gymnasium.generators.worlds.relations import RELATIONS

__all__ = ["CLUES", "COMPARED", "COMPOUNDS", "DATED", "TOTALS"]

COMPARED = {
    "birth_year": ("Who was born earlier", "Who was born later"),
    "death_year": ("Who died earlier", "Who died later"),
    "population": ("Which town has fewer inhabitants", "Which town has more inhabitants"),
    "town_year": (
        "Which town received its charter earlier",
        "Which town received its charter later",
    ),
    "area": ("Which region has the smaller area", "Which region has the larger area"),
    "length": ("Which river is shorter", "Which river is longer"),
    "founded": ("Which organisation was founded earlier", "Which organisation was founded later"),
    "staff": (
        "Which organisation has the smaller staff",
        "Which organisation has the larger staff",
    ),
    "building_year": (
        "Which building was completed earlier",
        "Which building was completed later",
    ),
    "height": ("Which building is lower", "Which building is higher"),
    "event_year": ("Which event took place earlier", "Which event took place later"),
    "novel_year": ("Which novel was published earlier", "Which novel was published later"),
    "pages": ("Which novel has fewer pages", "Which novel has more pages"),
    "song_year": ("Which song was composed earlier", "Which song was composed later"),
    "painting_year": ("Which painting was made earlier", "Which painting was made later"),
}
"""How to ask for the lesser and for the greater of two values."""
DATED = {
    "birth_year": "the birth of {x}",
    "death_year": "the death of {x}",
    "town_year": "the charter of {x}",
    "founded": "the founding of {x}",
    "building_year": "the completion of {x}",
    "event_year": "the beginning of {x}",
    "novel_year": "the publication of {x}",
    "song_year": "the composition of {x}",
    "painting_year": "the painting of {x}",
}
"""How to name what happened in a year."""
TOTALS = {
    ("author", "pages"): "how many pages do all novels by {x} have together?",
    ("on_river", "population"): "how many inhabitants do all towns on {x} have together?",
    ("in_region", "population"): "how many inhabitants do all towns of {x} have together?",
    ("architect", "height"): (
        "how many metres do the heights of all buildings designed by {x} add up to?"
    ),
    ("seat", "staff"): (
        "how many people are on the staff of all organisations with their seat in {x} together?"
    ),
    ("rises_in", "length"): (
        "how many kilometres do the lengths of all rivers that rise in {x} add up to?"
    ),
}
"""How to ask for the sum of a number over all that are related to one thing."""
CLUES = {
    "person": {
        "born_in": "was born in {x}",
        "died_in": "died in {x}",
        "employer": "worked for {x}",
        "teacher": "was taught by {x}",
    },
    "town": {"in_region": "lies in {x}", "on_river": "stands on {x}"},
    "river": {"rises_in": "rises in {x}", "flows_into": "flows into {x}"},
    "organisation": {"founder": "was founded by {x}", "seat": "has its seat in {x}"},
    "building": {
        "stands_in": "stands in {x}",
        "architect": "was designed by {x}",
        "commissioned_by": "was commissioned by {x}",
    },
    "event": {
        "began_in": "began in {x}",
        "leader": "was led by {x}",
        "backer": "was financed by {x}",
    },
    "novel": {
        "author": "was written by {x}",
        "set_in": "is set in {x}",
        "dedicated_to": "is dedicated to {x}",
    },
    "painting": {
        "painter": "was painted by {x}",
        "hangs_in": "hangs in {x}",
        "shows": "is a portrait of {x}",
    },
}
"""How to say one of two things about what is looked for."""
_MOST_SUMMANDS = 4
_PREFIX = "In this encyclopedia, "


class _Case:
    """The descriptions of one question: each by facts of articles that no other one uses.

    Args:
        world: The world.
        dice: Makes all choices.
        facts: What the answer needs beside descriptions.
        kept: Entities that no description may mention.
    """

    def __init__(
        self, world: World, dice: Dice, facts: Sequence[Fact], kept: Iterable[int]
    ) -> None:
        self._world = world
        self._dice = dice
        self._known = set(kept)
        self.facts = list(facts)

    def describe(self, entity: int, hops: int) -> str | None:
        """Words for an entity, over that many facts from one that is named."""
        self._known.add(entity)
        if hops == 0:
            return self._world.entities[entity].shown
        sources = {fact.source for fact in self.facts}
        ways = [
            (start, step)
            for start, step in self._world.arrivals[entity]
            if start not in self._known and step.fact.source not in sources
        ]
        if not ways:
            return None
        start, step = self._dice.pick(ways)
        self.facts.append(step.fact)
        text = self.describe(start, hops - 1)
        return None if text is None else call(step, text, self._dice, hops - 1)

    def found(self) -> list[Fact]:
        """All facts in an order in which they can be found."""
        return self.facts[::-1]


def _pair(case: _Case, dice: Dice, first: Fact, second: Fact) -> tuple[str, str] | None:
    """Words for the subjects of two facts, one of them over two hops at times."""
    one = case.describe(first.subject, 1)
    two = case.describe(second.subject, 2 if dice.chance(0.4) else 1)
    return None if one is None or two is None else (one, two)


def _comparison(world: World, dice: Dice) -> Draft | None:
    relation = dice.pick(tuple(COMPARED))
    first, second = dice.some(tuple(world.holds[relation].values()), 2)
    case = _Case(world, dice, (first, second), (first.subject, second.subject))
    texts = _pair(case, dice, first, second)
    if texts is None or abs(first.object - second.object) < 2:
        return None
    greater = dice.chance(0.5)
    lesser_fact, greater_fact = sorted((first, second), key=lambda fact: fact.object)
    winner = (greater_fact if greater else lesser_fact).subject
    write = RELATIONS[relation].write
    return Draft(
        f"{COMPARED[relation][greater]}, {texts[0]} or {texts[1]}?",
        named(world.entities[winner]),
        case.found(),
        (f"{write(lesser_fact.object)} is less than {write(greater_fact.object)}.",),
    )


def _difference(world: World, dice: Dice) -> Draft | None:
    relations = dice.pick(tuple(DATED)), dice.pick(tuple(DATED))
    first, second = (dice.pick(tuple(world.holds[name].values())) for name in relations)
    years = abs(first.object - second.object)
    if first.subject == second.subject or years < 2:
        return None
    case = _Case(world, dice, (first, second), (first.subject, second.subject))
    texts = _pair(case, dice, first, second)
    if texts is None:
        return None
    phrases = [DATED[name].format(x=text) for name, text in zip(relations, texts, strict=True)]
    low, high = sorted((first.object, second.object))
    return Draft(
        f"How many years lie between {phrases[0]} and {phrases[1]}?",
        amounts(years, ("years",)),
        case.found(),
        (f"{high} - {low} = {years}.",),
    )


def _total(world: World, dice: Dice) -> Draft | None:
    link, value = dice.pick(tuple(TOTALS))
    whole = dice.pick(tuple(world.holds[link].values())).object
    links = [fact for fact in world.holds[link].values() if fact.object == whole]
    if not 2 <= len(links) <= _MOST_SUMMANDS:
        return None
    values = [world.holds[value][fact.subject] for fact in links]
    case = _Case(world, dice, (*values, *links), [fact.subject for fact in links])
    text = case.describe(whole, 2 if dice.chance(0.3) else 1)
    if text is None:
        return None
    total = sum(fact.object for fact in values)
    summands = " + ".join(str(fact.object) for fact in values)
    return Draft(
        _PREFIX + TOTALS[link, value].format(x=text),
        amounts(total, RELATIONS[value].unit),
        case.found(),
        (f"{summands} = {total}.",),
    )


def _clues(world: World, dice: Dice) -> Draft | None:
    kind = dice.pick(tuple(CLUES))
    relations = dice.some(tuple(CLUES[kind]), 2)
    tables = [world.holds[relation] for relation in relations]
    found = dice.pick([number for number in tables[0] if number in tables[1]] or [-1])
    if found < 0:
        return None
    facts = [table[found] for table in tables]
    fitting = [
        {fact.subject for fact in table.values() if fact.object == wanted.object}
        for table, wanted in zip(tables, facts, strict=True)
    ]
    # Either clue alone leaves a choice, both together leave none.
    if min(map(len, fitting)) < 2 or len(fitting[0] & fitting[1]) != 1:
        return None
    case = _Case(world, dice, facts, (found, *(fact.object for fact in facts)))
    texts = [case.describe(fact.object, 1) for fact in facts]
    if None in texts or facts[0].object == facts[1].object:
        return None
    clues = [
        f"The {kind} {CLUES[kind][relation].format(x=text)}."
        for relation, text in zip(relations, texts, strict=True)
    ]
    return Draft(
        f"Which {kind} fits both of these clues? {' '.join(clues)}",
        named(world.entities[found]),
        case.found(),
        (f"{capitalised(world.entities[found].shown)} alone fits both clues.",),
    )


COMPOUNDS: tuple[Callable[[World, Dice], Draft | None], ...] = (
    _comparison,
    _difference,
    _total,
    _clues,
)
