"""Theories of facts and rules in plain English, and what follows from them by forward chaining.

A literal is an attribute or a relation of somebody, or its negation. Rules speak of anybody
("someone") or of one by name; a condition may also speak of somebody who has an attribute.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from typing import NamedTuple

__all__ = [
    "ANYBODY",
    "THEMES",
    "Condition",
    "Instance",
    "Literal",
    "Proof",
    "Rule",
    "Theme",
    "closure",
    "instances",
]

ANYBODY = ""
"""Stands for the variable of a rule."""


@dataclass(frozen=True, slots=True)
class Theme:
    """The words of a theory: who there is, what they can be, and what they can do to each other.

    Attributes:
        names: Those that facts are about, as they stand within a sentence.
        attributes: Adjectives.
        verbs: Relations: "likes", "like".
        anybody: The word for the variable: "someone".
        pronoun: The word that takes it up: "they".
        all_of_them: The plural noun of the short form of rules: "people".
    """

    names: tuple[str, ...]
    attributes: tuple[str, ...]
    verbs: tuple[tuple[str, str], ...]
    anybody: str
    pronoun: str
    all_of_them: str

    def verb(self, subject: str, plain: str) -> str:
        """The form of a verb behind a subject, by its plain form."""
        return plain if subject == "they" else next(s for s, p in self.verbs if p == plain)


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


THEMES = (
    Theme(
        names=_words("Anna Boris Clara Dario Edith Farid Greta Hamid Irma Jorge Karla Levin"),
        attributes=_words(
            "brave calm clever gentle honest jolly lucky patient proud quiet shy strict tidy witty "
            "young wealthy curious sleepy tall famous"
        ),
        verbs=(("admires", "admire"), ("helps", "help"), ("trusts", "trust"), ("visits", "visit")),
        anybody="someone",
        pronoun="they",
        all_of_them="people",
    ),
    Theme(
        names=tuple(
            f"the {animal}"
            for animal in _words(
                "badger crane otter heron lynx mole raven stoat toad wolf yak hare"
            )
        ),
        attributes=_words(
            "big furry fast hungry loud nimble noisy old quick rough round slow small spotted "
            "strong striped tame thirsty tired wild"
        ),
        verbs=(("chases", "chase"), ("fears", "fear"), ("follows", "follow"), ("sees", "see")),
        anybody="something",
        pronoun="it",
        all_of_them="animals",
    ),
    Theme(
        names=tuple(
            f"the {thing}"
            for thing in _words("barrel cabinet drum engine globe kettle lantern mirror organ pump")
        ),
        attributes=_words(
            "ancient bent blue bright broken costly dusty empty fragile golden green heavy hollow "
            "hot light metallic polished rare rusty wet"
        ),
        verbs=(("blocks", "block"), ("faces", "face"), ("heats", "heat"), ("touches", "touch")),
        anybody="something",
        pronoun="it",
        all_of_them="things",
    ),
)


class Literal(NamedTuple):
    """A statement about one: "Anna is calm", "the wolf does not chase the hare".

    Attributes:
        subject: A name, or `ANYBODY` in a rule.
        word: An adjective, or the plain form of a verb.
        other: Whom the verb is about; None for an adjective.
        holds: Whether it is said to be so, or not to be so.
    """

    subject: str
    word: str
    other: str | None = None
    holds: bool = True

    def opposite(self) -> Literal:
        """The negation."""
        return Literal(self.subject, self.word, self.other, not self.holds)

    def of(self, name: str) -> Literal:
        """The literal with a name in place of the variable."""
        return Literal(name, self.word, self.other, self.holds) if not self.subject else self

    def text(self, theme: Theme, subject: str | None = None) -> str:
        """The literal in words, about ``subject`` as it is called there."""
        subject = self.subject if subject is None else subject
        if self.other is None:
            be = "are" if subject == "they" else "is"
            return f"{subject} {be} {'' if self.holds else 'not '}{self.word}"
        if self.holds:
            return f"{subject} {theme.verb(subject, self.word)} {self.other}"
        return f"{subject} {'do' if subject == 'they' else 'does'} not {self.word} {self.other}"


@dataclass(frozen=True, slots=True)
class Condition:
    """What a rule asks for: a literal, or a relation to some other with an attribute.

    Attributes:
        literal: The literal; where ``whose`` is set, its ``other`` is `ANYBODY`.
        whose: What the other must be: "someone admires someone who is calm".
    """

    literal: Literal
    whose: Literal | None = None

    def text(self, theme: Theme, subject: str) -> str:
        """The condition in words."""
        if self.whose is None:
            return self.literal.text(theme, subject)
        who = "who" if theme.anybody == "someone" else "that"
        is_not = "" if self.whose.holds else "not "
        verb = theme.verb(subject, self.literal.word)
        return f"{subject} {verb} {theme.anybody} {who} is {is_not}{self.whose.word}"


@dataclass(frozen=True, slots=True)
class Rule:
    """If all conditions hold, so does the head.

    Attributes:
        conditions: One at least; those about the variable come first.
        head: What follows, about the variable or a name.
        short: Whether it is written as "Calm people are proud.", where that is possible.
    """

    conditions: tuple[Condition, ...]
    head: Literal
    short: bool = False

    def _is_short(self) -> bool:
        return (
            self.short
            and self.head.subject == ANYBODY
            and self.head.other is None
            and all(
                condition.whose is None
                and condition.literal.subject == ANYBODY
                and condition.literal.other is None
                and condition.literal.holds
                for condition in self.conditions
            )
        )

    def text(self, theme: Theme) -> str:
        """The rule as a sentence."""
        if self._is_short():
            adjectives = ", ".join(condition.literal.word for condition in self.conditions)
            is_not = "" if self.head.holds else "not "
            start = adjectives[0].upper() + adjectives[1:]
            return f"{start} {theme.all_of_them} are {is_not}{self.head.word}."
        parts, called = [], theme.anybody
        for condition in self.conditions:
            subject = condition.literal.subject
            parts.append(condition.text(theme, subject or called))
            if not subject:
                called = theme.pronoun
        head = self.head.text(theme, self.head.subject or theme.pronoun)
        return f"If {' and '.join(parts)}, then {head}."


@dataclass(frozen=True, slots=True)
class Proof:
    """How a literal follows.

    Attributes:
        depth: Rules on the longest path below it; 0 for a fact.
        rule: The rule that gives it; None for a fact.
        premises: The literals that its conditions take.
    """

    depth: int
    rule: Rule | None = None
    premises: tuple[Literal, ...] = ()


@dataclass(frozen=True, slots=True)
class Instance:
    """A rule about one name.

    Attributes:
        rule: The rule.
        head: What it concludes of that name.
        conditions: For each condition the ways to meet it, each as literals that must be known.
    """

    rule: Rule
    head: Literal
    conditions: tuple[tuple[tuple[Literal, ...], ...], ...]

    def premises(self, known: Container[Literal]) -> tuple[Literal, ...] | None:
        """The known literals that meet all conditions, or None."""
        taken: tuple[Literal, ...] = ()
        for ways in self.conditions:
            for way in ways:
                if all(literal in known for literal in way):
                    taken += way
                    break
            else:
                return None
        return taken


def instances(rule: Rule, names: tuple[str, ...]) -> list[Instance]:
    """A rule about each name, or as it is where it speaks of none but those it names."""
    found = []
    for name in names if rule.head.subject == ANYBODY else ("",):
        conditions: list[tuple[tuple[Literal, ...], ...]] = []
        for condition in rule.conditions:
            literal, whose = condition.literal.of(name), condition.whose
            if whose is None:
                conditions.append(((literal,),))
            else:
                conditions.append(
                    tuple((literal._replace(other=other), whose.of(other)) for other in names)
                )
        found.append(Instance(rule, rule.head.of(name), tuple(conditions)))
    return found


def closure(facts: Iterable[Literal], instances: Iterable[Instance]) -> dict[Literal, Proof] | None:
    """All that follows from facts and rules, each with its shallowest proof.

    Rules are used forwards only.

    Returns:
        The literals and their proofs, or None where something and its opposite follow.
    """
    known = {fact: Proof(0) for fact in facts}
    if any(literal.opposite() in known for literal in known):
        return None
    left, depth, grown = list(instances), 0, True
    while grown:
        depth += 1
        found: dict[Literal, Proof] = {}
        still = []
        for instance in left:
            head = instance.head
            if head in known:
                continue
            premises = None if head in found else instance.premises(known)
            if premises is None:
                still.append(instance)
                continue
            opposite = head.opposite()
            if opposite in known or opposite in found:
                return None
            found[head] = Proof(depth, instance.rule, premises)
        known.update(found)
        left, grown = still, bool(found)
    return known
