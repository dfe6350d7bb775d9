r"""A reader of arithmetic and algebra in a model's text. Nothing is evaluated by Python.

`read` gives a small tree, of sums, products, powers and functions, or None. It knows the habits of
Python and of LaTeX: ``3*x**2``, ``3x^{2}``, ``\frac{x}{2}``, ``\sin(x)``. Length, nesting, digits
and work are bounded, so that any text is read, or refused, in some milliseconds.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

__all__ = [
    "Call",
    "Inverse",
    "Negative",
    "Node",
    "Number",
    "Polynomial",
    "Power",
    "Product",
    "Sum",
    "Symbol",
    "expanded",
    "nodes",
    "polynomial",
    "rational",
    "read",
    "slope",
]

_LONGEST = 2_000  # characters
_DEEPEST = 50  # nested brackets, signs, exponents
_MOST_EXPONENT = 1_000  # of a symbol; of anything else it is bounded by the work
_MOST_BITS = 5_000  # of a coefficient
_MOST_WORK = 10_000  # products of terms that one polynomial takes


@dataclass(frozen=True, slots=True)
class Number:
    """A number without a sign."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Symbol:
    """A variable or a constant."""

    name: str


@dataclass(frozen=True, slots=True)
class Sum:
    """The sum of its parts."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Product:
    """The product of its parts."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Negative:
    """Its part with the other sign."""

    part: Node


@dataclass(frozen=True, slots=True)
class Inverse:
    """One over its part."""

    part: Node


@dataclass(frozen=True, slots=True)
class Power:
    """A base to an exponent."""

    base: Node
    exponent: Node


@dataclass(frozen=True, slots=True)
class Call:
    """A function of one argument."""

    name: str
    part: Node


Node: TypeAlias = Number | Symbol | Sum | Product | Negative | Inverse | Power | Call
Polynomial: TypeAlias = dict[tuple[tuple[str, int], ...], Fraction]
"""Coefficients (none is 0) of monomials: pairs of a symbol and an exponent (not 0), sorted."""

# --- text to tree ---------------------------------------------------------------------------------

_FUNCTIONS = {
    "sin": "sin", "cos": "cos", "tan": "tan", "sec": "sec", "csc": "csc", "cot": "cot",
    "asin": "asin", "arcsin": "asin", "acos": "acos", "arccos": "acos", "atan": "atan",
    "arctan": "atan", "sinh": "sinh", "cosh": "cosh", "tanh": "tanh", "exp": "exp", "log": "log",
    "ln": "log", "sqrt": "sqrt", "abs": "abs", "Abs": "abs",
}  # fmt: skip
_WRITTEN = [
    (re.compile(r"\\(?:left|right|displaystyle|[,;:! ])"), " "),
    (re.compile(r"\\(?:cdot|times|ast)(?![A-Za-z])|[×·⋅∗]"), "*"),
    (re.compile(r"\\div(?![A-Za-z])|÷"), "/"),
    (re.compile(r"\\[dt]frac(?![A-Za-z])"), r"\\frac"),
    (re.compile(r"[−–]"), "-"),
    (re.compile(r"π"), "pi"),
    (re.compile(r"²"), "**2"),
    (re.compile(r"³"), "**3"),
]
_TOKEN = re.compile(
    r"(?:(\d{1,100}(?:\.\d{1,100})?(?![\d.])|\.\d{1,100}(?![\d.]))"
    r"|\\?([A-Za-z]{1,100})|(\*\*|[-+*/^()\[\]{}|]))",
    re.A,
)
_CLOSED_BY = {"(": ")", "[": "]", "{": "}"}


def read(
    text: str,
    symbols: Collection[str] = (),
    functions: bool = False,
    longest: int = _LONGEST,
) -> Node | None:
    """The tree of an expression, or None where it is none.

    Args:
        text: Any text.
        symbols: The names that may occur; of several letters, or of one. Letters in a row are
            symbols multiplied, if they are no name.
        functions: Whether functions, as ``sin``, may occur.
        longest: The length of the longest text that is read.
    """
    if len(text) > longest:
        return None
    try:
        reader = _Reader(_tokens(text, set(symbols), functions), functions)
        node = reader.sum()
    except _RefusedError:
        return None
    return node if reader.next is None else None


class _RefusedError(ValueError):
    """The text is no expression, or too large a one."""


