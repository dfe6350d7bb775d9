"""The judge of programs: right ones pass, wrong ones and cheats don't, whatever they do."""

import json
import math
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gem_gymnasium import sandbox
from gem_gymnasium.graders import code
from gem_gymnasium.graders._code_tests import Call, Script, Stdin
from gem_gymnasium.graders._compare import same_output, same_value
from gem_gymnasium.graders._values import decode, encode

SUMS = {"inputs": ["1 2\n", "3 4\n", "10 -3\n"], "outputs": ["3\n", "7\n", "7\n"]}
SUM = "print(sum(map(int, input().split())))"
ADD = {"fn_name": "add", "inputs": [[1, 2], [3, 4], [-1, 1]], "outputs": [3, 7, 0]}
ASSERTIONS = {"test_list": ["assert add(1, 2) == 3", "assert add(3, 4) == 7"]}
CHECK = {
    "prompt": "def before(x):\n    return x - 1\n\n\ndef after(x):\n    '''The next number.'''\n",
    "entry_point": "after",
    "test": "def check(candidate):\n    for x in range(5):\n"
    "        assert candidate(before(x)) == x\n        assert abs(candidate(x) - x) == 1\n",
}


@pytest.fixture(scope="module")
def box():
    try:
        made = sandbox.Sandbox(preload=(), limits=sandbox.Limits(wall=3.0, memory=256 << 20))
    except sandbox.SandboxUnavailable as error:
        pytest.skip(str(error))
    with made:
        yield made


def score(box, program, tests, **options):
    return code.grade(program, tests, sandbox=box, **options).score


# --- comparing ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("got", "expected", "same"),
    [
        ("3", "3\n", True),
        ("3 \r\n4\t\n\n", "3\n4", True),
        ("\n3", "3", True),
        ("3\n4", "3 4", False),
        ("3  4", "3 4", False),
        ("", "", True),
        ("", "0", False),
        ("yes", "YES", False),
        ("0.3333333", "0.3333334", True),
        ("0.333", "0.3333334", False),
        ("1", "1.0", True),
        ("1.0", "1", False),
        ("1e-9", "0.0", True),
        ("1.0  2", "1.00 2", True),
        ("1.0 2.0", "1.0 2", False),
        ("1e400", "1e400", True),
        ("1e400", "1e308", False),
        ("nan", "0.5", False),
        ("inf", "1e308", False),
        ("nan", "nan", True),
        ("1_0.0", "10.0", False),
        ("١.٠", "1.0", False),
        ("0.1e", "0.1", False),
        ("1" * 10**6 + ".0", "1.0", False),
        ("1000000.5", "1000000.0", True),
        ("\ud800", "1.5", False),
    ],
)
def test_outputs(got, expected, same):
    assert same_output(got, expected) is same


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.complex_numbers(allow_nan=False)
    | st.text()
    | st.binary(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.text() | st.integers() | st.booleans(), inner, max_size=3)
        | st.sets(st.integers() | st.text() | st.tuples(st.integers()), max_size=4)
        | st.frozensets(st.floats(allow_nan=False), max_size=3)
    ),
    max_leaves=8,
)


def coded(value):
    return json.loads(json.dumps(encode(value, [10**6])))


@settings(max_examples=60, deadline=None)
@given(VALUES, VALUES)
def test_values_come_back_as_they_were_and_compare_as_in_python(value, other):
    again = decode(coded(value), None)
    assert again == value
    assert type(again) is type(value)
    assert same_value(coded(value), value, exact=True)
    assert same_value(coded(value), other, exact=True) == (value == other)


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
FORGED = st.recursive(
    JSON_VALUES,
    lambda inner: (
        st.dictionaries(
            st.sampled_from(
                ["int", "float", "complex", "bytes", "tuple", "set", "dict", "made", "x"]
            ),
            inner,
            max_size=2,
        )
        | st.lists(inner, max_size=2)
    ),
    max_leaves=6,
)


@settings(max_examples=60, deadline=None)
@given(FORGED, VALUES, st.booleans())
def test_forged_values_raise_nothing(got, expected, exact):
    assert same_value(got, expected, exact=exact) in (True, False)


