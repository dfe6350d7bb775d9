r"""A single value: a number or an expression, with a sign of percent, a currency or a unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from gem_gymnasium.graders._algebra import (
    Algebra,
    Quotient,
    TooLargeError,
    UnsupportedError,
    approximation,
)
from gem_gymnasium.graders._expressions import fraction, read
from gem_gymnasium.graders._units import SCALES, is_unit, unit

__all__ = ["LEAST_DECIMALS", "Quantity", "plain", "quantity", "quick", "same"]

LEAST_DECIMALS = 3
"""A gold with so many decimals is taken for a rounded number."""
_LARGEST_EXPONENT = 2000

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|\.\d+"
_PLAIN = re.compile(rf"([+-]?)\s*({_NUMBER})", re.A)
_FRACTION = re.compile(r"([+-]?)\s*(\d+)\s*/\s*(\d+)", re.A)
_SCIENTIFIC = re.compile(
    r"([+-]?)\s*(\d+(?:\.\d+)?)\s*(?:(?:\\times|\\cdot|\*|x)\s*10\s*\^\s*\{?\s*([+-]?\s*\d{1,5})\s*\}?"
    r"|[eE]\{?([+-]?\d{1,5})\}?)",
    re.A,
)
_REPEATING = re.compile(r"([+-]?)(\d*)\.(\d*)\\overline\s*\{(\d+)\}", re.A)
_BASE = re.compile(
    r"([0-9A-Za-z]+)_\s*\{?\s*(?:\\text\s*\{)?\s*(\d{1,3}|two|eight|ten)\s*\}{0,2}", re.A
)
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])", re.A)
_CURRENCY = {"\\$": "dollar", "€": "euro", "£": "pound sterling", "¥": "yen", "$": "dollar"}
_TAIL = re.compile(r"[A-Za-z¢€£¥](?:[A-Za-z.'/ -]|\^\{?[23]\}?)*", re.A)


# What most answers are, in one look: a whole number, a decimal or a fraction.
_QUICK = re.compile(
    r"\$?(?:\\\$)? ?([+-]?)(?:(\d{1,3}(?:,\d{3}){1,6}|\d{1,18})(?:\.(\d{0,18}))?"
    r"|(\d{1,18}) ?/ ?(\d{1,18}))\$?\.?",
    re.A,
)


def quick(text: str) -> tuple[int, int, int] | None:
    """The numerator, the denominator and the decimals of a short plain number, or None.

    Example:
        >>> quick("$1,234.50$")
        (123450, 100, 2)
    """
    match = _QUICK.fullmatch(text.strip())
    if match is None:
        return None
    sign, whole, decimals, above, below = match.groups()
    if whole is None:
        numerator, denominator, count = int(above), int(below), 0
        if not denominator:
            return None
    else:
        count = len(decimals) if decimals else 0
        numerator, denominator = int(whole.replace(",", "") + (decimals or "")), 10**count
    return (-numerator if sign == "-" else numerator), denominator, count


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value as it was read.

    Attributes:
        value: The exact value, or None where only sympy may know it.
        unit: Its canonical unit, or "".
        percent: Whether a sign of percent follows; the value is not divided by 100.
        decimals: The digits behind the point of a decimal numeral, else None.
        step: The value of a 1 in the last of these digits.
        latex: The expression, without units.
        too_large: Whether it holds a number that is too large to be computed.
    """

    value: Quotient | None
    unit: str = ""
    percent: bool = False
    decimals: int | None = None
    step: Fraction = Fraction(0)
    latex: str = ""
    too_large: bool = False


