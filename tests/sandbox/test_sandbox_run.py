"""Runs: what honest programs may rely on, and what each limit does."""

import time

import pytest

from gem_gymnasium.sandbox import Limits, Sandbox

IDIOMS = {
    "print": ("print(1, 'a', sep='-')", "", "1-a\n"),
    "unicode": ("print('é 漢 🦄 \\udcff')", "", "é 漢 🦄 \\udcff\n"),
    "input": ("a = int(input()); print(a + int(input()))", "1\n2\n", "3\n"),
    "stdin read": ("import sys; print(sys.stdin.read().split())", "a b\nc", "['a', 'b', 'c']\n"),
    "stdin lines": ("import sys\nfor line in sys.stdin: print(line.strip()*2)", "a\nb", "aa\nbb\n"),
    "stdin buffer": ("import sys; print(sys.stdin.buffer.readline())", "x\n", "b'x\\n'\n"),
    "open 0": ("print(open(0).read())", "é", "é\n"),
    "readline": ("import sys; r = sys.stdin.readline; print(r(), r(), end='')", "1\n2", "1\n 2"),
    "fd write": ("import os; os.write(1, b'raw')", "", "raw"),
    "stdout write": ("import sys; sys.stdout.write('x'); sys.stdout.flush()", "", "x"),
    "sys.exit": ("import sys; print(1); sys.exit()", "", "1\n"),
    "exit": ("print(1); exit(0); print(2)", "", "1\n"),
    "main": ("if __name__ == '__main__': print('main')", "", "main\n"),
    "numpy": (
        "import numpy as np; print(np.linalg.solve(np.eye(2), [1, 2]).tolist())",
        "",
        "[1.0, 2.0]\n",
    ),
    "threads": (
        "import threading\nl = []\nt = [threading.Thread(target=l.append, args=(i,)) for i in "
        "range(8)]\n[x.start() for x in t]; [x.join() for x in t]; print(sorted(l))",
        "",
        "[0, 1, 2, 3, 4, 5, 6, 7]\n",
    ),
    "unjoined thread": (
        "import threading, time\n"
        "def late(): time.sleep(.05); print('late')\nthreading.Thread(target=late).start()",
        "",
        "late\n",
    ),
    "pool": (
        "from concurrent.futures import ThreadPoolExecutor\n"
        "with ThreadPoolExecutor(4) as e: print(list(e.map(abs, [-1, 2])))",
        "",
        "[1, 2]\n",
    ),
    "asyncio": (
        "import asyncio\nasync def f(): await asyncio.sleep(0); return 5\nprint(asyncio.run(f()))",
        "",
        "5\n",
    ),
    "recursion": (
        "import sys; sys.setrecursionlimit(10**6)\n"
        "def f(n): return 0 if n == 0 else 1 + f(n - 1)\nprint(f(50000))",
        "",
        "50000\n",
    ),
    "thread stack": (
        "import sys, threading\nsys.setrecursionlimit(10**6); threading.stack_size(128 << 20)\n"
        "def f(n): return 0 if n == 0 else 1 + f(n - 1)\n"
        "t = threading.Thread(target=lambda: print(f(50000))); t.start(); t.join()",
        "",
        "50000\n",
    ),
    "dataclasses": (
        "from dataclasses import dataclass\n@dataclass(order=True)\nclass A:\n    x: int\n"
        "print(A(1) < A(2), A(3))",
        "",
        "True A(x=3)\n",
    ),
    "stdlib": (
        "import re, itertools, heapq, bisect, string, collections, functools, json, hashlib\n"
        "print(re.sub('a+', 'b', 'aac'), list(itertools.accumulate([1, 2])), json.dumps({'a': 1}),"
        " hashlib.md5(b'').hexdigest()[:4])",
        "",
        'bc [1, 3] {"a": 1} d41d\n',
    ),
    "datetime": (
        "from datetime import datetime\nprint(datetime.strptime('2024-02-29', '%Y-%m-%d').date())",
        "",
        "2024-02-29\n",
    ),
    "random": ("import random; random.seed(1); print(random.randint(0, 9))", "", "2\n"),
    "alarm": (
        "import signal, time\ndef f(*a): raise TimeoutError\nsignal.signal(signal.SIGALRM, f)\n"
        "signal.setitimer(signal.ITIMER_REAL, .01)\ntry: time.sleep(5)\n"
        "except TimeoutError: print('rang')",
        "",
        "rang\n",
    ),
    "atexit": ("import atexit; atexit.register(print, 'bye'); print('hi')", "", "hi\nbye\n"),
    "generator, match": (
        "def g():\n    yield from range(3)\nmatch list(g()):\n    case [0, *r]: print(r)",
        "",
        "[1, 2]\n",
    ),
}


@pytest.mark.parametrize("name", IDIOMS)
def test_honest_programs_run(box, name):
    code, stdin, expected = IDIOMS[name]
    result = box.run(code, stdin=stdin)
    assert result.status == "ok", result
    assert result.exit_code == 0
    assert result.stderr == ""
    assert result.stdout == expected


def test_zones_of_time(box):
    if box.level == "seccomp":
        pytest.skip("there zones can't be read")
    code = (
        "from zoneinfo import ZoneInfo; from datetime import datetime\n"
        "print(datetime(2024, 7, 1, tzinfo=ZoneInfo('Europe/Paris')).utcoffset())"
    )
    assert box.run(code).stdout == "2:00:00\n"


def test_dev_stdin(box):
    if box.level == "seccomp":
        pytest.skip("there no file is opened by its name")
    assert box.run("print(open('/dev/stdin').read())", stdin="via dev").stdout == "via dev\n"


