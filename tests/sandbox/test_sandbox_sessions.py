"""Sessions and programs."""

import threading
import time

import pytest

from gem_gymnasium.sandbox import Limits
from gem_gymnasium.sandbox import session as sessions


@pytest.fixture
def session(box):
    with box.session(Limits(wall=5, memory=256 << 20, output=10_000)) as session:
        yield session


def test_variables_live(session):
    assert session.run("x = 41").stdout == ""
    result = session.run("x += 1\nx")
    assert (result.stdout, result.stderr, result.status) == ("42\n", "", "ok")
    assert session.run("_ + 1").stdout == "43\n"
    assert session.run("import math\ndef f(n):\n    return math.sqrt(n) * x").status == "ok"
    assert session.run("print(1)\nf(4)").stdout == "1\n84.0\n"
    assert not session.restarted


def test_only_the_last_expression_is_echoed(session):
    assert session.run("1\n2\nNone").stdout == ""
    assert session.run("'a'").stdout == "'a'\n"
    assert session.run("").status == "ok"


def test_errors_keep_the_state(session):
    session.run("x = 1")
    result = session.run("def g():\n    return 1 / 0\ng()")
    assert result.status == "error"
    assert "return 1 / 0" in result.stderr
    assert 'File "cell2.py", line 3, in <module>' in result.stderr
    assert "guest.py" not in result.stderr
    assert session.run("def f(:").status == "error"
    assert session.run("raise SystemExit(2)").status == "error"
    assert session.run("\ud800").status == "error"
    assert session.run("input()").stderr.endswith("EOFError: EOF when reading a line\n")
    assert session.run("x").stdout == "1\n"


def test_a_slow_cell_keeps_the_state(box):
    with box.session(Limits(wall=0.2)) as session:
        session.run("x = 5")
        result = session.run("print('a', flush=True)\nwhile True: pass")
        assert (result.status, result.stdout) == ("timeout", "a\n")
        assert "variables are kept" in result.stderr
        assert not session.restarted
        stubborn = (
            "while True:\n    try:\n        while True: pass\n    except BaseException: n = 1\n"
        )
        stubborn += "    if n: break"
        session.run(stubborn)
        assert session.run("x").stdout == "5\n"


def test_a_cell_that_does_not_give_in_costs_the_state(box, monkeypatch):
    monkeypatch.setattr(sessions, "_GRACE", 0.2)
    with box.session(Limits(wall=0.2)) as session:
        session.run("x = 5")
        result = session.run(
            "import signal; signal.signal(signal.SIGALRM, signal.SIG_IGN)\nwhile True: pass"
        )
        assert result.status == "timeout"
        assert session.restarted
        assert "all variables are lost" in result.stderr
        assert session.run("x").stderr.endswith("NameError: name 'x' is not defined\n")
        assert not session.restarted


@pytest.mark.parametrize(
    "death",
    [
        "import ctypes; ctypes.string_at(0)",
        "import os; os._exit(0)",
        "import os; os.close(3)",
        "import os; os.write(3, b'rubbish\\n' * 9); import time; time.sleep(.1)",
        "import os; os.write(3, b'x' * 500)",
    ],
)
def test_a_session_that_dies_begins_anew(session, death):
    assert session.run(death).status == "killed"
    assert session.restarted
    assert session.run("1").stdout == "1\n"


def test_memory_of_a_session(session):
    session.run("x = 1")
    assert session.run("y = bytearray(10**10)").status == "memory"
    assert session.run("x").stdout == "1\n"


def test_output_of_a_session(session):
    assert session.run("print('x' * 20_000)").status == "output"
    result = session.run("print('after')")
    assert (result.status, result.stdout) == ("ok", "after\n")


def test_sessions_are_apart(box):
    with box.session() as one, box.session() as two:
        one.run("x = 1")
        two.run("x = 2")
        assert (one.run("x").stdout, two.run("x").stdout) == ("1\n", "2\n")
        one.close()
        assert two.run("x").stdout == "2\n"
        with pytest.raises(ValueError, match="closed"):
            one.run("x")


