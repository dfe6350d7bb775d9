import copy
import os
import pickle
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import gymnasium
import pytest
from gymnasium.error import DependencyNotInstalled

import gem_gymnasium  # noqa: F401 - registers the ids
from gem_gymnasium.tools import make_tools, mcp_tools
from gem_gymnasium.tools.connection import ServerError
from gem_gymnasium.wrappers import ToolCalls

pytest.importorskip("mcp")
pytestmark = pytest.mark.xdist_group("mcp")  # one server for all
SERVER = [str(Path(__file__).parent / "mcp_server.py")]
STDIO = {"command": sys.executable, "args": SERVER, "timeout": 20.0}


def call(name, **arguments):
    return f'<tool_call>{{"name": "{name}", "arguments": {{{members(arguments)}}}}}</tool_call>'


def members(arguments):
    return ", ".join(f'"{key}": {value}' for key, value in arguments.items())


@pytest.fixture(scope="module")
def tools():
    made = mcp_tools(**STDIO)
    yield made
    for one in made:
        one.close()


@pytest.fixture
def wrapped(tools):
    env = ToolCalls(gymnasium.make("gem/GuessTheNumber-v0"), tools, max_tool_uses=None)
    env.reset(seed=1)
    return env


def test_the_server_lists_its_tools(tools):
    assert [one.name for one in tools] == ["add", "count", "fail", "die", "sleep"]
    assert tools[0].description == "Add two numbers."
    assert tools[0].parameters["required"] == ["one", "two"]


def test_one_session_serves_all_calls(wrapped):
    assert wrapped.step(call("add", one=2, two=3))[0] == "5"
    first, process = wrapped.step(call("count"))[0].split()
    second, same = wrapped.step(call("count"))[0].split()
    assert (int(second), same) == (int(first) + 1, process)
    fork = copy.deepcopy(wrapped)
    assert fork.step(call("count"))[0] == f"{int(first) + 2} {process}"
    fork.close()  # what it shares lives on
    assert wrapped.step(call("count"))[0] == f"{int(first) + 3} {process}"


def test_what_the_server_and_the_schema_refuse(wrapped):
    observation, *_, info = wrapped.step(call("add", one='"x"', two=3))
    assert '"one" must be an integer, got "x"' in observation
    assert info["calls"][0]["error"] == "arguments"
    observation, *_, info = wrapped.step(call("fail", reason='"because"'))
    assert (info["error"], info["calls"][0]["error"]) == ("tool", "tool")
    assert "fail" in observation
    assert wrapped.step(call("add", one=2, two=3))[0] == "5"


def test_a_server_that_is_killed_comes_again(wrapped):
    _, process = wrapped.step(call("count"))[0].split()
    os.kill(int(process), signal.SIGKILL)
    lost, reward, terminated, truncated, info = wrapped.step(call("count"))
    if info["error"] is None:
        pytest.fail(f"{lost} came from a server that was killed")
    assert "server is gone" in lost
    assert info["calls"][0]["error"] == "connection"
    assert (reward, terminated, truncated) == (0.0, False, False)
    number, other = wrapped.step(call("count"))[0].split()
    assert (number, other == process) == ("1", False)
    assert wrapped.step(r"\boxed{3}")[4]["turn"] == 1


@pytest.mark.slow
def test_a_pickled_tool_begins_a_session_of_its_own(tools):
    count = tools[1]
    process = count.run({}).text.split()[1]
    again = pickle.loads(pickle.dumps(count))
    number, other = again.run({}).text.split()
    assert (number, other == process) == ("1", False)
    again.close()
    deadline = time.monotonic() + 10
    while Path(f"/proc/{other}").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not Path(f"/proc/{other}").exists()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def http_server():
    """Starts a server on one port, as often as it is called; gives the process."""
    port = free_port()
    started = []

    def start():
        started.append(
            subprocess.Popen(
                [sys.executable, *SERVER, str(port)],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return started[-1]
            time.sleep(0.05)
        raise TimeoutError

    start.url = f"http://127.0.0.1:{port}/mcp"
    yield start
    for process in started:
        process.kill()
        process.wait()


@pytest.mark.slow
def test_a_server_over_http(http_server):
    process = http_server()
    spec = {"name": "mcp", "url": http_server.url, "only": ["add", "count"], "timeout": 20.0}
    env = ToolCalls(gymnasium.make("gem/GuessTheNumber-v0"), [{**spec, "prefix": "my."}])
    env.reset(seed=1)
    assert list(env.tools) == ["my.add", "my.count"]
    assert env.step('<my.add>{"one": 1, "two": 2}</my.add>')[0] == "3"
    process.kill()
    process.wait()
    assert env.step(call("my.count"))[4]["calls"][0]["error"] == "connection"
    assert "does not begin" in env.step(call("my.count"))[0]
    http_server()
    assert env.step(call("my.count"))[0].startswith("1 ")
    assert env.spec.additional_wrappers[-1].kwargs["tools"] == [{**spec, "prefix": "my."}]
    env.close()


@pytest.mark.slow
def test_a_call_that_takes_too_long():
    quick = {one.name: one for one in mcp_tools(**{**STDIO, "only": ["sleep"]})}
    quick["sleep"]._connection.settings["timeout"] = 0.3
    result = quick["sleep"].run({"seconds": 60})
    assert (result.error, result.text) == ("timeout", "The tool did not answer within 0.3 seconds.")
    quick["sleep"].close()


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({}, ValueError, "a command=... or a url=..."),
        ({"command": "a", "url": "b"}, ValueError, "not both"),
        ({"command": "no-such-program"}, ServerError, "'no-such-program' does not begin"),
        pytest.param(
            {"command": sys.executable, "args": [*SERVER, "broken"]},
            ServerError,
            "does not begin.* It wrote: no such configuration",
            marks=pytest.mark.slow,
        ),
        ({"url": "http://127.0.0.1:1/mcp"}, ServerError, "127.0.0.1:1/mcp' does not begin"),
    ],
)
def test_what_is_no_server_is_an_error_at_once(options, error, message):
    with pytest.raises(error, match=message):
        make_tools({"name": "mcp", "timeout": 15.0, **options})


@pytest.mark.slow
def test_tools_that_are_not_there():
    with pytest.raises(ValueError, match="no tool 'divide'; it has 'add', 'count'"):
        mcp_tools(**STDIO, only=["add", "divide"])


def test_without_the_sdk_the_remedy_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "mcp", None)
    with pytest.raises(DependencyNotInstalled, match=r"gem-gymnasium\[mcp\]"):
        mcp_tools(command="server")
