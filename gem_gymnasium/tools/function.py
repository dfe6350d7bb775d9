"""`FunctionTool` and `tool`: a typed Python function as a tool."""

from __future__ import annotations

import inspect
import re
import sys
import types
import typing
from collections.abc import Callable
from typing import Any, Literal, Union, overload

from gem_gymnasium.tools.schema import compact
from gem_gymnasium.tools.tool import Tool, ToolResult

__all__ = ["FunctionTool", "tool"]

_SIMPLE = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}
_SECTION = re.compile(r"^(\w[\w ]*):[ \t]*$")
_ARGUMENT = re.compile(r"^(\w+)[ \t]*(?:\([^()]*\))?:[ \t]*(.*)$")


class FunctionTool(Tool):
    """A typed Python function as a tool.

    The schema is made of the signature, the annotations and the docstring, in Google's style. A
    string that the function returns is what the model reads, a `ToolResult` is taken as it is, and
    anything else is written as JSON. The model reads what the function raises.

    Copies share the function: it must keep nothing of an episode. A tool with state is a subclass
    of `Tool`.

    Args:
        function: The function; all of its parameters can be given by name.
        name: The tool's name, None for the function's.
        description: What it does, None for the beginning of the docstring.
        parameters: The JSON schema, None for that of the signature.

    Raises:
        TypeError: If no schema can be made of the signature; the message names the parameter.
    """

    def __init__(
        self,
        function: Callable[..., Any],
        *,
        name: str | None = None,
        description: str | None = None,
        parameters: dict[str, Any] | None = None,
    ) -> None:
        if not callable(function):
            raise TypeError(f"A FunctionTool needs a function, got {function!r}.")
        about, described = _docstring(function)
        self.function = function
        self.name = name or str(getattr(function, "__name__", type(function).__name__))
        self.description = about if description is None else description
        self.parameters = _schema(function, described) if parameters is None else parameters
        self.__doc__ = function.__doc__
        # Where the tool is looked up when it is pickled.
        self.__module__ = str(getattr(function, "__module__", __name__))

    def call(self, arguments: dict[str, Any]) -> ToolResult:
        """Call the function with these arguments."""
        properties = self.parameters.get("properties", {})
        for name, value in arguments.items():
            # JSON Schema has 3.0 among the integers, Python's functions have not.
            if isinstance(value, float) and properties.get(name, {}).get("type") == "integer":
                arguments[name] = int(value)
        value = self.function(**arguments)
        if isinstance(value, ToolResult):
            return value
        return ToolResult(value if isinstance(value, str) else _written(value))

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the function as it is."""
        return self.function(*args, **kwargs)

    def __deepcopy__(self, memo: dict[int, Any]) -> FunctionTool:
        return self

    def __reduce__(self) -> str | tuple[Any, ...]:
        # Under its function's name stands the tool, where it was made by a decorator.
        path = getattr(self.function, "__qualname__", "")
        found: Any = sys.modules.get(self.__module__)
        for name in path.split("."):
            found = getattr(found, name, None)
        if found is self:
            return str(path)
        return _rebuild, (self.function, self.name, self.description, self.parameters)


@overload
def tool(function: Callable[..., Any], /) -> FunctionTool: ...


@overload
def tool(
    *,
    name: str | None = None,
    description: str | None = None,
    parameters: dict[str, Any] | None = None,
) -> Callable[[Callable[..., Any]], FunctionTool]: ...


def tool(
    function: Callable[..., Any] | None = None,
    /,
    *,
    name: str | None = None,
    description: str | None = None,
    parameters: dict[str, Any] | None = None,
) -> FunctionTool | Callable[[Callable[..., Any]], FunctionTool]:
    """Make a tool of a typed function, as a decorator with or without arguments.

    Args:
        function: The function.
        name: As of `FunctionTool`.
        description: As of `FunctionTool`.
        parameters: As of `FunctionTool`.

    Example:
        >>> @tool
        ... def area(width: float, height: float = 1.0) -> float:
        ...     '''The area of a rectangle.
        ...
        ...     Args:
        ...         width: In metres.
        ...         height: In metres.
        ...     '''
        ...     return width * height
        >>> area.parameters["properties"]["width"]
        {'type': 'number', 'description': 'In metres.'}
        >>> area.run({"width": 3}).text
        '3.0'
        >>> area(2, 2)
        4
    """

    def make(function: Callable[..., Any]) -> FunctionTool:
        return FunctionTool(function, name=name, description=description, parameters=parameters)

    return make if function is None else make(function)


def _rebuild(
    function: Callable[..., Any], name: str, description: str, parameters: dict[str, Any]
) -> FunctionTool:
    return FunctionTool(function, name=name, description=description, parameters=parameters)


def _written(value: object) -> str:
    try:
        return compact(value)
    except (TypeError, ValueError):
        return str(value)


# --- from a signature to a schema -----------------------------------------------------------------


def _schema(function: Callable[..., Any], described: dict[str, str]) -> dict[str, Any]:
    try:
        hints = typing.get_type_hints(function, include_extras=True)
    except NameError as error:
        raise TypeError(f"The annotations of {function!r} can't be read: {error}.") from error
    properties: dict[str, Any] = {}
    required = []
    for name, parameter in inspect.signature(function).parameters.items():
        if parameter.kind in (parameter.VAR_KEYWORD, parameter.VAR_POSITIONAL):
            raise TypeError(
                f"{function!r} takes {parameter}, which a JSON schema can't name; give it "
                "parameters with names, or pass parameters=..."
            )
        if parameter.kind is parameter.POSITIONAL_ONLY or name not in hints:
            raise TypeError(
                f"The parameter {name!r} of {function!r} needs a type and must not be "
                "positional-only; annotate it, or pass parameters=..."
            )
        item = _of_type(hints[name], name)
        if name in described:
            item = {**item, "description": described[name]}
        if parameter.default is parameter.empty:
            required.append(name)
        elif isinstance(parameter.default, str | int | float | bool):
            item = {**item, "default": parameter.default}
        properties[name] = item
    schema: dict[str, Any] = {"type": "object", "properties": properties}
    if required:
        schema["required"] = required
    return {**schema, "additionalProperties": False}


def _of_type(hint: Any, name: str) -> dict[str, Any]:
    """The JSON schema of an annotation."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if hint in _SIMPLE:
        return {"type": _SIMPLE[hint]}
    if hint is Any:
        return {}
    if origin is typing.Annotated:
        texts = [extra for extra in arguments[1:] if isinstance(extra, str)]
        described = {"description": texts[0]} if texts else {}
        return {**_of_type(arguments[0], name), **described}
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin in (Union, types.UnionType):
        return {"anyOf": [_of_type(argument, name) for argument in arguments]}
    if hint is list or (origin is list and len(arguments) == 1):
        return {"type": "array", **({"items": _of_type(arguments[0], name)} if arguments else {})}
    if hint is dict or (origin is dict and arguments[0] is str):
        values = {"additionalProperties": _of_type(arguments[1], name)} if arguments else {}
        return {"type": "object", **values}
    raise TypeError(
        f"The parameter {name!r} has the type {hint!r}, of which no schema is made; use str, int, "
        "float, bool, None, Literal, list[...], dict[str, ...] or a union, or pass parameters=..."
    )


def _docstring(function: Callable[..., Any]) -> tuple[str, dict[str, str]]:
    """The text before the first section of a docstring, and the arguments that it describes."""
    about: list[str] = []
    described: dict[str, str] = {}
    section, indent, last = "", -1, ""
    for line in (inspect.getdoc(function) or "").splitlines():
        text = line.strip()
        if (found := _SECTION.match(line)) is not None:
            section, indent, last = found[1], -1, ""
        elif not section:
            about.append(text)
        elif section in ("Args", "Arguments", "Parameters") and text:
            depth = len(line) - len(line.lstrip())
            indent = depth if indent < 0 else indent
            argument = _ARGUMENT.match(text) if depth == indent else None
            if argument is not None:
                last = argument[1]
                described[last] = argument[2]
            elif last:
                described[last] = f"{described[last]} {text}".strip()
    return " ".join(filter(None, about)), described
