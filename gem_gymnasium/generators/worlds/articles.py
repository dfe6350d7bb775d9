"""The text of an article: every fact that it states in a sentence, and sentences of no facts."""

from __future__ import annotations

from collections.abc import Sequence

from gem_gymnasium.generators.worlds.dice import Dice
from gem_gymnasium.generators.worlds.model import Entity, Fact
from gem_gymnasium.generators.worlds.relations import JOINED, RELATIONS

__all__ = ["compose"]

_FEWEST_WORDS = 44
_OPENINGS = {
    "person": (
        "{title} {was} {a} {noun} with {quality} and many correspondents.",
        "Among those who shaped the craft of the {noun}, {title} {was} known for {quality}.",
        "{title}, {noun} by trade, {was} admired for {quality}.",
    ),
    "town": (
        "{title} is a town known for {quality}.",
        "The town of {title} draws visitors with {quality}.",
        "{title} is a market town with {quality}.",
    ),
    "region": (
        "{title} is a region known for {quality}.",
        "The region of {title} is mostly farmland with {quality}.",
        "{title} is a thinly settled region with {quality}.",
    ),
    "river": (
        "{title} is a river known for {quality}.",
        "{title} is a slow river with {quality}.",
        "Boatmen know {title} as a river with {quality}.",
    ),
    "novel": (
        "{title} is a novel praised for {quality}.",
        "{title} is a long novel with {quality}.",
        "Few novels have been read aloud as often as {title}, a book with {quality}.",
    ),
    "song": (
        "{title} is a song with {quality}.",
        "{title} is a song loved for {quality}.",
        "Choirs still open their evenings with {title}, a song with {quality}.",
    ),
    "painting": (
        "{title} is a painting in oil with {quality}.",
        "{title} is a large painting noted for {quality}.",
        "Copies of {title}, a painting with {quality}, hang in many schools.",
    ),
    "building": (
        "{title} is {a} {noun} with {quality}.",
        "{title} is {a} {noun} noted for {quality}.",
        "Travellers recognise {title}, {a} {noun} with {quality}, from afar.",
    ),
    "organisation": (
        "{title} is {a} {noun} known for {quality}.",
        "{title} is {a} {noun} with {quality}.",
        "Few bodies are as well documented as {title}, {a} {noun} with {quality}.",
    ),
    "event": (
        "{title} was {a} {noun} remembered for {quality}.",
        "{title} was {a} {noun} with {quality}.",
        "Schoolbooks still tell of {title}, {a} {noun} with {quality}.",
    ),
}
_QUALITIES = {
    "person": (
        "a steady hand",
        "a sharp tongue",
        "endless patience",
        "a careful eye",
        "a fondness for long walks",
        "a distrust of fashion",
        "unusual candour",
        "a restless curiosity",
    ),
    "town": (
        "steep cobbled lanes",
        "a covered market",
        "terraced orchards",
        "a row of old tanneries",
        "painted shutters",
        "salt pans and drying sheds",
        "a school of bell founders",
        "a windy promenade",
    ),
    "region": (
        "wide moors and few roads",
        "chalk hills",
        "dense pine forests",
        "orchards and beehives",
        "a dialect of its own",
        "deep lakes",
        "old sheep tracks",
        "harsh winters",
    ),
    "river": (
        "clear shallows",
        "heavy spring floods",
        "broad gravel banks",
        "many small islands",
        "reed beds full of herons",
        "treacherous sandbars",
        "deep green pools",
        "old stone weirs",
    ),
    "novel": (
        "a narrator who can't be trusted",
        "its dry wit",
        "a cast of quarrelling neighbours",
        "its long sentences",
        "an ending that divided readers",
        "its portraits of working life",
        "hardly any dialogue",
        "a plot of mistaken letters",
    ),
    "song": (
        "a slow refrain",
        "a melody in a minor key",
        "an unusual rhythm",
        "many local verses",
        "a part for two voices",
        "a long silence before its end",
        "a leap in every line",
        "a humming chorus",
    ),
    "painting": (
        "a dark background",
        "thick layers of paint",
        "an unfinished corner",
        "cold morning light",
        "a narrow range of colours",
        "a hidden second figure",
        "finely drawn hands",
        "a gilded frame",
    ),
    "building": (
        "walls of pale stone",
        "a copper roof",
        "a spiral stair",
        "tall arched windows",
        "an echoing entrance",
        "floors of black slate",
        "carved wooden doors",
        "a garden on its roof",
    ),
    "organisation": (
        "strict accounts",
        "a long waiting list",
        "its generous pensions",
        "a taste for secrecy",
        "its annual exhibition",
        "an excellent library",
        "slow decisions",
        "a quarrelsome board",
    ),
    "event": (
        "bad weather from the first day",
        "a long list of volunteers",
        "careful planning",
        "much music along the way",
        "a shortage of boots",
        "an unexpected outcome",
        "large and cheerful crowds",
        "a dispute over the route",
    ),
}
_FILLERS = {
    "person": (
        "{me} kept a diary in a private shorthand that scholars still argue about.",
        "Most letters of this period were lost, and much has to be guessed.",
        "Visitors described a crowded study and a kettle that was never cold.",
        "{me} disliked speeches and left most public dinners before the dessert.",
        "A small collection of notebooks survives in private hands.",
        "{my} habits were simple, and {my} generosity was widely known.",
        "Later writers have praised the clarity of thought and the lack of vanity.",
        "{me} never learned to swim, which friends found endlessly amusing.",
    ),
    "town": (
        "Its narrow houses are built of brick above and rough stone below.",
        "A weekly fair for cloth and cheese is held in the main square.",
        "Most of the old walls are gone, but two gates remain.",
        "Winters are mild, and fog often hides the rooftops until noon.",
        "The local museum shows tools of weavers, coopers and clockmakers.",
        "Its bakers are proud of a dark bread with caraway seeds.",
        "A footpath lined with lime trees leads around the old quarter.",
    ),
    "region": (
        "Its farmers grow rye, flax and a small sour apple.",
        "Local law still follows customs that are written down nowhere else.",
        "The coat of arms shows a plough beneath a silver star.",
        "Travel was difficult here until good roads were built.",
        "Its festivals follow the harvest and are famous for their lanterns.",
        "Much of the soil is poor, and many families kept bees.",
    ),
    "river": (
        "Flat boats once carried timber and salt along its lower course.",
        "Otters have returned to its banks since the mills were closed.",
        "In dry summers children can cross it on foot at several places.",
        "Its water was long believed to cure headaches.",
        "Old maps draw its bends wrongly, to the despair of pilots.",
        "Fishing is allowed from spring until the first frost.",
    ),
    "novel": (
        "Critics were cool at first, while readers copied whole chapters by hand.",
        "The manuscript shows many changes in the last chapter.",
        "It has been adapted for the stage more than once.",
        "Much of the plot turns on a letter that is never opened.",
        "Several editions leave out the long preface about the weather.",
        "School classes still argue about the meaning of its final scene.",
    ),
    "song": (
        "Street singers spread it from market to market within a few months.",
        "The original score has water stains on every page.",
        "It is usually sung without instruments, and rather slowly.",
        "Its refrain has become a proverb about lost opportunities.",
        "Several verses are thought to be later additions.",
        "Many listeners know the tune without knowing its title.",
    ),
    "painting": (
        "Restorers found traces of an older sketch beneath the varnish.",
        "The frame is original and was carved from a single pear tree.",
        "Critics disagree about the meaning of the empty chair.",
        "It was damaged by smoke and cleaned with great care.",
        "Students often copy the folds of the heavy green curtain.",
        "Prints after it were sold at fairs for a few coins.",
    ),
    "building": (
        "A fire destroyed the first roof, which was rebuilt in lighter materials.",
        "Swallows nest beneath its eaves every summer.",
        "Guided tours end in a vaulted cellar with remarkable acoustics.",
        "Its doors are closed to visitors on the day of the winter fair.",
        "The stone came from a quarry that has been flooded since.",
        "Local children say that the main stair has a step too many.",
    ),
    "organisation": (
        "Its minutes are kept in leather volumes that few have read.",
        "Membership was once limited to those who could recite the statutes.",
        "It survived several lean years by selling part of its furniture.",
        "Its emblem is a lamp above an open book.",
        "The yearly report is famous for its dry humour.",
        "Apprentices are received with a dinner of soup and plum cake.",
    ),
    "event": (
        "Newspapers of the time gave wildly different accounts of it.",
        "Many who took part kept a blue ribbon as a souvenir.",
        "The weather turned on the second day and delayed everybody.",
        "Songs about it were popular long afterwards.",
        "Its official report was never printed in full.",
        "A small monument of unhewn stones recalls those who joined.",
    ),
}
_FORMS = {"she": ("she", "her", "her"), "he": ("he", "his", "him"), "it": ("it", "its", "")}


