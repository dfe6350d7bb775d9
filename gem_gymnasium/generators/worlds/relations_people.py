"""Relations of people: when and where they lived, their families, teachers and employers."""

from __future__ import annotations

from gem_gymnasium.generators.worlds.model import Relation

__all__ = ["PEOPLE"]

PEOPLE = (
    Relation(
        name="birth_year",
        subject="person",
        object="year",
        fact="{s} was born in {o}.",
        says=(
            "{me} was born in the year {x}.",
            "{my} year of birth was {x}.",
            "{me} came into the world in {x}.",
        ),
        asks=("In which year was {x} born?", "What is the year of birth of {x}?"),
    ),
    Relation(
        name="death_year",
        subject="person",
        object="year",
        fact="{s} died in {o}.",
        says=(
            "{me} died in the year {x}.",
            "{my} death came in {x}.",
            "{me} lived until {x}.",
        ),
        asks=("In which year did {x} die?", "What is the year of death of {x}?"),
    ),
    Relation(
        name="born_in",
        subject="person",
        object="town",
        fact="{s} was born in {o}.",
        says=(
            "{me} was a native of {x}.",
            "{my} birthplace was {x}.",
            "{me} was born in a narrow house in {x}.",
        ),
        told=(
            "{me} was the birthplace of {x}.",
            "{x} was born in {her}.",
            "A plaque by the well marks the house where {x} was born.",
        ),
        asks=("In which town was {x} born?", "What is the birthplace of {x}?"),
        calls=("the birthplace of {x}", "the town where {x} was born"),
    ),
    Relation(
        name="died_in",
        subject="person",
        object="town",
        fact="{s} died in {o}.",
        says=(
            "{me} died in {x}.",
            "{me} spent the last days of a long illness in {x} and died there.",
            "{my} place of death was {x}.",
        ),
        told=(
            "{x} died in {her}.",
            "{me} was the place of death of {x}.",
        ),
        asks=("In which town did {x} die?", "What is the place of death of {x}?"),
        calls=("the place of death of {x}", "the town where {x} died"),
    ),
    Relation(
        name="mother",
        subject="person",
        object="person",
        fact="The mother of {s} was {o}.",
        says=(
            "{my} mother was {x}.",
            "{me} was a child of {x}, who was {my} mother.",
        ),
        told=(
            "{me} was the mother of {x}.",
            "{me} gave birth to {x}.",
        ),
        asks=("Who was the mother of {x}?", "Which woman gave birth to {x}?"),
        calls=("the mother of {x}",),
        back_asks=("Who was the only child of {x}?",),
        back_calls=("the only child of {x}",),
    ),
    Relation(
        name="father",
        subject="person",
        object="person",
        fact="The father of {s} was {o}.",
        says=(
            "{my} father was {x}.",
            "{me} was a child of {x}, who was {my} father.",
        ),
        told=(
            "{me} was the father of {x}.",
            "{me} had {x} as a child.",
        ),
        asks=("Who was the father of {x}?", "Which man was the father of {x}?"),
        calls=("the father of {x}",),
        back_asks=("Who was the only child of {x}?",),
        back_calls=("the only child of {x}",),
    ),
    Relation(
        name="spouse",
        subject="person",
        object="person",
        fact="{s} was married to {o}.",
        says=(
            "{me} was married to {x}.",
            "{me} shared home and table with {x}, {my} spouse.",
            "{my} marriage was with {x}.",
        ),
        told=(
            "{me} married {x}.",
            "{me} took vows with {x} at a small wedding.",
        ),
        asks=("Whom did {x} marry?", "Who was the spouse of {x}?"),
        calls=("the spouse of {x}", "the person whom {x} married"),
        back_asks=("Whom did {x} marry?", "Who was the spouse of {x}?"),
        back_calls=("the spouse of {x}", "the person whom {x} married"),
    ),
    Relation(
        name="employer",
        subject="person",
        object="organisation",
        fact="{s} worked for {o}.",
        says=(
            "{me} worked for {x}.",
            "{me} earned a living with {x}.",
            "{my} employer was {x}.",
        ),
        told=(
            "{x} was on its payroll.",
            "{me} employed {x}.",
            "One of the people whom it employed was {x}.",
        ),
        asks=("Which organisation employed {x}?", "For which organisation did {x} work?"),
        calls=("the organisation that employed {x}", "the employer of {x}"),
        back_asks=("Who was the only person employed by {x}?",),
        back_calls=("the only person employed by {x}",),
    ),
    Relation(
        name="teacher",
        subject="person",
        object="person",
        fact="{s} was taught by {o}.",
        says=(
            "{me} was taught by {x}.",
            "{my} teacher was {x}.",
            "{me} learned the trade from {x}.",
        ),
        told=(
            "{me} took {x} as a pupil.",
            "{me} taught {x}.",
        ),
        asks=("Who taught {x}?", "Whose pupil was {x}?"),
        calls=("the teacher of {x}", "the person who taught {x}"),
        back_asks=("Who was the only pupil of {x}?", "Whom alone did {x} teach?"),
        back_calls=("the only pupil of {x}",),
    ),
)