@pytest.mark.parametrize(
    ("got", "expected", "exact", "same"),
    [
        ((1, 2), [1, 2], False, True),
        ((1, 2), [1, 2], True, False),
        (True, 1, False, False),
        (1, True, False, False),
        (True, 1, True, True),
        (3.0, 3, False, True),
        (0.1 + 0.2, 0.3, False, True),
        (0.1 + 0.2, 0.3, True, False),
        (math.nan, 0.3, False, False),
        (math.inf, 1e308, False, False),
        (10**400, 1.5, False, False),
        ({1: 2}, {"1": 2}, False, True),
        ({1: 2}, {"1": 2}, True, False),
        ("3", 3, False, False),
        ([], None, False, False),
        ({1, 2.0}, {1.0, 2}, True, True),
        (iter([1]), [1], True, False),
        (range(2), [0, 1], False, False),
    ],
)
def test_values(got, expected, exact, same):
    assert same_value(coded(got), expected, exact=exact) is same


def test_sets_with_hashes_of_a_programs_choice_take_no_time():
    colliding = {"set": [{"int": hex(k * (2**61 - 1))} for k in range(1, 40_000)]}
    assert not same_value(colliding, {1, 2}, exact=True)
    assert not same_value({"dict": [[x, 0] for x in colliding["set"]]}, {1: 0}, exact=True)


# --- forms of tests -------------------------------------------------------------------------------


def test_forms_that_mean_the_same():
    assert code.read_tests(json.dumps(SUMS)) == code.read_tests(SUMS)
    pairs = [{"input": i, "output": o} for i, o in zip(*SUMS.values(), strict=True)]
    assert code.read_tests(pairs) == code.read_tests(SUMS)
    lines = {"inputs": [["1", "2"]], "outputs": [["3", "4"]]}
    assert code.read_tests(lines).cases == (Stdin("1\n2", "3\n4"),)
    told = {"fn_name": "f", "inputs": ['[1, 2]\n"a"'], "outputs": ["[3]"]}
    assert code.read_tests(told).cases[0].args == ([1, 2], "a")
    told["inputs"] = ['"a\u2028b"\r\n\n3']
    assert code.read_tests(told).cases[0].args == ("a\u2028b", 3)


def test_assertions_become_calls_where_they_can():
    kinds = {
        "assert f(1) == 2": Call,
        "assert f([1], x={'a': (2,)}) == {1, 2}, 'why'": Call,
        "assert f(g(1)) == 2": Script,
        "assert f(1) != 2": Script,
        "assert sorted(f(1)) == [2]": Script,
        "assert sum(1, 2) == 3": Call,
        "assert sys.getsizeof(f(1)) == 2": Script,
        "assert f(*[1]) == 2": Script,
    }
    for source, kind in kinds.items():
        assert isinstance(code.read_tests({"test_list": [source]}).cases[0], kind), source


@pytest.mark.parametrize(
    ("tests", "said"),
    [
        ([], "no tests"),
        ({"inputs": [], "outputs": []}, "no tests"),
        ({"test_list": []}, "no tests"),
        ({"inputs": ["1"], "outputs": []}, "1 inputs, but 0 outputs"),
        ({"inputs": [1], "outputs": ["1"]}, "a text or a list"),
        ({"questions": []}, "'questions'"),
        ("{", "not JSON"),
        (None, "NoneType"),
        ([{"input": "1"}], "output"),
        ({"test_list": ["assert f("]}, "can't be parsed"),
        ({"test": "x = 1", "entry_point": "f"}, "check"),
        ({"test_list": ["assert len('a') == 1 and True"]}, "any program would pass"),
        ({"test": "def check(f):\n    assert 1 < 2", "entry_point": "f"}, "never uses f"),
    ],
)
def test_tests_that_say_nothing_are_refused(tests, said):
    with pytest.raises(ValueError, match=said):
        code.read_tests(tests)


# --- programs -------------------------------------------------------------------------------------


