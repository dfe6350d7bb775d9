"""What stands for a language model in the games that ask one: gamemasters and juries.

TextArena asks models on the internet. Here a gamemaster and a jury are plain callables, so anything
can take their place: a function, an object, a client of a model. Without one, `RuleGamemaster` and
`RuleJury` play; they need no network and answer the same question in the same way.

- A `Gamemaster` is called with a question and the secret, and answers ``Yes``, ``No`` or
  ``I don't know``. In GuessWho the secret is the character: a mapping from ``name``, ``gender``,
  ``hair_color`` and so on to its traits. In TwentyQuestions it has the keys ``word`` and ``theme``.
- A `Jury` is called with what it must judge and the options, and gives each option a share of the
  votes.

An exception that they raise is raised by the environment's ``step`` too. They are pickled with an
environment, and copies of an environment share them. `PromptedGamemaster` and `PromptedJury` make
them of language models: functions from a prompt to a reply.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from gem_gymnasium.engines.textarena.knowledge import SIZE_OF, SIZES, TRAITS, WORDS

__all__ = [
    "NO",
    "UNKNOWN",
    "YES",
    "Gamemaster",
    "Jury",
    "Panel",
    "PromptedGamemaster",
    "PromptedJury",
    "RuleGamemaster",
    "RuleJury",
    "Shared",
]

YES, NO, UNKNOWN = "Yes", "No", "I don't know"


class Gamemaster(Protocol):
    """Answers questions about a secret."""

    def __call__(self, question: str, secret: Mapping[str, Any], /) -> str:
        """A text that begins with ``Yes``, ``No`` or ``I don't know``; no more of it is told."""
        ...


class Jury(Protocol):
    """Votes for one of some options."""

    def __call__(self, context: str, options: Sequence[str], /) -> Mapping[str, float]:
        """Each option's share of the votes, from 0 to 1."""
        ...


# --- language models ------------------------------------------------------------------------------


class PromptedGamemaster:
    """A gamemaster that asks a language model.

    Args:
        model: Gets a prompt and gives a reply.
    """

    def __init__(self, model: Callable[[str], str]) -> None:
        self._model = model

    def __call__(self, question: str, secret: Mapping[str, Any], /) -> str:
        """The reply."""
        traits = "\n".join([f"{name}: {value}" for name, value in secret.items()])
        return self._model(
            "You are the gamemaster of a guessing game. The player must find out this secret by "
            f"asking:\n{traits}\n\nThe player asks: {question}\n\n"
            f"Reply with one of these and nothing else: {YES}, {NO}, {UNKNOWN}."
        )


class PromptedJury:
    """A jury of language models, one vote each.

    Args:
        jurors: Each gets a prompt and gives a reply; the option that the reply names gets the vote.
    """

    def __init__(self, *jurors: Callable[[str], str]) -> None:
        self._jurors = jurors

    def __call__(self, context: str, options: Sequence[str], /) -> Mapping[str, float]:
        """Shares of the valid votes; of none, all shares are 0."""
        votes = dict.fromkeys(options, 0)
        prompt = f"{context}\n\nReply with one of these and nothing else: {', '.join(options)}."
        for juror in self._jurors:
            reply = juror(prompt).lower()
            named = [option for option in options if option.lower() in reply]
            if len(named) == 1:
                votes[named[0]] += 1
        valid = sum(votes.values()) or 1
        return {option: count / valid for option, count in votes.items()}


# --- a gamemaster of rules ------------------------------------------------------------------------

