r"""Answers to mathematical questions: numbers, expressions, sets, intervals, equations, words.

An answer is read by its form first. Numbers, roots, polynomials and quotients of them are compared
exactly, in microseconds; see `_algebra`. Only what goes beyond (logarithms, trigonometry, sums) is
asked of sympy by means of math-verify (Hugging Face, https://github.com/huggingface/Math-Verify),
in processes that can be killed; see `_pool`. No answer is ever evaluated as code.

What is decided where opinions differ:

- A unit, currency, sign of percent or name (``x =``) may be missing on either side; two must be the
  same. Units are not converted.
- 50% is 0.5. A gold of 50 also takes 50%, a gold of 0.5 doesn't take 0.5%.
- A decimal is exact: 0.333 is not 1/3, and 3.14 is not pi. A gold with three decimals or more is
  taken for rounded: the gold 0.333 takes 1/3, and 0.33333 too.
- ``(1,2)``, ``[1,2)`` and ``\{1,2\}`` differ. Tuples and intervals are ordered, sets and lists
  without brackets are not; a list without brackets also takes a tuple in the same order.
- A gold equation ``x = 3`` takes no other equation with this solution: that may be the question.
- Words are compared without regard to case; single letters are variables, except where the gold is
  one capital from A to J, a choice.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from gem_gymnasium.graders import _pool
from gem_gymnasium.graders._decide import UndecidedError, equal
from gem_gymnasium.graders._latex import clean
from gem_gymnasium.graders._quantities import LEAST_DECIMALS, quantity, quick
from gem_gymnasium.graders.grade import Grade

__all__ = ["clear_cache", "grade"]

_LONGEST = 4096  # characters of an answer that is looked into
_CORRECT = Grade(1.0, "correct", "It equals a gold answer.")
_WRONG = Grade(0.0, "wrong", "It differs from the gold answer.")
_EMPTY = Grade(0.0, "unreadable", "The answer is empty.")


def grade(
    answer: str,
    gold: str | int | float | Sequence[str | int | float],
    *,
    timeout: float = 2.0,
) -> Grade:
    r"""Grade an answer against one gold answer or several, of which any may match.

    Args:
        answer: Any text: the content of the answer, such as that of ``\boxed{}``.
        gold: The reference: LaTeX, a plain expression or words, or a number; or several.
        timeout: Seconds that sympy may take for a pair; time in which it waits for a free process
            doesn't count.

    Returns:
        A grade of 1 ("correct") or 0, with the reason. "timeout" and "error" say that the answer
        could not be decided: it may be right.

    Raises:
        ValueError: If there is no gold, or ``timeout`` is not positive.
        TypeError: If a gold is neither a string nor a number.

    Example:
        >>> grade(r"\frac{1}{2}", "0.5").verdict
        'correct'
        >>> grade("5 km", "5 m").verdict
        'wrong'
    """
    if not timeout > 0:
        raise ValueError(f"timeout={timeout!r}: the seconds must be more than 0.")
    golds = [gold] if isinstance(gold, str | int | float) else list(gold)
    if not golds:
        raise ValueError("gold=[] holds no answer; give at least one.")
    first: Grade | None = None
    for item in golds:
        found = _against(answer, _text_of(item), timeout)
        if found.score == 1.0:
            return found
        if first is None or (first.verdict == "wrong" and found.verdict in ("timeout", "error")):
            first = found
    assert first is not None
    return first


def _text_of(gold: str | int | float) -> str:
    if isinstance(gold, str):
        return gold
    if isinstance(gold, bool) or not isinstance(gold, int | float):
        raise TypeError(
            f"A gold answer is a string or a number, got {gold!r} ({type(gold).__name__})."
        )
    return str(int(gold)) if isinstance(gold, float) and gold.is_integer() else str(gold)


def _against(answer: str, gold: str, timeout: float) -> Grade:
    if len(answer) > _LONGEST:
        if answer.strip() == gold.strip():
            return _CORRECT
        return Grade(
            0.0, "unreadable", f"The answer has {len(answer):,} characters; {_LONGEST:,} are read."
        )
    try:
        return _decided(answer, gold, timeout)
    except UndecidedError as undecided:
        return Grade(0.0, undecided.verdict, undecided.reason)


@lru_cache(maxsize=8192)
def _decided(answer: str, gold: str, timeout: float) -> Grade:
    """The grade of a pair; only decisions are kept, since an exception is not."""
    reference = _quick_gold(gold)
    if reference is not None and (number := quick(answer)) is not None:
        if number[0] * reference[1] == reference[0] * number[1]:
            return _CORRECT
        if reference[2] < LEAST_DECIMALS:
            return _WRONG
    said, wanted = clean(answer), _clean_gold(gold)
    if not said:
        return _EMPTY
    if said == wanted:
        return _CORRECT
    left = timeout

    def ask(one: str, other: str, decimals: int | None) -> bool:
        # A list of many expressions has no more time than a single one.
        nonlocal left
        if left <= 0:
            raise UndecidedError("timeout", f"sympy did not decide it within {timeout:g} s.")
        equal, spent = _sympy(one, other, decimals, left)
        left -= spent
        return equal

    try:
        return _CORRECT if equal(said, wanted, ask) else _WRONG
    except RecursionError:
        raise UndecidedError("unreadable", "It is nested too deep.") from None


_clean_gold = lru_cache(maxsize=4096)(clean)
_quick_gold = lru_cache(maxsize=4096)(quick)


def clear_cache() -> None:
    """Forget the grades of pairs and the values that were read."""
    _decided.cache_clear()
    quantity.cache_clear()


_UNWRITTEN = ("Cc", "Cn", "Co", "Cs")  # control characters, surrogates and the like
_REASONS = {
    "timeout": "sympy did not decide it within {timeout:g} s.",
    "too large": "It takes sympy more memory than it may have.",
}


def _sympy(answer: str, gold: str, decimals: int | None, timeout: float) -> tuple[bool, float]:
    """Whether sympy takes two expressions for equal, and the seconds that it took."""
    if any(unicodedata.category(char) in _UNWRITTEN and not char.isspace() for char in answer):
        raise UndecidedError("unreadable", "It holds characters that nobody writes.")
    reply = _pool.shared().ask(answer, gold, decimals, timeout)
    status = reply["status"]
    if status in ("equal", "different"):
        return status == "equal", float(reply["seconds"])
    if status == "unreadable":
        raise UndecidedError("unreadable", "It is no expression that can be read.")
    if status == "unreadable gold":
        if "".join(answer.split()) == "".join(gold.split()):
            return True, 0.0
        raise UndecidedError("wrong", f"The gold {gold!r} can only be compared as text.")
    if status in _REASONS:
        raise UndecidedError("timeout", _REASONS[status].format(timeout=timeout))
    reason = reply.get("reason") or "The process that asks sympy ended."
    raise UndecidedError("error", reason)
