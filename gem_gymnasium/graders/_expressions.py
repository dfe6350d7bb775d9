r"""Reading LaTeX and plain expressions into exact `Quotient`s.

Numbers, variables, ``+ - * / ^``, ``\frac``, ``\sqrt``, factorials, binomials, and functions of
such expressions, which stay as they are: equal arguments give equal values, nothing more is known.
"""

from __future__ import annotations

import math
import re
from fractions import Fraction

from gem_gymnasium.graders._algebra import Algebra, Quotient, TooLargeError, UnsupportedError

__all__ = ["fraction", "read"]

_MOST_DIGITS = 2000
_DEEPEST = 60
_MOST_PIECES = 500
_LONGEST_KEY = 2000
_PIECE = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?|\.\d+)|(?P<command>\\[A-Za-z]+)|(?P<name>[A-Za-z]+)"
    r"|(?P<bracket>\\[{}]|[(){}\[\]])|(?P<sign>[-+*/^_!]))",
    re.A,
)
_FUNCTION_NAMES = "ln log lg exp sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh"
_FUNCTIONS = frozenset(_FUNCTION_NAMES.split())
_GREEK_NAMES = """
alpha beta gamma delta epsilon varepsilon zeta eta theta iota kappa lambda mu nu xi rho sigma tau
phi varphi chi psi omega Gamma Delta Theta Lambda Xi Sigma Phi Psi Omega
"""
_GREEK = frozenset(_GREEK_NAMES.split())
_WORDS = ("infinity", "sqrt", "pi", *sorted(_FUNCTIONS, key=len, reverse=True))
_CLOSING = {"(": ")", "{": "}", "[": "]", "\\{": "\\}"}
_APPLIED = frozenset("fgh")


def fraction(digits: str) -> Fraction:
    """The value of a decimal numeral such as ``12``, ``.5`` or ``3.25``.

    Raises:
        TooLargeError: If it has more than 2,000 digits.
    """
    if len(digits) > _MOST_DIGITS:
        raise TooLargeError
    whole, _, decimals = digits.partition(".")
    return Fraction(int(whole + decimals or "0"), 10 ** len(decimals))


def read(text: str, algebra: Algebra) -> Quotient:
    """The value of an expression.

    Raises:
        UnsupportedError: If the text is no expression, or beyond this arithmetic.
        TooLargeError: If it holds a number that is too large to be computed.
    """
    return _Reader(text, algebra).whole()


