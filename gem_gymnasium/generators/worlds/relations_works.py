"""Relations of works: novels, songs and paintings."""

from __future__ import annotations

from gem_gymnasium.generators.worlds.model import Relation

__all__ = ["WORKS"]

WORKS = (
    # --- novels -----------------------------------------------------------------------------------
    Relation(
        name="author",
        subject="novel",
        object="person",
        fact="{s} was written by {o}.",
        says=(
            "{me} was written by {x}.",
            "{my} author was {x}.",
            "It came from the pen of {x}.",
        ),
        told=(
            "{me} wrote {x}.",
            "{me} was the author of {x}.",
        ),
        asks=("Who wrote {x}?", "Who was the author of {x}?"),
        calls=("the author of {x}", "the person who wrote {x}"),
        back_asks=("Which is the only novel by {x}?", "Which is the only novel that {x} wrote?"),
        back_calls=("the only novel by {x}",),
    ),
    Relation(
        name="novel_year",
        subject="novel",
        object="year",
        fact="{s} was published in {o}.",
        says=(
            "{me} was first published in {x}.",
            "It appeared in the bookshops in {x}.",
        ),
        asks=(
            "In which year was {x} first published?",
            "What is the year of publication of {x}?",
        ),
    ),
    Relation(
        name="pages",
        subject="novel",
        object="number",
        fact="{s} has {o} pages.",
        says=(
            "{me} runs to {x} pages.",
            "The first edition has {x} pages.",
        ),
        asks=("How many pages does {x} have?", "How many pages long is {x}?"),
        unit=("pages",),
    ),
    Relation(
        name="set_in",
        subject="novel",
        object="town",
        fact="{s} is set in {o}.",
        says=(
            "{me} is set in {x}.",
            "Its story unfolds in the streets of {x}.",
        ),
        told=(
            "{x} is set in {her}.",
            "{me} is the scene of {x}.",
        ),
        asks=("In which town is {x} set?", "Which town is the setting of {x}?"),
        calls=("the town in which {x} is set", "the setting of {x}"),
        back_asks=("Which is the only novel set in {x}?",),
        back_calls=("the only novel set in {x}",),
    ),
    Relation(
        name="dedicated_to",
        subject="novel",
        object="person",
        fact="{s} is dedicated to {o}.",
        says=(
            "{me} is dedicated to {x}.",
            "Its dedication names {x}.",
        ),
        told=(
            "{x} is dedicated to {her}.",
            "The dedication of {x} names {her}.",
        ),
        asks=("To whom is {x} dedicated?", "Who is named in the dedication of {x}?"),
        calls=(
            "the person to whom {x} is dedicated",
            "the person named in the dedication of {x}",
        ),
        back_asks=("Which is the only novel dedicated to {x}?",),
        back_calls=("the only novel dedicated to {x}",),
    ),
    # --- songs ------------------------------------------------------------------------------------
    Relation(
        name="composer",
        subject="song",
        object="person",
        fact="{s} was composed by {o}.",
        says=(
            "{me} was composed by {x}.",
            "{my} composer was {x}.",
        ),
        told=(
            "{me} composed {x}.",
            "{me} was the composer of {x}.",
        ),
        asks=("Who composed {x}?", "Who was the composer of {x}?"),
        calls=("the composer of {x}", "the person who composed {x}"),
        back_asks=("Which is the only song by {x}?", "Which is the only song that {x} composed?"),
        back_calls=("the only song by {x}",),
    ),
    Relation(
        name="song_year",
        subject="song",
        object="year",
        fact="{s} was composed in {o}.",
        says=(
            "{me} was composed in {x}.",
            "It was first sung in {x}.",
        ),
        asks=("In which year was {x} composed?", "What is the year of composition of {x}?"),
    ),
    Relation(
        name="honours",
        subject="song",
        object="event",
        fact="{s} commemorates {o}.",
        says=(
            "{me} commemorates {x}.",
            "Its verses recall {x}.",
        ),
        told=(
            "{x} commemorates it in music.",
            "{me} is recalled in the verses of {x}.",
        ),
        asks=("Which event does {x} commemorate?", "Which event is recalled in {x}?"),
        calls=("the event that {x} commemorates", "the event recalled in {x}"),
        back_asks=("Which is the only song that commemorates {x}?",),
        back_calls=("the only song that commemorates {x}",),
    ),
    # --- paintings --------------------------------------------------------------------------------
    Relation(
        name="painter",
        subject="painting",
        object="person",
        fact="{s} was painted by {o}.",
        says=(
            "{me} was painted by {x}.",
            "{my} painter was {x}.",
        ),
        told=(
            "{me} painted {x}.",
            "{me} was the painter of {x}.",
        ),
        asks=("Who painted {x}?", "Who was the painter of {x}?"),
        calls=("the painter of {x}", "the person who painted {x}"),
        back_asks=(
            "Which is the only painting by {x}?",
            "Which is the only painting that {x} made?",
        ),
        back_calls=("the only painting by {x}",),
    ),
    Relation(
        name="painting_year",
        subject="painting",
        object="year",
        fact="{s} was painted in {o}.",
        says=(
            "{me} was painted in {x}.",
            "A date in the corner reads {x}, the year of its completion.",
        ),
        asks=("In which year was {x} painted?", "From which year is {x}?"),
    ),
    Relation(
        name="shows",
        subject="painting",
        object="person",
        fact="{s} is a portrait of {o}.",
        says=(
            "{me} is a portrait of {x}.",
            "The person portrayed is {x}.",
        ),
        told=(
            "{x} is a portrait of {her}.",
            "{me} sat for the portrait {x}.",
        ),
        asks=("Whom does {x} portray?", "Who is portrayed in {x}?"),
        calls=("the person portrayed in {x}", "the sitter of {x}"),
        back_asks=("Which is the only portrait of {x}?", "Which is the only painting of {x}?"),
        back_calls=("the only portrait of {x}",),
    ),
    Relation(
        name="hangs_in",
        subject="painting",
        object="building",
        fact="{s} hangs in {o}.",
        says=(
            "{me} hangs in {x}.",
            "It is on permanent display in {x}.",
        ),
        told=(
            "{x} hangs in {her}.",
            "{my} walls display {x}.",
        ),
        asks=("In which building does {x} hang?", "Which building displays {x}?"),
        calls=("the building in which {x} hangs", "the building that displays {x}"),
        back_asks=("Which is the only painting that hangs in {x}?",),
        back_calls=("the only painting that hangs in {x}",),
    ),
)
