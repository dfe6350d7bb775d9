"""An MCP server for the tests: over standard input and output, or HTTP with a port."""

import os
import sys
import time

from mcp.server import MCPServer

server = MCPServer("test")
counter = 0


@server.tool()
def add(one: int, two: int) -> int:
    """Add two numbers."""
    return one + two


@server.tool()
def count() -> str:
    """How often this process has counted, and which it is."""
    global counter
    counter += 1
    return f"{counter} {os.getpid()}"


@server.tool()
def fail(reason: str) -> str:
    """Fail."""
    raise ValueError(reason)


@server.tool()
def die() -> str:
    """End the server in the middle of a call."""
    os._exit(1)


@server.tool()
def sleep(seconds: float) -> str:
    """Take time."""
    time.sleep(seconds)
    return "woke"


if __name__ == "__main__":
    if sys.argv[1:] == ["broken"]:
        sys.exit("no such configuration")
    if len(sys.argv) > 1:
        server.run("streamable-http", host="127.0.0.1", port=int(sys.argv[1]))
    else:
        server.run()