def test_a_right_program_and_a_wrong_one(box):
    right = code.grade(SUM, SUMS, sandbox=box)
    assert (right.score, right.verdict, right.passed, right.total) == (1.0, "correct", 3, 3)
    wrong = code.grade("print(7)", SUMS, sandbox=box, stop_at_first=False)
    assert (wrong.score, wrong.verdict, wrong.passed, wrong.total) == (0.0, "wrong", 2, 3)
    assert wrong.failure.index == 0
    assert (wrong.failure.got, wrong.failure.status) == ("7\n", "wrong")
    assert "expected '3" in wrong.reason


@pytest.mark.parametrize(
    ("program", "verdict", "said"),
    [
        ("print(", "unreadable", "never closed"),
        ("\0", "unreadable", "null"),
        ("\ud800", "unreadable", ""),
        ("raise KeyError('x')", "wrong", "KeyError: 'x'"),
        (f"{SUM}\nimport sys\nsys.exit(1)", "wrong", "exit code"),
        ("while True: pass", "timeout", "too long"),
        ("x = [0] * 10**9", "wrong", "memory"),
        ("while True: print('x' * 1000)", "wrong", "printed too much"),
        ("x" * (2**21 + 1), "unreadable", "characters"),
    ],
)
def test_programs_that_fail(box, program, verdict, said):
    limits = sandbox.Limits(wall=0.3 if verdict == "timeout" else 2.0, memory=256 << 20)
    got = code.grade(program, SUMS, sandbox=box, limits=limits)
    assert (got.score, got.verdict) == (0.0, verdict), got
    assert said in got.reason


@pytest.mark.parametrize(
    "program",
    [
        "def add(a, b):\n    return a + b",
        "class Solution:\n    def add(self, a, b):\n        return a + b",
        "from __future__ import annotations\nadd = lambda a, b: a + b",
        "list = dict = isinstance = len = None\ndef add(a, b):\n    print('noise')\n    return a "
        "+ b",
        "if __name__ == '__main__':\n    1 / 0\ndef add(a, b):\n    return a + b",
    ],
)
@pytest.mark.parametrize("tests", [ADD, ASSERTIONS], ids=["results", "assertions"])
def test_functions_in_many_forms(box, program, tests):
    assert score(box, program, tests) == 1


def test_completions_and_whole_functions_of_a_prompt(box):
    assert score(box, "    return x + 1\n", CHECK) == 1
    assert score(box, "def after(x):\n    return x + 1\n", CHECK) == 1
    assert score(box, "def after(x):\n    return before(x) + 2\n", CHECK) == 1
    assert score(box, "def after(x):\n    return x\n", CHECK) == 0
    # The test's own helper can't be replaced.
    assert score(box, "def before(x):\n    return x\ndef after(x):\n    return x\n", CHECK) == 0


def test_tests_that_make_objects_of_the_program_and_expect_errors(box):
    tests = {
        "test_setup_code": "import math\nroot = Node(1)\nroot.left = Node(2)\nroot.left.left = "
        "Node(3)",
        "test_list": [
            "assert height(root) == 3",
            "assert math.isclose(height(Node(0)), 1)",
            "assert list(walk(root)) == [1, 2, 3]",
            "try:\n    height(7)\nexcept AttributeError:\n    pass\nelse:\n    assert False",
        ],
    }
    program = (
        "class Node:\n    def __init__(self, x):\n        self.x, self.left = x, None\n"
        "def height(node):\n    return 1 + height(node.left) if node.left else 1\n"
        "def walk(node):\n    while node:\n        yield node.x\n        node = node.left\n"
    )
    assert code.grade(program, tests, sandbox=box).passed == 4
    assert score(box, program.replace("1 + height", "2 + height"), tests) == 0


def test_limits_of_tests_and_of_all_together(box):
    slow = f"import time\ntime.sleep(0.1)\n{SUM}"
    assert score(box, slow, SUMS) == 1
    got = code.grade(slow, SUMS, sandbox=box, total_time=0.15, stop_at_first=False)
    assert (got.verdict, got.score) == ("timeout", 0)
    tests = {"inputs": ["1\n", "1 1 1 1 1\n"], "outputs": ["7", "5"]}
    assert code.grade(SUM, tests, sandbox=box, max_tests=1).score == 1  # the longest input
    with pytest.raises(ValueError, match="max_tests"):
        code.grade(SUM, tests, sandbox=box, max_tests=0)


