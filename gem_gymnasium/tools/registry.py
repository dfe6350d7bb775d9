"""Tools by name, so that what describes a tool is plain values."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

from gem_gymnasium.tools.function import FunctionTool
from gem_gymnasium.tools.mcp import mcp_tools
from gem_gymnasium.tools.python import PythonTool
from gem_gymnasium.tools.tool import Tool

__all__ = ["ToolSpec", "make_tools", "register_tool", "registered_tools"]

ToolSpec: TypeAlias = "str | Mapping[str, Any] | Tool | Callable[..., Any]"
"""A registered name, ``{"name": ..., **options}``, a tool, or a typed function."""
Factory: TypeAlias = Callable[..., "Tool | list[Tool]"]

_FACTORIES: dict[str, Factory] = {"python": PythonTool, "mcp": mcp_tools}
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}")


def register_tool(name: str, factory: Factory | Tool) -> None:
    """Make a tool known by a name, for ``ToolCalls(env, ["name"])``.

    Args:
        name: The name; one that is known already is given another meaning.
        factory: Makes the tool, or a list of tools, of the options that stand beside the name; or a
            tool, of which each environment gets a copy.

    Raises:
        TypeError: If ``factory`` is neither.
    """
    if isinstance(factory, Tool):
        made = factory

        def factory() -> Tool:
            return copy.deepcopy(made)

    if not callable(factory):
        raise TypeError(f"register_tool({name!r}): {factory!r} is neither a tool nor makes one.")
    _FACTORIES[name] = factory


def registered_tools() -> list[str]:
    """The names that are known."""
    return sorted(_FACTORIES)


def make_tools(specs: ToolSpec | Iterable[ToolSpec]) -> list[Tool]:
    """The tools that names, options and objects stand for.

    Args:
        specs: One of them or several. A tool that is given as an object is deep-copied, so that
            what it keeps of an episode is not shared.

    Returns:
        New tools; they are to be closed by whoever asked for them.

    Raises:
        TypeError: If something is no tool.
        ValueError: If a name is unknown, is no name for a tool, or stands twice.

    Example:
        >>> make_tools(["python", {"name": "python", "session": True, "name_as": "ipython"}])
        [PythonTool('python'), PythonTool('ipython')]
    """
    if isinstance(specs, str | Mapping | Tool) or callable(specs):
        specs = [specs]
    tools: list[Tool] = []
    try:
        for spec in specs:
            tools += _make(spec)
        _check(tools)
    except BaseException:
        for tool in tools:
            tool.close()
        raise
    return tools


def _make(spec: ToolSpec) -> list[Tool]:
    if isinstance(spec, Tool):
        return [copy.deepcopy(spec)]
    if isinstance(spec, str):
        spec = {"name": spec}
    if isinstance(spec, Mapping):
        options = dict(spec)
        name = options.pop("name", None)
        if name not in _FACTORIES:
            known = ", ".join(map(repr, registered_tools()))
            raise ValueError(
                f"There is no tool {name!r}; there are {known}. register_tool() makes one known."
            )
        if "name_as" in options:
            options["name"] = options.pop("name_as")
        made = _FACTORIES[name](**options)
        return [made] if isinstance(made, Tool) else list(made)
    if callable(spec):
        return [FunctionTool(spec)]
    raise TypeError(
        f"A tool is a registered name, a dict with one, a Tool or a typed function, got {spec!r}."
    )


def _check(tools: list[Tool]) -> None:
    seen: set[str] = set()
    for tool in tools:
        if not isinstance(tool, Tool):
            raise TypeError(f"A factory made {tool!r}, which is no Tool.")
        if not _NAME.fullmatch(tool.name):
            raise ValueError(
                f"{tool.name!r} is no name for a tool; use 1 to 64 letters, digits, '_', '-' or '.'"
            )
        if tool.name in seen:
            raise ValueError(f"There are two tools {tool.name!r}; give one another name.")
        seen.add(tool.name)
