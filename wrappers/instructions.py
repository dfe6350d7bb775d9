"""What an agent reads about its tools: which there are, and how to call one."""

from __future__ import annotations

from collections.abc import Sequence

from gem_gymnasium.tools import Tool
from gem_gymnasium.tools.schema import compact

__all__ = ["tool_instructions"]


def tool_instructions(tools: Sequence[Tool], parser: str, max_tool_uses: int | None) -> str:
    """The text that explains tools in one syntax of calls.

    Args:
        tools: The tools.
        parser: The syntax; see `CallReader`.
        max_tool_uses: Calls of an episode, or None for no limit.
    """
    first = "You can call tools" if len(tools) > 1 else "You can call a tool"
    limit = "" if max_tool_uses is None else f", {max_tool_uses} times at most"
    lines = [f"{first}{limit}:"]
    for tool in tools:
        about = " ".join(tool.description.split())
        lines.append(f"- {tool.name}: {about}\n  Arguments: {compact(tool.parameters)}")
    forms = dict.fromkeys(_form(tool, parser) for tool in tools)
    lines.append("To call one, write:" if len(tools) > 1 else "To call it, write:")
    lines += forms
    lines.append(
        "The next message has the result; what you write behind a call is not read. Give your "
        "answer in a message without a call."
    )
    return "\n".join(lines)


def _form(tool: Tool, parser: str) -> str:
    """How a call of a tool looks."""
    if tool.text_parameter is not None and parser in ("tags", "fenced"):
        text = tool.text_parameter
        return f"<{tool.name}>{text}</{tool.name}>" if parser == "tags" else _fence(tool.name, text)
    properties = tool.parameters.get("properties", {})
    arguments = dict.fromkeys(tool.parameters.get("required") or properties, "...")
    if parser == "tags":
        return f"<{tool.name}>{compact(arguments)}</{tool.name}>"
    call = compact({"name": tool.name, "arguments": arguments})
    return call if parser == "json" else f"<tool_call>{call}</tool_call>"


def _fence(name: str, text: str) -> str:
    return f"```{name}\n{text}\n```"
