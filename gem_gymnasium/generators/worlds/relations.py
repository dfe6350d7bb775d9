"""All relations of a world, and what is said of a relation or asked about it."""

from __future__ import annotations

from gem_gymnasium.generators.worlds.model import Relation
from gem_gymnasium.generators.worlds.relations_people import PEOPLE
from gem_gymnasium.generators.worlds.relations_places import PLACES
from gem_gymnasium.generators.worlds.relations_works import WORKS

__all__ = ["JOINED", "RELATIONS", "SYMMETRIC"]

RELATIONS: dict[str, Relation] = {
    relation.name: relation for relation in (*PEOPLE, *PLACES, *WORKS)
}
SYMMETRIC = "spouse"
"""The one relation that holds both ways."""

JOINED: dict[tuple[str, str], tuple[str, ...]] = {
    ("birth_year", "born_in"): (
        "{me} was born in {y} in {x}.",
        "{my} life began in {y}, in the year {x}.",
    ),
    ("death_year", "died_in"): (
        "{me} died in {y} in {x}.",
        "{my} life ended in {x} in {y}.",
    ),
    ("mother", "father"): (
        "{my} mother was {x} and {my} father {y}.",
        "{me} was the child of a mother called {x} and a father called {y}.",
    ),
    ("town_year", "population"): (
        "{me} received its charter in {x} and now has {y} inhabitants.",
        "Chartered in {x}, {me} counts {y} inhabitants today.",
    ),
    ("in_region", "on_river"): (
        "{me} lies in {x}, on the banks of {y}.",
        "{y} flows through {her}, which belongs to {x}.",
    ),
    ("author", "novel_year"): (
        "{x} wrote it and saw it in print in {y}.",
        "It was first published in {y} and is the work of {x}.",
    ),
    ("composer", "song_year"): (
        "{x} composed it in {y}.",
        "It was composed by {x} and first sung in {y}.",
    ),
    ("painter", "painting_year"): (
        "{x} painted it in {y}.",
        "It came from the studio of {x} and was finished in {y}.",
    ),
    ("stands_in", "building_year"): (
        "{me} was completed in {y} in {x}.",
        "It stands in {x}, where it was completed in {y}.",
    ),
    ("founder", "founded"): (
        "{x} founded it in {y}.",
        "It was founded in {y} by {x}.",
    ),
    ("began_in", "event_year"): (
        "{me} began in {x} in {y}.",
        "It set out from {x} in the year {y}.",
    ),
}
"""Sentences of a subject's article for two facts at once; ``{x}`` and ``{y}`` are their objects."""