def plain(text: str) -> tuple[Fraction, int | None, Fraction] | None:
    r"""A number without roots and letters: its value, its decimals, and the step of the last one.

    Raises:
        TooLargeError: If it has too many digits.

    Example:
        >>> plain("-1,234.5")
        (Fraction(-2469, 2), 1, Fraction(1, 10))
    """
    match = _PLAIN.fullmatch(text)
    if match:
        sign, digits = match.groups()
        digits = digits.replace(",", "")
        value = fraction(digits)
        decimals = len(digits.partition(".")[2])
        return (
            -value if sign == "-" else value,
            decimals or None,
            Fraction(1, 10**decimals),
        )
    match = _FRACTION.fullmatch(text)
    if match:
        sign, above, below = match.groups()
        bottom = fraction(below)
        if not bottom:
            return None
        value = fraction(above) / bottom
        return -value if sign == "-" else value, None, Fraction(0)
    match = _SCIENTIFIC.fullmatch(text)
    if match:
        sign, digits, power, letter = match.groups()
        exponent = int((power or letter).replace(" ", ""))
        if abs(exponent) > _LARGEST_EXPONENT:
            raise TooLargeError
        decimals = len(digits.partition(".")[2])
        scale = Fraction(10) ** exponent
        value = fraction(digits) * scale
        return (-value if sign == "-" else value), decimals or None, scale / 10**decimals
    match = _REPEATING.fullmatch(text)
    if match:
        sign, whole, fixed, repeated = match.groups()
        if len(whole + fixed + repeated) > 200:
            raise TooLargeError
        value = fraction(f"{whole or '0'}.{fixed}") + Fraction(
            int(repeated), (10 ** len(repeated) - 1) * 10 ** len(fixed)
        )
        return -value if sign == "-" else value, None, Fraction(0)
    return None


@lru_cache(maxsize=4096)
def quantity(text: str) -> Quantity:
    """The value that a clean text means; without one where it can't be read."""
    text, currency = _without_currency(text)
    text, percent = _without_percent(text)
    try:
        found = plain(text)
        if found is None:
            text, name, scale = _without_unit(text)
            if name and currency and name != currency:
                return Quantity(None, latex=text)
            found = plain(text)
            if found is None and (match := _BASE.fullmatch(text)) and match[1][0].isdigit():
                return _in_base(match)
        else:
            name, scale = "", 1
        name = name or currency
        if name == "percent":
            name, percent = "", True
        algebra = Algebra()
        if found is not None:
            number, decimals, step = found
            value = algebra.number(number * scale)
            return Quantity(value, name, percent, decimals, step * scale, text)
        latex = _THOUSANDS.sub(lambda match: match.group().replace(",", ""), text)
        try:
            value = algebra.multiply(read(latex, algebra), algebra.number(scale))
        except UnsupportedError:
            return Quantity(None, name, percent, latex=latex if scale == 1 else f"{scale}({latex})")
        return Quantity(value, name, percent, latex=latex)
    except TooLargeError:
        return Quantity(None, latex=text, too_large=True)


def _in_base(match: re.Match[str]) -> Quantity:
    """A numeral with a base: its digits, and the base as a unit."""
    digits, base = match[1].upper(), {"two": "2", "eight": "8", "ten": "10"}.get(match[2], match[2])
    name = f"base {int(base)}"
    if digits.isdigit():
        return Quantity(Algebra().number(fraction(digits)), name, latex=digits)
    return Quantity(Algebra().symbol(f"digits {digits}"), name, latex=digits)


def _without_currency(text: str) -> tuple[str, str]:
    sign = ""
    if text[:1] in "-+" and text[1:2] in ("\\", "€", "£", "¥", "$"):
        sign, text = text[0], text[1:]
    for mark, name in _CURRENCY.items():
        if text.startswith(mark):
            return sign + text[len(mark) :].strip(), name
    return sign + text, ""


def _without_percent(text: str) -> tuple[str, bool]:
    for mark in ("%", "\\text{percent}", "\\text{ percent}", "\\text{%}"):
        if text.endswith(mark):
            return text[: -len(mark)].rstrip(), True
    return text, False


def _without_unit(text: str) -> tuple[str, str, int]:
    """The number, the unit, and the factor of a word such as thousand."""
    scale = 1
    text = text.rstrip()
    for mark in ("^\\circ", "^{\\circ}", "\\circ"):
        head, found, tail = text.rpartition(mark)
        if found and tail.strip() in ("", "C", "F", "\\text{C}", "\\text{F}"):
            letter = tail.strip().removeprefix("\\text{")[:1]
            return head.rstrip(), {"C": "celsius", "F": "fahrenheit"}.get(letter, "deg"), 1
    head, tail, marked = _tail(text)
    if not tail or not head:
        return text, "", 1
    number = head.strip()
    words = tail.split()
    if words and (word := words[0].lower().removesuffix("s")) in SCALES:
        scale = SCALES[word]
        tail = " ".join(words[1:])
        if not tail:
            return number, "", scale
    spaced = head[-1].isspace() or text[len(head) : len(head) + 1].isspace()
    known = is_unit(tail)
    if not marked and not (
        # "5 m" and "5km" have units; in "5m" and "5 x" a variable is as likely.
        _PLAIN.fullmatch(number)
        and ((known and (spaced or len(tail) > 1)) or (spaced and len(tail.split()[0]) > 2))
    ):
        return text, "", 1
    name = unit(tail)
    return (text, "", 1) if name is None else (number, name, scale)


