"""The history of a world: who and what there is, and the facts about it, in agreement."""

from __future__ import annotations

from collections.abc import Sequence

from gem_gymnasium.generators.worlds.dice import Dice
from gem_gymnasium.generators.worlds.model import Entity, Fact
from gem_gymnasium.generators.worlds.names import CULTURES, Culture, Names
from gem_gymnasium.generators.worlds.people import Person, population
from gem_gymnasium.generators.worlds.relations import RELATIONS, SYMMETRIC

__all__ = ["History"]

_BUILDINGS = (
    "Lighthouse",
    "Library",
    "Palace",
    "Gallery",
    "Theatre",
    "Museum",
    "Tower",
    "Observatory",
    "Granary",
)
_ORGANISATIONS = (
    "Company",
    "Society",
    "Academy",
    "Guild",
    "Foundry",
    "Bank",
    "Press",
    "Shipyard",
    "Institute",
)
_EVENTS = (
    "Expedition",
    "March",
    "Regatta",
    "Crossing",
    "Survey",
    "Pilgrimage",
    "Procession",
    "Relay",
)
_SHOWROOMS = ("library", "palace", "gallery", "theatre", "museum")
_MOST_TOLD = 4  # facts that an article states about others


class History:
    """Makes a world's entities and facts; each part builds on those before it.

    Args:
        dice: Makes all choices.

    Attributes:
        entities: All entities, in the order in which they were made.
        facts: All facts.
    """

    def __init__(self, dice: Dice) -> None:
        self.entities: list[Entity] = []
        self.facts: list[Fact] = []
        self._dice = dice
        self._names = Names(dice)
        self._told: dict[int, int] = {}
        self._now = dice.span(1300, 2700)
        self._cultures = dice.some(CULTURES, 4)
        self._towns: list[tuple[int, Culture]] = []
        self._make_places()
        self._people = population(dice, self._names, self._cultures, self._now)
        self._make_people()
        self._organisations: dict[int, int] = {}  # when each was founded
        self._make_organisations()
        self._events: dict[int, int] = {}
        self._make_events()
        self._make_buildings()
        self._make_works()

    # --- entities and facts -----------------------------------------------------------------------

    def _add(
        self, kind: str, name: str, noun: str, shown: str = "", also: tuple[str, ...] = ()
    ) -> int:
        self.entities.append(Entity(kind, name, shown or name, noun, "it", also))
        return len(self.entities) - 1

    def _body(self, kind: str, types: Sequence[str]) -> int:
        """A new organisation, building or event."""
        dice = self._dice
        noun = dice.pick(types)
        name = f"{self._names.word(dice.pick(self._cultures))} {noun}"
        return self._add(kind, name, noun.lower(), f"the {name}", (f"the {name}",))

    def _work(self, kind: str, maker: Person) -> int:
        name = self._names.title(maker.culture)
        article, _, rest = name.partition(" ")
        also = (rest,) if article in ("The", "A", "An") else ()
        return self._add(kind, name, kind, f'"{name}"', also)

    def _state(self, subject: int, relation: str, value: int) -> None:
        """Add a fact; some are stated in the article of their object alone."""
        source = subject
        if RELATIONS[relation].told and self._dice.chance(0.45):
            count = self._told.get(value, 0)
            if count < _MOST_TOLD:
                self._told[value] = count + 1
                source = value
        self.facts.append(Fact(subject, relation, value, source))

    def _town(self, culture: Culture | None = None) -> int:
        """A town, of that culture where one is given."""
        towns = [town for town, its in self._towns if culture is None or its is culture]
        return self._dice.pick(towns)

    def _of_trade(self, trade: str) -> list[Person]:
        return [person for person in self._people if person.trade == trade]

    def _worker(self) -> tuple[Person, int]:
        """Somebody and a year in which they might lead or found something."""
        while True:
            person = self._dice.pick(self._people)
            years = person.working_years(self._now)
            if years:
                return person, self._dice.pick(years)

    # --- places -----------------------------------------------------------------------------------

    def _make_places(self) -> None:
        dice, names = self._dice, self._names
        regions = []
        for number in range(12):
            culture = self._cultures[number % 4]
            region = self._add("region", names.region(culture), "region")
            regions.append((region, culture))
            self._state(region, "area", dice.span(400, 48_000))
        rivers: list[int] = []
        for number in range(12):
            region, culture = dice.pick(regions)
            word = names.word(culture)
            shown = f"the River {word}"
            river = self._add("river", f"River {word}", "river", shown, (shown, word))
            self._state(river, "length", dice.span(40, 1900))
            self._state(river, "rises_in", region)
            if number >= 6:
                self._state(river, "flows_into", dice.pick(rivers[:6]))
            rivers.append(river)
        for number in range(42):
            region, culture = regions[number] if number < 12 else dice.pick(regions)
            town = self._add("town", names.town(culture), "town")
            self._towns.append((town, culture))
            self._state(town, "in_region", region)
            if dice.chance(0.75):
                self._state(town, "on_river", dice.pick(rivers))
            self._state(town, "population", dice.span(900, 95_000))
            self._state(town, "town_year", self._now - dice.span(300, 900))
            if number < 12:
                self._state(region, "capital", town)

    # --- people -----------------------------------------------------------------------------------

    def _make_people(self) -> None:
        for person in self._people:
            person.number = len(self.entities)
            pronoun = "she" if person.woman else "he"
            name = person.name
            self.entities.append(Entity("person", name, name, person.trade, pronoun))
        for person in self._people:
            self._live(person)

    def _live(self, person: Person) -> None:
        dice, number = self._dice, person.number
        self._state(number, "birth_year", person.birth)
        self._state(number, "born_in", self._town(person.culture if dice.chance(0.7) else None))
        if person.death is not None:
            self._state(number, "death_year", person.death)
            if dice.chance(0.6):
                self._state(number, "died_in", self._town())
        if person.mother is not None and person.father is not None:
            self._state(number, "mother", person.mother.number)
            self._state(number, "father", person.father.number)
        if person.spouse is not None and person.woman:
            pair = (number, person.spouse.number)
            first, second = pair if dice.chance(0.5) else pair[::-1]
            self._state(first, SYMMETRIC, second)
        if dice.chance(0.35):
            teachers = [
                other
                for other in self._people
                if 12 <= person.birth - other.birth <= 50
                and other.lives(person.birth + 16)
                and other is not person.mother
                and other is not person.father
            ]
            if teachers:
                self._state(number, "teacher", dice.pick(teachers).number)

    # --- organisations and events -----------------------------------------------------------------

    def _make_organisations(self) -> None:
        dice, founded = self._dice, self._organisations
        predecessors: list[int] = []
        for _ in range(28):
            founder, year = self._worker()
            body = self._body("organisation", _ORGANISATIONS)
            self._state(body, "founder", founder.number)
            self._state(body, "founded", year)
            self._state(body, "seat", self._town())
            self._state(body, "staff", dice.span(14, 4800))
            older = [
                other
                for other, when in founded.items()
                if when + 5 <= year and other not in predecessors
            ]
            if older and dice.chance(0.5):
                predecessors.append(dice.pick(older))
                self._state(body, "successor_of", predecessors[-1])
            founded[body] = year
        for person in self._people:
            years = person.working_years(self._now)
            employers = [body for body, year in founded.items() if year + 1 in years]
            if employers and dice.chance(0.6):
                self._state(person.number, "employer", dice.pick(employers))

    def _patron(self, year: int) -> int | None:
        """An organisation that was there before a year and may have paid for something in it."""
        bodies = [body for body, when in self._organisations.items() if when < year]
        return self._dice.pick(bodies) if bodies and self._dice.chance(0.65) else None

    def _make_events(self) -> None:
        for _ in range(20):
            leader, year = self._worker()
            event = self._body("event", _EVENTS)
            self._state(event, "leader", leader.number)
            self._state(event, "event_year", year)
            self._state(event, "began_in", self._town())
            patron = self._patron(year)
            if patron is not None:
                self._state(event, "backer", patron)
            self._events[event] = year

    # --- buildings and works ----------------------------------------------------------------------

    def _made(self, trade: str, count: int) -> list[tuple[Person, int]]:
        """Makers of a trade and the years in which they made things."""
        makers = self._of_trade(trade)
        chosen = [self._dice.pick(makers) for _ in range(count)]
        return [(maker, self._dice.pick(maker.working_years(self._now))) for maker in chosen]

    def _make_buildings(self) -> None:
        for maker, year in self._made("architect", 28):
            building = self._body("building", _BUILDINGS)
            self._state(building, "architect", maker.number)
            self._state(building, "building_year", year)
            self._state(building, "stands_in", self._town())
            self._state(building, "height", self._dice.span(9, 190))
            patron = self._patron(year)
            if patron is not None:
                self._state(building, "commissioned_by", patron)

    def _make_works(self) -> None:
        dice = self._dice
        for maker, year in self._made("novelist", 38):
            novel = self._work("novel", maker)
            self._state(novel, "author", maker.number)
            self._state(novel, "novel_year", year)
            self._state(novel, "pages", dice.span(90, 980))
            if dice.chance(0.8):
                self._state(novel, "set_in", self._town())
            friend = self._contemporary(maker, year)
            if friend is not None and dice.chance(0.6):
                self._state(novel, "dedicated_to", friend)
        for maker, year in self._made("composer", 18):
            song = self._work("song", maker)
            self._state(song, "composer", maker.number)
            self._state(song, "song_year", year)
            events = [event for event, when in self._events.items() if when <= year]
            if events and dice.chance(0.8):
                self._state(song, "honours", dice.pick(events))
        showrooms = [
            number
            for number, entity in enumerate(self.entities)
            if entity.kind == "building" and entity.noun in _SHOWROOMS
        ]
        for maker, year in self._made("painter", 20):
            painting = self._work("painting", maker)
            self._state(painting, "painter", maker.number)
            self._state(painting, "painting_year", year)
            sitter = self._contemporary(maker, year)
            if sitter is not None:
                self._state(painting, "shows", sitter)
            if showrooms and dice.chance(0.85):
                self._state(painting, "hangs_in", dice.pick(showrooms))

    def _contemporary(self, maker: Person, year: int) -> int | None:
        """Somebody else who was alive in a year."""
        alive = [other for other in self._people if other is not maker and other.lives(year)]
        return self._dice.pick(alive).number if alive else None
