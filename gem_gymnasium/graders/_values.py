"""Python's values as JSON that keeps their types, so that no object of a program reaches a test.

The text of `encode` and `decode` runs inside jails too (see `_calls.py`): they use builtins only.

JSON's null, booleans, numbers, texts and lists stand for themselves. All else is an object of one
member: ``int``, ``float`` and ``complex`` (as texts, where JSON's numbers don't hold them),
``bytes`` (hexadecimal), ``tuple``, ``set``, ``frozenset``, ``iterator``, ``dict`` (pairs),
``builtin`` (a type's name), ``made`` (a call that gives an object: its name, arguments, named
arguments, and attributes set afterwards).
"""

from collections.abc import Callable

__all__ = ["decode", "encode"]


def encode(value: object, room: list[int], depth: int = 0) -> object:
    """``value`` for JSON.

    Args:
        value: Anything.
        room: One number: how many values there may be still; it is counted down.
        depth: How deep in other values it lies.

    Raises:
        TypeError: If it has no such form, or is too big or too deep.
    """
    room[0] -= 1
    if room[0] < 0 or depth > 60:
        raise TypeError("a value that is too big or nested too deep")
    if value is None or value is True or value is False:
        return value
    if isinstance(value, int):
        return int(value) if -(2**53) < value < 2**53 else {"int": hex(value)}
    if isinstance(value, float):
        number = float(value)
        return number if abs(number) < 1e300 else {"float": repr(number)}
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, complex):
        return {"complex": repr(complex(value))}
    if isinstance(value, bytes | bytearray):
        return {"bytes": value.hex()}
    if isinstance(value, list):
        return [encode(item, room, depth + 1) for item in value]
    if isinstance(value, dict):
        pairs = [
            [encode(key, room, depth + 1), encode(item, room, depth + 1)]
            for key, item in value.items()
        ]
        return {"dict": pairs}
    for kind, name in ((tuple, "tuple"), (set, "set"), (frozenset, "frozenset")):
        if isinstance(value, kind):
            return {name: [encode(item, room, depth + 1) for item in value]}
    if isinstance(value, type) and value.__module__ == "builtins":
        return {"builtin": value.__name__}
    recipe = getattr(type(value), "recipe_of_the_judge", None)
    if recipe is not None:
        name, args, kwargs, attributes = recipe(value)
        return {
            "made": [name, *(encode(part, room, depth + 1) for part in (args, kwargs, attributes))]
        }
    if hasattr(value, "tolist"):  # NumPy's
        return encode(value.tolist(), room, depth)
    if hasattr(type(value), "__iter__"):
        items = []
        for item in value:  # type: ignore[attr-defined]
            items.append(encode(item, room, depth + 1))
        return {"iterator": items}
    raise TypeError(f"a value of type {type(value).__name__}")


def decode(data: object, make: Callable[..., object]) -> object:
    """The value that `encode` was given.

    Args:
        data: What `encode` returned, after JSON.
        make: Called with the name, arguments, named arguments and attributes of a ``made`` object.

    Raises:
        ValueError, TypeError: If it is nothing that `encode` returns.
    """
    if isinstance(data, list):
        return [decode(item, make) for item in data]
    if not isinstance(data, dict):
        return data
    ((kind, content),) = data.items()
    if kind == "made":
        return make(content[0], *(decode(part, make) for part in content[1:]))
    if kind == "int":
        return int(content, 16)
    if kind == "float":
        return float(content)
    if kind == "complex":
        return complex(content)
    if kind == "bytes":
        return bytes.fromhex(content)
    if kind == "builtin":
        import builtins

        found = getattr(builtins, content)
        if isinstance(found, type):
            return found
    if kind == "dict":
        return {decode(key, make): decode(item, make) for key, item in content}
    items = [decode(item, make) for item in content]
    kinds: dict[str, Callable[[list[object]], object]] = {
        "tuple": tuple,
        "set": set,
        "frozenset": frozenset,
        "iterator": iter,
    }
    return kinds[kind](items)