class _Reader:
    """A recursive descent over the pieces of an expression."""

    def __init__(self, text: str, algebra: Algebra) -> None:
        self.algebra = algebra
        self.pieces = list(_pieces(text))
        self.at = 0
        self.level = 0

    def whole(self) -> Quotient:
        value = self.sum()
        if self.peek() is not None:
            raise UnsupportedError
        return value

    def peek(self) -> str | None:
        return self.pieces[self.at] if self.at < len(self.pieces) else None

    def take(self, *expected: str) -> str:
        piece = self.peek()
        if piece is None or (expected and piece not in expected):
            raise UnsupportedError
        self.at += 1
        return piece

    def sum(self) -> Quotient:
        self.level += 1
        if self.level > _DEEPEST:
            raise UnsupportedError
        value = self.product()
        while self.peek() in ("+", "-"):
            sign = 1 if self.take() == "+" else -1
            value = self.algebra.add(value, self.product(), sign)
        self.level -= 1
        return value

    def product(self) -> Quotient:
        negative = self.sign()
        value = self.mixed()
        while True:
            piece = self.peek()
            if piece in ("*", "\\cdot", "\\times"):
                self.take()
                value = self.algebra.multiply(value, self.signed())
            elif piece in ("/", "\\div"):
                self.take()
                value = self.algebra.divide(value, self.signed())
            elif piece is not None and self.begins_factor(piece):
                if piece[0].isdigit() or piece[0] == ".":
                    raise UnsupportedError  # "2 3" is no product
                value = self.algebra.multiply(value, self.powered())
            else:
                break
        return self.algebra.multiply(self.algebra.number(-1), value) if negative else value

    def sign(self) -> bool:
        """Whether a minus stands here; two signs may follow each other, as in 3 - -2."""
        negative = False
        for _ in range(2):
            if self.peek() in ("+", "-"):
                negative ^= self.take() == "-"
        return negative

    def signed(self) -> Quotient:
        negative = self.sign()
        value = self.powered()
        return self.algebra.multiply(self.algebra.number(-1), value) if negative else value

    def begins_factor(self, piece: str) -> bool:
        return (
            piece[0].isalnum()
            or piece[0] == "."
            or piece in ("(", "{", "[")
            or (piece[0] == "\\" and len(piece) > 2 and piece not in ("\\cdot", "\\times", "\\div"))
        )

    def mixed(self) -> Quotient:
        r"""A factor, or a mixed number such as ``2\frac{1}{3}`` or ``2 1/3``."""
        start = self.at
        piece = self.peek()
        if piece is not None and piece.isdigit():
            self.at += 1
            following = self.peek()
            try:
                part = None
                if following == "\\frac":
                    part = self.powered().rational
                elif following is not None and following.isdigit():
                    above = fraction(self.take())
                    self.take("/")
                    below = fraction(self.take()) if (self.peek() or "").isdigit() else Fraction(0)
                    part = above / below if below else None
            except UnsupportedError:
                part = None
            if part is not None and 0 < part < 1:
                return self.algebra.number(fraction(piece) + part)
            self.at = start
        return self.powered()

    def powered(self) -> Quotient:
        base = self.factor()
        while True:
            piece = self.peek()
            if piece == "!":
                self.take()
                base = self.factorial(base)
            elif piece == "^":
                self.take()
                base = self.raised(base)
            else:
                return base

    def raised(self, base: Quotient) -> Quotient:
        self.level += 1
        if self.level > _DEEPEST:
            raise UnsupportedError
        negative = self.peek() == "-"
        if negative:
            self.take()
        exponent = self.powered()
        self.level -= 1
        value = exponent.rational
        if value is None:
            if negative:
                exponent = self.algebra.multiply(self.algebra.number(-1), exponent)
            return self.algebra.exponential(base, exponent)
        return self.algebra.power(base, -value if negative else value)

    def factorial(self, base: Quotient) -> Quotient:
        value = base.rational
        if value is None or value.denominator != 1 or value < 0:
            raise UnsupportedError
        if value > 1000:
            raise TooLargeError
        return self.algebra.number(math.factorial(value.numerator))

    def factor(self) -> Quotient:
        piece = self.take()
        if piece[0].isdigit() or piece[0] == ".":
            return self.algebra.number(fraction(piece))
        if piece in _CLOSING:
            if piece in ("[", "\\{"):
                raise UnsupportedError
            value = self.sum()
            self.take(_CLOSING[piece])
            return value
        if piece == "\\frac":
            above = self.argument()
            return self.algebra.divide(above, self.argument())
        if piece == "\\sqrt":
            return self.root()
        if piece == "\\binom":
            return self.binomial()
        name = piece.removeprefix("\\")
        if name in _FUNCTIONS and piece[0] == "\\":
            return self.function(name)
        if piece == "\\infty" and len(self.pieces) > 2:
            raise UnsupportedError  # there is no arithmetic with it
        if piece in ("\\pi", "\\infty"):
            return self.algebra.symbol(piece)
        if piece[0] == "\\" and name not in _GREEK:
            raise UnsupportedError
        if not name[0].isalpha():
            raise UnsupportedError
        return self.variable(name)

    def variable(self, name: str) -> Quotient:
        known = not (name in _APPLIED and self.peek() == "(")
        if self.peek() == "_":
            self.take()
            piece = self.take()
            if piece == "{":
                index = []
                while self.peek() not in ("}", None):
                    index.append(self.take())
                self.take("}")
                piece = " ".join(index)
            name = f"{name}_{piece}"
        if not known:
            raise UnsupportedError  # f(x + 1) is no product
        return self.algebra.symbol(name)

    def argument(self) -> Quotient:
        r"""An argument of ``\frac`` or ``\sqrt``: a group, or one digit or letter."""
        piece = self.peek()
        if piece is not None and piece.isdigit() and len(piece) > 1:
            self.pieces[self.at : self.at + 1] = [piece[0], piece[1:]]
        elif piece not in ("{", "(") and (piece is None or not piece[-1].isalnum()):
            raise UnsupportedError
        self.level += 1
        if self.level > _DEEPEST:
            raise UnsupportedError
        value = self.factor()
        self.level -= 1
        return value

    def root(self) -> Quotient:
        degree = 2
        if self.peek() == "[":
            self.take()
            piece = self.take()
            if not piece.isdigit() or not 2 <= len(piece) + int(piece[:3]) <= 100:
                raise UnsupportedError
            degree = int(piece[:3])
            self.take("]")
        if degree < 2:
            raise UnsupportedError
        return self.algebra.power(self.argument(), Fraction(1, degree))

    def binomial(self) -> Quotient:
        above, below = self.argument().rational, self.argument().rational
        if above is None or below is None or above.denominator * below.denominator != 1:
            raise UnsupportedError
        if not 0 <= below <= above <= 1000:
            raise UnsupportedError
        return self.algebra.number(math.comb(above.numerator, below.numerator))

    def function(self, name: str) -> Quotient:
        """A function of something: its power and its base are part of its name."""
        marks: list[str] = []
        base: Quotient | None = None
        for sign in ("_", "^", "_"):
            if self.peek() == sign:
                self.take()
                mark = self.argument()
                base = mark if sign == "_" else base
                marks.append(f"{sign}{_key(mark)}")
        piece = self.peek()
        if piece in ("(", "{"):
            value = self.factor()
            if self.peek() == "^":
                raise UnsupportedError  # of the value or of the argument
        else:
            value = self.powered()
            if self.peek() is not None and self.begins_factor(self.peek() or ""):
                # sin 2x: what stands together goes together.
                while (piece := self.peek()) is not None and piece[0].isalpha():
                    value = self.algebra.multiply(value, self.powered())
                if (piece := self.peek()) is not None and self.begins_factor(piece):
                    raise UnsupportedError
        number = value.rational
        if number is not None and not any(mark[0] == "^" for mark in marks):
            if name == "ln" and not marks:
                return self.algebra.logarithm(number)
            if name == "log" and base is not None and base.rational is not None:
                below = self.algebra.logarithm(base.rational)
                return self.algebra.divide(self.algebra.logarithm(number), below)
        return self.algebra.symbol(f"{name}{''.join(marks)}({_key(value)})", known=False)


