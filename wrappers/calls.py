"""Tool calls in a model's text: where they stand, and which tool they call with what.

All syntaxes are read in one pass in which nothing is read twice: a model's text is hostile input.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gem_gymnasium.tools import Tool
from gem_gymnasium.tools.schema import compact, decode

__all__ = ["PARSERS", "Call", "CallReader"]

PARSERS = ("tags", "fenced", "hermes", "json")
"""The syntaxes of calls."""

_REASONING = "</think>"
_HERMES = "<tool_call>"
_HERMES_END = "</tool_call>"
_FENCE = "```"
_MOST_OPENERS = 1000  # that are looked at in a message; no honest one has more
_LANGUAGES = {"py": "python", "python3": "python"}
_SPACE = re.compile(r"\s*")
_TAGGED = re.compile(  # GEM's form of calls to MCP tools
    r"\s*<tool_name>([^<]*)</tool_name>\s*<arguments>(.*)</arguments>\s*", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Call:
    """A call as a message holds it.

    Attributes:
        tool: The name of the tool; empty where it can't be read.
        arguments: The arguments as they stand there.
        end: Where the call ends in the message.
        error: What makes it unreadable, in words for the model, or None.
    """

    tool: str
    arguments: Any
    end: int
    error: str | None = None


class CallReader:
    r"""Reads the calls in a message, in their order.

    - "tags": ``<name>...</name>`` with the name of a tool. The content is the tool's one text, or
      a JSON object of its arguments where it has not just one.
    - "fenced": a code block whose language is the name of a tool that takes one text.
    - "hermes": ``<tool_call>{"name": ..., "arguments": {...}}</tool_call>``, as Hermes and Qwen
      write it, and with GEM's ``<tool_name>`` and ``<arguments>`` inside.
    - "json": a message, or a code block "json", that is such an object, a list of them, or an
      object with ``tool_calls`` as OpenAI's API writes them.

    What stands before ``</think>`` is reasoning, and no call is read there.

    Args:
        tools: The tools by their names.
        parsers: Which of the syntaxes are read.

    Example:
        >>> from gem_gymnasium.tools import tool
        >>> @tool
        ... def echo(text: str) -> str:
        ...     return text
        >>> reader = CallReader({"echo": echo}, ["tags"])
        >>> reader.read("First <echo>a</echo>, then <echo>b</echo>.")[1].arguments
        {'text': 'b'}
    """

    def __init__(self, tools: Mapping[str, Tool], parsers: Sequence[str]) -> None:
        self._texts = {name: tool.text_parameter for name, tool in tools.items()}
        openers = []
        if "tags" in parsers:
            names = "|".join(map(re.escape, tools))
            openers.append(f"<(?P<tag>{names})>")
        if "hermes" in parsers:
            openers.append(f"(?P<hermes>{_HERMES})")
        languages = []
        if "fenced" in parsers:
            languages = [name for name, text in self._texts.items() if text is not None]
            languages += [alias for alias, name in _LANGUAGES.items() if name in languages]
        if "json" in parsers and "json" not in languages:
            languages.append("json")
        if languages:
            names = "|".join(map(re.escape, languages))
            openers.append(rf"{_FENCE}(?P<fence>{names})[ \t]*\r?\n")
        self._openers = re.compile("|".join(openers)) if openers else None
        self._json, self._fenced = "json" in parsers, "fenced" in parsers

    def read(self, text: str, most: int = 100) -> list[Call]:
        """The calls of a message; none where it is an action for the environment.

        Args:
            text: Any string.
            most: How many calls are read.
        """
        reasoning = text.find(_REASONING)
        start = 0 if reasoning < 0 else reasoning + len(_REASONING)
        if self._json and (whole := self._whole(text, start, len(text))) is not None:
            return whole[:most]
        return list(itertools.islice(self._scan(text, start), most))

    def _whole(self, text: str, start: int, end: int) -> list[Call] | None:
        """The calls of a text that is nothing but JSON, which ends at ``end`` in the message."""
        start = _blank(text, start)
        if text[start : start + 1] not in ("{", "["):
            return None
        value, stop, error = decode(text, start)
        if error is not None or text[stop:].strip():
            return None
        return _calls(value, end)

    def _scan(self, text: str, start: int) -> Iterator[Call]:
        if self._openers is None:
            return
        unclosed: set[str] = set()  # ends that the rest of the text has not
        for _ in range(_MOST_OPENERS):
            opener = self._openers.search(text, start)
            if opener is None:
                return
            start = opener.end()
            for call in self._at(text, opener, unclosed):
                start = max(start, call.end)
                yield call

    def _at(self, text: str, opener: re.Match[str], unclosed: set[str]) -> list[Call]:
        """The calls behind an opener: one, a list in JSON, or none."""
        start, kind, name = opener.end(), opener.lastgroup, opener[opener.lastgroup or 0]
        if kind == "hermes":
            return self._hermes(text, start, unclosed)
        if kind == "tag":
            end = _find(text, f"</{name}>", start, unclosed)
            if end < 0:
                return []
            return [self._tagged(name, text[start:end], end + len(name) + 3)]
        # A fence is closed by one at the beginning of a line; some models close it anywhere.
        end, mark = _find(text, f"\n{_FENCE}", start - 1, unclosed), len(_FENCE) + 1
        if end < 0:
            end, mark = _find(text, _FENCE, start, unclosed), len(_FENCE)
        if end < 0:
            return []
        if name == "json" and not (self._fenced and self._texts.get("json")):
            return self._whole(text[start:end], 0, end + mark) or []
        return [self._tagged(_LANGUAGES.get(name, name), text[start:end], end + mark)]

    def _tagged(self, name: str, content: str, end: int) -> Call:
        """The call that a tag or a code block with a tool's name holds."""
        parameter = self._texts[name]
        if parameter is not None:
            content = content.strip("\r\n") if "\n" in content else content.strip()
            return Call(name, {parameter: content}, end)
        value, stop, error = decode(content)
        if error is None and content[stop:].strip():
            error = "there is more behind the object"
        if error is not None:
            return Call(name, None, end, f"The arguments between the tags are no JSON: {error}.")
        return Call(name, value, end)

    def _hermes(self, text: str, start: int, unclosed: set[str]) -> list[Call]:
        value, stop, error = decode(text, start)
        if error is None:
            # What stops a model at the closing tag may cut the tag off; nothing else is missing.
            closing = _blank(text, stop)
            closed = text.startswith(_HERMES_END, closing)
            end = closing + len(_HERMES_END) if closed else stop
            if closed or closing == len(text):
                return _calls(value, end) or [_unreadable(end, "it has no name and arguments")]
            error = f"there is more behind the object, and no {_HERMES_END}"
        end = _find(text, _HERMES_END, start, unclosed)
        if end < 0:
            return [_unreadable(len(text), f"{error}; {_HERMES_END} is missing")]
        after = end + len(_HERMES_END)
        tagged = _TAGGED.fullmatch(text, start, end)
        if tagged is None:
            return [_unreadable(after, error)]
        value, _, error = decode(tagged[2]) if tagged[2].strip() else ({}, 0, None)
        if error is not None:
            return [Call(tagged[1].strip(), None, after, f"The arguments are no JSON: {error}.")]
        return [Call(tagged[1].strip(), value, after)]


