"""Whether the form of an answer means the same as that of the gold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import TypeAlias

from gem_gymnasium.graders._algebra import (
    Algebra,
    Quotient,
    TooLargeError,
    UnsupportedError,
    approximation,
)
from gem_gymnasium.graders._expressions import read
from gem_gymnasium.graders._forms import (
    Approximation,
    Choice,
    Equation,
    Form,
    Group,
    Inequality,
    Leaf,
    Ratio,
    Words,
    is_name,
    is_prose,
    normal_words,
    parse,
    relates,
)
from gem_gymnasium.graders._latex import clean, depth
from gem_gymnasium.graders._quantities import LEAST_DECIMALS, Quantity, quantity, same
from gem_gymnasium.graders.grade import Verdict

__all__ = ["Ask", "UndecidedError", "equal"]

Ask: TypeAlias = Callable[[str, str, int | None], bool]
"""Asks sympy whether an answer and a gold expression are equal; the third are a gold's decimals."""

_DEEPEST = 40
_LONGEST = 1000  # characters of an expression that sympy is asked about
_DIGITS = re.compile(r"\d{200}", re.A)
_FUNCTION = re.compile(
    r"(?<![A-Za-z\\])(arcsin|arccos|arctan|sin|cos|tan|cot|sec|csc|ln|log|exp|pi)(?![A-Za-z])"
)
_NO_VALUE = re.compile(r"(?<![_^\d.])\d+\s+\d|(?<![A-Za-z}])\d\s*_|\\ldots(?![A-Za-z])", re.A)
_LONG_DECIMAL = re.compile(r"\.\d{11}", re.A)  # sympy's comparison ends at the twelfth digit
_PRIME = re.compile(r"[A-Za-z})]\s*'")
_POWERS = re.compile(r"(?:\^|\*\*)[^-+=,;]{0,60}?(?:\^|\*\*)[^-+=,;]{0,60}?(?:\^|\*\*)")
_LARGE_POWER = re.compile(
    r"(?:\^|\*\*)\s*[({]*\s*-?\d{5}|[eE][+-]?\d{4}|\d{4}\s*\)*\s*!|!\s*\)*\s*!", re.A
)


class UndecidedError(Exception):
    """An answer could not be decided; the arguments are the verdict and the reason."""

    def __init__(self, verdict: Verdict, reason: str) -> None:
        super().__init__(verdict, reason)
        self.verdict: Verdict = verdict
        self.reason = reason


def equal(answer: str, gold: str, ask: Ask) -> bool:
    """Whether an answer means the gold; both are clean texts.

    Raises:
        UndecidedError: If it can't be decided.
    """
    if depth(answer) > _DEEPEST or depth(gold) > _DEEPEST:
        raise UndecidedError("unreadable", f"Brackets are nested more than {_DEEPEST} deep.")
    return _Decision(ask).equal(parse(answer), parse(gold))


