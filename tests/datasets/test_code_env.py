"""`Code`: forms of tests, feedback, data sets, and programs that mean no good."""

import copy
import json
import pickle
import re
import time
from pathlib import Path

import datasets
import gymnasium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gem_gymnasium.conformance.stand_ins import make_kwargs
from gem_gymnasium.core import NoOracle
from gem_gymnasium.envs.code import Code
from gem_gymnasium.envs.dataset import DatasetError
from gem_gymnasium.graders.code import CodeGrade
from gem_gymnasium.registration import entries, gem_id
from gem_gymnasium.sandbox import SandboxUnavailable, probe

DATA = entries("gem/Code-*-v0")
DOUBLE = {"inputs": ["1", "2", "30"], "outputs": ["2", "4", "60"]}
ROWS = [{"problem": "Double a number.", "tests": DOUBLE, "right": "print(2 * int(input()))"}]
HUMANEVAL = {
    "prompt": 'def twice(x):\n    """Twice x."""\n',
    "canonical_solution": "    return 2 * x\n",
    "test": "def check(candidate):\n    assert candidate(3) == 6\n    assert candidate(-1) == -2\n",
    "entry_point": "twice",
}
MBPP = {
    "text": "Write a function to double a number.",
    "code": "def twice(x):\r\n  return 2 * x",
    "test_list": ["assert twice(3) == 6", "assert twice(4) == 8", "assert abs(twice(5) - 10) < 1"],
    "test_setup_code": "",
    "challenge_test_list": [],
}


def make(rows=ROWS, env_id="gem/Code-v0", **kwargs):
    return gymnasium.make(env_id, dataset=rows, **kwargs)


def block(source):
    return f"```python\n{source}\n```"


def answer(source, rows=ROWS, **kwargs):
    """What a first answer brings."""
    env = make(rows, **kwargs)
    env.reset(seed=0)
    return env.step(block(source))


# --- answers --------------------------------------------------------------------------------------


def test_a_program_that_passes_all_tests_is_right():
    observation, reward, terminated, _, info = answer("print(int(input()) * 2)")
    assert (reward, terminated, info["success"], info["score"]) == (1.0, True, True, 1.0)
    assert observation.startswith("Your program passes all tests.")
    assert "grader" not in info


@pytest.mark.parametrize(
    "source",
    [
        "print(2)",
        "print(int(input()) * 2",
        "raise SystemExit(0)",
        "import os; os._exit(0)",
        "print('2\\n4\\n60')",
        "print(*range(100))",
        "print(open('/etc/passwd').read())",
        "assert False",
        "\x00",
        "print('\ud800')",
        "(" * 10_000,
        "9" * 10_000,
    ],
)
def test_programs_that_are_wrong_earn_nothing(source):
    _, reward, terminated, _, info = answer(source)
    assert (reward, terminated, info["success"]) == (0.0, True, False)
    assert info["error"] is None


@pytest.mark.parametrize(
    "reply", ["", "print(2)", "```text\n2\n```", block(" \n"), block("#" * 2**17)]
)
def test_replies_without_a_program(reply):
    env = make()
    env.reset(seed=0)
    _, reward, terminated, _, info = env.step(reply)
    assert (reward, terminated, info["error"], info["action"]) == (-0.1, True, "format", None)


@settings(max_examples=50, deadline=None)
@given(st.text(st.characters(), max_size=100))
def test_any_program_is_graded(source):
    env = make(on_format_error="continue")
    env.reset(seed=0)
    assert env.step(block(source))[1] in (0.0, -0.1)


def test_a_program_that_never_ends_is_stopped():
    start = time.perf_counter()
    observation, reward, *_ = answer("while True: pass", time_limit=0.3, show_failure=True)
    assert time.perf_counter() - start < 3
    assert reward == 0.0
    assert "It took more than 0.3 seconds." in observation


def test_partial_scores_are_those_of_the_best_program():
    env = make(partial=True, max_attempts=3)
    observation, _ = env.reset(seed=0)
    assert "largest share of the tests" in observation
    programs = ["print(2)", "print(4 if input() == '2' else 60)", "print(2)"]
    steps = [env.step(block(source)) for source in programs]
    assert [step[4]["score"] for step in steps] == pytest.approx([1 / 3, 2 / 3, 1 / 3])
    assert [step[1] for step in steps] == pytest.approx([1 / 3, 1 / 3, 0])
    assert "passes 2 of 3 tests" in steps[1][0]
    assert not steps[-1][4]["success"]


