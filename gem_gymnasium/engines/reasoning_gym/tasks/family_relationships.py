"""What one member of a family is to another."""

from __future__ import annotations

from random import Random
from types import SimpleNamespace
from typing import Any

from gem_gymnasium.engines.reasoning_gym.task import Item, Task

_DRAWS = 10_000
# Names of reasoning-gym's lists that do not tell a man from a woman.
_UNCLEAR = {"Kai", "Zion", "Phoenix", "Atlas", "Sage", "River", "Winter", "Sky", "Rain"}


class FamilyRelationships(Task):
    """The word for a relationship."""

    name = "family_relationships"
    example = "uncle"
    pattern = (
        "mother|father|sister|brother|daughter|son|wife|husband|grandmother|grandfather|aunt|uncle|"
        "niece|nephew|(?:mother|father|daughter|son)-in-law"
    )
    changes = (
        "A niece or nephew is called by their own gender: reasoning-gym takes the other person's.",
        "Who married somebody's child is their daughter- or son-in-law, and the parents of one's "
        "wife or husband are the mother- and father-in-law: reasoning-gym has it the wrong way "
        "round.",
        "Names that do not tell a man from a woman (Sky, River, Kai) are left out unless the "
        "configuration gives names: the story says nothing else of a gender.",
        "Names that do not suffice for the grown-ups of a family are refused, as some would be "
        "called None.",
    )
    chance = 0.15  # father

    def make_dataset(self, **extra: Any) -> Any:
        dataset = super().make_dataset(**extra)
        config = dataset.config
        # How many grown-ups of a gender there are in families of a size.
        grown = 2 + sum(config.max_family_size > size for size in (6, 8, 10))
        for key in ("male_names", "female_names"):
            names = getattr(config, key)
            if key not in self.config:
                names = [name for name in names if name not in _UNCLEAR]
                setattr(config, key, names)
            if len(names) < grown:
                msg = f"{key}={names!r}: there must be {grown} or more."
                raise ValueError(msg)
        dataset._get_relationship_question = _pair
        return dataset

    def score(self, answer: str, item: Item) -> float:
        if len(answer) > 40:
            return 0.0
        return float("-".join(answer.lower().replace("-", " ").split()) == item["answer"])


def _pair(rng: Random, family: set[Any]) -> tuple[Any, Any, Any]:
    """Two persons, and what the first is to the second."""
    for _ in range(_DRAWS):
        one, other = rng.sample(list(family), 2)
        word = _relationship(one, other)
        if word:
            return one, other, SimpleNamespace(value=word)
    raise AssertionError("a family without any relationship")  # it begins with a couple


def _relationship(one: Any, other: Any) -> str:
    """What a person is to another, or nothing where the words at hand do not suffice."""
    found = ""
    if one in other.parents:
        found = "mother father"
    elif other in one.parents:
        found = "daughter son"
    elif one.spouse == other:
        found = "wife husband"
    elif one.parents and set(one.parents) == set(other.parents):
        found = "sister brother"
    elif one in _grandparents(other):
        found = "grandmother grandfather"
    elif any(parent in _grandparents(other) for parent in one.parents):
        found = "aunt uncle"
    elif any(parent in _grandparents(one) for parent in other.parents):
        found = "niece nephew"
    elif other.spouse and one in other.spouse.parents:
        found = "mother-in-law father-in-law"
    elif one.spouse and other in one.spouse.parents:
        found = "daughter-in-law son-in-law"
    return found and found.split()[one.gender.value == "male"]


def _grandparents(person: Any) -> list[Any]:
    return [grandparent for parent in person.parents for grandparent in parent.parents]
