"""JSON values out of a model's text, and whether they fit a JSON schema.

The values are hostile: deep, huge, or no text that UTF-8 can hold. Nothing here raises on them, and
no regular expression of a schema is tried on them, since it may take for ever.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

__all__ = ["compact", "decode", "problem", "short"]

_DEEPEST = 32  # levels of a value; more is no argument of a tool
_MOST = 10_000  # values in a value; likewise
_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "array": (list, tuple),
    "object": (dict,),
    "null": (type(None),),
}
_SIZES = {
    "minLength": ("at least", "characters"),
    "maxLength": ("at most", "characters"),
    "minItems": ("at least", "items"),
    "maxItems": ("at most", "items"),
}
_BOUNDS = {
    "minimum": "at least",
    "exclusiveMinimum": "above",
    "maximum": "at most",
    "exclusiveMaximum": "below",
}


def short(text: str, most: int = 80) -> str:
    """``text`` on a bounded length, for messages."""
    return text if len(text) <= most else f"{text[:most]}..."


def compact(value: object) -> str:
    """A value as JSON without needless white space."""
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


_SPACE = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder(parse_constant=_no_constant)


def decode(text: str, start: int = 0) -> tuple[Any, int, str | None]:
    """The JSON value that begins at ``start``, where white space may stand before it.

    Returns:
        The value, where it ends, and None; or None, ``start``, and what is wrong with it.
    """
    space = _SPACE.match(text, start)
    start = start if space is None else space.end()
    try:
        value, end = _DECODER.raw_decode(text, start)
    except json.JSONDecodeError as error:
        return None, start, f"{error.msg} at character {error.pos - start}"
    except RecursionError:
        return None, start, "it is nested too deep"
    except ValueError as error:  # a constant that is no JSON, or an integer of too many digits
        return None, start, short(str(error))
    return value, end, None


def problem(value: object, schema: Mapping[str, Any]) -> str | None:
    """What is wrong with a value, in words, or None where it fits the schema.

    Of JSON Schema it knows types, enumerations, objects, arrays, bounds, combinations and local
    references; other keywords are not looked at. A value of more than 32 levels or 10,000 parts
    never fits.

    Args:
        value: The arguments of a call.
        schema: A JSON schema.

    Example:
        >>> schema = {"type": "object", "properties": {"n": {"type": "integer"}}}
        >>> problem({"n": "3"}, schema)
        '"n" must be an integer, got "3"'
    """
    return _unfit(value) or _differs(value, schema, schema, "")


def _unfit(value: object) -> str | None:
    """What makes a value none that a program can work with, whatever the schema."""
    todo, seen = [(value, 0)], 0
    while todo:
        item, depth = todo.pop()
        seen += 1
        if seen > _MOST:
            return f"it holds more than {_MOST} values"
        if depth > _DEEPEST:
            return f"a value is nested deeper than {_DEEPEST} levels"
        if isinstance(item, str):
            if not item.isascii() and not _encodable(item):
                return "a text holds a lone surrogate, which no text may"
        elif isinstance(item, float):
            if not math.isfinite(item):
                return "a number is not finite"
        elif isinstance(item, dict):
            todo += [(key, depth + 1) for key in item]
            todo += [(inner, depth + 1) for inner in item.values()]
        elif isinstance(item, list | tuple):
            todo += [(inner, depth + 1) for inner in item]
    return None


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _differs(
    value: Any, schema: Any, root: Mapping[str, Any], path: str, refs: int = 0
) -> str | None:
    if not isinstance(schema, Mapping):
        return None if schema is not False else f"{_at(path)} is not allowed"
    if "$ref" in schema:
        if refs > _DEEPEST:  # a reference to itself
            return None
        return _differs(value, _resolve(schema["$ref"], root), root, path, refs + 1)
    wrong = _differs_in_type(value, schema, path) or _out_of_bounds(value, schema, path)
    if wrong is None and isinstance(value, dict):
        wrong = _differs_in_members(value, schema, root, path)
    if wrong is None and isinstance(value, list | tuple):
        items = schema.get("items", True)
        for index, item in enumerate(value):
            wrong = _differs(item, items, root, f"{path}[{index}]")
            if wrong is not None:
                break
    if wrong is None:
        wrong = _differs_in_combination(value, schema, root, path, refs)
    return wrong


def _differs_in_type(value: Any, schema: Mapping[str, Any], path: str) -> str | None:
    types = schema.get("type")
    if types is not None:
        allowed = [types] if isinstance(types, str) else list(types)
        if not any(_is_a(value, name) for name in allowed):
            article = "an" if allowed[0][0] in "aio" else "a"
            expected = " or ".join(allowed)
            return f"{_at(path)} must be {article} {expected}, got {short(_json(value))}"
    choices = schema.get("enum", [schema["const"]] if "const" in schema else None)
    if choices is not None and not any(_same(value, choice) for choice in choices):
        expected = ", ".join(map(_json, choices))
        return f"{_at(path)} must be one of {expected}, got {short(_json(value))}"
    return None


def _is_a(value: object, name: str) -> bool:
    if isinstance(value, bool):
        return name == "boolean"
    if name == "integer" and isinstance(value, float):
        return value.is_integer()  # as JSON Schema has it
    return isinstance(value, _TYPES.get(name, (object,)))


def _same(one: object, two: object) -> bool:
    return one == two and isinstance(one, bool) == isinstance(two, bool)


def _out_of_bounds(value: Any, schema: Mapping[str, Any], path: str) -> str | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        for keyword, word in _BOUNDS.items():
            bound = schema.get(keyword)
            if isinstance(bound, int | float) and not isinstance(bound, bool):
                outside = {
                    "minimum": value < bound,
                    "exclusiveMinimum": value <= bound,
                    "maximum": value > bound,
                    "exclusiveMaximum": value >= bound,
                }[keyword]
                if outside:
                    return f"{_at(path)} must be {word} {bound}, got {short(_json(value))}"
    if isinstance(value, str | list | tuple):
        for keyword, (word, unit) in _SIZES.items():
            size = schema.get(keyword)
            if not isinstance(size, int) or (unit == "characters") != isinstance(value, str):
                continue
            if len(value) < size if word == "at least" else len(value) > size:
                return f"{_at(path)} must have {word} {size} {unit}, got {len(value)}"
    return None


def _differs_in_members(
    value: dict[str, Any], schema: Mapping[str, Any], root: Mapping[str, Any], path: str
) -> str | None:
    properties = schema.get("properties", {})
    for name in schema.get("required", ()):
        if name not in value:
            return f"{_at(_below(path, name))} is missing"
    others = schema.get("additionalProperties", True)
    for name, item in value.items():
        if name in properties:
            wrong = _differs(item, properties[name], root, _below(path, name))
        elif others is False:
            known = ", ".join(map(_json, properties)) or "none"
            return f"{_at(_below(path, short(name)))} is unknown; known are {known}"
        else:
            wrong = _differs(item, others, root, _below(path, short(name)))
        if wrong is not None:
            return wrong
    return None


def _differs_in_combination(
    value: Any, schema: Mapping[str, Any], root: Mapping[str, Any], path: str, refs: int
) -> str | None:
    for option in schema.get("allOf", ()):
        if (wrong := _differs(value, option, root, path, refs)) is not None:
            return wrong
    for keyword in ("anyOf", "oneOf"):
        options: Sequence[Any] = schema.get(keyword, ())
        wrongs = [_differs(value, option, root, path, refs) for option in options]
        if wrongs and None not in wrongs:
            return "; or ".join(dict.fromkeys(filter(None, wrongs)))
    return None


def _resolve(reference: object, root: Mapping[str, Any]) -> Any:
    """What a reference within the schema means; one that leads nowhere allows anything."""
    found: Any = root
    for part in str(reference).removeprefix("#").strip("/").split("/"):
        if part:
            part = part.replace("~1", "/").replace("~0", "~")
            found = found.get(part, True) if isinstance(found, Mapping) else True
    return found


def _below(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _at(path: str) -> str:
    return f'"{path}"' if path else "the whole"


def _json(value: object) -> str:
    """A value for a message; only its beginning is shown, so only that is written."""
    if isinstance(value, list | tuple | dict) and len(value) > 8:
        return f"{'an object' if isinstance(value, dict) else 'an array'} of {len(value)}"
    if isinstance(value, str):
        value = value[:200]
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > 10**100:
        return "an integer of more than 100 digits"
    try:
        return json.dumps(value, ensure_ascii=False)
    except (TypeError, ValueError):
        return f"a {type(value).__name__}"
