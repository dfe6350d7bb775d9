"""Tools that a model can call; they know nothing of environments.

- `Tool`: the base class: a name, a description, a JSON schema, and ``call``.
- `PythonTool`: runs Python in the sandbox.
- `FunctionTool` and `tool`: a typed Python function.
- `MCPTool` and `mcp_tools`: the tools of an MCP server.
- `register_tool` and `make_tools`: tools by name, as plain values.

`gem_gymnasium.wrappers.ToolCalls` offers them to the agent of any text environment.
"""

from gem_gymnasium.tools.function import FunctionTool, tool
from gem_gymnasium.tools.mcp import MCPTool, mcp_tools
from gem_gymnasium.tools.python import PythonTool
from gem_gymnasium.tools.registry import ToolSpec, make_tools, register_tool, registered_tools
from gem_gymnasium.tools.tool import Tool, ToolResult

__all__ = [
    "FunctionTool",
    "MCPTool",
    "PythonTool",
    "Tool",
    "ToolResult",
    "ToolSpec",
    "make_tools",
    "mcp_tools",
    "register_tool",
    "registered_tools",
    "tool",
]