def _unreadable(end: int, error: str) -> Call:
    example = compact({"name": "...", "arguments": {}})
    return Call(
        "",
        None,
        end,
        f"The tool call can't be read: {error}. Write {_HERMES}{example}{_HERMES_END} with valid "
        "JSON.",
    )


def _calls(value: Any, end: int) -> list[Call] | None:
    """The calls that a JSON value means, or None where it means none."""
    if isinstance(value, dict) and isinstance(value.get("tool_calls"), list):
        value = value["tool_calls"]
    items = value if isinstance(value, list) else [value]
    calls = [_call(item, end) for item in items]
    if not calls or None in calls:
        return None
    return [call for call in calls if call is not None]


def _call(item: Any, end: int) -> Call | None:
    if isinstance(item, dict) and isinstance(item.get("function"), dict):
        item = item["function"]
    if not isinstance(item, dict) or not isinstance(item.get("name"), str):
        return None
    for key in ("arguments", "parameters"):
        if key in item:
            arguments = item[key]
            break
    else:
        return None
    if isinstance(arguments, str):  # JSON within JSON, as OpenAI's API has it
        value, stop, error = decode(arguments)
        if error is None and not arguments[stop:].strip():
            arguments = value
    return Call(item["name"], {} if arguments is None else arguments, end)


def _find(text: str, end: str, start: int, unclosed: set[str]) -> int:
    """Where an end stands; one that was not found is not looked for again."""
    if end in unclosed:
        return -1
    found = text.find(end, start)
    if found < 0:
        unclosed.add(end)
    return found


def _blank(text: str, start: int) -> int:
    """Where the white space ends that begins at ``start``."""
    space = _SPACE.match(text, start)
    return start if space is None else space.end()
