import pytest

from gem_gymnasium.tools import (
    Tool,
    ToolResult,
    make_tools,
    register_tool,
    registered_tools,
    registry,
    tool,
)


@tool
def echo(text: str) -> str:
    """Say it again."""
    return text


class Notes(Tool):
    name = "notes"
    description = "Keeps what it is told."
    parameters = {"type": "object", "properties": {"note": {"type": "string"}}}
    closed = 0

    def __init__(self, most=3):
        self.most, self.kept = most, []

    def call(self, arguments):
        self.kept.append(arguments["note"])
        return ToolResult(" ".join(self.kept[-self.most :]))

    def close(self):
        type(self).closed += 1


@pytest.fixture(autouse=True)
def _restored(monkeypatch):
    monkeypatch.setattr(registry, "_FACTORIES", dict(registry._FACTORIES))
    Notes.closed = 0


def test_names_options_functions_and_objects():
    register_tool("notes", Notes)
    register_tool("echo", echo)
    assert {"echo", "notes", "python", "mcp"} <= set(registered_tools())

    def area(width: float) -> float:
        return width**2

    made = make_tools([{"name": "notes", "most": 1}, "echo", area])
    assert [one.name for one in made] == ["notes", "echo", "area"]
    assert made[0].most == 1
    assert make_tools("notes")[0].most == 3
    assert make_tools({"name": "notes"})[0].most == 3


def test_each_gets_a_tool_of_its_own():
    mine = Notes()
    register_tool("mine", mine)
    for spec in (mine, "mine"):
        one, two = make_tools(spec) + make_tools([spec])
        one.run({"note": "a"})
        assert (two.kept, mine.kept) == ([], [])


def test_a_factory_may_make_several():
    register_tool("both", lambda: [Notes(), echo])
    assert [one.name for one in make_tools(["both"])] == ["notes", "echo"]


def named(name):
    made = Notes()
    made.name = name
    return made


@pytest.mark.parametrize(
    ("specs", "error", "message"),
    [
        (["nothing"], ValueError, "no tool 'nothing'; there are 'mcp', 'python'"),
        ([{"most": 3}], ValueError, "no tool None"),
        ([3], TypeError, "got 3"),
        ([Notes(), Notes()], ValueError, "two tools 'notes'"),
        ([Notes(), named("a b")], ValueError, "'a b' is no name"),
        ([{"name": "python", "speed": 3}], TypeError, "speed"),
    ],
)
def test_what_is_no_tool_is_named(specs, error, message):
    with pytest.raises(error, match=message):
        make_tools(specs)


def test_tools_are_closed_where_another_can_not_be_made():
    with pytest.raises(ValueError, match="no tool"):
        make_tools([Notes(), "nothing"])
    assert Notes.closed == 1


def test_what_can_not_be_registered():
    with pytest.raises(TypeError, match=r"register_tool\('x'\): 3 is neither"):
        register_tool("x", 3)
