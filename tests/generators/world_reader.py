"""A reader of encyclopedias: takes facts out of the texts alone, and answers questions with them.

It knows the forms of sentences and nothing of how worlds and questions are made.
"""

import re
from collections import defaultdict

from gem_gymnasium.generators.worlds.compound import CLUES, COMPARED, DATED, TOTALS
from gem_gymnasium.generators.worlds.relations import JOINED, RELATIONS

PRONOUNS = {"she", "he", "it", "her", "him"}


def small(text):
    """Without the capital letter of a sentence's start."""
    return text[0].lower() + text[1:]


def form(template):
    """The regular expression of a sentence."""
    pattern = re.escape(small(template)).replace(r"\{", "{").replace(r"\}", "}")
    pattern = pattern.replace("{my}", "(?:her|his|its)")
    for slot in ("me", "her", "x", "y"):
        pattern = pattern.replace(f"{{{slot}}}", f"(?P<{slot}>.+?)")
    return re.compile(pattern)


SAID = defaultdict(list)  # by the kind of an article: sentence, relations of x and y, whether told
for relation in RELATIONS.values():
    SAID[relation.subject] += [(form(text), (relation.name,), False) for text in relation.says]
    SAID[relation.object] += [(form(text), (relation.name,), True) for text in relation.told]
for pair, texts in JOINED.items():
    SAID[RELATIONS[pair[0]].subject] += [(form(text), pair, False) for text in texts]


class Reader:
    def __init__(self, world):
        self.entities = world.entities
        self.called = {small(entity.shown): n for n, entity in enumerate(world.entities)}
        title = {entity.name: n for n, entity in enumerate(world.entities)}
        self.facts = []  # (subject, relation, object, source)
        for article in world.articles:
            self.read(title[article.title], article.text)
        self.forward = defaultdict(set)
        self.backward = defaultdict(set)
        for subject, relation, value, _ in self.facts:
            self.forward[relation, subject].add(value)
            self.backward[relation, value].add(subject)
            if relation == "spouse":
                self.forward[relation, value].add(subject)

    # --- articles ---------------------------------------------------------------------------------

    def read(self, number, text):
        for sentence in text.removesuffix(".").split(". "):
            readings = list(self.readings(number, small(f"{sentence}.")))
            assert len(readings) <= 1, (sentence, readings)
            self.facts += [fact for reading in readings for fact in reading]

    def readings(self, number, sentence):
        me = self.entities[number]
        itself = {*PRONOUNS, f"the {me.noun}", me.shown, small(me.shown)}
        for pattern, relations, told in SAID[me.kind]:
            match = pattern.fullmatch(sentence)
            if not match:
                continue
            groups = match.groupdict()
            if any(groups.get(slot, "it") not in itself for slot in ("me", "her")):
                continue
            reading = []
            for slot, relation in zip("xy", relations, strict=False):
                kind = RELATIONS[relation].subject if told else RELATIONS[relation].object
                value = self.value(groups[slot], kind)
                if value is not None:
                    subject, other = (value, number) if told else (number, value)
                    reading.append((subject, relation, other, number))
            if len(reading) == len(relations):
                yield reading

    def value(self, text, kind):
        if kind == "year":
            return int(text) if re.fullmatch("[0-9]+", text) else None
        if kind == "number":
            plain = text.replace(",", "")
            return int(plain) if plain.isdigit() and f"{int(plain):,}" == text else None
        number = self.called.get(small(text))
        return number if number is not None and self.entities[number].kind == kind else None

    # --- questions --------------------------------------------------------------------------------

    def follow(self, template, text):
        """What a phrase or question stands for, where it has the form of the template."""
        before, after = template.split("{x}")
        before = before[:1].lower() + before[1:]
        if text.startswith(before) and text.endswith(after):
            return self.meanings(text[len(before) : len(text) - len(after)])
        return set()

    def meanings(self, text):
        """All entities that a description may mean, in any reading of it."""
        found = {self.called[small(text)]} if text and small(text) in self.called else set()
        for phrases in (FORWARD_CALLS, BACKWARD_CALLS):
            found |= self.steps(phrases, text)
        return found

    def steps(self, phrases, text):
        found = set()
        table = self.forward if phrases in (FORWARD_CALLS, FORWARD_ASKS) else self.backward
        for phrase, relations in phrases.items():
            for start in self.follow(phrase, text):
                ends = set().union(*(table[relation, start] for relation in relations))
                if len(ends) == 1:  # "the" and "the only" mean one thing
                    found |= {(next(iter(ends)), relations[0])} if asking(phrases) else ends
        return found

    def answers(self, question):
        """All answers that a question has, as texts."""
        text = small(question)
        found = set()
        for phrases in (FORWARD_ASKS, BACKWARD_ASKS):
            for value, relation in self.steps(phrases, text):
                literal = phrases is FORWARD_ASKS and RELATIONS[relation].literal
                found.add(str(value) if literal else self.entities[value].name)
        return (
            found | self.compared(question) | self.dated(text) | self.total(text) | self.clues(text)
        )

    def one(self, relation, subject):
        (value,) = self.forward[relation, subject]
        return value

    def splits(self, text, joint):
        for match in re.finditer(re.escape(joint), text):
            yield text[: match.start()], text[match.end() :]

    def compared(self, question):
        found = set()
        for relation, starts in COMPARED.items():
            for start, best in zip(starts, (min, max), strict=True):
                if not question.startswith(f"{start}, "):
                    continue
                rest = question[len(start) + 2 : -1]
                for left, right in self.splits(rest, " or "):
                    for a in self.meanings(left):
                        for b in self.meanings(right):
                            winner = best((a, b), key=lambda n: self.one(relation, n))
                            found.add(self.entities[winner].name)
        return found

    def dated(self, text):
        found = set()
        start = "how many years lie between "
        if text.startswith(start):
            for left, right in self.splits(text[len(start) : -1], " and "):
                for a in self.years(left):
                    found |= {str(abs(a - b)) for b in self.years(right)}
        return found

    def years(self, text):
        return {
            year
            for relation, phrase in DATED.items()
            for entity in self.follow(phrase, text)
            for year in self.forward[relation, entity]
        }

    def total(self, text):
        found = set()
        start = "in this encyclopedia, "
        for (link, value), phrase in TOTALS.items():
            if text.startswith(start):
                for whole in self.follow(phrase, text[len(start) :]):
                    members = self.backward[link, whole]
                    found.add(str(sum(self.one(value, member) for member in members)))
        return found

    def clues(self, text):
        match = re.fullmatch(
            r"which (\w+) fits both of these clues\? The \w+ (.+)\. The \w+ (.+)\.", text
        )
        if not match:
            return set()
        kind = match[1]
        fitting = [
            {
                subject
                for relation, phrase in CLUES[kind].items()
                for value in self.follow(phrase, clue)
                for subject in self.backward[relation, value]
            }
            for clue in match.groups()[1:]
        ]
        return {self.entities[number].name for number in fitting[0] & fitting[1]}


def asking(phrases):
    return phrases is FORWARD_ASKS or phrases is BACKWARD_ASKS


def grouped(field):
    """Phrases, and the relations that share each."""
    phrases = defaultdict(list)
    for relation in RELATIONS.values():
        for phrase in getattr(relation, field):
            phrases[phrase].append(relation.name)
    return dict(phrases)


FORWARD_CALLS, BACKWARD_CALLS = grouped("calls"), grouped("back_calls")
FORWARD_ASKS, BACKWARD_ASKS = grouped("asks"), grouped("back_asks")