def test_a_session_can_be_closed_while_it_runs(box):
    session = box.session(Limits(wall=30))
    results = []
    thread = threading.Thread(target=lambda: results.append(session.run("while True: pass")))
    thread.start()
    time.sleep(0.1)
    session.close()
    thread.join(5)
    assert results[0].status == "killed"


SOLUTION = """
import sys
LOADED = []
def add(a, b=1): LOADED.append(a); return [a + b, LOADED]
class Solution:
    def double(self, x): return 2 * x
def odd(): return object()
def leave(): sys.exit(0)
def vanish():
    import os
    os._exit(0)
def deep():
    x = []
    for _ in range(500): x = [x]
    return x
def array():
    import numpy
    return {"a": numpy.arange(3), "b": (numpy.float64(0.5), True)}
if __name__ == "__main__":
    print(sum(map(int, sys.stdin.read().split())))
"""


@pytest.fixture(scope="module")
def program(box):
    with box.program(SOLUTION) as program:
        yield program


def test_programs_run_afresh(program):
    assert program.run("1 2 3").stdout == "6\n"
    assert program.run("4").stdout == "4\n"
    result = program.run("x")
    assert result.status == "error"
    assert "print(sum(map(int, sys.stdin.read().split())))" in result.stderr


def test_calls(program):
    for _ in range(2):
        result = program.call("add", [1], {"b": 2})
        assert (result.status, result.value) == ("ok", [3, [1]])
    assert program.call("add", [[1]], {"b": [2]}).value == [[1, 2], [[1]]]
    assert program.call("Solution.double", ["é\ud800"]).value == "é\ud800é\ud800"
    assert program.call("array").value == {"a": [0, 1, 2], "b": [0.5, True]}


@pytest.mark.parametrize(
    ("function", "args", "says"),
    [
        ("odd", [], "JSON"),
        ("leave", [], "the function didn't return"),
        ("vanish", [], "the function didn't return"),
        ("deep", [], "deep"),
        ("missing", [], "no 'missing'"),
        ("Solution.missing", [], "missing"),
        ("add", [], "missing 1 required positional argument"),
    ],
)
def test_calls_that_return_no_value(program, function, args, says):
    result = program.call(function, args)
    assert (result.status, result.value) == ("error", None)
    assert says in result.stderr


@pytest.mark.parametrize(
    "frame",
    [
        "b'[' * 100000",
        "b'{\"a\":' * 5000",
        "b'1' * 5000",
        "b'\"' + b'\\\\\\\\\"' * 300000",
        "b'\\xff'",
    ],
)
def test_forged_frames(box, frame):
    source = f"import os\ndef f():\n    os.write(3, {frame}); os._exit(0)"
    with box.program(source) as program:
        started = time.monotonic()
        result = program.call("f")
        assert (result.status, result.value) == ("error", None)
        assert time.monotonic() - started < 2


def test_programs_that_do_not_compile(box):
    for source in ("def f(:", "\0", "\ud800", "x = " + "(" * 10_000):
        with box.program(source) as program:
            for result in (program.run(""), program.call("f")):
                assert (result.status, result.exit_code) == ("error", 1)
                assert result.stderr
    assert box.run("print(1)").stdout == "1\n"


def test_a_program_that_hangs_in_a_test(box):
    with box.program("if input() == 'a':\n    while True: pass\nprint(1)") as program:
        assert program.run("a", Limits(wall=0.15)).status == "timeout"
        assert program.run("b").stdout == "1\n"


def test_programs_run_in_several_threads(box):
    with box.program("print(int(input()) * 2)") as program:
        results = {}

        def work(n):
            results[n] = program.run(str(n)).stdout

        threads = [threading.Thread(target=work, args=(n,)) for n in range(12)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert results == {n: f"{2 * n}\n" for n in range(12)}
