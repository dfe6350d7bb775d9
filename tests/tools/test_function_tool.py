import copy
import pickle
from typing import Annotated, Any, Literal

import pytest

from gem_gymnasium.tools import FunctionTool, Tool, ToolResult, tool


@tool
def book(
    guest: str,
    nights: int = 1,
    rooms: list[Literal["single", "double"]] | None = None,
    extras: Annotated[dict[str, bool], "What else."] = {},  # noqa: B006
    anything: Any = None,
) -> dict[str, Any]:
    """Book rooms
    in a hotel.

    Args:
        guest: Who comes,
            in full.
        nights (int): How long.

    Returns:
        The booking: all of it.
    """
    return {"guest": guest, "nights": nights, "rooms": rooms, "extras": extras}


def test_the_schema_is_that_of_the_signature():
    assert book.name == "book"
    assert book.description == "Book rooms in a hotel."
    assert book.parameters == {
        "type": "object",
        "properties": {
            "guest": {"type": "string", "description": "Who comes, in full."},
            "nights": {"type": "integer", "description": "How long.", "default": 1},
            "rooms": {
                "anyOf": [
                    {"type": "array", "items": {"enum": ["single", "double"]}},
                    {"type": "null"},
                ]
            },
            "extras": {
                "type": "object",
                "additionalProperties": {"type": "boolean"},
                "description": "What else.",
            },
            "anything": {},
        },
        "required": ["guest"],
        "additionalProperties": False,
    }
    assert book.schema["function"]["parameters"] == book.parameters
    assert book.text_parameter == "guest"


def test_the_model_reads_strings_as_they_are_and_else_json():
    assert book.run({"guest": "Ä", "nights": 2.0}).text == (
        '{"guest": "Ä", "nights": 2, "rooms": null, "extras": {}}'
    )
    assert FunctionTool(lambda: "plain", name="f").run({}).text == "plain"
    assert FunctionTool(lambda: {1, 2}, name="f").run({}).text == "{1, 2}"
    result = ToolResult("told", "odd", [1])
    assert FunctionTool(lambda: result, name="f").run({}) is result


def test_wrong_arguments_are_answered_and_the_function_is_not_called():
    result = book.run({"guest": "A", "rooms": ["suite"]})
    assert result.error == "arguments"
    assert result.text.startswith('Wrong arguments for book: "rooms[0]" must be one of "single", ')
    assert '"required": ["guest"]' in result.text


class MuteError(Exception):
    def __str__(self):
        raise ValueError


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (KeyError("x"), "KeyError: 'x'"),
        (MuteError(), "MuteError: "),
        (RecursionError("deep"), "RecursionEr"),
    ],
)
def test_exceptions_are_told(error, text):
    @tool
    def broken():
        raise error

    assert broken.run({}).error == "exception"
    assert broken.run({}).text.startswith(text)


def test_a_tool_that_returns_no_result_is_told_apart():
    class Broken(Tool):
        name, description, parameters = "broken", "", {"type": "object"}

        def call(self, arguments):
            return "text"

    assert "returned str and no ToolResult" in Broken().run({}).text


@tool(name="other", description="Says.", parameters={"type": "object"})
def shout(**words):
    return " ".join(words).upper()


def test_what_the_decorator_is_told():
    assert (shout.name, shout.description) == ("other", "Says.")
    assert shout.run({"a": 1, "b": 2}).text == "A B"
    assert shout(c=1) == "C"


def plain(number: int) -> int:
    return number + 1


@pytest.mark.parametrize("made", [book, FunctionTool(plain), FunctionTool(plain, name="named")])
def test_copies_and_pickles(made):
    assert copy.deepcopy(made) is made
    again = pickle.loads(pickle.dumps(made))
    assert (again.name, again.parameters) == (made.name, made.parameters)
    assert again.function is made.function


def positional(a: int, /):
    pass


def untyped(a):
    pass


def many(*numbers: int):
    pass


def odd(a: bytes):
    pass


@pytest.mark.parametrize(
    ("function", "message"),
    [
        (positional, "'a' .*positional-only"),
        (untyped, "'a' .*needs a type"),
        (many, r"takes \*numbers"),
        (odd, "'a' has the type <class 'bytes'>, of which no schema"),
        (3, "needs a function, got 3"),
    ],
)
def test_what_gives_no_schema_is_named(function, message):
    with pytest.raises(TypeError, match=message):
        FunctionTool(function)