def _key(value: Quotient) -> str:
    """A name for a value: equal names are equal values."""
    parts = [
        "+".join(sorted(_term(product, factor) for product, factor in part.items()))
        for part in (value.above, value.below)
    ]
    if sum(map(len, parts)) > _LONGEST_KEY:
        raise UnsupportedError  # towers of powers double it at each floor
    return "/".join(parts)


def _term(product: tuple[tuple[str, Fraction], ...], factor: Fraction) -> str:
    names = "*".join(f"{name}^{power}" for name, power in product)
    return f"{factor.numerator:x}/{factor.denominator:x}*{names}"


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    at = 0
    text = text.rstrip()
    while at < len(text):
        match = _PIECE.match(text, at)
        if match is None:
            raise UnsupportedError
        at = match.end()
        piece = match.group().strip()
        if match.lastgroup == "name":
            pieces += _words(piece)
        elif match.lastgroup == "command" and piece[1:] in ("lbrace", "rbrace"):
            raise UnsupportedError
        else:
            pieces.append(piece)
    if not 0 < len(pieces) <= _MOST_PIECES:
        raise UnsupportedError
    return pieces


def _words(name: str) -> list[str]:
    r"""Letters side by side: known names become commands, others are one variable each."""
    if len(name) > 8:
        raise UnsupportedError  # prose
    pieces = []
    while name:
        word = next((word for word in _WORDS if name.startswith(word)), None)
        if word is not None:
            pieces.append("\\infty" if word == "infinity" else "\\" + word)
            name = name[len(word) :]
        else:
            pieces.append(name[0])
            name = name[1:]
    return pieces
