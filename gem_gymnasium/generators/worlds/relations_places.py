"""Relations of towns, regions and rivers, of organisations, buildings and events."""

from __future__ import annotations

from gem_gymnasium.generators.worlds.model import Relation

__all__ = ["PLACES"]

_PEOPLE = ("people",)
_METRES = ("m", "metres")
_KILOMETRES = ("km", "kilometres")
_AREA = ("km²", "square kilometres")

PLACES = (
    # --- towns, regions, rivers -------------------------------------------------------------------
    Relation(
        name="in_region",
        subject="town",
        object="region",
        fact="{s} lies in {o}.",
        says=(
            "{me} lies in {x}.",
            "{me} belongs to {x}.",
            "{me} is one of the towns of {x}.",
        ),
        told=(
            "{x} lies within its borders.",
            "{me} includes the town of {x}.",
            "One of its towns is {x}.",
        ),
        asks=("In which region does {x} lie?", "Which region includes {x}?"),
        calls=("the region that includes {x}", "the region of {x}"),
    ),
    Relation(
        name="on_river",
        subject="town",
        object="river",
        fact="{s} stands on {o}.",
        says=(
            "{me} stands on {x}.",
            "{x} runs past its old walls.",
            "{me} grew up around a ford in {x}.",
        ),
        told=(
            "{me} flows past {x}.",
            "On its banks stands {x}.",
            "{x} is a town on its banks.",
        ),
        asks=("On which river does {x} stand?", "Which river flows past {x}?"),
        calls=("the river on which {x} stands", "the river that flows past {x}"),
        back_asks=("Which is the only town on {x}?",),
        back_calls=("the only town on {x}",),
    ),
    Relation(
        name="population",
        subject="town",
        object="number",
        fact="{s} has {o} inhabitants.",
        says=(
            "{me} has {x} inhabitants.",
            "{my} population stands at {x}.",
            "The last census counted {x} inhabitants.",
        ),
        asks=("How many inhabitants does {x} have?", "What is the population of {x}?"),
        unit=("inhabitants", "people"),
    ),
    Relation(
        name="town_year",
        subject="town",
        object="year",
        fact="{s} received its charter in {o}.",
        says=(
            "{me} received its charter in {x}.",
            "{my} charter is dated {x}.",
        ),
        asks=(
            "In which year did {x} receive its charter?",
            "What is the year of the charter of {x}?",
        ),
    ),
    Relation(
        name="capital",
        subject="region",
        object="town",
        fact="The capital of {s} is {o}.",
        says=(
            "{my} capital is {x}.",
            "{me} is governed from {x}, its capital.",
        ),
        told=(
            "{me} is the capital of {x}.",
            "{me} serves as the capital of {x}.",
        ),
        asks=("What is the capital of {x}?", "Which town is the capital of {x}?"),
        calls=("the capital of {x}",),
        back_asks=("Of which region is {x} the capital?", "Which region has {x} as its capital?"),
        back_calls=("the region whose capital is {x}",),
    ),
    Relation(
        name="area",
        subject="region",
        object="number",
        fact="{s} covers {o} square kilometres.",
        says=(
            "{me} covers {x} square kilometres.",
            "{my} area is {x} square kilometres.",
        ),
        asks=(
            "How many square kilometres does {x} cover?",
            "What is the area of {x} in square kilometres?",
        ),
        unit=_AREA,
    ),
    Relation(
        name="length",
        subject="river",
        object="number",
        fact="{s} is {o} kilometres long.",
        says=(
            "{me} is {x} kilometres long.",
            "{my} course measures {x} kilometres.",
        ),
        asks=("How many kilometres long is {x}?", "What is the length of {x} in kilometres?"),
        unit=_KILOMETRES,
    ),
    Relation(
        name="rises_in",
        subject="river",
        object="region",
        fact="{s} rises in {o}.",
        says=(
            "{me} rises in {x}.",
            "{my} source is in the hills of {x}.",
        ),
        told=(
            "{x} rises there.",
            "{me} holds the source of {x}.",
        ),
        asks=("In which region does {x} rise?", "Which region holds the source of {x}?"),
        calls=("the region where {x} rises", "the region with the source of {x}"),
        back_asks=("Which is the only river that rises in {x}?",),
        back_calls=("the only river that rises in {x}",),
    ),
    Relation(
        name="flows_into",
        subject="river",
        object="river",
        fact="{s} flows into {o}.",
        says=(
            "{me} flows into {x}.",
            "{me} is a tributary of {x}.",
        ),
        told=(
            "{x} flows into it.",
            "{my} waters are fed by {x}, a tributary.",
        ),
        asks=("Into which river does {x} flow?", "Of which river is {x} a tributary?"),
        calls=("the river into which {x} flows", "the river fed by {x}"),
        back_asks=("Which is the only tributary of {x}?",),
        back_calls=("the only tributary of {x}",),
    ),
    # --- organisations ----------------------------------------------------------------------------
    Relation(
        name="founder",
        subject="organisation",
        object="person",
        fact="{s} was founded by {o}.",
        says=(
            "{me} was founded by {x}.",
            "{my} founder was {x}.",
            "{me} owes its beginnings to its founder {x}.",
        ),
        told=(
            "{me} founded {x}.",
            "{me} was the founder of {x}.",
        ),
        asks=("Who founded {x}?", "Who was the founder of {x}?"),
        calls=("the founder of {x}", "the person who founded {x}"),
        back_asks=(
            "Which organisation did {x} found?",
            "Of which organisation was {x} the founder?",
        ),
        back_calls=("the organisation founded by {x}", "the organisation that {x} founded"),
    ),
    Relation(
        name="founded",
        subject="organisation",
        object="year",
        fact="{s} was founded in {o}.",
        says=(
            "{me} was founded in {x}.",
            "{my} history goes back to {x}, when it was founded.",
        ),
        asks=("In which year was {x} founded?", "What is the founding year of {x}?"),
    ),
    Relation(
        name="seat",
        subject="organisation",
        object="town",
        fact="{s} has its seat in {o}.",
        says=(
            "{me} has its seat in {x}.",
            "{my} head office is in {x}.",
        ),
        told=(
            "{x} has its seat in {her}.",
            "{me} is home to the head office of {x}.",
        ),
        asks=("In which town does {x} have its seat?", "Which town is the seat of {x}?"),
        calls=("the seat of {x}", "the town where {x} has its seat"),
        back_asks=("Which is the only organisation that has its seat in {x}?",),
        back_calls=("the only organisation that has its seat in {x}",),
    ),
    Relation(
        name="staff",
        subject="organisation",
        object="number",
        fact="{s} has a staff of {o}.",
        says=(
            "{me} has a staff of {x}.",
            "{my} staff numbers {x}.",
        ),
        asks=("How many people are on the staff of {x}?", "How large is the staff of {x}?"),
        unit=_PEOPLE,
    ),
    Relation(
        name="successor_of",
        subject="organisation",
        object="organisation",
        fact="{s} is the successor of {o}.",
        says=(
            "{me} is the successor of {x}.",
            "{me} took over the archives and debts of its predecessor {x}.",
        ),
        told=(
            "{my} successor is {x}.",
            "{me} was succeeded by {x}.",
        ),
        asks=(
            "Which organisation was the predecessor of {x}?",
            "Of which organisation is {x} the successor?",
        ),
        calls=("the predecessor of {x}",),
        back_asks=("Which organisation is the successor of {x}?",),
        back_calls=("the successor of {x}",),
    ),
    # --- buildings --------------------------------------------------------------------------------
    Relation(
        name="stands_in",
        subject="building",
        object="town",
        fact="{s} stands in {o}.",
        says=(
            "{me} stands in {x}.",
            "{me} is a landmark of {x}.",
        ),
        told=(
            "{x} stands in {her}.",
            "{my} best known building is {x}.",
        ),
        asks=("In which town does {x} stand?", "Which town is the location of {x}?"),
        calls=("the town where {x} stands", "the town in which {x} stands"),
        back_asks=("Which is the only building in this encyclopedia that stands in {x}?",),
    ),
    Relation(
        name="architect",
        subject="building",
        object="person",
        fact="{s} was designed by {o}.",
        says=(
            "{me} was designed by {x}.",
            "{my} architect was {x}.",
            "The plans for it were drawn by {x}.",
        ),
        told=(
            "{me} designed {x}.",
            "{me} drew the plans for {x}.",
        ),
        asks=("Who designed {x}?", "Who was the architect of {x}?"),
        calls=("the architect of {x}", "the person who designed {x}"),
        back_asks=(
            "Which is the only building designed by {x}?",
            "Which is the only building that {x} designed?",
        ),
        back_calls=("the only building designed by {x}",),
    ),
    Relation(
        name="building_year",
        subject="building",
        object="year",
        fact="{s} was completed in {o}.",
        says=(
            "{me} was completed in {x}.",
            "The last stone was laid in {x}.",
        ),
        asks=("In which year was {x} completed?", "What is the year of completion of {x}?"),
    ),
    Relation(
        name="height",
        subject="building",
        object="number",
        fact="{s} is {o} metres high.",
        says=(
            "{me} is {x} metres high.",
            "{my} height is {x} metres.",
        ),
        asks=("How many metres high is {x}?", "What is the height of {x} in metres?"),
        unit=_METRES,
    ),
    Relation(
        name="commissioned_by",
        subject="building",
        object="organisation",
        fact="{s} was commissioned by {o}.",
        says=(
            "{me} was commissioned by {x}.",
            "The order to build it came from {x}, which paid every bill.",
        ),
        told=(
            "{me} commissioned {x}.",
            "The largest order that it ever paid for was the construction of {x}.",
        ),
        asks=(
            "Which organisation commissioned {x}?",
            "By which organisation was {x} commissioned?",
        ),
        calls=("the organisation that commissioned {x}",),
        back_asks=("Which is the only building that {x} commissioned?",),
        back_calls=("the only building commissioned by {x}",),
    ),
    # --- events -----------------------------------------------------------------------------------
    Relation(
        name="began_in",
        subject="event",
        object="town",
        fact="{s} began in {o}.",
        says=(
            "{me} began in {x}.",
            "{my} starting point was {x}.",
        ),
        told=(
            "{x} began in {her}.",
            "{me} was the starting point of {x}.",
        ),
        asks=("In which town did {x} begin?", "Which town was the starting point of {x}?"),
        calls=("the town where {x} began", "the starting point of {x}"),
        back_asks=("Which is the only event in this encyclopedia that began in {x}?",),
    ),
    Relation(
        name="event_year",
        subject="event",
        object="year",
        fact="{s} began in {o}.",
        says=(
            "{me} began in the year {x}.",
            "It took place in {x}.",
        ),
        asks=("In which year did {x} take place?", "What is the year of {x}?"),
    ),
    Relation(
        name="leader",
        subject="event",
        object="person",
        fact="{s} was led by {o}.",
        says=(
            "{me} was led by {x}.",
            "{my} leader was {x}.",
        ),
        told=(
            "{me} led {x}.",
            "{me} was the leader of {x}.",
        ),
        asks=("Who led {x}?", "Who was the leader of {x}?"),
        calls=("the leader of {x}", "the person who led {x}"),
        back_asks=("Which event did {x} lead?", "Of which event was {x} the leader?"),
        back_calls=("the event led by {x}", "the event that {x} led"),
    ),
    Relation(
        name="backer",
        subject="event",
        object="organisation",
        fact="{s} was financed by {o}.",
        says=(
            "{me} was financed by {x}.",
            "{x} bore the costs.",
        ),
        told=(
            "{me} financed {x}.",
            "{me} bore the costs of {x}.",
        ),
        asks=("Which organisation financed {x}?", "By which organisation was {x} financed?"),
        calls=("the organisation that financed {x}",),
        back_asks=("Which is the only event that {x} financed?",),
        back_calls=("the only event financed by {x}",),
    ),
)