class _Decision:
    def __init__(self, ask: Ask) -> None:
        self.ask = ask

    def equal(self, answer: Form, gold: Form) -> bool:
        if isinstance(gold, Choice):
            return self.choice(answer, gold)
        if isinstance(answer, Choice):
            if answer.rest:  # (C) 12
                return self.equal(parse(clean(answer.rest)), gold)
            answer = Leaf(answer.letter)
        if isinstance(gold, Approximation):
            return self.equal(answer, gold.exact) or self.equal(answer, gold.rounded)
        if isinstance(answer, Approximation):
            return self.approximation(answer, gold)
        if isinstance(gold, Words) or isinstance(answer, Words):
            return self.words(answer, gold)
        if isinstance(gold, Equation) or isinstance(answer, Equation):
            return self.equation(answer, gold)
        if isinstance(gold, Inequality) or isinstance(answer, Inequality):
            return self.inequality(answer, gold)
        if isinstance(gold, Ratio) or isinstance(answer, Ratio):
            return self.ratio(answer, gold)
        if isinstance(gold, Group) or isinstance(answer, Group):
            return self.group(answer, gold)
        return self.leaf(answer.text, gold.text)

    # --- single values ----------------------------------------------------------------------------

    def leaf(self, answer: str, gold: str) -> bool:
        said, wanted = quantity(answer), quantity(gold)
        decided = same(said, wanted)
        if decided is not None:
            return decided
        if said.too_large or wanted.too_large:
            raise UndecidedError("timeout", "It holds a number that is too large to be computed.")
        if is_prose(answer) or is_prose(gold):
            if normal_words(answer) == normal_words(gold):
                return True
            if not is_prose(gold):
                raise UndecidedError("unreadable", "It is no mathematical expression.")
            return False
        if said.percent != wanted.percent:
            return False
        return self.ask_sympy(said, wanted)

    def ask_sympy(self, answer: Quantity, gold: Quantity) -> bool:
        for text in (answer.latex, gold.latex):
            if len(text) > _LONGEST:
                raise UndecidedError(
                    "unreadable", f"It is an expression of more than {_LONGEST:,} characters."
                )
            if _DIGITS.search(text) or _LARGE_POWER.search(text) or _POWERS.search(text):
                raise UndecidedError("timeout", "It may hold a number too large to be computed.")
        if not answer.latex or _NO_VALUE.search(answer.latex):
            raise UndecidedError("unreadable", "It holds no value, or several.")
        if relates(answer.latex) and not relates(gold.latex):
            # Of "4 < 5 = 6" sympy takes what it likes.
            raise UndecidedError("unreadable", "It holds no value, or several.")
        if len(_PRIME.findall(answer.latex)) != len(_PRIME.findall(gold.latex)):
            return False  # sympy reads no sign of a derivative
        if (gold.decimals or 0) < LEAST_DECIMALS and _LONG_DECIMAL.search(answer.latex):
            return False
        said, wanted = (_FUNCTION.sub(r"\\\1", text) for text in (answer.latex, gold.latex))
        return self.ask(said, wanted, gold.decimals)

    def approximation(self, answer: Approximation, gold: Form) -> bool:
        """Either side may be asked for, but the decimal must be the other one's rounded value."""
        form = answer.exact.sides[-1] if isinstance(answer.exact, Equation) else answer.exact
        if not isinstance(form, Leaf):
            return False
        exact, rounded = quantity(form.text), quantity(answer.rounded.text)
        if exact.value is None or rounded.value is None or rounded.value.rational is None:
            return False
        value = approximation(exact.value)
        try:
            error = abs((value or 0.0) - float(rounded.value.rational))
            # 0 times 10^9 is not about 5.
            step = min(float(rounded.step), max(1.0, abs(value or 0.0) / 10))
        except OverflowError:  # beyond floating-point numbers
            return False
        if value is None or not error <= step * 0.501:
            # In "x \approx 3" there is no other value.
            named = isinstance(form, Leaf) and is_name(form.text)
            return named and self.equal(answer.rounded, gold)
        return self.equal(answer.exact, gold) or self.equal(answer.rounded, gold)

    def words(self, answer: Form, gold: Form) -> bool:
        if isinstance(answer, Words) and isinstance(gold, Words):
            return answer.text == gold.text
        if isinstance(gold, Words):
            return isinstance(answer, Leaf) and normal_words(answer.text) == gold.text
        if isinstance(gold, Equation) and gold.name:
            return self.equal(answer, gold.sides[-1])
        if isinstance(gold, Leaf) and isinstance(answer, Words):
            if normal_words(gold.text) == answer.text:
                return True
            raise UndecidedError("unreadable", "It is no mathematical expression.")
        return False

    def choice(self, answer: Form, gold: Choice) -> bool:
        if isinstance(answer, Choice):
            return answer.letter == gold.letter
        if isinstance(answer, Equation) and answer.name:
            return self.choice(answer.sides[-1], gold)
        text = answer.text if isinstance(answer, Leaf | Words) else ""
        return text.strip("() .").upper() == gold.letter

    def ratio(self, answer: Form, gold: Form) -> bool:
        """Times are equal where they are the same, ratios where their quotients are."""
        if isinstance(answer, Ratio) and isinstance(gold, Ratio):
            said, wanted = tuple(map(int, answer.parts)), tuple(map(int, gold.parts))
            if answer.suffix and gold.suffix and answer.suffix != gold.suffix:
                return False
            if said == wanted:
                return True
            if _is_time(gold) or len(said) != len(wanted) or not all(said) or not all(wanted):
                return False
            return len({Fraction(a, b) for a, b in zip(said, wanted, strict=True)}) == 1
        parts, other = (answer, gold) if isinstance(answer, Ratio) else (gold, answer)
        if not isinstance(parts, Ratio) or not isinstance(other, Leaf):
            return False
        if _is_time(parts) or len(parts.parts) != 2 or parts.suffix:
            return False
        texts = "/".join(parts.parts), other.text
        return self.leaf(*(texts if parts is answer else texts[::-1]))

    # --- several values ---------------------------------------------------------------------------

    def group(self, answer: Form, gold: Form) -> bool:
        if isinstance(answer, Group) and isinstance(gold, Group):
            return self.groups(answer, gold)
        if isinstance(gold, Group) and gold.kind == "set" and len(gold.items) == 1:
            return self.equal(answer, gold.items[0])
        if isinstance(answer, Group) and answer.kind == "set" and len(answer.items) == 1:
            return self.equal(answer.items[0], gold)
        return False

    def groups(self, answer: Group, gold: Group) -> bool:
        if len(answer.items) != len(gold.items):
            return False
        if answer.name and gold.name and answer.name != gold.name:
            return False
        kinds = answer.kind, gold.kind
        if kinds in (("tuple", "tuple"), ("matrix", "matrix")):
            return answer.mark == gold.mark and self.in_order(answer.items, gold.items)
        if set(kinds) == {"list", "tuple"}:
            marked = answer if answer.kind == "tuple" else gold
            return (
                marked.mark == "()" and not marked.name and self.in_order(answer.items, gold.items)
            )
        if set(kinds) & {"tuple", "matrix"}:
            return False
        if "union" in kinds and kinds != ("union", "union"):
            return False
        names = [item.name for item in gold.items if isinstance(item, Equation)]
        if len(set(names)) > 1 and not all(isinstance(item, Equation) for item in answer.items):
            return self.in_order(answer.items, gold.items)
        return self.in_any_order(answer.items, gold.items)

    def in_order(self, answer: Iterable[Form], gold: Iterable[Form]) -> bool:
        return all(self.equal(a, g) for a, g in zip(answer, gold, strict=True))

    def in_any_order(self, answer: Iterable[Form], gold: Iterable[Form]) -> bool:
        missing = list(gold)
        for item in answer:
            unread: UndecidedError | None = None
            for index, wanted in enumerate(missing):
                try:
                    if self.equal(item, wanted):
                        del missing[index]
                        break
                except UndecidedError as undecided:
                    if undecided.verdict != "unreadable":
                        raise
                    unread = undecided  # a word beside a number; it may equal another
            else:
                if unread is not None:
                    raise unread
                return False
        return True

    # --- relations --------------------------------------------------------------------------------

    def equation(self, answer: Form, gold: Form) -> bool:
        if isinstance(answer, Equation) and isinstance(gold, Equation):
            if answer.name and answer.name == gold.name:
                return self.chain(answer) and self.equal(answer.sides[-1], gold.sides[-1])
            if gold.name and not _has_variables(gold.sides[-1]):
                return False  # the gold is solved, and so must the answer be
            return self.proportional(answer, gold)
        if isinstance(gold, Equation):
            return bool(gold.name) and self.equal(answer, gold.sides[-1])
        assert isinstance(answer, Equation)
        return self.chain(answer) and self.equal(answer.sides[-1], gold)

    def chain(self, answer: Equation) -> bool:
        """Whether all values of an equation are the same: 2 + 3 = 5, and not 2 = 3 = 5."""
        *others, last = answer.sides
        return all(self.equal(other, last) for other in others)

    def proportional(self, answer: Equation, gold: Equation) -> bool:
        """Whether two equations are one, multiplied by a number."""
        if len(answer.text) != 2 or len(gold.text) != 2:
            return False
        algebra = Algebra()
        try:
            said, wanted = (_difference(side.text, algebra) for side in (answer, gold))
            return algebra.proportional(said, wanted) is not None
        except TooLargeError:
            raise UndecidedError("timeout", "It holds a number too large to be computed.") from None
        except UnsupportedError:
            pass
        texts = [Quantity(None, latex="=".join(side.text)) for side in (answer, gold)]
        return self.ask_sympy(*texts)

    def inequality(self, answer: Form, gold: Form) -> bool:
        if not isinstance(answer, Inequality) or not isinstance(gold, Inequality):
            return False
        algebra = Algebra()
        try:
            ratio = algebra.proportional(
                _difference((answer.left, answer.right), algebra),
                _difference((gold.left, gold.right), algebra),
            )
        except TooLargeError:
            raise UndecidedError("timeout", "It holds a number too large to be computed.") from None
        except UnsupportedError:
            raise UndecidedError("unreadable", "It is an inequality that can't be read.") from None
        if ratio is None:
            return False
        flipped = answer.sign.translate(_FLIPPED) if ratio < 0 else answer.sign
        return flipped == gold.sign


_FLIPPED = str.maketrans("<>", "><")


def _difference(sides: tuple[str, ...], algebra: Algebra) -> Quotient:
    left, right = (read(side, algebra) for side in sides)
    return algebra.add(left, right, -1)


def _has_variables(form: Form) -> bool:
    if not isinstance(form, Leaf):
        return False
    value = quantity(form.text).value
    return value is not None and any(
        name[0] != "√" and name not in ("\\pi", "e", "i", "\\infty") and "(" not in name
        for name in value.names
    )


def _is_time(ratio: Ratio) -> bool:
    return bool(ratio.suffix) or (
        int(ratio.parts[0]) <= 24
        and all(len(part) == 2 and int(part) < 60 for part in ratio.parts[1:])
    )