_LONGEST = 400  # characters of a question that is read
_TO_TWELVE = "zero one two three four five six seven eight nine ten eleven twelve"
_NUMBERS = {word: number for number, word in enumerate(_TO_TWELVE.split())}
_STARTS = re.compile(r"\b(?:start|begin)s?(?: with)?(?: the)?(?: letters?)? ([a-z])$")
_ENDS = re.compile(r"\bends?(?: with| in)?(?: the)?(?: letters?)? ([a-z])$")
_HOLDS = re.compile(r"\b(?:contain|have|has|include)s?(?: an?| the)? letter ([a-z])\b")
_LETTERS = re.compile(
    r"\b(more than|longer than|over|fewer than|less than|shorter than|under|exactly)?"
    r" ?(\w+) (?:letters|characters)\b"
)
_WORD_COUNT = re.compile(r"\b(one|two|single|1|2) words?\b")
_SIZE = re.compile(
    r"\b(bigger|larger|taller|smaller|lighter|heavier) than (?:an? |the |my |your )?(\w+(?: box)?)"
    r"|\b(?:fit|fits|hold|held|carry|carried)(?: it)? (?:in|into|inside)"
    r" (?:an? |the |my |your |one )?(\w+)"
)
_GUESS = re.compile(
    r"(?:is|are|was|would|could)(?: it| they| this| that)(?: be)?(?: the word| called)?"
    r"(?: an?| the)? ([a-z -]+)$"
)
_NOT = re.compile(r"\b(?:not|no|never|without)\b ?")
_OPEN = frozenset(
    ["what", "what's", "who", "who's", "whose", "how", "which", "where", "when", "why"]
)
_NAMED = re.compile(r"\b[A-Z][a-z]+\W{0,3}$")
"""A question that ends with a name."""


class RuleGamemaster:
    """A gamemaster that reads simple English questions, and says so where it can't.

    Of GuessWho it knows all traits of the characters, of TwentyQuestions what stands in
    `gem_gymnasium.engines.textarena.knowledge`; of both it knows the letters of the secret. It
    doesn't know what else is true of the world.
    """

    def __call__(self, question: str, secret: Mapping[str, Any], /) -> str:
        """``Yes``, ``No``, or ``I don't know`` if the question wasn't understood."""
        if len(question) > _LONGEST:
            return UNKNOWN
        words = re.findall(r"[a-z0-9'-]+", question.lower().replace("’", "'"))
        text = " ".join([word.strip("'") for word in words])
        if not words or words[0] in _OPEN or "n't" in text:
            return UNKNOWN
        name = str(secret["word"] if "word" in secret else secret["name"]).lower()
        found = _about_letters(text, name)
        if found is None and "word" in secret:
            found = _about_word(text, name)
        elif found is None:
            found = _about_person(text, secret, _NAMED.search(question) is not None)
        if found is None:
            return UNKNOWN
        return YES if found else NO


def _about_letters(text: str, name: str) -> bool | None:
    """The answer to a question about the secret's letters, or None if it isn't one."""
    letters = name.replace(" ", "").replace("-", "")
    if match := _STARTS.search(text):
        return name.startswith(match[1])
    if match := _ENDS.search(text):
        return name.endswith(match[1])
    if match := _HOLDS.search(text):
        return match[1] in letters
    if match := _LETTERS.search(text):
        number = _NUMBERS.get(match[2])
        if number is None and re.fullmatch("[0-9]{1,3}", match[2]):
            number = int(match[2])
        if number is None:
            return None
        if match[1] in ("more than", "longer than", "over"):
            return len(letters) > number
        if match[1] in ("fewer than", "less than", "shorter than", "under"):
            return len(letters) < number
        return len(letters) == number
    if match := _WORD_COUNT.search(text):
        return len(name.split()) == (2 if match[1] in ("two", "2") else 1)
    return None


def _all_or_any(text: str, found: list[bool | None]) -> bool | None:
    """What a question about several things comes to: with "or" any of them, else all."""
    if not found:
        return None
    decides = re.search(r"\bor\b", text) is not None
    if decides in found:
        return decides
    return None if None in found else not decides


# --- TwentyQuestions


_PHRASES = {phrase: trait for trait in TRAITS for phrase in trait.phrases}
_PHRASE = re.compile(
    r"\b(" + "|".join(map(re.escape, sorted(_PHRASES, key=len, reverse=True))) + r")(?:s|es)?\b"
)
_SMALLER = ("smaller", "lighter")
_KIND = re.compile(r"\b(?:kind|type|sort|form|piece)s? of (?:an? )?|\bused (?:for|to|in|as)\b")
_ABOUT = re.compile(r"\b(?:of|from|by|about|near|like|made)\b")
"""Words that join what is asked to the word in a way that traits don't tell."""