def _tokens(text: str, symbols: set[str], functions: bool) -> list[str | Number | Symbol]:
    """Numbers, symbols, and texts: signs, brackets, functions' names."""
    for pattern, plain in _WRITTEN:
        text = pattern.sub(plain, text)
    text = text.rstrip()
    found: list[str | Number | Symbol] = []
    names = sorted(symbols | (set(_FUNCTIONS) if functions else set()) | {"frac"}, key=len)[::-1]
    unusual = [
        name for name in names if not (name.isascii() and name.isalpha())
    ]  # x1, and Greek letters
    place = 0
    while place < len(text):
        if text[place].isspace():
            place += 1
            continue
        symbol = next((name for name in unusual if text.startswith(name, place)), None)
        if symbol is not None:
            found.append(Symbol(symbol))
            place += len(symbol)
            continue
        match = _TOKEN.match(text, place)
        if match is None:
            raise _RefusedError
        place = match.end()
        digits, letters, sign = match.groups()
        if digits:
            found.append(Number(Fraction(digits)))
        elif sign:
            found.append("^" if sign == "**" else sign)
        while letters:
            name = next((name for name in names if letters.startswith(name)), None)
            if name is None:
                raise _RefusedError
            found.append(Symbol(name) if name in symbols else name)
            letters = letters[len(name) :]
    return found


class _Reader:
    """Reads tokens from left to right, by the usual precedence."""

    def __init__(self, tokens: list[str | Number | Symbol], bars: bool) -> None:
        self.tokens = tokens
        self.bars = bars
        self.place = 0
        self.depth = 0

    @property
    def next(self) -> str | Number | Symbol | None:
        return self.tokens[self.place] if self.place < len(self.tokens) else None

    def take(self) -> str | Number | Symbol | None:
        mark = self.next
        self.place += 1
        return mark

    def sum(self) -> Node:
        parts = [self.product()]
        while self.next in ("+", "-"):
            minus = self.take() == "-"
            part = self.product()
            parts.append(Negative(part) if minus else part)
        return parts[0] if len(parts) == 1 else Sum(tuple(parts))

    def product(self) -> Node:
        parts = [self.factor()]
        while True:
            mark = self.next
            if mark == "*" or mark == "/":
                self.take()
                part = self.factor()
                parts.append(Inverse(part) if mark == "/" else part)
            elif isinstance(mark, Symbol) or (
                isinstance(mark, str) and (mark in _CLOSED_BY or mark[0].isalpha())
            ):
                parts.append(self.power())  # no sign between: 2x, 3(x+1)
            else:
                return parts[0] if len(parts) == 1 else Product(tuple(parts))

    def factor(self) -> Node:
        if self.next not in ("+", "-"):
            return self.power()
        minus = self.take() == "-"
        self.deeper(1)
        part = self.factor()
        self.deeper(-1)
        return Negative(part) if minus else part

    def power(self) -> Node:
        base = self.atom()
        if self.next != "^":
            return base
        self.take()
        return Power(base, self.exponent())

    def exponent(self) -> Node:
        self.deeper(1)
        exponent = self.factor()
        self.deeper(-1)
        return exponent

    def atom(self) -> Node:
        mark = self.take()
        if isinstance(mark, Number | Symbol):
            return mark
        if mark is None:
            raise _RefusedError
        if mark in _CLOSED_BY:
            return self.within(_CLOSED_BY[mark])
        if mark == "|" and self.bars:
            return Call("abs", self.within("|"))
        if mark == "frac":
            above = self.braces()
            return Product((above, Inverse(self.braces())))
        if mark in _FUNCTIONS:
            return self.function(_FUNCTIONS[mark])
        raise _RefusedError

    def within(self, end: str) -> Node:
        self.deeper(1)
        node = self.sum()
        self.deeper(-1)
        if self.take() != end:
            raise _RefusedError
        return node

    def braces(self) -> Node:
        if self.take() != "{":
            raise _RefusedError
        return self.within("}")

    def function(self, name: str) -> Node:
        exponent = None
        if self.next == "^":  # sin^2(x)
            self.take()
            exponent = self.exponent()
            if not isinstance(exponent, Number):
                raise _RefusedError  # sin^-1 can be two things
        mark = self.next
        if isinstance(mark, str) and mark in _CLOSED_BY:
            self.take()
            part = self.within(_CLOSED_BY[mark])
        elif mark == "|" and self.bars:
            part = self.atom()
        else:  # sin 2x: numbers and symbols in a row
            factors: list[Node] = []
            while isinstance(self.next, Symbol) or (isinstance(self.next, Number) and not factors):
                factors.append(self.power())
            if not factors:
                raise _RefusedError
            part = Product(tuple(factors))
        node = Call(name, part)
        return node if exponent is None else Power(node, exponent)

    def deeper(self, by: int) -> None:
        self.depth += by
        if self.depth > _DEEPEST:
            raise _RefusedError


