"""What a world is made of: entities, facts about them, and articles that state the facts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

__all__ = ["Article", "Entity", "Fact", "Relation", "Step", "World"]


@dataclass(frozen=True, slots=True)
class Article:
    """An article of an encyclopedia.

    Attributes:
        id: The world's seed and the article's number, ``"7-042"``; no two worlds share one.
        title: Its title, which no other article of the world has.
        text: 40 to 120 words in one paragraph.
    """

    id: str
    title: str
    text: str


class Entity(NamedTuple):
    """A person, a place, a work, ...: what an article is about.

    Attributes:
        kind: Its kind, ``"town"`` for example; `Relation` names kinds.
        name: The title of its article.
        shown: How sentences call it: ``the River Sarn``, or a work's title within quotes.
        noun: What it is, in a word or two: ``"lighthouse"``.
        pronoun: ``"she"``, ``"he"`` or ``"it"``.
        also: Other names that mean it and no other entity of its world.
    """

    kind: str
    name: str
    shown: str
    noun: str
    pronoun: str
    also: tuple[str, ...] = ()


class Fact(NamedTuple):
    """A relation that holds, and where it is stated.

    Attributes:
        subject: The number of an entity.
        relation: The name of a `Relation`.
        object: The number of an entity, or a year or another number.
        source: The number of the entity whose article states the fact; no other article does.
    """

    subject: int
    relation: str
    object: int
    source: int


class Step(NamedTuple):
    """A way from one entity to exactly one other, or to a number."""

    relation: str
    forward: bool
    target: int
    fact: Fact


@dataclass(frozen=True, slots=True)
class Relation:
    """What a relation joins and the words for it; a subject has one object at most.

    Attributes:
        name: Its name, unique.
        subject: The kind of its subjects.
        object: The kind of its objects; ``"year"`` and ``"number"`` are no entities.
        fact: A sentence with ``{s}`` and ``{o}``.
        says: Sentences of the subject's article: ``{me}`` and ``{my}`` are the subject, ``{x}`` is
            the object.
        told: Sentences of the object's article: ``{me}`` is the object, ``{x}`` is the subject.
            Without any, the fact is always stated in the subject's article.
        asks: Questions for the object of ``{x}``.
        calls: Names of the object of ``{x}`` within longer questions.
        back_asks: Questions for the one subject that has the object ``{x}``.
        back_calls: Names of that subject within longer questions.
        unit: The unit of a number, in its short and its long form.
    """

    name: str
    subject: str
    object: str
    fact: str
    says: tuple[str, ...]
    told: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    calls: tuple[str, ...] = ()
    back_asks: tuple[str, ...] = ()
    back_calls: tuple[str, ...] = ()
    unit: tuple[str, ...] = ()

    @property
    def literal(self) -> bool:
        """Whether its objects are years or numbers."""
        return self.object in ("year", "number")

    def write(self, value: int) -> str:
        """A year or number as sentences show it."""
        return f"{value:,}" if self.object == "number" else str(value)

    def tell(self, fact: Fact, entities: Sequence[Entity]) -> str:
        """A fact of this relation in a plain sentence."""
        other = self.write(fact.object) if self.literal else entities[fact.object].shown
        sentence = self.fact.format(s=entities[fact.subject].shown, o=other)
        return sentence[0].upper() + sentence[1:]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class World:
    """A fictional encyclopedia; `world` makes it from its seed.

    Worlds of one seed are equal. Copies and pickles carry the seed alone.

    Attributes:
        seed: What it was made from.
        articles: Its articles, in the order of their titles.
        entities: What the articles are about; facts number them.
        facts: All that is true in this world.
        holds: The facts by their relation and subject.
        places: For each entity the number of its article.
        steps: For each entity the ways that lead from it.
        arrivals: For each entity the ways that lead to it, with the numbers of where they begin.
    """

    seed: int
    articles: tuple[Article, ...]
    entities: tuple[Entity, ...]
    facts: tuple[Fact, ...]
    holds: dict[str, dict[int, Fact]]
    places: tuple[int, ...]
    steps: tuple[tuple[Step, ...], ...]
    arrivals: tuple[tuple[tuple[int, Step], ...], ...]

    def article(self, entity: int) -> Article:
        """The article about the entity of that number."""
        return self.articles[self.places[entity]]

    def __eq__(self, other: object) -> bool:
        return self.seed == other.seed if isinstance(other, World) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.seed)

    def __repr__(self) -> str:
        return f"world({self.seed})"

    def __reduce__(self) -> tuple[Callable[[int], World], tuple[int]]:
        from gem_gymnasium.generators.worlds.build import world

        return world, (self.seed,)
