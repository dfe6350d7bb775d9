import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gem_gymnasium.tools import tool
from gem_gymnasium.wrappers.calls import PARSERS, CallReader


@tool
def python(code: str) -> str:
    """Run."""
    return code


@tool
def search(query: str, count: int = 3) -> str:
    """Look up."""
    return query


@tool
def add(one: int, two: int) -> int:
    """Add."""
    return one + two


TOOLS = {one.name: one for one in (python, search, add)}
READER = CallReader(TOOLS, PARSERS)


def read(text, parsers=PARSERS):
    return [(call.tool, call.arguments) for call in CallReader(TOOLS, parsers).read(text)]


@pytest.mark.parametrize(
    ("text", "calls"),
    [
        ("So <python>print(1)</python> it is", [("python", {"code": "print(1)"})]),
        ("<python>\n  x = 1\n  x\n</python>", [("python", {"code": "  x = 1\n  x"})]),
        ("<search> who? </search>", [("search", {"query": "who?"})]),
        ('<add>{"one": 1, "two": 2}</add>', [("add", {"one": 1, "two": 2})]),
        ("Run\n```python\nx = '```'\nx\n```\nnow", [("python", {"code": "x = '```'\nx"})]),
        ("```py\r\nx```", [("python", {"code": "x"})]),
        (
            '<tool_call>\n{"name": "add", "arguments": {"one": 1}}\n</tool_call>',
            [("add", {"one": 1})],
        ),
        (
            '<tool_call>{"name": "python", "arguments": {"code": "\'</tool_call>\'"}}</tool_call>',
            [("python", {"code": "'</tool_call>'"})],
        ),
        ('<tool_call>{"name": "add", "arguments": {}}', [("add", {})]),  # stopped at the tag
        (
            "<tool_call><tool_name>add</tool_name><arguments>{}</arguments></tool_call>",
            [("add", {})],
        ),
        (' {"name": "add", "parameters": {"one": 1}}\n', [("add", {"one": 1})]),
        ('```json\n{"name": "add", "arguments": null}\n```', [("add", {})]),
        (
            '[{"name": "a", "arguments": {}}, {"name": "b", "arguments": {}}]',
            [("a", {}), ("b", {})],
        ),
        (
            '{"tool_calls": [{"function": {"name": "add", "arguments": "{\\"one\\": 1}"}}]}',
            [("add", {"one": 1})],
        ),
        (
            "<python>1</python> <search>a</search>\n```python\n2\n```",
            [("python", {"code": "1"}), ("search", {"query": "a"}), ("python", {"code": "2"})],
        ),
        ("<python>'<search>no</search>'</python>", [("python", {"code": "'<search>no</search>'"})]),
        (
            "Use <python>draft</python>?</think><python>final</python>",
            [("python", {"code": "final"})],
        ),
        ("<think><python>1</python></think>\\boxed{1}", []),
        (r"I answer \boxed{3}", []),
        ("<python>never closed", []),
        ("```python\nnever closed", []),
        ("```cpp\nint x;\n```", []),
        ("```\nplain\n```", []),
        ("<Python>1</Python>", []),
        ('{"name": "Ada", "age": 36}', []),
        ('```json\n{"answer": 1}\n```', []),
        ("[]", []),
        ('{"name": "add", "arguments": {}} or so', []),
        ("", []),
    ],
)
def test_calls_are_found(text, calls):
    assert read(text) == calls


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("<tool_call>{bad}</tool_call> more", "can't be read: Expecting property name"),
        ('<tool_call>{"name": "add"}</tool_call>', "it has no name and arguments"),
        ('<tool_call>{"name": "add", "arg', "Unterminated string.* is missing"),
        ('<tool_call>{"name": "add", "arguments": {}} and', "is missing"),
        ("<tool_call></tool_call>", "can't be read: Expecting value"),
        ("<add>1 + 2</add>", "no JSON: there is more behind"),
        ("<add>one</add>", "no JSON: Expecting value"),
        (
            "<tool_call><tool_name>add</tool_name><arguments>{</arguments></tool_call>",
            "no JSON: Expecting property name",
        ),
    ],
)
def test_a_call_that_can_not_be_read_is_explained(text, error):
    (call,) = READER.read(text)
    assert call.error
    with pytest.raises(ValueError, match=error):
        raise ValueError(call.error)


@pytest.mark.parametrize(
    ("parser", "kept"), [("tags", "1"), ("fenced", "2"), ("hermes", "3"), ("json", "4")]
)
def test_only_the_parsers_that_are_asked_for(parser, kept):
    text = (
        "<python>1</python>\n```python\n2\n```\n"
        '<tool_call>{"name": "python", "arguments": {"code": "3"}}</tool_call>\n'
        '```json\n{"name": "python", "arguments": {"code": "4"}}\n```'
    )
    assert read(text, [parser]) == [("python", {"code": kept})]
    assert [arguments["code"] for _, arguments in read(text)] == ["1", "2", "3", "4"]


def test_a_call_ends_where_it_ends():
    text = "a <python>1</python> b ```python\n2\n``` c"
    ends = [text[: call.end] for call in READER.read(text)]
    assert ends == ["a <python>1</python>", "a <python>1</python> b ```python\n2\n```"]


def test_reading_stops_after_enough_calls():
    assert len(READER.read("<python>1</python>" * 50_000, 3)) == 3
    assert (
        len(READER.read('[{"name": "a", "arguments": {}}, {"name": "b", "arguments": {}}]', 1)) == 1
    )


PIECES = [
    "<python>", "</python>", "```python\n", "\n```", "```", "<tool_call>", "</tool_call>", "<add>",
    "</add>", '{"name": "add", "arguments": {', '"', "\\", "}", "[", "</think>", "```json\n", " ",
    "\ud800", "é", "<tool_name>", "</tool_name>", "<arguments>", "</arguments>", "```python ",
]  # fmt: skip


@settings(max_examples=60)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_any_text_is_read(text):
    end = 0
    for call in READER.read(text):
        assert end <= call.end <= len(text)
        end = call.end


@pytest.mark.parametrize(
    "unit",
    [*PIECES, "<python></add>", '<tool_call>{"', '<tool_call>["', "<tool_call>[", "<tool_call>{'",
     '<tool_call>{"a":', "```json\n{", "```json\n \n", '",<tool_call>["', '\\"<tool_call>{"',
     "<add>[", "<tool_call>\n\n\n", "</arguments> ",
     "<tool_call><tool_name>a</tool_name><arguments></arguments>"],
)  # fmt: skip
def test_a_megabyte_of_anything_is_read_in_time(unit):
    for text in (unit * (1_000_000 // len(unit)), "<tool_call>" + unit * (1_000_000 // len(unit))):
        start = time.thread_time()
        READER.read(text, 9)
        assert time.thread_time() - start < 1.5
