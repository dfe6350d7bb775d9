"""What questions are made of: phrases along steps, and answers in all their forms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gem_gymnasium.generators.worlds.dice import Dice
from gem_gymnasium.generators.worlds.model import Entity, Fact, Relation, Step
from gem_gymnasium.generators.worlds.relations import RELATIONS

__all__ = ["Draft", "amounts", "ask", "call", "capitalised", "named", "number_answers"]


class Draft(NamedTuple):
    """A question before it is checked.

    Attributes:
        text: The question.
        answers: The answer, and other ways to write it.
        facts: The facts that lead to it.
        conclusion: Sentences between the facts and the answer.
    """

    text: str
    answers: tuple[str, ...]
    facts: Sequence[Fact]
    conclusion: tuple[str, ...] = ()


def capitalised(text: str) -> str:
    """``text`` with its first letter in upper case."""
    return text[0].upper() + text[1:]


def call(step: Step, text: str, dice: Dice, depth: int) -> str:
    """A name of where a step leads from what ``text`` names in ``depth`` steps."""
    relation = RELATIONS[step.relation]
    phrases = relation.calls if step.forward else relation.back_calls
    return _readable(phrases, depth > 0, dice).format(x=text)


def ask(step: Step, text: str, dice: Dice, depth: int) -> str:
    """A question for where a step leads from what ``text`` names in ``depth`` steps."""
    relation = RELATIONS[step.relation]
    phrases = relation.asks if step.forward else relation.back_asks
    return capitalised(_readable(phrases, depth > 1, dice).format(x=text))


def _readable(phrases: Sequence[str], long: bool, dice: Dice) -> str:
    """A phrase; what is long should stand at its end, or verbs pile up there."""
    if long:
        phrases = [phrase for phrase in phrases if phrase.endswith(("{x}", "{x}?"))] or phrases
    return dice.pick(phrases)


def named(entity: Entity) -> tuple[str, ...]:
    """The names of an entity that count as an answer."""
    return (entity.name, *entity.also)


def number_answers(value: int, relation: Relation) -> tuple[str, ...]:
    """The ways to write a year, or a number with its unit or without."""
    if relation.object == "year":
        return (str(value),)
    return amounts(value, relation.unit)


def amounts(value: int, units: Sequence[str]) -> tuple[str, ...]:
    """The ways to write a number: with a comma or without, with each unit or without."""
    forms = dict.fromkeys((str(value), f"{value:,}"))
    return (*forms, *(f"{form} {unit}" for unit in units for form in forms))
