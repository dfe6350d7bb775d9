import copy
import multiprocessing
import pickle

import pytest

from gem_gymnasium.sandbox import SandboxUnavailable
from gem_gymnasium.tools import PythonTool


@pytest.fixture(scope="module", autouse=True)
def _sandbox():
    try:
        PythonTool(preload=())
    except SandboxUnavailable as error:
        pytest.skip(str(error))


def make(**options):
    return PythonTool(preload=(), **options)


def run(tool, code):
    return tool.run({"code": code})


def test_a_call_prints_and_leaves_nothing():
    tool = make()
    assert run(tool, "x = 6 * 7\nprint(x)").text == "42"
    failed = run(tool, "print('before')\nprint(x)")
    assert failed.error == "error"
    assert failed.text.startswith("before\nTraceback")
    assert failed.text.endswith("NameError: name 'x' is not defined")
    assert (
        run(tool, "x = 1").text == "The code ran and printed nothing; print what you want to see."
    )
    assert run(tool, "\n  if True:\n    print('indented')\n").text == "indented"


def test_the_last_line_of_an_error():
    tool = make(errors="last_line")
    assert run(tool, "print(1)\n1 / 0").text == "1\nZeroDivisionError: division by zero"
    warned = run(tool, "import sys\nprint('one\\ntwo', file=sys.stderr)")
    assert (warned.text, warned.error) == ("one\ntwo", None)


def test_limits_are_told():
    result = run(make(timeout=0.2), "print('on', flush=True)\nwhile True: pass")
    assert (result.error, result.text) == (
        "timeout",
        "on\nStopped: the code ran longer than 0.2 seconds.",
    )
    assert run(make(), "raise SystemExit(3)").text == "The code ended with exit code 3."


@pytest.mark.parametrize("code", ["\ud800", "\0", "print('" + "é" * 200_000 + "')", "((((" * 5000])
def test_odd_code_is_answered(code):
    assert isinstance(run(make(), code).text, str)


def test_wrong_arguments():
    assert make().run({"code": 3}).error == "arguments"
    assert make().run("print(1)").error == "arguments"
    assert make().run({"code": "1", "more": 1}).error == "arguments"


def test_a_session_lasts_an_episode():
    tool = make(session=True)
    assert run(tool, "x = 6\nx * 7").text == "42"
    assert run(tool, "print(x)").text == "6"
    tool.reset()
    assert "NameError" in run(tool, "x").text
    tool.close()


@pytest.mark.parametrize("again", [copy.deepcopy, lambda tool: pickle.loads(pickle.dumps(tool))])
def test_a_fork_of_a_session_goes_its_own_way(again):
    tool = make(session=True)
    run(tool, "x = [1]")
    run(tool, "x[5]")  # an error is part of the past too
    fork = again(tool)
    run(tool, "x.append(2)")
    assert run(fork, "x").text == "[1]"
    run(fork, "x.append(3)")
    assert run(tool, "x").text == "[1, 2]"
    second = again(fork)
    assert run(second, "x").text == "[1, 3]"
    for each in (tool, fork, second):
        each.close()


def test_a_session_that_can_not_be_restored_says_so():
    tool = make(session=True)
    run(tool, "import os\nprint(os.urandom(8).hex())\ny = 1")
    fork = copy.deepcopy(tool)
    lost = run(fork, "y")
    assert lost.error == "session"
    assert "variables of the session are lost" in lost.text
    assert "NameError" in run(fork, "y").text
    assert run(tool, "y").text == "1"
    tool.close()
    fork.close()


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_fork_of_the_process_keeps_the_variables():
    tool = make(session=True)
    run(tool, "x = 5")
    context = multiprocessing.get_context("fork")
    queue = context.SimpleQueue()
    child = context.Process(
        target=lambda: queue.put([run(tool, code).text for code in ("x += 1\nx", "x")])
    )
    child.start()
    assert queue.get() == ["6", "6"]
    child.join(10)
    assert run(tool, "x").text == "5"
    tool.close()


def test_wrong_options():
    with pytest.raises(ValueError, match="errors must be 'all' or 'last_line', got 'none'"):
        PythonTool(errors="none")
    with pytest.raises(ValueError, match="'nowhere'"):
        PythonTool(level="nowhere")