def test_scratch_files(box):
    code = "open('a.txt', 'w').write('x' * 10); print(len(open('a.txt').read()))"
    result = box.run(code)
    if box.level == "namespace":
        assert result.stdout == "10\n"
        again = box.run("import os; print([n for n in os.listdir('.') if n != '.stdin'])")
        assert again.stdout == "[]\n"
    else:
        assert result.status == "error"
        assert "PermissionError" in result.stderr


def test_errors_are_shown_as_the_interpreter_shows_them(box):
    result = box.run("def f(x):\n    return 1 / x\n\nf(0)")
    assert (result.status, result.exit_code) == ("error", 1)
    lines = result.stderr.splitlines()
    assert lines[0] == "Traceback (most recent call last):"
    assert lines[1] == '  File "main.py", line 4, in <module>'
    assert "    f(0)" in lines
    assert lines[-1] == "ZeroDivisionError: division by zero"


@pytest.mark.parametrize(
    ("code", "exit_code"),
    [("import sys; sys.exit(3)", 3), ("raise SystemExit('no')", 1), ("import os; os._exit(7)", 7)],
)
def test_exit_codes(box, code, exit_code):
    result = box.run(code)
    assert (result.status, result.exit_code) == ("error", exit_code)


def test_signals(box):
    result = box.run("import ctypes; ctypes.string_at(0)")
    assert (result.status, result.exit_code) == ("killed", -11)


@pytest.mark.parametrize("code", ["def f(:", "\0", "\udcff", "é = '\ud800'"])
def test_text_that_is_no_program(box, code):
    result = box.run(code)
    assert (result.status, result.exit_code) == ("error", 1)
    assert "Error" in result.stderr


def test_a_megabyte_that_is_no_program(box):
    result = box.run("x" * 1_000_000)
    assert result.status == "error"
    assert "NameError" in result.stderr


def test_wall_limit(box):
    started = time.monotonic()
    result = box.run("print('early', flush=True)\nwhile True: pass", limits=Limits(wall=0.2))
    assert (result.status, result.exit_code, result.stdout) == ("timeout", None, "early\n")
    assert 0.15 < time.monotonic() - started < 2


def test_wall_limit_of_a_sleeper(box):
    code = (
        "import signal, time\nfor s in range(1, 32):\n    try: signal.signal(s, signal.SIG_IGN)\n"
    )
    code += "    except OSError: pass\ntime.sleep(60)"
    assert box.run(code, limits=Limits(wall=0.15)).status == "timeout"


def test_processor_limit(auto):
    result = auto.run("while True: pass", limits=Limits(wall=9, cpu=0.5))
    assert result.status == "timeout"
    assert result.seconds < 8


@pytest.mark.parametrize(
    "code",
    [
        "x = bytearray(10**10)",
        "x = []\nwhile True: x.append(bytearray(10**7))",
        "import mmap\nx = [mmap.mmap(-1, 10**8) for _ in range(100)]",
    ],
)
def test_memory_limit(box, code):
    result = box.run(code, limits=Limits(wall=10, memory=128 << 20))
    assert result.status in ("memory", "error")
    assert "Memory" in result.stderr or "Cannot allocate" in result.stderr


def test_memory_is_counted_beyond_what_is_preloaded(box):
    code = "import numpy; x = bytearray(40 << 20); print(len(x))"
    assert box.run(code, limits=Limits(memory=64 << 20)).status == "ok"


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_output_limit(box, stream):
    code = f"import sys\nwhile True: sys.{stream}.write('x' * 1000)"
    result = box.run(code, limits=Limits(wall=10, output=5000))
    assert result.status == "output"
    assert getattr(result, stream).startswith("x" * 4000)
    assert len(getattr(result, stream)) <= 5000


def test_output_up_to_the_limit(box):
    assert box.run("print('x' * 99)", limits=Limits(output=100)).status == "ok"
    assert box.run("print('x' * 100)", limits=Limits(output=100)).status == "output"


def test_bytes_that_are_no_text(box):
    result = box.run("import sys; sys.stdout.buffer.write(b'a\\xff\\xc3b')")
    assert result.stdout == "a��b"


def test_runs_see_nothing_of_each_other(box):
    box.run("import math, sys, builtins; math.pi = 3; sys.path.clear(); builtins.print = None")
    assert box.run("import math; print(math.pi > 3)").stdout == "True\n"


def test_sets_have_one_order(box):
    codes = {box.run("print({'a', 'b', 'c', 'd'}, hash('x'))").stdout for _ in range(3)}
    with Sandbox(level=box.level, preload=()) as other:
        codes.add(other.run("print({'a', 'b', 'c', 'd'}, hash('x'))").stdout)
    assert len(codes) == 1


def test_random_numbers_differ_between_runs(box):
    assert box.run("import random; print(random.random())").stdout != (
        box.run("import random; print(random.random())").stdout
    )


def test_large_input(box):
    result = box.run("import sys; print(len(sys.stdin.read()))", stdin="x" * 5_000_000)
    assert result.stdout == "5000000\n"


def test_packages_that_are_not_preloaded_are_not_there(auto):
    assert "ModuleNotFoundError" in auto.run("import gymnasium").stderr
    assert "ModuleNotFoundError" in auto.run("import gem_gymnasium").stderr


@pytest.mark.slow
def test_sympy():
    with Sandbox(preload=("sympy",)) as box:
        code = "from sympy import *; x = symbols('x'); print(integrate(x**2, x), solve(x**2 - 2))"
        assert box.run(code).stdout == "x**3/3 [-sqrt(2), sqrt(2)]\n"


def test_environment_is_clean(box, monkeypatch):
    monkeypatch.setenv("API_KEY", "secret")
    result = box.run("import os; print(dict(os.environ))")
    assert "secret" not in result.stdout
    assert "API_KEY" not in result.stdout
