r"""Units of measure and what else may follow a number, under one name each.

Units are compared, never converted: 5 km is not 5000 m here, since a question that names a unit
asks for it.
"""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["SCALES", "is_unit", "unit"]

_NAMES = """
m: meter metre; km: kilometer kilometre; cm: centimeter centimetre; mm: millimeter millimetre
dm: decimeter decimetre; nm: nanometer nanometre; mi: mile; ft: foot feet; in: inch inches; yd: yard
kg: kilogram kilo; g: gram gm; mg: milligram; lb: pound lbs; oz: ounce; t: ton tonne
l: liter litre L; ml: milliliter millilitre mL; gal: gallon; qt: quart; pt: pint; cup:; ha: hectare
acre:; s: second sec; min: minute mins; h: hour hr hrs; day:; wk: week; mo: month; yr: year
dollar: usd USD buck; cent: ¢; euro: € eur EUR; pound sterling: £ gbp GBP; yen: ¥; rupee: rs Rs
deg: degree; rad: radian; celsius: °C; fahrenheit: °F; K: kelvin
N: newton; J: joule; W: watt; V: volt; A: ampere amp; Hz: hertz; Pa: pascal; mol: mole
kJ:; kW:; kN:
mph:; kmh: kmph kph; percent: percentage pct; am: a.m.; pm: p.m.; bit:; byte:; person: people
child: children; foot:; man: men; woman: women; coin:; point:; time:; way:; side:; edge:
"""
_CANONICAL: dict[str, str] = {}
for _entry in re.split(r"[;\n]", _NAMES):
    _name, _, _others = _entry.partition(":")
    for _spelling in filter(None, (_name.strip(), *_others.split())):
        _CANONICAL.setdefault(_spelling, _name.strip())

SCALES = {
    "dozen": 12,
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
"""Words behind a number that multiply it."""

_GENERIC = frozenset({"unit", "units", "of", "each", "total", "exactly", "only", "in", "the"})
_NO_UNITS = """
and or not nor to mod times plus minus over divided by squared cubed factorial if when where than
less more fewer is are was isn't sqrt root sin cos tan log ln exp pi choose else otherwise for but
except maybe perhaps either about approximately per through between from half quarter third wrong
incorrect false no never negative power base repeating infinity inf undefined as with without
"""
_MATHEMATICS = frozenset(_NO_UNITS.split())
_WORD = re.compile(r"[^\W\d_]+(?:[.'-][^\W\d_]+)*\.?|[¢€£¥]|/|\^\{?[23]\}?|[·*]")
_MOST_WORDS = 5


def _word(word: str) -> str:
    """A word's canonical name: of the singular, in lower case where no unit is written so."""
    for form in (word, word.lower()):
        for singular in (form, form.removesuffix("s"), form.removesuffix("es")):
            if singular in _CANONICAL:
                return _CANONICAL[singular]
    lower = word.lower().rstrip(".")
    return lower[:-1] if len(lower) > 3 and lower.endswith("s") and lower[-2] != "s" else lower


@lru_cache(maxsize=2048)
def unit(text: str) -> str | None:
    r"""The canonical name of a unit, "" where it says nothing, or None where it is no unit.

    Args:
        text: The text behind a number, such as ``square meters``, ``cm^2``, ``km/h`` or ``apples``.

    Example:
        >>> unit("square metres"), unit("m^2"), unit("or"), unit("units")
        ('m^2', 'm^2', None, '')
    """
    if len(text) > 60:
        return None
    words = _WORD.findall(text)
    if len(words) > _MOST_WORDS or "".join(words) != "".join(text.split()):
        return None
    names: list[str] = []
    power = ""
    for word in words:
        lower = word.lower()
        if lower in ("square", "sq", "sq.", "cubic", "cu", "cu."):
            power = "^2" if lower[0] == "s" else "^3"
        elif word[0] == "^":
            if not names:
                return None
            names[-1] += "^" + word.strip("^{}")
        elif lower in ("squared", "cubed") and names and names[-1] in _CANONICAL.values():
            names[-1] += "^2" if lower == "squared" else "^3"
        elif lower == "per" or word == "/":
            names.append("/")
        elif word in "·*":
            continue
        elif lower in _GENERIC:
            power = "" if lower in ("unit", "units") else power
        elif lower in _MATHEMATICS or lower.removesuffix("s") in SCALES:
            return None
        else:
            names.append(_word(word) + power)
            power = ""
    joined = " ".join(names).replace(" / ", "/")
    joined = {"mi/h": "mph", "km/h": "kmh"}.get(joined, joined)
    return joined if joined != "/" and not joined.endswith("/") else None


def is_unit(text: str) -> bool:
    """Whether a text is a unit of the table, and not any word."""
    name = unit(text)
    if name is None:
        return False
    return all(
        part.partition("^")[0] in _CANONICAL.values() for part in re.split(r"[ /]", name) if part
    )