def _about_word(text: str, word: str) -> bool | None:
    negated = _NOT.search(text) is not None
    text = _KIND.sub(" ", _NOT.sub("", text))
    text = " ".join(text.split())
    found: list[bool | None] = []
    guess = _GUESS.fullmatch(text)
    if guess and guess[1] in WORDS:
        # Other things may be of the kind that a word names, such as toys.
        kind = _PHRASES.get(guess[1])
        if guess[1] == word or kind is None or word not in kind.words | kind.unsure:
            return (guess[1] == word) != negated
        return None
    if match := _SIZE.search(text):
        text = text.replace(match[0], "")
        limit = SIZES.get((match[2] or match[3]).removesuffix("s"))
        size = SIZE_OF.get(word)
        smaller = match[1] in _SMALLER or bool(match[3])
        if limit is None or size is None or size == limit:
            found.append(None)
        else:
            found.append((size < limit) == smaller)
    for phrase in _PHRASE.findall(text):
        trait = _PHRASES[phrase]
        found.append(None if word in trait.unsure else word in trait.words)
    if _ABOUT.search(_PHRASE.sub("", text)) or (negated and len(found) > 1):
        return None
    said = _all_or_any(text, found)
    return None if said is None else said != negated


# --- GuessWho

_HAIR = ("hair_color", "hair_style", "hair_texture")
_NOUNS: Mapping[str, tuple[str, ...]] = {
    "facial hair": ("facial_hair",),
    "hair": _HAIR,
    "haired": _HAIR,
    "eye": ("eye_color",),
    "eyed": ("eye_color",),
    "skin": ("skin_tone",),
    "skinned": ("skin_tone",),
    "complexion": ("complexion",),
    "hat": ("hat_type",),
    "cap": ("hat_type",),
    "glasses": ("eyewear_style",),
    "eyewear": ("eyewear_style",),
    "nose": ("nose_shape",),
    "ear": ("ear_size",),
    "smile": ("smile_type",),
    "clothes": ("clothing_style",),
    "clothing": ("clothing_style",),
    "dressed": ("clothing_style",),
    "cheek": ("cheek_features",),
}
_MEANT: Mapping[str, tuple[tuple[str, ...], str]] = {
    # What is said, in place of a trait's own value: the traits that are meant, and the value.
    **dict.fromkeys(("man", "boy", "guy", "gentleman"), (("gender",), "male")),
    **dict.fromkeys(("woman", "girl", "lady"), (("gender",), "female")),
    **dict.fromkeys(("blond", "fair-haired"), (("hair_color",), "blonde")),
    **dict.fromkeys(("ginger", "redhead"), (("hair_color",), "red")),
    **dict.fromkeys(("moustache", "mustached"), (("facial_hair",), "mustache")),
    "bearded": (("facial_hair",), "beard"),
    **dict.fromkeys(("old", "senior"), (("age_range",), "elderly")),
    "middle aged": (("age_range",), "middle-aged"),
    "dimple": (("cheek_features",), "dimples"),
    **dict.fromkeys(("freckle", "freckled"), (("cheek_features",), "freckles")),
    "big": (("ear_size",), "large"),
    "sportily": (("clothing_style",), "sporty"),
    "formally": (("clothing_style",), "formal"),
    "casually": (("clothing_style",), "casual"),
    "closed lip": (("smile_type",), "closed-lip"),
}
_VALUES: Mapping[str, tuple[str, ...]] = {
    "gender": ("male", "female"),
    "hair_color": ("brown", "white", "blonde", "red", "black"),
    "hair_style": ("short", "bald", "long", "curly"),
    "eye_color": ("brown", "blue"),
    "accessories": ("glasses", "earrings", "hat"),
    "facial_hair": ("mustache", "beard"),
    "skin_tone": ("light", "fair", "olive", "dark"),
    "hat_type": ("beanie", "bowler", "baseball"),
    "hair_texture": ("straight", "wavy", "curly"),
    "eyewear_style": ("round", "square"),
    "nose_shape": ("pointed", "broad", "round"),
    "ear_size": ("medium", "large", "small"),
    "smile_type": ("wide", "closed-lip", "neutral"),
    "clothing_style": ("casual", "formal", "sporty"),
    "age_range": ("middle-aged", "elderly", "young"),
    "complexion": ("fair", "olive", "dark", "light"),
    "cheek_features": ("dimples", "freckles"),
}
_BARE = ("accessories", "hat_type", "eyewear_style", "facial_hair", "cheek_features")
_SAID = {
    value: tuple([trait for trait, values in _VALUES.items() if value in values])
    for values in _VALUES.values()
    for value in values
}