def _tail(text: str) -> tuple[str, str, bool]:
    r"""A text's end that may be a unit, and whether it stands in ``\text``."""
    power = ""
    for end in ("^2", "^3", "^{2}", "^{3}"):
        if text.endswith("}" + end):
            power = "^" + end.strip("^{}")
            text = text[: -len(end)]
    if text.endswith("}"):
        start = text.rfind("\\text{")
        if start < 0:
            start = text.rfind("\\text {")
        if start >= 0 and "}" not in text[start:-1]:
            inside = text[text.index("{", start) + 1 : -1]
            head, tail, marked = _tail(text[:start].rstrip()) if start else ("", "", False)
            if marked:  # \text{ miles}\text{ per hour}, \text{m}/\text{s}
                return head, f"{tail} {inside}{power}", True
            return text[:start], inside.strip() + power, True
        return text + power, "", False
    if text.endswith("/") and "\\text{" in text:
        head, tail, marked = _tail(text[:-1].rstrip())
        return (head, tail + " /", True) if marked else (text, "", False)
    start = len(text)
    while (
        start > 0
        and len(text) - start < 60
        and (text[start - 1].isalpha() or text[start - 1] in " .'/-^23{}¢€£¥")
    ):
        start -= 1
    while start < len(text) and not (text[start].isalpha() or text[start] in "¢€£¥"):
        start += 1
    tail = text[start:]
    return (text[:start], tail, False) if _TAIL.fullmatch(tail) else (text, "", False)


def same(answer: Quantity, gold: Quantity) -> bool | None:
    """Whether an answer means the gold value; None where this can't tell.

    A unit, a currency or a sign of percent may be missing on either side; two must be the same. A
    percentage equals the number that it stands for (50% is 0.5), and for a gold above 1 without
    the sign the number before it. A gold with three decimals or more is taken for a rounded one,
    so that every value counts that rounds to it; all others are exact, and 0.333 is not 1/3.
    """
    if answer.unit and gold.unit and answer.unit != gold.unit:
        return False
    if answer.unit[:5] == "base " and answer.unit != "base 10" and not gold.unit:
        return False  # 12 in base 5 is not 12
    if answer.percent != gold.percent and (answer.unit if gold.percent else gold.unit):
        return False
    if answer.value is None or gold.value is None:
        return None
    if answer.percent == gold.percent:
        return _same(answer, gold, 1)
    if answer.percent:
        exact = _same(answer, gold, Fraction(1, 100))
        reference = gold.value.rational
        if not exact and reference is not None and abs(reference) > 1:
            return _same(answer, gold, 1)
        return exact
    exact = _same(answer, gold, 1)
    return exact if exact else _same(answer, gold, 100)


def _same(answer: Quantity, gold: Quantity, scale: Fraction | int) -> bool | None:
    assert answer.value is not None
    assert gold.value is not None
    said, wanted = answer.value.rational, gold.value.rational
    if said is not None and wanted is not None:
        said *= scale
        return said == wanted or _rounds(said, wanted, gold)
    algebra = Algebra()
    try:
        scaled = algebra.multiply(answer.value, algebra.number(scale))
        if wanted is not None and (gold.decimals or 0) >= LEAST_DECIMALS:
            number = approximation(scaled)
            if number is not None and number == number and abs(number) != float("inf"):
                return _rounds(Fraction(number), wanted, gold)
        return algebra.equal(scaled, gold.value)
    except (TooLargeError, UnsupportedError):
        return None


def _rounds(value: Fraction, gold: Fraction, quantity: Quantity) -> bool:
    if (quantity.decimals or 0) < LEAST_DECIMALS:
        return False
    return abs(value - gold) < quantity.step / 2