def test_a_lookup_of_the_expected_outputs_passes_and_nothing_passes_none(box):
    table = dict(zip(*SUMS.values(), strict=True))
    assert score(box, f"import sys\nprint({table!r}[sys.stdin.read()])", SUMS) == 1
    assert score(box, "", SUMS) == 0
    assert score(box, "", ADD) == 0
    assert score(box, "", ASSERTIONS) == 0
    assert score(box, "", CHECK) == 0


def test_threads_grade_at_once(box):
    found = {}

    def work(number):
        found[number] = score(box, f"print(sum(map(int, input().split())) + {number % 2})", SUMS)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {0: 1, 1: 0, 2: 1, 3: 0}


# --- cheats ---------------------------------------------------------------------------------------

EQUAL = """
class Equal(int):
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __sub__(self, other): return 1
    def __hash__(self): return 3
    def __bool__(self): return True
"""
ANY = "def add(a=0, b=0): return {0}\nafter = add\n"
CHEATS = {
    "always equal": EQUAL + ANY.format("Equal(99)"),
    "always equal, no number": EQUAL.replace("(int)", "") + ANY.format("Equal()"),
    "exit 0": "import os\nos._exit(0)",
    "exit 0 in the call": "import os\ndef add(*a): os._exit(0)\nafter = add",
    "sys.exit": "import sys\nsys.exit(0)",
    "sys.exit in the call": "import sys\ndef add(*a): sys.exit(0)\nafter = add",
    "at exit": "import atexit, os\natexit.register(os._exit, 0)\ndef add(*a): 1 / 0\nafter = add",
    "assertions off": "import builtins\nclass A(BaseException): pass\n"
    "builtins.AssertionError = A\n" + ANY.format("None"),
    "json patched": "import json\njson.dumps = lambda *a, **k: '{\"value\": 3}'\n"
    + ANY.format("0"),
    "builtins patched": "import builtins\nbuiltins.isinstance = lambda *a: True\n"
    + ANY.format("0"),
    "frames": "import sys\ndef add(*a):\n    frame = sys._getframe()\n    while frame:\n"
    "        for name, value in list(frame.f_locals.items()) + list(frame.f_globals.items()):\n"
    "            if 'expected' in str(name) or 'output' in str(name): return value\n"
    "        frame = frame.f_back\nafter = add",
    "garbage": "import gc\ndef add(*a):\n    for item in gc.get_objects():\n"
    "        if isinstance(item, dict) and 'outputs' in item: return item['outputs'][0]\nafter = "
    "add",
    "forged frame": "import os\nfor file in range(3, 20):\n"
    "    try: os.write(file, b'{\"value\": 3}')\n    except OSError: pass\nos._exit(0)",
    "forged frame first": "import os\ntry: os.write(3, b'{\"value\": 3}')\n"
    "except OSError: pass\n" + ANY.format("3"),
    "forged pass": "print('{\"passed\": true}')\n" + ANY.format("None"),
    "forged statuses": "import os\nfor file in range(3, 20):\n    try: os.write(file, b'ok\\n')\n"
    "    except OSError: pass\n" + ANY.format("None"),
    "judge's name": "def call_for_the_judge(*a): return {'value': 3}\n" + ANY.format("0"),
    "judge's parts": "__import__('types').FunctionType = None\n" + ANY.format("0"),
    "recipe": "class R:\n    def recipe_of_the_judge(self): return ('add', [], {}, {})\n"
    + ANY.format("R()"),
    "files": "import os\nfor folder in ('.', '/', '/tmp', '/home', '/root', '/proc/self/fd'):\n"
    "    try: print(*[open(os.path.join(folder, name)).read() for name in os.listdir(folder)])\n"
    "    except Exception: pass\n" + ANY.format("0"),
    "deep": "x = []\nfor _ in range(100000): x = [x]\n" + ANY.format("x"),
    "huge": ANY.format("[0] * 10**6"),
    "huge number": ANY.format("10 ** 10**5"),
    "one after the other": "import itertools\nnumbers = itertools.cycle([3, 7, 7])\n"
    "def add(*a): return next(numbers)\nafter = add",
    "a generator without end": "import itertools\n" + ANY.format("itertools.count()"),
    "hostile names": "class type: pass\nclass X:\n    @property\n    def __class__(self): return "
    "int\n" + ANY.format("X()"),
    "hostile error": "class E(Exception):\n    def __str__(self): raise self\ndef add(*a): raise "
    "E\n"
    "after = add",
    "stdin": "import sys\nprint(sys.stdin.read())\n" + ANY.format("0"),
    "argv": "import sys\nprint(*sys.argv)\n" + ANY.format("0"),
}
REPORTED = {
    "sums": SUMS,
    "results": ADD,
    "assertions": {"test_list": ASSERTIONS["test_list"] + ["assert add(2, 2) in (4,)"]},
    "check": CHECK,
}