def _choice(words: Sequence[str]) -> re.Pattern[str]:
    longest = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.compile(rf"\b({longest})(?:s|es)?\b")


_VALUE = _choice([*_SAID, *_MEANT])
_NOUN = _choice(list(_NOUNS))
_THEIR_NAME = re.compile(r"\b(named|called|name is|name's|is the name|is your name|name) ([a-z]+)$")
_IS_NAME = re.compile(r"\b(?:is|are) (?:[a-z]+ ){0,3}([a-z]+)$")
_STANDING = ("gender", "age_range", "facial_hair", "accessories", "cheek_features", "hat_type")
"""Traits that need no noun: a young man, with freckles."""


def _about_person(text: str, person: Mapping[str, Any], named: bool) -> bool | None:
    """The answer to a question about a character, clause by clause."""
    clauses = re.split(r" and | or | but ", text)
    found: list[bool | None] = []
    nouns = [_NOUN.findall(clause) for clause in clauses]
    for number, clause in enumerate(clauses):
        # "brown or black hair": the noun stands in a later clause, or in an earlier one.
        later = next((names for names in nouns[number:] if names), None)
        earlier = next((names for names in nouns[number::-1] if names), [])
        negated = _NOT.search(clause) is not None
        said = _clause(_NOT.sub("", clause), later or earlier, person, named)
        found.append(None if said is None else said != negated)
    return _all_or_any(text, found)


def _clause(clause: str, nouns: list[str], person: Mapping[str, Any], named: bool) -> bool | None:
    values = [value for value in _VALUE.findall(clause) if value not in _NOUNS]
    if not values and not nouns:
        name = str(person["name"]).lower()
        if match := _THEIR_NAME.search(clause):
            return bool(match[2] == name)
        if match := _IS_NAME.search(clause):
            # Without a capital it may be any adjective.
            return bool(match[1] == name) if named or match[1] == name else None
    if not values:
        return _has(clause, nouns, person)
    traits = {trait for noun in nouns for trait in _NOUNS[noun]}
    found: list[bool | None] = []
    for value in values:
        meant, value = _MEANT.get(value, (_SAID.get(value, ()), value))
        # A noun says which of the traits is meant, if it can be one of them.
        asked = [trait for trait in meant if trait in traits]
        if not asked and (not nouns or all(trait in _STANDING for trait in meant)):
            asked = list(meant)
        answers = {_is(person, trait, value) for trait in asked}
        if value == "curly":  # by the style of hair or by its texture
            answers = {any(answers)}
        found.append(answers.pop() if len(answers) == 1 else None)
    return _all_or_any("", found)


def _is(person: Mapping[str, Any], trait: str, value: str) -> bool:
    there = person.get(trait)
    return value in there if isinstance(there, list) else there == value


def _has(clause: str, nouns: list[str], person: Mapping[str, Any]) -> bool | None:
    """Whether the character has what the nouns name, such as a hat or facial hair."""
    accessories = person.get("accessories", [])
    if re.search(r"\baccessor(?:y|ies)\b", clause):
        return bool(accessories)
    found: list[bool] = []
    for noun in nouns:
        trait = _NOUNS[noun][0]
        if noun in ("hair", "haired"):
            found.append(not _is(person, "hair_style", "bald"))
        elif trait in _BARE:
            worn = {"hat_type": "hat", "eyewear_style": "glasses"}.get(trait)
            found.append(person.get(trait, "none") != "none" or worn in accessories)
        else:
            return None
    return all(found) if found else None


# --- a jury of rules ------------------------------------------------------------------------------


def _split(text: str) -> frozenset[str]:
    return frozenset(text.split())


_COMMON = _split(
    """about after also been being both cannot could does done each even every from have here into
    just like made make many more most much must only other over same shall should some such than
    that their them then there these they this those through very well were what when where which
    while will with would your yours"""
)
_REASONING = _split(
    """although because but consequently conversely costs despite evidence example finally first
    hence however if instead moreover nevertheless otherwise rather reason risk second since
    specifically therefore third thus unless until whereas"""
)
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_STEM = 6  # letters by which words are told apart
_READ = 20_000  # characters of a side that are read
_ENOUGH_WORDS, _ENOUGH_TOPIC, _ENOUGH_REASONS = 40, 4, 4
_FRESH = 1.6  # times the share of different words: an ordinary text of 100 words loses nothing