def test_only_the_longest_tests_run_where_that_is_asked_for():
    source = "print(60 if input() == '30' else 0)"
    assert answer(source)[1] == 0.0
    assert answer(source, max_tests=1)[1] == 1.0


# --- feedback -------------------------------------------------------------------------------------


def test_what_failed_is_hidden_unless_it_is_asked_for():
    observation, *_ = answer("print(-7)", max_attempts=2)
    assert observation == "Your program fails a test.\nTurns left: 1"
    observation, *_ = answer("print(-7)", max_attempts=2, show_failure=True)
    assert "Input:\n1\nExpected:\n2\nGot:\n-7\n" in observation
    observation, *_ = answer("print(", max_attempts=2)
    assert observation == "Your program is no valid Python.\nTurns left: 1"
    assert "shown a test that it fails" in make(max_attempts=2, show_failure=True).reset()[0]
    assert "attempts" not in make(show_failure=True).reset()[0]


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("print(1", "is no valid Python: SyntaxError: '(' was never closed."),
        ("int('x')", "It ended with: ValueError: invalid literal for int()"),
        ("x = bytearray(10**11)", "It took too much memory."),
        ("while True: print('x' * 10**5)", "It printed too much."),
    ],
)
def test_how_a_program_failed_is_told(source, told):
    assert told in answer(source, show_failure=True)[0]


def test_a_call_that_failed_is_told():
    tests = {"fn_name": "f", "inputs": [[1, "a"]], "outputs": [{"a": 1}]}
    rows = [{"problem": "?", "tests": tests}]
    observation, *_ = answer("def f(n, s):\n    return n / 0", rows, show_failure=True)
    assert (
        "Input:\nf(1, 'a')\nExpected:\n{'a': 1}\nGot:\nZeroDivisionError: division" in observation
    )
    assert answer("def f(n, s):\n    return {s: n}", rows)[1] == 1.0


def test_what_could_not_be_told_is_said(monkeypatch):
    from gem_gymnasium.graders import code

    grades = [
        CodeGrade(0.0, "error", "the sandbox failed: x", 0, 3),
        CodeGrade(0.0, "timeout", "the time for all tests was over when 2 of 3 had passed", 2, 3),
        CodeGrade(0.0, "wrong", "test 1", 0, 3),
    ]
    env = make(max_attempts=3)
    env.reset(seed=0)
    asked = []
    monkeypatch.setattr(code, "grade", lambda *a, **kw: asked.append(kw) or grades[len(asked) - 1])
    steps = [env.step(block("1")) for _ in grades]
    assert [step[4].get("grader") for step in steps] == [grades[0].reason, grades[1].reason, None]
    assert "could not be tested: the sandbox failed: x." in steps[0][0]
    assert asked[0]["limits"].wall == 5.0
    assert asked[0]["stop_at_first"]


# --- built in -------------------------------------------------------------------------------------


def test_built_in_problems_are_endless():
    mixed = make(None)
    assert len(mixed.unwrapped.dataset) == 2**31
    for level in range(1, 6):
        env = make(None, level=level)
        observation, info = env.reset(options={"index": level - 1})
        assert info["task"] == f"code-level-{level}"
        assert observation == mixed.reset(options={"index": level - 1})[0]  # levels take turns
        assert env.step(env.unwrapped.oracle_action())[1] == 1.0
    assert mixed.unwrapped._time_limit == 2.0


@pytest.mark.slow
@pytest.mark.parametrize("level", range(1, 6))
def test_the_oracle_solves_many_built_in_problems(level):
    env = make(None, level=level)
    pattern = re.compile(env.action_space.pattern)
    for seed in range(100):
        env.reset(seed=seed)
        action = env.unwrapped.oracle_action()
        assert pattern.fullmatch(action)
        assert env.step(action)[4]["success"], seed


# --- data sets ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "tests",
    [
        DOUBLE,
        json.dumps(DOUBLE),
        {"inputs": [["1"], ["2"]], "outputs": [["2"], ["4"]]},
        [{"input": "1\n", "output": "2\n"}],
    ],
)
def test_forms_of_tests(tests):
    rows = [{"problem": "Double a number.", "tests": tests}]
    observation, _ = make(rows).reset()
    assert "Write a program in Python that reads standard input" in observation
    assert answer("print(int(input()) * 2)", rows)[1] == 1.0
    assert answer("print(3)", rows)[1] == 0.0


