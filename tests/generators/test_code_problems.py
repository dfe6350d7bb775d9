"""Generated programming problems: pure, told well, solvable as said, and by nothing trivial."""

import hashlib
import io
import os
import re
import subprocess
import sys
import time
from contextlib import redirect_stdout
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from gem_gymnasium import sandbox
from gem_gymnasium.generators import code_problems
from gem_gymnasium.generators.code_problems import _problem, _sketch
from gem_gymnasium.graders import code
from gem_gymnasium.graders._compare import same_output

LEVELS = list(code_problems.LEVELS)
SOME = [(index, level) for level in LEVELS for index in range(3000, 3040 if level < 5 else 3015)]


@pytest.fixture(scope="module")
def some():
    return {key: code_problems.problem(*key) for key in SOME}


def run(source, text):
    """What a reference program of ours prints."""
    out, stdin = io.StringIO(), sys.stdin
    sys.stdin = io.StringIO(text)
    try:
        with redirect_stdout(out):
            exec(compile(source, "reference", "exec"), {"__name__": "__main__"})
    finally:
        sys.stdin = stdin
    return out.getvalue()


def results(problem):
    """Pairs of what the reference gives and what is expected."""
    tests = problem.tests
    if problem.entry_point:
        assert tests["fn_name"] == problem.entry_point
        scope = {}
        exec(problem.reference, scope)
        solve = scope[problem.entry_point]
        got = [solve(*args) for args in tests["inputs"]]
    else:
        got = [run(problem.reference, text) for text in tests["inputs"]]
    return list(zip(got, tests["outputs"], strict=True))


# What programs do that have understood nothing; a text goes in, a text comes out.
TRIVIAL = {
    "nothing": lambda text: "",
    "zero": lambda text: "0",
    "minus one": lambda text: "-1",
    "yes": lambda text: "YES",
    "no": lambda text: "NO",
    "echo": lambda text: text,
    "first line": lambda text: text.split("\n")[0],
    "last line": lambda text: text.strip().split("\n")[-1],
    "first number": lambda text: (re.findall(r"-?\d+", text) or ["0"])[0],
    "last number": lambda text: (re.findall(r"-?\d+", text) or ["0"])[-1],
    "sorted": lambda text: " ".join(sorted(text.split()[1:])),
    "largest": lambda text: str(max(map(int, re.findall(r"-?\d+", text)), default=0)),
}
TRIVIAL_CALLS = {
    "None": lambda *args: None,
    "zero": lambda *args: 0,
    "true": lambda *args: True,
    "false": lambda *args: False,
    "empty": lambda *args: [],
    "text": lambda *args: "",
    "first": lambda *args: args[0],
    "last": lambda *args: args[-1],
    "length": lambda *args: len(args[0]) if isinstance(args[0], (list, str)) else 0,
}


def test_equal_arguments_give_equal_problems_and_others_give_others(some):
    for key in SOME[::13]:
        assert code_problems.problem(*key) == some[key]
    statements = {problem.statement for problem in some.values()}
    assert len(statements) == len(SOME)


@pytest.mark.parametrize(
    ("index", "level", "named"),
    [(0, 0, "level"), (0, 6, "level"), (-1, 1, "index"), (2**31, 1, "x")],
)
def test_arguments_out_of_range_are_refused(index, level, named):
    with pytest.raises(ValueError, match=named):
        code_problems.problem(index, level)


def test_there_are_many_families_at_every_level():
    assert len(code_problems.FAMILIES) >= 30
    for level in LEVELS:
        assert sum(level in levels for levels in code_problems.FAMILIES.values()) >= 10


def test_the_global_random_state_has_no_part(some):
    np.random.seed(7)  # noqa: NPY002
    before = np.random.get_state()[1].tolist()  # noqa: NPY002
    assert code_problems.problem(3000, 2) == some[3000, 2]
    assert np.random.get_state()[1].tolist() == before  # noqa: NPY002


def test_references_pass_the_tests(some):
    for key, problem in some.items():
        for got, expected in results(problem):
            assert got == expected, (key, problem.family)


def test_tests_are_enough_and_short(some):
    for key, problem in some.items():
        outputs = [str(output) for output in problem.tests["outputs"]]
        assert 10 <= len(outputs) <= 18, (key, problem.family)
        assert len(set(outputs)) >= 2
        assert max(map(len, outputs)) < 3000
        assert len(problem.statement) < 4000


def test_examples_stand_in_the_statement_and_are_no_tests(some):
    for key, problem in some.items():
        assert len(problem.examples) == 2
        for given, wanted in problem.examples:
            assert given.strip() in problem.statement, key
            assert wanted.strip() in problem.statement, key
            assert given not in problem.tests["inputs"]


def test_statements_are_filled_in(some):
    for key, problem in some.items():
        told = problem.statement.split("Example")[0]
        assert not re.search(r"\$|\{\w+\}|  |None|\.\.(?!`)", told), (key, told)
        assert problem.entry_point is None or f"`{problem.entry_point}(" in problem.statement


