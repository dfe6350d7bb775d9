"""Constructor arguments in an environment's spec: plain values, and what can't be one."""

from __future__ import annotations

import json
from collections.abc import ItemsView
from typing import Any

__all__ = ["InProcess", "recordable", "recorded"]


class InProcess(dict[str, Any]):
    """An object in a spec that rebuilds a wrapper in this process and can't be written as JSON.

    ``EnvSpec.to_json`` reads a dictionary by its items. This one has none to give, it raises an
    error that says what stands in the way. A deep copy is the same object, since a spec is copied
    often and what it holds (a tokenizer) may be large.

    Args:
        value: The object.
        problem: The message of the error.
    """

    def __init__(self, value: object, problem: str) -> None:
        super().__init__(value=value)
        self._problem = problem

    def items(self) -> ItemsView[str, Any]:  # type: ignore[override]
        """Refuse to be read.

        Raises:
            TypeError: Always.
        """
        raise TypeError(self._problem)

    def __deepcopy__(self, memo: dict[int, Any]) -> InProcess:
        return self

    def __reduce__(self) -> tuple[type[InProcess], tuple[object, str]]:
        return InProcess, (self["value"], self._problem)

    def __repr__(self) -> str:
        return repr(self["value"])


def recordable(value: object, wrapper: str, argument: str, remedy: str) -> object:
    """What to record of a constructor argument: the value where JSON holds it, else `InProcess`.

    Args:
        value: The argument.
        wrapper: The wrapper's name.
        argument: The argument's name.
        remedy: A sentence about what to pass for a spec that JSON can hold.
    """
    try:
        json.dumps(value)
    except (TypeError, ValueError):
        problem = (
            f"{wrapper}({argument}=...) is an object of type {type(value).__name__}, which JSON "
            f"can't hold. {remedy} Within this process gymnasium.make(env.spec) works as it is."
        )
        return InProcess(value, problem)
    return value


def recorded(value: Any) -> Any:
    """The argument that `recordable` recorded; any other value is given back as it is."""
    return value["value"] if isinstance(value, InProcess) else value
