import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gem_gymnasium.tools.schema import decode, problem

POINT = {
    "type": "object",
    "properties": {
        "x": {"type": "integer", "minimum": 0, "exclusiveMaximum": 10},
        "name": {"type": "string", "minLength": 1, "maxLength": 5},
        "unit": {"enum": ["cm", "m", 1]},
        "more": {"type": "array", "items": {"$ref": "#/$defs/more"}, "maxItems": 2},
        "maybe": {"anyOf": [{"type": "string"}, {"type": "null"}]},
    },
    "required": ["x"],
    "additionalProperties": False,
    "$defs": {"more": {"type": ["number", "boolean"]}},
}


@pytest.mark.parametrize(
    "value",
    [
        {"x": 0},
        {"x": 3.0, "name": "a", "unit": "m", "more": [1.5, True], "maybe": None},
        {"x": 9, "maybe": "yes", "unit": 1},
    ],
)
def test_values_that_fit(value):
    assert problem(value, POINT) is None


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("x", 'the whole must be an object, got "x"'),
        ([], "the whole must be an object"),
        ({}, '"x" is missing'),
        ({"x": "3"}, '"x" must be an integer, got "3"'),
        ({"x": True}, '"x" must be an integer, got true'),
        ({"x": 1.5}, '"x" must be an integer, got 1.5'),
        ({"x": -1}, '"x" must be at least 0, got -1'),
        ({"x": 10}, '"x" must be below 10'),
        ({"x": 1, "name": ""}, '"name" must have at least 1 characters, got 0'),
        ({"x": 1, "name": "abcdef"}, '"name" must have at most 5 characters, got 6'),
        ({"x": 1, "unit": True}, '"unit" must be one of "cm", "m", 1, got true'),
        ({"x": 1, "more": [1, "a"]}, '"more[1]" must be a number or boolean, got "a"'),
        ({"x": 1, "more": [1, 2, 3]}, '"more" must have at most 2 items, got 3'),
        ({"x": 1, "maybe": 2}, '"maybe" must be a string, got 2; or "maybe" must be a null'),
        ({"x": 1, "y": 1}, '"y" is unknown; known are "x", "name"'),
        ({"x": 1, "name": "\ud800"}, "lone surrogate"),
        ({"x": float("inf")}, "not finite"),
    ],
)
def test_values_that_do_not(value, message):
    assert message in problem(value, POINT)


def test_a_value_that_is_too_deep_is_refused_whatever_the_schema():
    deep = []
    for _ in range(5000):
        deep = [deep]
    assert "nested deeper" in problem({"x": deep}, {})


def test_a_value_of_too_many_values_is_refused_in_time():
    schema = {"items": {"type": "object", "properties": {"a": {"anyOf": [{"type": "integer"}]}}}}
    start = time.thread_time()
    assert "more than 10000 values" in problem([{"a": 1}] * 50_000, schema)
    assert problem([{"a": 1}] * 1000, schema) is None
    assert problem([{"a": "x"}] * 1000, schema).startswith('"[0].a" must be')
    assert time.thread_time() - start < 1.5


def test_a_schema_that_refers_to_itself():
    tree = {
        "type": "object",
        "properties": {"below": {"type": "array", "items": {"$ref": "#"}}},
        "additionalProperties": False,
    }
    assert problem({"below": [{"below": []}]}, tree) is None
    assert '"below[0].other" is unknown' in problem({"below": [{"other": 1}]}, tree)
    assert problem(1, {"$ref": "#"}) is None
    assert problem(1, {"$ref": "#/no/where"}) is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@settings(max_examples=25)
@given(JSON)
def test_any_value_is_judged(value):
    assert isinstance(problem(value, POINT), str | None)


@pytest.mark.parametrize(
    "text",
    ["{", "[" * 500_000, "9" * 500_000, '{"a":' * 100_000, "NaN", "-Infinity", '"\\ud800', ""],
)
def test_text_that_is_no_json_is_explained_in_time(text):
    start = time.perf_counter()
    value, end, error = decode(text)
    assert value is None
    assert end == 0
    assert 0 < len(error) < 200
    assert time.perf_counter() - start < 1.5


def test_a_value_ends_where_it_ends():
    assert decode('  {"a": [1]} and more', 1) == ({"a": [1]}, 12, None)