def nodes(node: Node) -> Iterator[Node]:
    """A tree's nodes, from left to right, each before its parts."""
    yield node
    parts: tuple[Node, ...] = ()
    if isinstance(node, Sum | Product):
        parts = node.parts
    elif isinstance(node, Negative | Inverse | Call):
        parts = (node.part,)
    elif isinstance(node, Power):
        parts = (node.base, node.exponent)
    for part in parts:
        yield from nodes(part)


# --- numbers --------------------------------------------------------------------------------------


def rational(node: Node) -> Fraction | None:
    """The exact value of an expression of ``+ - * /``, or None: more, or a division by zero."""
    if isinstance(node, Number):
        return node.value
    if isinstance(node, Negative | Inverse):
        value = rational(node.part)
        if isinstance(node, Negative):
            return None if value is None else -value
        return 1 / value if value else None
    if not isinstance(node, Sum | Product):
        return None
    total = Fraction(0 if isinstance(node, Sum) else 1)
    for part in node.parts:
        value = rational(part)
        if value is None:
            return None
        total = total + value if isinstance(node, Sum) else total * value
    return total


# --- polynomials ----------------------------------------------------------------------------------


def polynomial(node: Node) -> Polynomial | None:
    """The coefficients of a polynomial, multiplied out; exponents below zero may occur.

    None: It is no polynomial, or takes too much work.
    """
    try:
        return _Expansion().of(node)
    except _RefusedError:
        return None


class _Expansion:
    """Multiplies out, and counts the work."""

    def __init__(self) -> None:
        self.work = 0

    def of(self, node: Node) -> Polynomial:
        if isinstance(node, Number):
            return {(): node.value} if node.value else {}
        if isinstance(node, Symbol):
            return {((node.name, 1),): Fraction(1)}
        if isinstance(node, Negative):
            return {monomial: -value for monomial, value in self.of(node.part).items()}
        if isinstance(node, Inverse):
            return self.power(self.of(node.part), -1)
        if isinstance(node, Power):
            exponent = self.of(node.exponent)
            value = exponent.get((), Fraction(0))
            if len(exponent) > (() in exponent) or value.denominator != 1:
                raise _RefusedError
            return self.power(self.of(node.base), value.numerator)
        if isinstance(node, Call):
            raise _RefusedError
        if isinstance(node, Product):
            found = self.of(node.parts[0])
            for part in node.parts[1:]:
                found = self.times(found, self.of(part))
            return found
        found = {}
        for part in node.parts:
            for monomial, value in self.of(part).items():
                found[monomial] = found.get(monomial, Fraction(0)) + value
        return _without_zeros(found)

    def times(self, one: Polynomial, other: Polynomial) -> Polynomial:
        self.work += len(one) * len(other)
        if self.work > _MOST_WORK:
            raise _RefusedError
        found: Polynomial = {}
        for left, first in one.items():
            for right, second in other.items():
                monomial = _joined(left, right)
                found[monomial] = found.get(monomial, Fraction(0)) + first * second
        return _without_zeros(found)

    def power(self, base: Polynomial, exponent: int) -> Polynomial:
        if abs(exponent) > _MOST_EXPONENT:
            raise _RefusedError
        if len(base) == 1:  # one term
            ((monomial, value),) = base.items()
            if max(value.numerator.bit_length(), value.denominator.bit_length()) * abs(exponent) > (
                _MOST_BITS + abs(exponent)
            ):
                raise _RefusedError
            raised = tuple((name, degree * exponent) for name, degree in monomial if exponent)
            return _without_zeros({raised: value**exponent})
        if exponent < 0:
            raise _RefusedError
        if not base and exponent:
            return {}
        found: Polynomial = {(): Fraction(1)}
        for _ in range(exponent):
            found = self.times(found, base)
        return found


def _joined(
    one: tuple[tuple[str, int], ...], other: tuple[tuple[str, int], ...]
) -> tuple[tuple[str, int], ...]:
    degrees = dict(one)
    for name, degree in other:
        degrees[name] = degrees.get(name, 0) + degree
    return tuple(sorted((name, degree) for name, degree in degrees.items() if degree))


def _without_zeros(found: Polynomial) -> Polynomial:
    for monomial, value in found.items():
        if max(value.numerator.bit_length(), value.denominator.bit_length()) > _MOST_BITS or any(
            abs(degree) > _MOST_EXPONENT for _, degree in monomial
        ):
            raise _RefusedError
    return {monomial: value for monomial, value in found.items() if value}


