"""`MCPTool` and `mcp_tools`: the tools of a server that speaks the Model Context Protocol."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from gem_gymnasium.tools.schema import compact
from gem_gymnasium.tools.tool import Tool, ToolResult

if TYPE_CHECKING:
    from gem_gymnasium.tools.connection import Connection

__all__ = ["MCPTool", "mcp_tools"]


class MCPTool(Tool):
    """A tool of an MCP server; made by `mcp_tools`.

    Copies of it share the server, and what the server keeps: a fork of an environment is no fork of
    its server. A pickled copy begins a session of its own.

    The error of a result is "tool" where the server says that the call failed, "timeout" where it
    did not answer in time, and "connection" where it is gone. The next call then begins a new
    session, with a new process of a server that is started by a command. A call is never repeated,
    since nobody knows what it has done.

    Args:
        connection: The session with the server.
        remote: The tool's name on the server.
        name: Its name for the model.
        description: What it does.
        parameters: The JSON schema of its arguments.
    """

    def __init__(
        self,
        connection: Connection,
        *,
        remote: str,
        name: str,
        description: str,
        parameters: dict[str, Any],
    ) -> None:
        self.name, self.description, self.parameters = name, description, parameters
        self._connection, self._remote = connection, remote
        self._borrowed = False  # a copy, which doesn't close what it shares

    def call(self, arguments: dict[str, Any]) -> ToolResult:
        """Have the server make the call."""
        from gem_gymnasium.tools.connection import ServerError

        try:
            result = self._connection.call(self._remote, arguments)
        except ServerError as error:
            return ToolResult(str(error), error.kind)
        texts = [text for part in result.content if (text := _told(part))]
        if not texts and result.structured_content is not None:
            texts = [compact(result.structured_content)]
        failed = "tool" if result.is_error else None
        return ToolResult("\n".join(texts) or "(no text)", failed, result.structured_content)

    def close(self) -> None:
        """End the session with the server, also for the other tools of `mcp_tools`."""
        if not self._borrowed:
            self._connection.close()

    def __deepcopy__(self, memo: dict[int, Any]) -> MCPTool:
        twin = object.__new__(type(self))
        twin.__dict__.update(self.__dict__)
        twin._borrowed = True
        return twin


def mcp_tools(
    *,
    command: str | None = None,
    args: Sequence[str] = (),
    env: Mapping[str, str] | None = None,
    cwd: str | None = None,
    url: str | None = None,
    headers: Mapping[str, str] | None = None,
    only: Sequence[str] | None = None,
    prefix: str = "",
    timeout: float = 30.0,
) -> list[Tool]:
    """The tools that an MCP server offers.

    The server is a command, which is started and spoken to over its standard input and output, or
    an address, which is spoken to over streamable HTTP. One session serves all calls. It needs the
    extra ``mcp``: ``pip install "gem-gymnasium[mcp]"``.

    Args:
        command: A program that is an MCP server.
        args: Its arguments.
        env: Variables of its environment beyond a few harmless ones.
        cwd: The folder that it runs in.
        url: The address of a server.
        headers: HTTP headers for it, for example an authorization.
        only: Names of the tools to take; None takes all.
        prefix: Stands before each tool's name, where two servers have the same names.
        timeout: Seconds to wait for the server to begin, and for each call.

    Returns:
        The tools, in the server's order.

    Raises:
        gymnasium.error.DependencyNotInstalled: If the extra is missing.
        gem_gymnasium.tools.connection.ServerError: If the server does not begin; the message has
            what it wrote on standard error.
        ValueError: If there is not exactly one of ``command`` and ``url``, or a tool in ``only`` is
            not there.
    """
    from gem_gymnasium.tools.connection import Connection  # asyncio is slow to import

    if (command is None) == (url is None):
        raise ValueError("mcp_tools needs a command=... or a url=..., and not both.")
    connection = Connection(
        command=command, args=args, env=env, cwd=cwd, url=url, headers=headers, timeout=timeout
    )
    try:
        found = {tool.name: tool for tool in connection.list_tools()}
        missing = sorted(set(only or ()) - set(found))
        if missing:
            raise ValueError(
                f"The server has no tool {', '.join(map(repr, missing))}; it has "
                f"{', '.join(map(repr, found)) or 'none'}."
            )
    except BaseException:
        connection.close()
        raise
    return [
        MCPTool(
            connection,
            remote=name,
            name=prefix + name,
            description=tool.description or tool.title or name,
            parameters=tool.input_schema,
        )
        for name, tool in found.items()
        if only is None or name in only
    ]


def _told(part: Any) -> str:
    """A part of a result as the model reads it."""
    if part.type == "text":
        return str(part.text)
    if part.type == "resource" and hasattr(part.resource, "text"):
        return str(part.resource.text)
    kind = getattr(part, "mime_type", None) or getattr(part, "uri", None) or ""
    return f"({part.type} {kind})".replace(" )", ")")