@pytest.mark.parametrize("cheat", CHEATS)
def test_cheats_earn_nothing(box, cheat):
    limits = sandbox.Limits(wall=1.5, memory=256 << 20)
    for name, tests in REPORTED.items():
        got = code.grade(CHEATS[cheat], tests, sandbox=box, limits=limits)
        assert got.score == 0, (name, got)
        assert got.verdict in ("wrong", "timeout"), (name, got)
    assert score(box, SUM, SUMS) == 1  # what came before has left no trace


@pytest.mark.parametrize("error", ["StopIteration", "StopAsyncIteration", "GeneratorExit"])
def test_no_error_of_a_program_ends_a_loop_of_the_tests(box, error):
    """``all(map(f, ...))`` takes a StopIteration of ``f`` for the end of the list."""
    looped = "assert all(map(add, [1], [2]))\nfor got in map(add, [1], [2]):\n    assert got == 3"
    assert score(box, "def add(a, b):\n    return a + b", {"test_list": [looped]}) == 1
    assert score(box, f"def add(a, b):\n    raise {error}", {"test_list": [looped]}) == 0


@pytest.mark.slow
def test_a_test_that_ran_too_long_says_nothing_about_the_next(box):
    tests = {
        "test_list": [
            "assert add(1, 2)\nimport time\ntime.sleep(0.6)",
            "import time\ntime.sleep(0.35)\nassert add(1, 2) == 9 or add(1, 2) == 8",
        ]
    }
    limits = sandbox.Limits(wall=0.4, memory=256 << 20)
    program = "def add(a, b):\n    return a + b"
    got = code.grade(program, tests, sandbox=box, limits=limits, stop_at_first=False)
    assert (got.passed, got.total) == (0, 2)


def test_a_run_can_not_poison_the_next(box):
    program = (
        "import builtins, json\n"
        "if getattr(builtins, 'seen', 0):\n    print(7)\nelse:\n    builtins.seen = 1\n    "
        "print(3)\n"
        "try:\n    open('/tmp/seen', 'w').write('x')\nexcept OSError:\n    pass\n"
    )
    got = code.grade(program, SUMS, sandbox=box, stop_at_first=False)
    assert got.passed == 1  # each run prints 3


def test_expected_values_are_nowhere_in_a_programs_memory(box):
    program = (
        "import gc\ndef find():\n    wanted = ''.join(['9182', '73645'])\n"
        "    return any(wanted in str(item) for item in gc.get_objects())"
    )
    tests = {"fn_name": "find", "inputs": [[], []], "outputs": [False, 918273645]}
    assert code.grade(program, tests, sandbox=box, stop_at_first=False).passed == 1


@settings(max_examples=10, deadline=None)
@given(text=st.text(max_size=60))
def test_any_text_is_graded(text):
    box = sandbox.default(preload=(), limits=sandbox.Limits(wall=2.0))
    for tests in (SUMS, ADD, CHECK):
        assert score(box, text, tests) == 0