class RuleJury:
    """A jury that counts, a stand-in for judges: it can't tell a good argument from a bad one.

    A text has a worth from 0 to 1: how many different words it has, times how many of them are the
    topic's and how many join reasons, each up to a number that one paragraph reaches, and weighed
    down by repetition. So there is nothing to gain by length or by saying a thing twice.
    Each juror votes for the first option if its share of the worth is above a bar of that juror's;
    the bars are spread evenly from 0 to 1. Equal worths part the votes equally.

    Args:
        size: How many jurors.
    """

    def __init__(self, size: int = 5) -> None:
        self._size = size

    def __call__(self, context: str, options: Sequence[str], /) -> Mapping[str, float]:
        """Shares of the votes; options beyond the second get none."""
        first, second = options[:2]
        topic, texts = _sides(context, options)
        worth = _worth(texts[first], topic), _worth(texts[second], topic)
        share = worth[0] / sum(worth) if sum(worth) else 0.5
        votes = 0.0
        for juror in range(self._size):
            # Bars and shares are compared by the half vote that equals part.
            bar = (juror + 1) / (self._size + 1)
            votes += 0.5 if math.isclose(share, bar) else float(share > bar)
        shares = dict.fromkeys(options, 0.0)
        shares[first] = votes / self._size if self._size else 0.5
        shares[second] = 1 - shares[first]
        return shares


def _sides(context: str, options: Sequence[str]) -> tuple[str, dict[str, str]]:
    """What is judged, by the forms in which Debate and ScenarioPlanning put it."""
    topic, *lines = context.split("\n")
    texts = dict.fromkeys(options, "")
    heading = ""
    for line in lines:
        if heading:
            texts[heading] += line + " "
            heading = ""
            continue
        for option in options:
            if line == f"{option}'s Strategy:":
                heading = option
            elif match := re.match(rf"Player \d+ \({re.escape(option)}\): ", line):
                texts[option] += line[match.end() :] + " "
    return topic, texts


def _worth(text: str, topic: str) -> float:
    words = [word.lower() for word in _WORD.findall(text[:_READ])]
    if not words:
        return 0.0
    said = _stems(words)
    breadth = min(len(said) / _ENOUGH_WORDS, 1)
    relevance = min(len(said & _stems(_WORD.findall(topic.lower()))) / _ENOUGH_TOPIC, 1)
    reasons = min(len(_REASONING.intersection(words)) / _ENOUGH_REASONS, 1)
    fresh = min(_FRESH * len(set(words)) / len(words), 1)
    return fresh * breadth * (0.4 + 0.3 * relevance + 0.3 * reasons)


def _stems(words: Sequence[str]) -> frozenset[str]:
    return frozenset([word[:_STEM] for word in words if len(word) > 3 and word not in _COMMON])


# --- what the engine calls ------------------------------------------------------------------------


class Shared:
    """A gamemaster as the engine calls it; copies of a game share it."""

    def __init__(self, gamemaster: Gamemaster) -> None:
        self._gamemaster = gamemaster

    def __call__(self, question: str, secret: Mapping[str, Any]) -> str:
        """The gamemaster's answer."""
        return self._gamemaster(question, secret)

    def __deepcopy__(self, memo: dict[int, Any]) -> Shared:
        return self


class Panel:
    """A jury as the engine makes and calls it; copies of a game share it.

    Args:
        jury: The jury; None takes a `RuleJury` of ``jury_size``.
        jury_size: How many jurors TextArena would ask.
        options: What the jury votes for.
    """

    def __init__(self, jury: Jury | None, jury_size: int, options: Sequence[str]) -> None:
        self._jury = RuleJury(jury_size) if jury is None else jury
        self._options = list(options)

    def evaluate(self, context: str) -> dict[str, float]:
        """Each option's share of the votes.

        Raises:
            ValueError: If the jury gives an option no number.
        """
        votes = self._jury(context, list(self._options))
        for option in self._options:
            if option not in votes or not math.isfinite(votes[option]):
                raise ValueError(
                    f"The jury must give {option!r} a share of the votes; it gave {votes}."
                )
        return {option: float(votes[option]) for option in self._options}

    def __deepcopy__(self, memo: dict[int, Any]) -> Panel:
        return self
