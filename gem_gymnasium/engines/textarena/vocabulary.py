"""The words of TextArena's word games, without NLTK's downloads.

The engine takes its words from corpora of NLTK, picks nouns with NLTK's tagger, and keeps a copy of
its dictionary in each game. Here common words and the words that may be hidden are those of
`gem_gymnasium.words`; a guess may be any word of these or of the spelling dictionaries that
TextArena brings along, which know plurals, past forms and words of more than ten letters. All of it
is read once in a process, and copies and pickles of games refer to it.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Literal, NamedTuple

from gem_gymnasium.words import common, dictionary, known, nouns

__all__ = ["EnglishDictionary", "WordList", "file_of", "nltk", "pos_tag", "word_list", "words"]

_COMMON = range(3, 9)
_DICTIONARY = range(3, 11)
_LONGEST = 30  # letters, beyond which no word is looked for
_SHOWN = frozenset({"apple", "pass"})  # what a prompt shows, and what is a move by itself
_LINE = re.compile(r"^([a-z]+)(?:/(\S+))?$", re.MULTILINE)
_RULE = re.compile(r"^([PS])FX (\w) ([YN]) (\w+)\s+(\w+)\s+(\S+)", re.MULTILINE)

Kind = Literal["common", "dictionary", "nouns", "all nouns"]


class WordList(tuple[str, ...]):
    """Sorted words; copying and pickling one, by itself or in a game, gives the same object."""

    key: tuple[Kind, int, int]

    def __deepcopy__(self, memo: dict[int, Any]) -> WordList:
        return self

    def __copy__(self) -> WordList:
        return self

    def __reduce__(self) -> tuple[Callable[..., WordList], tuple[Kind, int, int]]:
        return word_list, self.key


def word_list(kind: Kind, shortest: int = 1, longest: int = 99) -> WordList:
    """Words that may be hidden, of a kind and of lengths between two bounds.

    Args:
        kind: "common" words, the whole "dictionary", common "nouns", or "all nouns": also the words
            of the dictionary that TextArena's spelling dictionary marks as forming a possessive.
        shortest: Letters of a word, at least.
        longest: Letters of a word, at most.
    """
    return _listed(kind, shortest, longest)


@cache
def _listed(kind: Kind, shortest: int, longest: int) -> WordList:
    lengths = [length for length in _DICTIONARY if shortest <= length <= longest]
    found: Iterable[str]
    if kind == "common":
        found = chain.from_iterable(common(length) for length in lengths if length in _COMMON)
    elif kind == "dictionary":
        found = chain.from_iterable(dictionary(length) for length in lengths)
    else:
        found = {word for word in nouns() if shortest <= len(word) <= longest}
        if kind == "all nouns":
            marked = {word for word, flags in _spelling().items() if "M" in flags} - _SHOWN
            found.update(*(marked.intersection(dictionary(length)) for length in lengths))
    made = WordList(sorted(found))
    made.key = kind, shortest, longest
    return made


class EnglishDictionary:
    """All words that a guess may be. The arguments are those that the games give, all alike."""

    def __init__(
        self,
        keep_proper_nouns: bool = False,
        include_nltk: bool = True,
        keep_non_alpha: bool = False,
    ) -> None:
        pass

    def is_english_word(self, word: str) -> bool:
        """Whether it is a word, in upper or lower case."""
        return word.lower() in self

    def get_all_words(self) -> EnglishDictionary:
        """The words, as something that is asked whether a word is ``in`` it."""
        return self

    def __contains__(self, word: str) -> bool:
        if len(word) > _LONGEST:
            return False
        if word in _stems(len(word)) or _has_ending(word):
            return True
        for flag, prefix in _affixes()[0]:
            if word.startswith(prefix):
                rest = word[len(prefix) :]
                if flag in _spelling().get(rest, "") or _has_ending(rest, prefix=flag):
                    return True
        return False

    def stems(self, length: int) -> frozenset[str]:
        """The words of a length that stand in the lists; forms of others are missing."""
        return _stems(length)


@cache
def _stems(length: int) -> frozenset[str]:
    spelled = {word for word in _spelling() if len(word) == length}
    return known(length).union(spelled, word_list("common", length, length))


# --- TextArena's spelling dictionaries ------------------------------------------------------------


def file_of(*parts: str) -> Path:
    """A data file in the ``envs`` of the installed TextArena."""
    spec = importlib.util.find_spec("textarena")
    assert spec is not None  # only the engine's games ask
    assert spec.origin is not None
    return Path(spec.origin).parent.joinpath("envs", *parts)


@cache
def _spelling() -> dict[str, str]:
    """The words of the American and the British dictionary, with the flags of their forms."""
    found: dict[str, str] = {}
    for name in ("en_US.dic", "en_GB.dic"):
        for word, flags in _LINE.findall(file_of("utils", "data", name).read_text("latin-1")):
            found[word] = found[word] + flags if word in found else flags
    return found


class _Ending(NamedTuple):
    """It makes a form of a word with ``flag`` that ends as it must, in place of ``cut``."""

    affix: str
    flag: str
    cut: str
    stem_end: re.Pattern[str]
    after_prefix: bool


@cache
def _affixes() -> tuple[list[tuple[str, str]], dict[str, list[_Ending]]]:
    """The prefixes with their flags, and the endings by their last letters."""
    prefixes: list[tuple[str, str]] = []
    endings: dict[str, list[_Ending]] = {}
    for kind, flag, crosses, cut, affix, condition in _RULE.findall(
        file_of("utils", "data", "en.aff").read_text("latin-1")
    ):
        if kind == "P":
            prefixes.append((flag, affix))
        else:
            stem_end = re.compile(condition + "$")
            ending = _Ending(affix, flag, "" if cut == "0" else cut, stem_end, crosses == "Y")
            endings.setdefault(affix[-1], []).append(ending)
    return prefixes, endings


def _has_ending(word: str, prefix: str = "") -> bool:
    """Whether a word is a form with an ending.

    Args:
        word: A word, or what follows its prefix.
        prefix: The flag of the prefix.
    """
    spelling = _spelling()
    for ending in _affixes()[1].get(word[-1:], ()):
        if word.endswith(ending.affix) and word != ending.affix:
            stem = word.removesuffix(ending.affix) + ending.cut
            flags = spelling.get(stem, "")
            fits = ending.flag in flags and prefix in flags and ending.stem_end.search(stem)
            if fits and (ending.after_prefix or not prefix):
                return True
    return False


# --- what stands for nltk -------------------------------------------------------------------------


class _Corpus:
    """Stands for ``nltk.corpus.words``."""

    def words(self, fileids: str = "en", longest: int = 99) -> WordList:
        """The common words for "en-basic", else the dictionary, up to a length."""
        return word_list("common" if fileids == "en-basic" else "dictionary", 1, longest)

    def nouns(self, hardcore: bool, shortest: int = 1, longest: int = 99) -> WordList:
        """The words that the games would keep by their tags."""
        return word_list("all nouns" if hardcore else "nouns", shortest, longest)


def pos_tag(tokens: Sequence[str]) -> list[tuple[str, str]]:
    """Tag common nouns as such, and nothing else."""
    known_nouns = set(nouns())
    return [(token, "NN" if token in known_nouns else "") for token in tokens]


words = _Corpus()
nltk = SimpleNamespace(
    corpus=SimpleNamespace(words=words), download=lambda *args, **options: True, pos_tag=pos_tag
)
