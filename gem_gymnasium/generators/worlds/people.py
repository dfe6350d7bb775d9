"""Families over some two hundred years: who was born to whom and when, and who married whom."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from gem_gymnasium.generators.worlds.dice import Dice
from gem_gymnasium.generators.worlds.names import Culture, Names

__all__ = ["Person", "population"]

_FEWEST, _MOST = 116, 124
_FOUNDING_COUPLES = 10
_MAKERS = (("novelist", 22), ("composer", 10), ("painter", 10), ("architect", 14))
_TRADES = (
    "physician",
    "merchant",
    "schoolteacher",
    "cartographer",
    "engineer",
    "botanist",
    "printer",
    "lawyer",
    "navigator",
    "clockmaker",
    "astronomer",
    "translator",
)


@dataclass(eq=False, slots=True)
class Person:
    """A person of a world.

    Attributes:
        name: Given name and surname; no two people share both.
        woman: Whether sentences say "she".
        birth: The year of birth.
        culture: Where the name comes from.
        mother: None for those whose parents nobody knows; the same goes for `father`.
        spouse: Married once, or never.
        last_child: The year in which the youngest child was born, or 0.
        death: The year of death, None for the living.
        trade: What the person does for a living.
        number: The number of the entity.
    """

    name: str
    woman: bool
    birth: int
    culture: Culture
    mother: Person | None = None
    father: Person | None = None
    spouse: Person | None = None
    last_child: int = 0
    death: int | None = None
    trade: str = ""
    number: int = field(default=-1)

    def working_years(self, now: int) -> range:
        """The years of adult life in which a person may do things that are recorded."""
        end = now if self.death is None else self.death
        return range(self.birth + 20, min(end, self.birth + 75) + 1)

    def lives(self, year: int) -> bool:
        """Whether the person is alive throughout a year."""
        return self.birth < year and (self.death is None or year < self.death)


def population(dice: Dice, names: Names, cultures: Sequence[Culture], now: int) -> list[Person]:
    """The people of a world: parents are 18 to 45 years older than their children.

    Args:
        dice: Makes all choices.
        names: Where their names come from.
        cultures: The cultures that they may belong to.
        now: The present year; the first of them were born 240 years before.
    """
    people: list[Person] = []
    couples: deque[tuple[Person, Person]] = deque()

    def newcomer(woman: bool, birth: int) -> Person:
        culture = dice.pick(cultures)
        name = names.full(culture, woman, names.family(culture))
        people.append(Person(name, woman, birth, culture))
        return people[-1]

    def wed(person: Person) -> None:
        spouse = _match(person, people) if dice.chance(0.6) else None
        if spouse is None:
            spouse = newcomer(not person.woman, person.birth + dice.span(-6, 6))
        person.spouse, spouse.spouse = spouse, person
        couples.append((person, spouse) if person.woman else (spouse, person))

    for _ in range(_FOUNDING_COUPLES):
        wed(newcomer(dice.chance(0.5), now - dice.span(190, 240)))
    while len(people) < _MOST:
        if not couples:
            if len(people) >= _FEWEST:
                break
            wed(newcomer(dice.chance(0.5), now - dice.span(60, 230)))
        mother, father = couples.popleft()
        children = _children(dice, names, mother, father, now)
        people += children
        for child in children:
            if child.birth < now - 26 and dice.chance(0.65):
                wed(child)
    for person in people:
        low = person.birth + 38
        years = dice.span(max(low, person.last_child + 1), max(person.birth + 88, low))
        person.death = years if years < now else None
    _choose_trades(dice, people, now)
    return people


def _match(person: Person, people: Sequence[Person]) -> Person | None:
    """Somebody unmarried of about the same age from another family."""
    for other in people:
        if (
            other.spouse is None
            and other.woman is not person.woman
            and abs(other.birth - person.birth) <= 10
            and (other.mother is None or other.mother is not person.mother)
        ):
            return other
    return None


def _children(dice: Dice, names: Names, mother: Person, father: Person, now: int) -> list[Person]:
    first = max(mother.birth, father.birth) + 18
    last = min(mother.birth + 42, father.birth + 45, now - 1)
    years = dice.some(range(first, last + 1), dice.pick((0, 1, 1, 2, 2, 2, 3)))
    surname = father.name.rpartition(" ")[2]
    children = []
    for year in sorted(years):
        woman = dice.chance(0.5)
        name = names.full(father.culture, woman, surname)
        children.append(Person(name, woman, year, father.culture, mother, father))
        mother.last_child = father.last_child = year
    return children


def _choose_trades(dice: Dice, people: Sequence[Person], now: int) -> None:
    for person in people:
        person.trade = dice.pick(_TRADES)
    grown = [person for person in people if person.birth <= now - 30]
    makers = iter(dice.some(grown, sum(count for _, count in _MAKERS)))
    for trade, count in _MAKERS:
        for _ in range(count):
            next(makers).trade = trade