def test_trivial_programs_fail(some):
    for key, problem in some.items():
        tests = list(zip(problem.tests["inputs"], problem.tests["outputs"], strict=True))
        if problem.entry_point:
            for name, trivial in TRIVIAL_CALLS.items():
                assert any(trivial(*args) != out for args, out in tests), (key, name)
        else:
            for name, trivial in TRIVIAL.items():
                assert not all(same_output(trivial(text), out) for text, out in tests), (key, name)


def test_functions_leave_their_arguments_alone(some):
    for key, problem in some.items():
        if problem.entry_point:
            before = repr(problem.tests["inputs"])
            results(problem)
            assert repr(problem.tests["inputs"]) == before, (key, problem.family)


def test_references_pass_in_the_judge_and_an_empty_program_does_not(some):
    for key in [(3000, 1), (3001, 2), (3002, 3), (3003, 4), (3000, 5), (3001, 5)]:
        problem = some[key]
        limits = sandbox.Limits(wall=5 * problem.time_limit)
        assert code.grade(problem.reference, problem.tests, limits=limits).score == 1, key
        assert code.grade("", problem.tests, limits=limits).score == 0, key


def digest():
    text = "".join(map(repr, (code_problems.problem(*key) for key in SOME[::4])))
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.slow
def test_a_process_with_another_hash_seed_has_the_same_problems():
    code = "import sys; sys.path.insert(0, sys.argv[1]); import test_code_problems as t"
    command = [sys.executable, "-c", f"{code}; print(t.digest())", str(Path(__file__).parent)]
    for seed in ("1", "2"):
        env = {**os.environ, "PYTHONHASHSEED": seed}
        assert subprocess.check_output(command, env=env, text=True).strip() == digest()


def sketches(count, level):
    """Sketches of the families that have a plain second solution."""
    for index in range(count):
        draw = _sketch.Draw(np.random.default_rng([level, index]), level)
        for name, levels in code_problems.FAMILIES.items():
            if level in levels:
                sketch = code_problems._FAMILIES[name](draw)
                if sketch.naive:
                    yield name, sketch


# Families whose plain solution takes as long as their numbers are great.
UNBOUNDED = {"chosen_divisors", "coverage", "digit_census_huge", "least_speed", "recurrence"}
UNBOUNDED |= {"register_machine", "wandering"}
# Families whose plain solution tries everything, with the first argument that it can bear.
EXPONENTIAL = {"cheapest_way": 7, "stairs": 20}


def is_quick(name, args):
    if name in EXPONENTIAL:
        return args[0] <= EXPONENTIAL[name]
    numbers = [value for value in _problem._flat(args) if isinstance(value, int)]
    return name not in UNBOUNDED or max(numbers, default=0) <= 20000


def check_naive(count, steps):
    seen = set()
    for level in LEVELS:
        for name, sketch in sketches(count, level):
            solve, naive = sketch.solver(), sketch.solver(sketch.naive)
            for args in [*sketch.edges, *(sketch.make(step) for step in steps)]:
                if is_quick(name, args):
                    assert solve(*args) == naive(*args), (name, level, sketch.values, args)
                    seen.add(name)
    return seen


def test_clever_references_agree_with_plain_ones():
    assert len(check_naive(3, [0, 1, 2, 3])) >= 20


@pytest.mark.slow
def test_clever_references_agree_with_plain_ones_often():
    check_naive(12, [0, 1, 2, 3, 4])


@pytest.mark.slow
def test_plain_solutions_are_too_slow_where_the_statement_says_so():
    seen = {}
    for index in range(80):
        draw = code_problems._draw(index, 5)
        name = draw.pick(code_problems._OF_LEVEL[5])
        sketch = code_problems._FAMILIES[name](draw)
        if "too slow" in sketch.slow and sketch.naive and name not in seen:
            problem = _problem.build(name, sketch, draw)
            plain = replace(sketch, source=sketch.naive)
            program = plain.reference() if problem.entry_point else _problem._program(plain)
            limits = sandbox.Limits(wall=3 * problem.time_limit, cpu=problem.time_limit)
            seen[name] = code.grade(program, problem.tests, limits=limits).verdict
    assert len(seen) >= 10
    assert set(seen.values()) == {"timeout"}, seen


@pytest.mark.slow
def test_every_family_often():
    seen = set()
    for level in LEVELS:
        for index in range(500 if level < 5 else 150):
            problem = code_problems.problem(index, level)
            seen.add((problem.family, level))
            started = time.process_time()
            for got, expected in results(problem):
                assert got == expected, (level, index, problem.family)
            assert time.process_time() - started < 2, (level, index, problem.family)
    wanted = {(name, level) for name, levels in code_problems.FAMILIES.items() for level in levels}
    assert seen == wanted
