r"""The form of an answer: a value, words, a list, a tuple or interval, a set, an equation.

`parse` tells them apart by what stands outside of brackets, `_compare` compares them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from gem_gymnasium.graders._latex import enclosed, split

__all__ = [
    "Approximation",
    "Choice",
    "Equation",
    "Form",
    "Group",
    "Inequality",
    "Leaf",
    "Ratio",
    "Words",
    "parse",
    "relates",
]

MOST_ITEMS = 64


@dataclass(frozen=True, slots=True)
class Leaf:
    """A single value, not read yet."""

    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """Plain words, in lower case with single spaces."""

    text: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A letter of a multiple choice, and what stands behind it."""

    letter: str
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Ratio:
    """Numbers with colons between: a ratio, or a time where the second has two digits."""

    parts: tuple[str, ...]
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Several values.

    Attributes:
        kind: "list" (no brackets, any order), "set" (any order), "union" (of intervals, any order),
            "tuple" (in order; also an interval), "matrix" (in order).
        items: The values.
        mark: A tuple's two brackets; the rows and columns of a matrix.
        name: The variable that lies in the interval or set, or "".
    """

    kind: Literal["list", "set", "union", "tuple", "matrix"]
    items: tuple[Form, ...]
    mark: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Equation:
    """Sides with signs of equality between; ``name`` is the first where that is a name."""

    name: str
    sides: tuple[Form, ...]
    text: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Inequality:
    """Two sides of an inequality that is not solved for a variable."""

    sign: str
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Approximation:
    """A value and the decimal that it is about."""

    exact: Form
    rounded: Leaf


Form: TypeAlias = Approximation | Leaf | Words | Choice | Ratio | Group | Equation | Inequality

_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])", re.A)
_LIST = re.compile(
    r"[,;]\s*(?:\\text\s*\{\s*(?:and|or)\s*\}|(?:and|or)\b)?"
    r"|\\text\s*\{\s*,?\s*(?:and|or)\s*\}|(?<![A-Za-z\\])(?:and|or)(?![A-Za-z])"
    r"|\\(?:lor|vee)(?![A-Za-z])"
)
_AND = re.compile(r"(?<![A-Za-z\\])and(?![A-Za-z])")
_COMMA = re.compile(r"[,;]")
_CUP = re.compile(r"\\cup(?![A-Za-z])")
_RELATION = re.compile(
    # In "5!=120" the mark is a factorial's.
    r"\\(?:le|ge|ne|in|approx|equiv)(?![A-Za-z])|<=|>=|(?<!\d)!=|==|[<>=]|:=",
    re.A,
)
_ORDER = {"<": "<", ">": ">", "\\le": "<=", "\\ge": ">=", "<=": "<=", ">=": ">="}
_FLIP = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
_EQUAL = frozenset({"=", "==", ":=", "\\equiv"})
_NAME = re.compile(
    r"(?:\\?[A-Za-z]+'*(?:_(?:\{[^{}]*\}|\w))?|\\text\s*\{[A-Za-z .']*\})"
    r"(?:\s*\(\s*[A-Za-z]\w?(?:\s*,\s*[A-Za-z]\w?)*\s*\))?"
    r"|\(\s*[A-Za-z]\w?(?:\s*,\s*[A-Za-z]\w?)+\s*\)"
    r"|\\(?:angle|triangle|overline)\s*\{?[A-Z]{1,4}\}?|m\s*\\angle\s*[A-Z]{1,3}|\|[A-Z]{2}\|",
    re.A,
)
_CLOCK = re.compile(
    r"(\d{1,9})\s*:\s*(\d{1,9})(?:\s*:\s*(\d{1,9}))?\s*"
    r"(?:\\text\s*\{)?\s*([AaPp])?(?:\.?\s?[Mm]\.?)?\s*\}?",
    re.A,
)
_LETTER = re.compile(
    r"(?:\\text\s*\{\s*)?(?:\(([A-J])\)|([A-J])(?=\s*\}?$|[.:)]))[.:)]?\s*\}?[.:]?\s*(.*)",
    re.A | re.S,
)
_OTHER_LETTER = re.compile(r"(?<![A-Za-z\\])[A-J](?![A-Za-z])")
_MATRIX = re.compile(
    r"\\begin\s*\{([pb]?matrix|array)\}(?:\s*\{[clr|\s]*\})?(.*)\\end\s*\{\1\}", re.S
)
_NUMBER_AND_WORD = re.compile(r"[-+]?[\d.]+(?: ?[A-Za-z]+)?", re.A)
_RUN = re.compile(r"(?<![A-Za-z\\])[A-Za-z]{3,}")
_FUNCTION_WORDS = re.compile(
    r"(?:sqrt|pi|sin|cos|tan|cot|sec|csc|log|ln|exp|arc|sinh|cosh|tanh|infinity|inf|frac)+[a-z]?"
)
_SHORT = "yes odd one two six ten all any may red sum set not the"
_SHORT_WORDS = frozenset(_SHORT.split())
_TEXT = re.compile(r"\\text\s*\{([^{}]*)\}")


def parse(text: str) -> Form:
    """The form of a clean text."""
    if _NUMBER_AND_WORD.fullmatch(text):
        return Leaf(text)
    choice = _choice(text)
    if choice is not None:
        return choice
    if _THOUSANDS.search(text) and not text.startswith(("(", "[", "{", "\\{", "\\begin")):
        text = _THOUSANDS.sub(lambda match: match.group().replace(",", ""), text)
    if words := _words(text):
        return words
    return _list(text)


def _choice(text: str) -> Choice | None:
    match = _LETTER.fullmatch(text) if len(text) < 200 else None
    if match is None:
        return None
    letter, rest = match[1] or match[2], match[3].strip()
    if rest and not (text[0] == "\\" or match[2]):
        return None  # (A) x may be a product
    return None if _OTHER_LETTER.search(rest) else Choice(letter, rest)


def _words(text: str) -> Words | None:
    r"""Words in ``\text``, or letters that are no product of variables."""
    if not text[:1].isalpha() and not text.startswith("\\text"):
        return None
    bare = _TEXT.sub(r" \1 ", text)
    if not all(sign.isalpha() or sign in " '.-" for sign in bare):
        return None
    if _LIST.search(text) or "_" in text:
        return None
    return Words(normal_words(bare)) if is_prose(bare) or bare != text else None


def normal_words(text: str) -> str:
    r"""Words in lower case with single spaces, without ``\text`` and outer punctuation."""
    return " ".join(_TEXT.sub(r" \1 ", text).lower().split()).strip(" .,;:!?'\"()")


def is_prose(text: str) -> bool:
    """Whether letters stand side by side that are no product of variables and no function."""
    for match in _RUN.finditer(text):
        run = match.group()
        if _FUNCTION_WORDS.fullmatch(run):
            continue
        if len(run) > 3 or run.lower() in _SHORT_WORDS or (run[0].isupper() and run[1:].islower()):
            return True
    return False


def _list(text: str) -> Form:
    parts = split(text, _LIST)
    if parts is None:
        return Leaf(text)
    if len(parts) > 1 and len(parts) <= MOST_ITEMS and all(part for _, part in parts):
        items = tuple(_relation(part) for _, part in parts)
        if all(isinstance(item, Group) and item.kind == "tuple" for item in items):
            if any(_AND.search(mark) for mark, _ in parts) and all(
                isinstance(item, Group) and item.name for item in items
            ):
                return Leaf(text)  # both at once: an intersection
            if any("or" in mark or "lor" in mark for mark, _ in parts):
                return Group("union", items)
        return Group("list", items)
    return _relation(text)


def _relation(text: str) -> Form:
    parts = split(text, _RELATION)
    if parts is None or len(parts) == 1 or len(parts) > 8 or not all(part for _, part in parts):
        return _union(text)
    signs = [mark for mark, _ in parts[1:]]
    sides = [part for _, part in parts]
    if signs == ["\\in"] and is_name(sides[0]):
        form = _union(sides[1])
        return _named(form, _plain_name(sides[0]))
    if all(sign in _EQUAL for sign in signs):
        return _equation(sides)
    if signs[-1] == "\\approx" and all(sign in _EQUAL for sign in signs[:-1]):
        exact = _equation(sides[:-1]) if len(sides) > 2 else _union(sides[0])
        return Approximation(exact, Leaf(sides[-1]))
    if all(sign in _ORDER for sign in signs):
        return _interval([_ORDER[sign] for sign in signs], sides) or Leaf(text)
    if signs in (["\\ne"], ["!="]):
        return Inequality("!=", sides[0], sides[1])
    return Leaf(text)


def relates(text: str) -> bool:
    """Whether a sign of equality or order stands outside of all brackets."""
    parts = split(text, _RELATION)
    return parts is None or len(parts) > 1


def _named(form: Form, name: str) -> Form:
    if isinstance(form, Group):
        return Group(form.kind, form.items, form.mark, name)
    return form


def _equation(sides: list[str]) -> Form:
    if not is_name(sides[0]) and is_name(sides[-1]):
        sides = [sides[-1], *sides[:-1]]
    name = _plain_name(sides[0]) if is_name(sides[0]) else ""
    values = tuple(_union(side) for side in (sides[1:] if name else sides))
    last = values[-1]
    if name and isinstance(last, Group) and last.kind == "list":  # of a plus-minus
        return Group("list", tuple(Equation(name, (item,), (name, "")) for item in last.items))
    return Equation(name, values, tuple(sides))


def _interval(signs: list[str], sides: list[str]) -> Form | None:
    """Inequalities that are solved for a variable, as an interval."""
    if len(sides) == 2:
        left, right = sides
        sign = signs[0]
        if is_name(right) and not is_name(left):
            left, right, sign = right, left, _FLIP[sign]
        if not is_name(left):
            return Inequality(sign, left, right)
        closed = "=" in sign
        name = _plain_name(left)
        if sign[0] == "<":
            return Group("tuple", (Leaf("-\\infty"), Leaf(right)), "(" + ")]"[closed], name)
        return Group("tuple", (Leaf(right), Leaf("\\infty")), "(["[closed] + ")", name)
    if len(sides) == 3 and is_name(sides[1]) and signs[0][0] == signs[1][0]:
        low, high = sides[0], sides[2]
        first, second = signs
        if first[0] == ">":
            low, high, first, second = high, low, second, first
        mark = "(["["=" in first] + ")]"["=" in second]
        return Group("tuple", (Leaf(low), Leaf(high)), mark, _plain_name(sides[1]))
    return None


def is_name(text: str) -> bool:
    r"""Whether a side of an equation only names the value: ``x``, ``f(x)``, ``\text{Area}``."""
    if len(text) > 40 or not _NAME.fullmatch(text):
        return False
    return text not in ("\\pi", "e", "i", "\\infty") and not text.startswith(("\\sin", "\\frac"))


def _plain_name(text: str) -> str:
    return re.sub(r"[\s{}]|\\text", "", text)


def _union(text: str) -> Form:
    parts = split(text, _CUP)
    if parts is not None and 1 < len(parts) <= MOST_ITEMS and all(part for _, part in parts):
        return Group("union", tuple(_value(part) for _, part in parts))
    return _value(text)


def _value(text: str) -> Form:
    clock = _CLOCK.fullmatch(text)
    if clock:
        parts = tuple(part for part in clock.groups()[:3] if part)
        return Ratio(parts, (clock[4] or "").lower())
    if text.startswith("\\begin"):
        matrix = _matrix(text)
        if matrix is not None:
            return matrix
    if text[:1] in ("(", "[", "{", "\\") and text[-1:] in (")", "]", "}"):
        group = _bracketed(text)
        if group is not None:
            return group
    if "\\pm" in text or "\\mp" in text:
        plus = text.replace("\\pm", "+").replace("\\mp", "-")
        minus = text.replace("\\pm", "-").replace("\\mp", "+")
        return Group("list", (Leaf(plus), Leaf(minus)))
    return _words(text) or Leaf(text)


def _bracketed(text: str) -> Form | None:
    opening = text[:2] if text.startswith("\\{") else text[0]
    if opening == "\\":
        return None
    inner = enclosed(text, len(opening) - 1)
    if inner is None:
        return None
    closing = text[-1]
    if opening == "\\{" and text[-2:] != "\\}":
        return None
    parts = split(inner, _COMMA)
    if parts is None or len(parts) > MOST_ITEMS or not all(part for _, part in parts):
        return None
    if len(parts) == 1:
        if opening == "\\{":
            return Group("set", (_relation(inner.strip()),))
        return _relation(inner.strip()) if opening in "({" and closing in ")}" else None
    items = tuple(_relation(part) for _, part in parts)
    if opening in ("\\{", "{"):
        return Group("set", items) if closing == "}" else None
    return Group("tuple", items, opening + closing) if closing in ")]" else None


def _matrix(text: str) -> Form | None:
    match = _MATRIX.fullmatch(text)
    if match is None or "\\begin" in match[2]:
        return None
    rows = [row for row in match[2].split("\\\\") if row.strip()]
    cells = [[cell.strip() for cell in row.split("&")] for row in rows]
    if not cells or len({len(row) for row in cells}) > 1 or len(cells) * len(cells[0]) > MOST_ITEMS:
        return None
    items = tuple(_relation(cell) for row in cells for cell in row)
    return Group("matrix", items, f"{len(cells)}x{len(cells[0])}")
