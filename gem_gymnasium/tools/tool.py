"""What a tool is: a name, a description, a JSON schema of its arguments, and `Tool.call`."""

from __future__ import annotations

import copy
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gem_gymnasium.tools.schema import compact, problem, short

__all__ = ["Tool", "ToolResult"]


@dataclass(frozen=True, slots=True)
class ToolResult:
    """What came of a call.

    Attributes:
        text: What the model reads.
        error: None where the call succeeded, else its kind in a word: "arguments", "exception",
            "timeout", "connection", or one of the tool's own.
        data: More for the trainer, as plain values; the model doesn't see it.
    """

    text: str
    error: str | None = None
    data: Any = None


class Tool(ABC):
    """Something that a model can call with named arguments.

    An author sets `name`, `description` and `parameters` and writes `call`. A tool that keeps
    something in an episode forgets it in `reset`, and frees it in `close`. A tool is deep-copied
    with its environment: what can't be copied, or must not be for its size, is shared in a
    ``__deepcopy__`` of its own.

    Example:
        >>> class Shout(Tool):
        ...     name = "shout"
        ...     description = "Writes a text in capitals."
        ...     parameters = {
        ...         "type": "object",
        ...         "properties": {"text": {"type": "string"}},
        ...         "required": ["text"],
        ...     }
        ...
        ...     def call(self, arguments):
        ...         return ToolResult(arguments["text"].upper())
        >>> Shout().run({"text": "hello"}).text
        'HELLO'
        >>> Shout().run({}).error
        'arguments'
    """

    name: str
    """Letters, digits, ``_``, ``-`` and ``.``, as model APIs ask for."""
    description: str
    """What it does, in a sentence or a few, for the model."""
    parameters: dict[str, Any]
    """A JSON schema of the type "object"."""

    @abstractmethod
    def call(self, arguments: dict[str, Any]) -> ToolResult:
        """Do the work.

        Args:
            arguments: They fit `parameters`: `run` has seen to it.

        Returns:
            A result. An exception becomes a result with the error "exception".
        """

    def reset(self, seed: int | None = None) -> None:  # noqa: B027 - most tools keep nothing
        """Forget the episode before.

        Args:
            seed: That of the environment's reset; None goes on with the tool's random stream.
        """

    def close(self) -> None:  # noqa: B027 - most tools hold nothing
        """Free what the tool holds; it may be called twice."""

    def run(self, arguments: object) -> ToolResult:
        """Check the arguments and make the call; no exception of a tool leaves it.

        Args:
            arguments: Anything; what doesn't fit `parameters` is answered with the reason.
        """
        wrong = problem(arguments, self.parameters)
        if wrong is not None:
            text = f"Wrong arguments for {self.name}: {wrong}. Schema: {compact(self.parameters)}"
            return ToolResult(text, "arguments")
        assert isinstance(arguments, Mapping)
        try:
            result = self.call(dict(arguments))
        except (Exception, SystemExit) as error:  # whatever a tool raises, the model reads
            return ToolResult(f"{type(error).__name__}: {short(_said(error), 2000)}", "exception")
        if not isinstance(result, ToolResult) or not isinstance(result.text, str):
            return ToolResult(
                f"The tool {self.name} is broken: it returned {short(type(result).__name__)} and "
                "no ToolResult with a text.",
                "exception",
            )
        return result

    @property
    def schema(self) -> dict[str, Any]:
        """The tool as chat templates and model APIs know it, in OpenAI's form."""
        function = {
            "name": self.name,
            "description": self.description,
            "parameters": copy.deepcopy(self.parameters),
        }
        return {"type": "function", "function": function}

    @property
    def text_parameter(self) -> str | None:
        """The parameter that a bare text means: the only one required, or the only one, a string.

        None where there is no such parameter; a call's arguments are then always named.
        """
        properties = self.parameters.get("properties", {})
        names = self.parameters.get("required") or list(properties)
        if len(names) != 1 or properties.get(names[0], {}).get("type") != "string":
            return None
        return str(names[0])

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.name!r})"


def _said(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:  # a message may itself be broken
        return ""