def test_humaneval_is_completed_or_written_whole(tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps(HUMANEVAL))
    env = make(str(path), "gem/Code-HumanEval-v0", split=None)
    observation, _ = env.reset()
    assert "Write `twice` in Python, which the tests call." in observation
    for source in ("    return x + x", "def twice(x):\n    return x + x"):
        env.reset(seed=0)
        assert env.step(block(source))[1] == 1.0
    env.reset(seed=0)
    oracle = env.unwrapped.oracle_action()
    assert oracle == block(HUMANEVAL["prompt"] + "    return 2 * x")
    assert env.step(oracle)[1] == 1.0


def test_mbpp_shows_a_test_which_names_the_function():
    kwargs = {"split": None, "subset": None}
    env = make([MBPP], "gem/Code-MBPP-v0", **kwargs)
    observation, _ = env.reset()
    assert "assert twice(3) == 6" in observation
    assert "twice(4)" not in observation
    assert env.step(env.unwrapped.oracle_action())[1] == 1.0
    observation, _ = make([MBPP], "gem/Code-MBPP-v0", **kwargs, show_tests=3).reset()
    assert "assert abs(twice(5) - 10) < 1" in observation
    observation, _ = make(show_tests=2).reset()
    assert "Input:\n1\nOutput:\n2\n\nInput:\n2\nOutput:\n4\n" in observation
    long = [{"problem": "?", "tests": {"inputs": ["x" * 2**18], "outputs": ["y"]}}]
    assert "xxx" not in make(long, show_tests=1).reset()[0]


def test_a_list_of_one_column_is_a_dictionary_too():
    rows = [{"problem": "?", "test_list": ["assert f(1) == 2"]}]
    assert answer("def f(x):\n    return x + 1", rows, answer_key=["test_list"])[1] == 1.0


def test_without_right_programs_there_is_no_oracle():
    env = make()
    env.reset()
    with pytest.raises(NoOracle, match=r"Row 0 of list has no right program: no solution_key="):
        env.unwrapped.oracle_action()
    for right in (None, " ", []):
        env = make([{**ROWS[0], "right": right}], solution_key="right")
        env.reset()
        with pytest.raises(NoOracle, match="'right' holds no text"):
            env.unwrapped.oracle_action()
    for right in (ROWS[0]["right"], [ROWS[0]["right"], "print(1)"]):
        env = make([{**ROWS[0], "right": right}], solution_key="right")
        env.reset()
        assert env.step(env.unwrapped.oracle_action())[1] == 1.0


def test_a_program_with_a_fence_of_its_own_is_written_with_a_longer_one():
    rows = [{**ROWS[0], "right": "'''\n```\n'''\nprint(2 * int(input()))"}]
    env = make(rows, solution_key="right")
    env.reset()
    action = env.unwrapped.oracle_action()
    assert re.fullmatch(env.action_space.pattern, action)
    assert env.step(action)[1] == 1.0


def test_tests_that_cannot_be_read_are_found_when_they_are_loaded(tmp_path):
    bad = [None, "no JSON", {}, {"inputs": [], "outputs": []}, {"inputs": ["1"], "outputs": []}, 3]
    for tests in bad:
        with pytest.raises(DatasetError, match=r"Row 1 of list .*: 'tests' holds no tests: "):
            make([*ROWS, {"problem": "?", "tests": tests}])
    with pytest.raises(DatasetError, match=r"2 rows of 3 are so\. Leave them out"):
        make([*ROWS, *({"problem": "?", "tests": None} for _ in range(2))])
    with pytest.raises(DatasetError, match=r"list has no column 'test'; it has 'problem'"):
        make(answer_key=["problem", "test"])
    with pytest.raises(DatasetError, match=r"Row 0 of list .*'problem' is blank"):
        make([{"problem": " ", "tests": DOUBLE}])
    broken = {**MBPP, "test_list": ["assert twice(3) =="]}
    with pytest.raises(DatasetError, match="'test_list, test_setup_code' holds no tests: the test"):
        make([broken], "gem/Code-MBPP-v0", split=None, subset=None)


def test_a_dataset_of_hugging_faces_library():
    rows = datasets.Dataset.from_list([{**ROWS[0], "tests": json.dumps(DOUBLE)}] * 3)
    assert answer("print(int(input()) * 2)", rows)[1] == 1.0
    as_columns = datasets.Dataset.from_list(ROWS * 3)
    assert answer("print(int(input()) * 2)", as_columns)[1] == 1.0


