"""Answers read out of a model's text: numbers, words, JSON. Nothing is evaluated.

Every function takes any text, is linear in its length, and returns None where it can't read it.
"""

from __future__ import annotations

import json
import re
from fractions import Fraction
from typing import Any

__all__ = [
    "integer",
    "json_value",
    "number",
    "same_number",
    "same_text",
    "same_word",
    "squeeze",
    "words",
]

_LONGEST = 20_000  # characters of the longest answer that is looked into
_SPACES = re.compile(r"\s+")
_INTEGER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3}){1,10}|\d{1,400})", re.A)
_NUMBER = re.compile(
    r"[+-]?(?:(?:\d{1,3}(?:,\d{3}){1,10}|\d{1,400})(?:\.\d{0,400})?|\.\d{1,400})(?:e[+-]?\d{1,2})?",
    re.A | re.I,
)
_FRACTION = re.compile(
    r"([+-]?)(?:(\d{1,400})\s*/\s*(\d{1,400})|\\[dt]?frac\{(\d{1,400})\}\{(\d{1,400})\})", re.A
)


def squeeze(text: str) -> str:
    """``text`` with single spaces between its words and none around it."""
    return _SPACES.sub(" ", text).strip()


def same_text(answer: str, gold: str) -> bool:
    """Whether two texts are the same but for the amount of white space between their words."""
    return answer == gold or (len(answer) <= _LONGEST and squeeze(answer) == squeeze(gold))


def integer(text: str) -> int | None:
    """An integer, with or without a sign and commas between thousands.

    Example:
        >>> integer("1,024"), integer("+7"), integer("7.0"), integer("٣")
        (1024, 7, None, None)
    """
    text = text.strip()[: _LONGEST + 1]
    return int(text.replace(",", "")) if _INTEGER.fullmatch(text) else None


def number(text: str) -> Fraction | None:
    r"""A number: an integer, a decimal, one with an exponent of two digits, or a fraction.

    Example:
        >>> number("1,024.50"), number("-3/4"), number("2e3"), number("nan")
        (Fraction(2049, 2), Fraction(-3, 4), Fraction(2000, 1), None)
        >>> number(r"\frac{3}{4}")
        Fraction(3, 4)
    """
    text = text.strip()
    if len(text) > _LONGEST:
        return None
    if _NUMBER.fullmatch(text):
        return Fraction(text.replace(",", ""))
    parts = _FRACTION.fullmatch(text)
    if parts is None:
        return None
    above, below = int(parts[2] or parts[4]), int(parts[3] or parts[5])
    return Fraction(-above if parts[1] == "-" else above, below) if below else None


def same_number(answer: str, gold: str) -> bool:
    """Whether two texts are the same number, however it is written."""
    value = number(answer)
    return value is not None and value == number(gold)


def same_word(answer: str, gold: str) -> bool:
    """Whether two texts are the same but for upper and lower case."""
    return len(answer) == len(gold) and answer.lower() == gold.lower()


def words(text: str) -> list[str]:
    """The parts of a text between white space and commas.

    Example:
        >>> words("ant, bee  cow")
        ['ant', 'bee', 'cow']
    """
    return text.replace(",", " ").split() if len(text) <= _LONGEST else []


def json_value(text: str) -> Any:
    """The value of a JSON text (Python's quotes and tuples are read too), or None.

    Numbers are ``int`` or ``float``; a text that nests too deeply or is too long gives None.
    """
    if len(text) > _LONGEST:
        return None
    for candidate in (text, text.replace("(", "[").replace(")", "]").replace("'", '"')):
        try:
            return json.loads(candidate, parse_constant=_refuse)
        except (ValueError, RecursionError):
            continue
    return None


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is no JSON")
