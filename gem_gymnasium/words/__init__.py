"""English words for the word games: common ones, a dictionary, and the words a guess may be.

The lists of 3, 4 and 5 letters and the dictionary are data of ReasoningGym, read without importing
it, which takes a second; the common words of 6, 7 and 8 letters are in ``data/common_words.txt``
and the nouns in ``data/nouns.txt``.
Words that may be hidden are screened by ``data/blocked_words.txt`` and are no proper nouns, and of
common ones those of 3 and 4 letters are screened by ``data/rare_words.txt`` too. All words are in
lower case and all tuples are sorted.
"""

from __future__ import annotations

import ast
import csv
import importlib.util
import re
from functools import cache
from pathlib import Path

from gymnasium.error import DependencyNotInstalled

__all__ = ["EXAMPLES", "accepted", "common", "dictionary", "known", "nouns"]

EXAMPLES = {3: "tea", 4: "lamp", 5: "crane", 6: "garden", 7: "kitchen", 8: "notebook"}
"""The word of each length that rules show as an example; it is never hidden."""

_DATA = Path(__file__).parent / "data"
_WORD = re.compile(r"^[A-Za-z]+$", re.MULTILINE)


@cache
def common(length: int) -> tuple[str, ...]:
    """Words that an educated reader knows, hardly a plural among them, without the example.

    Args:
        length: Letters of a word, 3 to 8.
    """
    if length == 5:
        words = _wordle_answers()
    elif length < 5:
        # What Scrabble knows and the dictionary doesn't is slang, exclamations, plurals.
        words = _scrabble(length) & known(length)
    else:
        words = frozenset(word for word in _ours("common_words.txt") if len(word) == length)
    hidden = words - _ours("blocked_words.txt") - _ours("rare_words.txt") - {EXAMPLES[length]}
    return tuple(sorted(hidden))


@cache
def dictionary(length: int) -> tuple[str, ...]:
    """All words that may be hidden, rare ones too, without the example of that length.

    Args:
        length: Letters of a word, 3 to 10.
    """
    hidden = known(length) - _ours("blocked_words.txt") - {EXAMPLES.get(length)}
    return tuple(sorted(hidden))


@cache
def accepted(length: int) -> frozenset[str]:
    """All words that a guess may be, with plurals, names and slang.

    Args:
        length: Letters of a word, 3 to 5: of longer ones the plurals and past forms are missing.
    """
    words = _scrabble(length) | {word.lower() for word in _all_words().get(length, ())}
    return words | _wordle_answers() if length == 5 else words


@cache
def known(length: int) -> frozenset[str]:
    """The dictionary without proper nouns, unscreened.

    Args:
        length: Letters of a word, 3 to 10.
    """
    return frozenset(word for word in _all_words().get(length, ()) if word.islower())


@cache
def nouns() -> tuple[str, ...]:
    """Common nouns of 3 letters and more in the singular, screened, without the examples."""
    return tuple(sorted(_ours("nouns.txt")))


@cache
def _ours(name: str) -> frozenset[str]:
    return frozenset((_DATA / name).read_text("ascii").split())


@cache
def _all_words() -> dict[int, tuple[str, ...]]:
    by_length: dict[int, list[str]] = {}
    # ReasoningGym holds 400 words out of its dictionary.
    for name in ("words3to10.txt", "holdout_words.txt"):
        for word in _WORD.findall((_reasoning_gym() / name).read_text("utf-8")):
            by_length.setdefault(len(word), []).append(word)
    return {length: tuple(words) for length, words in by_length.items()}


@cache
def _scrabble(length: int) -> frozenset[str]:
    with (_reasoning_gym() / "words.csv").open(encoding="utf-8", newline="") as file:
        words = [row[f"{length}_letter"].lower() for row in csv.DictReader(file)]
    return frozenset(filter(None, words))


@cache
def _wordle_answers() -> frozenset[str]:
    tree = ast.parse((_reasoning_gym() / "wordle_words.py").read_text("utf-8"))
    (assignment,) = (node for node in tree.body if isinstance(node, ast.Assign))
    return frozenset(ast.literal_eval(assignment.value))


@cache
def _reasoning_gym() -> Path:
    spec = importlib.util.find_spec("reasoning_gym")
    if spec is None or not spec.submodule_search_locations:
        raise DependencyNotInstalled(
            "The word games need ReasoningGym's word lists; run pip install reasoning-gym."
        )
    return Path(next(iter(spec.submodule_search_locations))) / "data"
