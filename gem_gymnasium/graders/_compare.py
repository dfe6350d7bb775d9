"""When an output, or a returned value, is the expected one. All of it runs outside the jail."""

from __future__ import annotations

import json
import re
from typing import Any

from gem_gymnasium.graders._values import encode

__all__ = ["same_output", "same_value"]

_TOLERANCE = 1e-6
# A number that isn't written as an integer.
_DECIMAL = re.compile(r"[+-]?(?:\d+\.\d*|\.\d+|\d+(?=[eE]))(?:[eE][+-]?\d+)?", re.A)
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.A)
_LONGEST = 400  # characters of a token that is read as a number


def same_output(got: str, expected: str) -> bool:
    """Whether a printed text is the expected one.

    White space at the ends of lines and of the whole doesn't count. In a line for which a number
    with a point or an exponent is expected, numbers like that may differ by 1e-6, relative or
    absolute, and white space is free; whole numbers and words never differ.

    Args:
        got: What was printed; any text.
        expected: What should be.
    """
    if got == expected:
        return True
    ours, theirs = _lines(got), _lines(expected)
    return len(ours) == len(theirs) and all(map(_same_line, ours, theirs))


def _lines(text: str) -> list[str]:
    text = text.replace("\r\n", "\n").strip()
    return [line.rstrip() for line in text.split("\n")]


def _same_line(got: str, expected: str) -> bool:
    if got == expected:
        return True
    wanted = expected.split()
    if not any(_is_decimal(token) for token in wanted):
        return False
    tokens = got.split()
    return len(tokens) == len(wanted) and all(map(_same_token, tokens, wanted))


def _is_decimal(token: str) -> bool:
    return len(token) <= _LONGEST and _DECIMAL.fullmatch(token) is not None


def _same_token(got: str, expected: str) -> bool:
    if got == expected:
        return True
    if not _is_decimal(expected) or len(got) > _LONGEST or not _NUMBER.fullmatch(got):
        return False
    return _close(float(got), float(expected))


def _close(got: float, expected: float) -> bool:
    difference = abs(got - expected)  # nan where both are infinite, and then nothing is close
    return difference <= _TOLERANCE * max(1.0, abs(expected)) < float("inf")


def same_value(got: Any, expected: Any, *, exact: bool) -> bool:
    """Whether a returned value is the expected one.

    Args:
        got: The value as `_values.encode` writes it; hostile.
        expected: A Python value.
        exact: As Python's ``==`` has it, for tests that are assertions. Otherwise as JSON has it:
            tuples are lists, keys are texts, true and false are no numbers, and where a float is
            expected, a number may differ by 1e-6, relative or absolute.
    """
    try:
        return _same(got, expected, exact)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
        return False


def _same(got: Any, expected: Any, exact: bool) -> bool:
    if expected is None:
        return got is None
    if isinstance(expected, bool) and not exact:
        return got is expected
    if isinstance(expected, bool | int | float | complex):
        return _same_number(_number(got), expected, exact)
    if isinstance(expected, str):
        return isinstance(got, str) and got == expected
    kind, content = _opened(got)
    if isinstance(expected, bytes):
        return kind == "bytes" and bytes.fromhex(content) == expected
    if isinstance(expected, list | tuple):
        wanted = ("list",) if isinstance(expected, list) else ("tuple",)
        return (
            kind in (wanted if exact else ("list", "tuple"))
            and len(content) == len(expected)
            and all(
                _same(item, other, exact) for item, other in zip(content, expected, strict=True)
            )
        )
    if isinstance(expected, set | frozenset):
        # Texts are compared, as hashes of a program's choice could all be the same.
        return (
            kind in ("set", "frozenset")
            and len(content) == len(expected)
            and sorted(map(_canonical, content))
            == sorted(_canonical(_encoded(x)) for x in expected)
        )
    if isinstance(expected, dict):
        if kind != "dict" or len(content) != len(expected):
            return False
        found = {_key(key, exact): item for key, item in content}
        wanted_items = {_key(_encoded(key), exact): item for key, item in expected.items()}
        return found.keys() == wanted_items.keys() and all(
            _same(found[key], item, exact) for key, item in wanted_items.items()
        )
    return False


def _same_number(got: Any, expected: Any, exact: bool) -> bool:
    if got is None:
        return False
    if not exact:
        if isinstance(got, bool | complex):
            return False
        if isinstance(expected, float):
            return bool(got == expected) or _close(float(got), expected)
    return bool(got == expected)


def _number(got: Any) -> Any:
    """The number that is encoded, or None."""
    if isinstance(got, bool | int | float):
        return got
    kind, content = _opened(got)
    if kind == "int":
        return int(content, 16)
    if kind == "float":
        return float(content)
    if kind == "complex":
        return complex(content)
    return None


def _opened(got: Any) -> tuple[str, Any]:
    """The kind and the content of an encoded value that is no plain one."""
    if isinstance(got, list):
        return "list", got
    if isinstance(got, dict) and len(got) == 1:
        ((kind, content),) = got.items()
        return kind, content
    return "", None


def _key(encoded: Any, exact: bool) -> str:
    if not exact and isinstance(encoded, int) and not isinstance(encoded, bool):
        return _canonical(str(encoded))  # JSON's keys are texts
    return _canonical(encoded)


def _canonical(encoded: Any) -> str:
    """A text that is the same for equal encoded values, numbers of several types included."""
    number = None if isinstance(encoded, str) or encoded is None else _number(encoded)
    if number is not None:
        whole = not isinstance(number, float) or number.is_integer()
        return repr(number) if isinstance(number, complex) or not whole else hex(int(number))
    kind, content = _opened(encoded)
    if not kind:
        return json.dumps(encoded)
    if kind == "dict":
        pairs = sorted(f"{_canonical(key)}:{_canonical(item)}" for key, item in content)
        return f"dict({pairs})"
    if isinstance(content, list):
        parts = [_canonical(item) for item in content]
        if kind in ("set", "frozenset"):
            kind, parts = "set", sorted(parts)
        return f"{kind}({parts})"
    return f"{kind}({content!r})"


def _encoded(value: Any) -> Any:
    return encode(value, [10**7])