def test_copies_and_pickles_carry_no_rows_and_no_sandbox(tmp_path):
    path = tmp_path / "rows.jsonl"
    other = {"problem": "x" * 50_000, "tests": DOUBLE}
    path.write_text("\n".join(map(json.dumps, ROWS + [other] * 20)))
    env = make(str(path), max_attempts=2)
    assert env.unwrapped.dataset is make(str(path)).unwrapped.dataset
    env.reset(options={"index": 0})
    pickled = pickle.dumps(env)
    assert len(pickled) < 20_000
    for twin in (copy.deepcopy(env), pickle.loads(pickled)):
        assert twin.unwrapped.dataset is env.unwrapped.dataset
        assert twin.step(block("print(1)"))[:2] == (
            "Your program fails a test.\nTurns left: 1",
            0.0,
        )
        assert twin.step(block("print(int(input()) * 2)"))[1] == 1.0
    assert env.step(block("print(int(input()) * 2)"))[1] == 1.0


# --- arguments ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kwargs", "message"),
    [
        ({"level": 2}, "level=2 is of the problems that are built in"),
        ({"rows": None, "level": 6}, "level must be a whole number from 1 to 5, got 6"),
        ({"rows": None, "solution_key": "x"}, "solution_key='x' is of data sets"),
        ({"rows": None, "show_tests": 1}, "show_tests=1 is of data sets"),
        ({"rows": None, "answer_key": ["a"]}, r"answer_key=\['a'\] is of data sets"),
        ({"answer_key": []}, r"answer_key must be a text, got \[\]"),
        ({"answer_key": ["tests", 3]}, "answer_key must be a text, got 3"),
        ({"solution_key": 3}, "solution_key must be a text or None, got 3"),
        ({"show_tests": -1}, "show_tests must be a whole number of at least 0, got -1"),
        ({"show_failure": "no"}, "show_failure must be True or False, got 'no'"),
        ({"partial": 1}, "partial must be True or False, got 1"),
        ({"max_tests": 0}, "max_tests must be a whole number of at least 1, got 0"),
        ({"time_limit": 0}, "time_limit must be a number of seconds above 0, at most 60"),
        ({"time_limit": float("nan")}, "time_limit must be a number of seconds .* got nan"),
        ({"sandbox": "docker"}, "sandbox must be one of 'auto', .* got 'docker'"),
    ],
)
def test_arguments_that_are_refused(kwargs, message):
    with pytest.raises(ValueError, match=message):
        make(**kwargs)


def test_several_columns_are_for_tests_alone():
    with pytest.raises(DatasetError, match=r"answer_key must be a text, got \['x'\]"):
        gymnasium.make("gem/Math-v0", dataset=[{"question": "?", "x": 1}], answer_key=["x"])


def test_where_nothing_can_be_confined_no_environment_is_made(monkeypatch):
    def refuse(level):
        raise SandboxUnavailable(f"programs can't be confined on this machine: {level}")

    monkeypatch.setattr(probe, "choose", refuse)
    with pytest.raises(SandboxUnavailable, match="can't be confined on this machine: landlock"):
        Code(sandbox="landlock")


# --- ids ------------------------------------------------------------------------------------------


def test_gems_ids_resolve():
    assert gem_id("code:CodeContest") == "gem/Code-CodeContest-v0"
    assert gem_id("code:Taco8k") == "gem/Code-Taco8k-v0"
    assert gem_id("code:PrimeIntellect15k") == "gem/Code-PrimeIntellect15k-v0"
    assert gem_id("eval:CodeContest") == "gem/Code-Eval-CodeContest-v0"
    assert len(DATA) == 6


@pytest.mark.parametrize("entry", DATA, ids=lambda entry: entry.id)
def test_ids_over_rows_in_their_schema(entry):
    env = gymnasium.make(entry.id, **make_kwargs(entry))
    evaluation = entry.kwargs.get("order") == "sequential"
    assert evaluation == (entry.kwargs["split"] == "test")
    for seed in range(4):  # each form of tests
        _, info = env.reset(seed=seed)
        assert (info["index"] == seed) or not evaluation
        assert env.step(env.unwrapped.oracle_action())[1] == 1.0
    assert env.unwrapped._max_tests == (12 if entry.gem_ids else None)
    env.reset(seed=0)
    assert env.step(env.unwrapped.example_action)[1] == 0.0


def test_the_guide_lists_every_data_set():
    guide = (Path(__file__).parents[2] / "docs" / "code.md").read_text()
    rows = re.findall(r"^\| `(gem/Code-\S+)` \| `(\S+)` \| (\w+) \|", guide, re.MULTILINE)
    assert rows == [(entry.id, entry.kwargs["dataset"], entry.kwargs["split"]) for entry in DATA]