def compose(number: int, stated: Sequence[Fact], entities: Sequence[Entity], dice: Dice) -> str:
    """The text of an entity's article.

    Args:
        number: The entity's number.
        stated: The facts that its article states, each as subject or as object.
        entities: All entities of the world.
        dice: Chooses the words.
    """
    writer = _Writer(entities[number], dice)
    own = {fact.relation: fact.object for fact in stated if fact.subject == number}
    told = [fact for fact in stated if fact.subject != number]

    def value(relation: str) -> str:
        item = own.pop(relation)
        chosen = RELATIONS[relation]
        return chosen.write(item) if chosen.literal else entities[item].shown

    alive = "death_year" not in own
    lines: list[str] = []
    begin: list[str] = []
    end: list[str] = []
    shelf = {"birth_year": begin, "born_in": begin, "death_year": end, "died_in": end}
    for (first, second), templates in JOINED.items():
        if first in own and second in own and dice.chance(0.6):
            line = writer.say(templates, x=value(first), y=value(second))
            shelf.get(first, lines).append(line)
    for relation in list(own):
        line = writer.say(RELATIONS[relation].says, x=value(relation))
        shelf.get(relation, lines).append(line)
    for fact in told:
        lines.append(writer.say(RELATIONS[fact.relation].told, x=entities[fact.subject].shown))
    sentences = [*begin, *dice.some(lines, len(lines)), *end]

    kind, noun = entities[number].kind, entities[number].noun
    opening = writer.say(
        _OPENINGS[kind],
        title=entities[number].shown,
        noun=noun,
        a="an" if noun[0] in "aeiou" else "a",
        was="is" if alive else "was",
        quality=dice.pick(_QUALITIES[kind]),
    )
    words = opening.count(" ") + 1 + sum(sentence.count(" ") + 1 for sentence in sentences)
    for filler in dice.some(_FILLERS[kind], len(_FILLERS[kind])):
        if words >= _FEWEST_WORDS:
            break
        line = writer.say((filler,))
        words += line.count(" ") + 1
        sentences.insert(dice.below(len(sentences) + 1), line)
    return " ".join([opening, *sentences])


class _Writer:
    """Writes sentences about one entity, which it calls by name, noun or pronoun."""

    def __init__(self, entity: Entity, dice: Dice) -> None:
        self._dice = dice
        subject, self._my, him = _FORMS[entity.pronoun]
        thing = f"the {entity.noun}"
        # What stands often is called often by it.
        self._me = (subject, subject, subject, thing, thing, entity.shown)
        self._her = (him, him, thing, entity.shown) if him else (thing, entity.shown)

    def say(self, templates: Sequence[str], **parts: str) -> str:
        """A sentence after one of the templates."""
        pick = self._dice.pick
        sentence = pick(templates).format(
            me=pick(self._me), her=pick(self._her), my=self._my, **parts
        )
        return sentence[0].upper() + sentence[1:]