def expanded(node: Node) -> Polynomial | None:
    """The coefficients of a polynomial that is written multiplied out, with like terms combined.

    None: It is not. A term is a number, if any, times powers of symbols.
    """
    found: Polynomial = {}
    for term in node.parts if isinstance(node, Sum) else (node,):
        coefficients = polynomial(term) if _is_term(term) else None
        if coefficients is None or not found.keys().isdisjoint(coefficients):
            return None
        found.update(coefficients)
    return found


def _is_term(node: Node) -> bool:
    node = _unsigned(node)
    numbers = 0
    for place, factor in enumerate(node.parts if isinstance(node, Product) else (node,)):
        factor = _unsigned(factor) if place == 0 else factor
        numbers += isinstance(factor, Number)
        power = isinstance(factor, Power) and (
            isinstance(factor.base, Symbol) and isinstance(factor.exponent, Number)
        )
        if not power and not isinstance(factor, Number | Symbol):
            return False
    return numbers <= 1


def _unsigned(node: Node) -> Node:
    return node.part if isinstance(node, Negative) else node


# --- real functions -------------------------------------------------------------------------------


def slope(node: Node, by: str, at: Mapping[str, float]) -> tuple[float, float] | None:
    """The value of a real function and its derivative by a symbol, at a point.

    The logarithm is that of the absolute value, as an antiderivative of 1/x has it.

    Args:
        node: The function.
        by: The symbol of the derivative.
        at: The value of every symbol.

    Returns:
        None where the function has no finite real value, or no derivative.
    """
    try:
        value, change = _slope(node, by, at)
    except (ArithmeticError, ValueError, TypeError):  # a TypeError: a complex number's comparison
        return None
    return (value, change) if math.isfinite(value) and math.isfinite(change) else None


def _slope(node: Node, by: str, at: Mapping[str, float]) -> tuple[float, float]:
    if isinstance(node, Number):
        return float(node.value), 0.0
    if isinstance(node, Symbol):
        return at[node.name], float(node.name == by)
    if isinstance(node, Power):
        return _power(_slope(node.base, by, at), _slope(node.exponent, by, at))
    if isinstance(node, Sum):
        parts = [_slope(part, by, at) for part in node.parts]
        return math.fsum(part[0] for part in parts), math.fsum(part[1] for part in parts)
    if isinstance(node, Product):
        value, change = 1.0, 0.0
        for part in node.parts:
            other, other_change = _slope(part, by, at)
            value, change = value * other, change * other + value * other_change
        return value, change
    value, change = _slope(node.part, by, at)
    if isinstance(node, Negative):
        return -value, -change
    if isinstance(node, Inverse):
        return 1 / value, -change / value**2
    result, rate = _call(node.name, value)
    return result, rate * change


def _power(base: tuple[float, float], exponent: tuple[float, float]) -> tuple[float, float]:
    value, change = base
    raised, raised_change = exponent
    if raised_change == 0:
        if raised == 0:
            return 1.0, 0.0
        return math.pow(value, raised), raised * math.pow(value, raised - 1) * change
    result = math.pow(value, raised)
    return result, result * (raised_change * math.log(value) + raised * change / value)


def _call(name: str, x: float) -> tuple[float, float]:
    """The value and the derivative of a function at a point."""
    if name in ("sin", "cos", "tan", "sec", "csc", "cot"):
        sine, cosine = math.sin(x), math.cos(x)
        if name == "sin":
            return sine, cosine
        if name == "cos":
            return cosine, -sine
        if name == "tan":
            return sine / cosine, 1 / cosine**2
        if name == "sec":
            return 1 / cosine, sine / cosine**2
        if name == "csc":
            return 1 / sine, -cosine / sine**2
        return cosine / sine, -1 / sine**2
    if name == "asin":
        return math.asin(x), 1 / math.sqrt(1 - x * x)
    if name == "acos":
        return math.acos(x), -1 / math.sqrt(1 - x * x)
    if name == "atan":
        return math.atan(x), 1 / (1 + x * x)
    if name == "sinh":
        return math.sinh(x), math.cosh(x)
    if name == "cosh":
        return math.cosh(x), math.sinh(x)
    if name == "tanh":
        return math.tanh(x), 1 / math.cosh(x) ** 2
    if name == "exp":
        return math.exp(x), math.exp(x)
    if name == "log":
        return math.log(abs(x)), 1 / x
    if name == "sqrt":
        return math.sqrt(x), 0.5 / math.sqrt(x)
    return abs(x), math.copysign(1.0, x)
