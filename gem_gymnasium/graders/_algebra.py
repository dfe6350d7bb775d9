"""Exact arithmetic with expressions: quotients of sums of products.

A `Sum` maps products to coefficients. A product is of variables, of constants such as pi, and of
roots of primes, each with an exponent; i times i is -1. Products of different roots of primes are
linearly independent over the rationals (Besicovitch 1940), so that two sums are equal exactly if
they hold the same products, and no simplification is ever guessed.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

__all__ = ["Algebra", "Quotient", "Sum", "TooLargeError", "UnsupportedError", "approximation"]

Factor: TypeAlias = tuple[str, Fraction]
Product: TypeAlias = tuple[Factor, ...]
Sum: TypeAlias = dict[Product, Fraction]

_MOST_BITS = 16_384  # of a number
_MOST_ROOT_BITS = 8192  # of a number under a root; Python writes no more than 4300 digits
_MOST_TERMS = 256
_MOST_WORK = 5_000  # a few hundredths of a second
_TRIALS = 1000  # primes up to here are looked for under a root
_IMAGINARY = "i"
_CONSTANTS = {"\\pi": math.pi, "e": math.e}


class UnsupportedError(Exception):
    """The expression is beyond this arithmetic; sympy may know it."""


class TooLargeError(Exception):
    """A number is too large to be computed at all."""


@dataclass(frozen=True, slots=True)
class Quotient:
    """A sum over a sum.

    Attributes:
        above: The numerator.
        below: The denominator; not zero.
        known: Whether all its products are independent, so that a difference proves inequality.
            Functions (the sine of 1) and roots of numbers that were not factored are not.
    """

    above: Sum
    below: Sum
    known: bool = True

    @property
    def rational(self) -> Fraction | None:
        """The value, where it is a rational number without any root or variable."""
        if self.below == _ONE:
            if not self.above:
                return Fraction(0)
            if len(self.above) == 1:
                return self.above.get(())
        return None

    @property
    def names(self) -> set[str]:
        """The variables, constants, functions and roots in it."""
        return {name for part in (self.above, self.below) for item in part for name, _ in item}


_ONE: Sum = {(): Fraction(1)}


class Algebra:
    """Arithmetic with a limit on the work that it does, whatever the numbers and the powers are."""

    def __init__(self) -> None:
        self._work = _MOST_WORK

    def _spend(self, work: int) -> None:
        self._work -= work
        if self._work < 0:
            raise UnsupportedError

    def number(self, value: Fraction | int) -> Quotient:
        """A rational number."""
        value = Fraction(value)
        if max(value.numerator.bit_length(), value.denominator.bit_length()) > _MOST_BITS:
            raise TooLargeError
        return Quotient({(): value} if value else {}, _ONE)

    def symbol(self, name: str, known: bool = True) -> Quotient:
        """A variable, a constant or a function of something, by its name."""
        return Quotient({((name, Fraction(1)),): Fraction(1)}, _ONE, known)

    def add(self, a: Quotient, b: Quotient, sign: int = 1) -> Quotient:
        """The sum, or the difference where ``sign`` is -1."""
        if a.below == b.below:
            above = self._add(a.above, b.above, sign)
            return Quotient(above, a.below, a.known and b.known)
        above = self._add(self._times(a.above, b.below), self._times(b.above, a.below), sign)
        return Quotient(above, self._times(a.below, b.below), a.known and b.known)

    def multiply(self, a: Quotient, b: Quotient) -> Quotient:
        """The product."""
        return Quotient(
            self._times(a.above, b.above), self._times(a.below, b.below), a.known and b.known
        )

    def divide(self, a: Quotient, b: Quotient) -> Quotient:
        """The quotient.

        Raises:
            UnsupportedError: If ``b`` is zero.
        """
        if not b.above:
            raise UnsupportedError
        if len(b.above) == 1:
            ((product, factor),) = b.above.items()
            term = {tuple((name, -power) for name, power in product): 1 / factor}
            inverse = self._tidied(term)
            return Quotient(
                self._times(self._times(a.above, inverse), b.below), a.below, a.known and b.known
            )
        above, below = self._times(a.above, b.below), self._times(a.below, b.above)
        return Quotient(above, below, a.known and b.known)

    def power(self, base: Quotient, exponent: Fraction) -> Quotient:
        """A rational power; roots are those of positive numbers, and odd roots of negative ones."""
        if exponent.denominator != 1:
            return self.power(self._root(base, exponent.denominator), Fraction(exponent.numerator))
        count = abs(exponent.numerator)
        value = base.rational
        if value is not None:
            bits = max(value.numerator.bit_length(), value.denominator.bit_length()) - 1
            if bits * count > _MOST_BITS and abs(value) != 1:
                raise TooLargeError
            if count > _MOST_BITS:  # of 1 and -1
                count %= 2
            if not value and exponent <= 0:
                raise UnsupportedError
            return self.number(value ** (count if exponent > 0 else -count))
        if len(base.above) == 1 and base.below == _ONE and count <= _MOST_BITS:
            ((product, factor),) = base.above.items()
            scale = self.power(self.number(factor), exponent)
            raised = {tuple((name, power * exponent) for name, power in product): Fraction(1)}
            return self.multiply(scale, Quotient(self._tidied(raised), _ONE, base.known))
        if count > _MOST_TERMS:
            raise UnsupportedError
        result = self.number(1)
        for _ in range(count):
            result = self.multiply(result, base)
        return result if exponent >= 0 else self.divide(self.number(1), result)

    def exponential(self, base: Quotient, exponent: Quotient) -> Quotient:
        """A power with variables in the exponent: b^(2x + 1) is b^x times b^x times b.

        Raises:
            UnsupportedError: If the base is no positive number and no single variable, or the
                exponent is no sum.
        """
        if exponent.below != _ONE or len(exponent.above) > 8:
            raise UnsupportedError
        value = base.rational
        if value is not None:
            bases = {str(prime): power for prime, power in self._primes(value).items()}
        elif len(base.names) == 1 and base == self.symbol(next(iter(base.names))):
            bases = {next(iter(base.names)): 1}
        else:
            raise UnsupportedError
        result = self.number(1)
        for product, factor in exponent.above.items():
            if not product:
                result = self.multiply(result, self.power(base, factor))
                continue
            name = "*".join(f"{part}^{power}" for part, power in product)
            powers = tuple((f"{part}^({name})", factor * n) for part, n in bases.items())
            term = self._tidied({powers: Fraction(1)})
            result = self.multiply(result, Quotient(term, _ONE, known=False))
        return result

    def logarithm(self, value: Fraction) -> Quotient:
        """The natural logarithm of a positive number, in those of primes."""
        terms: Sum = {
            ((f"ln({prime})", Fraction(1)),): Fraction(power)
            for prime, power in self._primes(value).items()
        }
        return Quotient(terms, _ONE, known=False)

    def _primes(self, value: Fraction) -> dict[int, int]:
        """The primes of a positive number with their powers."""
        if value <= 0:
            raise UnsupportedError
        powers: dict[int, int] = {}
        for part, sign in ((value.numerator, 1), (value.denominator, -1)):
            factors, rest = self._factored(part)
            if rest >= _TRIALS**2:
                raise UnsupportedError  # it may be a product of primes
            for prime, power in (*factors.items(), *([(rest, 1)] if rest > 1 else [])):
                powers[prime] = powers.get(prime, 0) + sign * power
        return powers

    def equal(self, a: Quotient, b: Quotient) -> bool | None:
        """Whether two quotients are equal, or None where that is not certain."""
        if a.below == b.below:
            same = a.above == b.above
        else:
            same = self._times(a.above, b.below) == self._times(b.above, a.below)
        return True if same else (False if a.known and b.known else None)

    def proportional(self, a: Quotient, b: Quotient) -> Fraction | None:
        """The number other than 0 by which ``a`` is a multiple of ``b``, if there is one."""
        left, right = self._times(a.above, b.below), self._times(b.above, a.below)
        if not left or left.keys() != right.keys():
            return None
        ratios = {left[product] / right[product] for product in left}
        return ratios.pop() if len(ratios) == 1 else None

    # --- sums -------------------------------------------------------------------------------------

    def _add(self, a: Sum, b: Sum, sign: int) -> Sum:
        self._spend(len(b) + 1)
        result = dict(a)
        for product, factor in b.items():
            total = result.get(product, 0) + sign * factor
            if total:
                result[product] = self._checked(total)
            else:
                result.pop(product, None)
        return result

    def _times(self, a: Sum, b: Sum) -> Sum:
        if a == _ONE:
            return b
        if b == _ONE:
            return a
        self._spend(len(a) * len(b) + 1)
        result: Sum = {}
        for left, x in a.items():
            for right, y in b.items():
                factor = self._checked(x * y)
                if not left or not right:
                    product = left or right
                else:
                    product, factor = self._merged(left + right, factor)
                total = result.get(product, 0) + factor
                if total:
                    result[product] = total
                else:
                    result.pop(product, None)
        if len(result) > _MOST_TERMS:
            raise UnsupportedError
        return result

    def _checked(self, value: Fraction | int) -> Fraction:
        value = Fraction(value)
        bits = max(value.numerator.bit_length(), value.denominator.bit_length())
        if bits > _MOST_BITS:
            raise TooLargeError
        self._spend(bits // 512)
        return value

    def _tidied(self, terms: Sum) -> Sum:
        return dict(self._merged(product, factor) for product, factor in terms.items())

    def _merged(self, factors: Product, factor: Fraction) -> tuple[Product, Fraction]:
        """A product with each name once, and what its roots and i give to the coefficient."""
        powers: dict[str, Fraction] = {}
        for name, power in factors:
            powers[name] = powers.get(name, Fraction(0)) + power
        kept: list[Factor] = []
        for name in sorted(powers):
            power = powers[name]
            if name == _IMAGINARY and power.denominator == 1:
                factor *= -1 if power % 4 >= 2 else 1
                power %= 2
            elif name[0] == "√":
                whole = math.floor(power)
                if whole:
                    factor = self._checked(factor * Fraction(int(name[1:])) ** whole)
                    power -= whole
            if power:
                kept.append((name, power))
        return tuple(kept), factor

    # --- roots ------------------------------------------------------------------------------------

    def _root(self, base: Quotient, degree: int) -> Quotient:
        if degree > 64:
            raise UnsupportedError
        if len(base.above) != 1 or base.below != _ONE:
            if not base.above:
                return base
            if len(base.above) == 1 and len(base.below) == 1:
                base = self.divide(
                    Quotient(base.above, _ONE, base.known), Quotient(base.below, _ONE)
                )
            else:
                raise UnsupportedError
        ((product, factor),) = base.above.items()
        result = self._root_of(factor, degree)
        for name, power in product:
            # The root of x^2 is |x|, of which this arithmetic knows nothing.
            positive = name[0] == "√" or name in _CONSTANTS
            if not positive and (name == _IMAGINARY or power.numerator % 2 == 0 or factor < 0):
                raise UnsupportedError
            raised = self._tidied({((name, power / degree),): Fraction(1)})
            result = self.multiply(result, Quotient(raised, _ONE, base.known))
        return result

    def _root_of(self, value: Fraction, degree: int) -> Quotient:
        if value < 0:
            if degree % 2:
                return self.multiply(self.number(-1), self._root_of(-value, degree))
            if degree == 2:
                return self.multiply(self.symbol(_IMAGINARY), self._root_of(-value, degree))
            raise UnsupportedError
        # a/b under a root is a * b^(n-1) under it, over b.
        if value.denominator.bit_length() * degree > _MOST_BITS:
            raise TooLargeError
        radicand = value.numerator * value.denominator ** (degree - 1)
        factors, rest = self._factored(radicand)
        known = True
        if rest > 1:
            exact = _whole_root(rest, degree)
            if exact:
                factors[exact] = factors.get(exact, 0) + degree
            elif rest.bit_length() > _MOST_ROOT_BITS:
                raise TooLargeError
            else:
                factors[rest] = factors.get(rest, 0) + 1
                known = rest < _TRIALS**2  # else it may be a product of primes
        terms = {
            tuple((f"√{prime}", Fraction(count, degree)) for prime, count in factors.items()): 1
            / Fraction(value.denominator)
        }
        return Quotient(self._tidied(terms), _ONE, known)

    def _factored(self, value: int) -> tuple[dict[int, int], int]:
        """The primes up to `_TRIALS` in a number, and what is left of it."""
        self._spend(100 + value.bit_length() // 16)
        factors: dict[int, int] = {}
        for prime in _PRIMES:
            if prime * prime > value:
                break
            while value % prime == 0:
                factors[prime] = factors.get(prime, 0) + 1
                value //= prime
                self._spend(1)
        if 1 < value <= _TRIALS:
            factors[value] = factors.get(value, 0) + 1
            value = 1
        return factors, value


_PRIMES = [n for n in range(2, _TRIALS) if all(n % k for k in range(2, math.isqrt(n) + 1))]


def _whole_root(value: int, degree: int) -> int | None:
    """The whole number whose power of that degree is ``value``, if there is one."""
    if degree == 2:
        root = math.isqrt(value)
    elif value.bit_length() > 1000:
        return None
    else:
        root = round(value ** (1 / degree))
    return root if root**degree == value else None


def approximation(quotient: Quotient) -> float | None:
    """The value as a floating-point number, or None where it has variables or is too large."""
    try:
        above, below = (_evaluated(part) for part in (quotient.above, quotient.below))
        return None if above is None or below is None or below == 0 else above / below
    except (OverflowError, ZeroDivisionError):
        return None


def _evaluated(terms: Sum) -> float | None:
    total = 0.0
    for product, factor in terms.items():
        value = float(factor)
        for name, power in product:
            base = float(name[1:]) if name[0] == "√" else _CONSTANTS.get(name)
            if base is None:
                return None
            value *= base ** float(power)
        total += value
    return total
