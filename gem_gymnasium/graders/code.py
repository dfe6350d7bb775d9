"""Grading programs: run them on tests, each in a confined process, and compare outside.

Expected outputs never enter a jail, and a test that is code (HumanEval's ``check``, MBPP's
assertions) never shares a process with the program; see `_calls.py`. Each test runs in a new
process, so no test can poison the next; what comes back is bounded text and JSON.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from gem_gymnasium.graders._calls import Checker, call, callable_program, request
from gem_gymnasium.graders._code_tests import Call, Script, Stdin, Test, Tests, read_tests
from gem_gymnasium.graders._compare import same_output, same_value
from gem_gymnasium.graders.grade import Grade, Verdict

if TYPE_CHECKING:
    from gem_gymnasium.sandbox import Limits, Program, Result, Sandbox, Session

__all__ = ["CodeGrade", "Failure", "Status", "Tests", "grade", "read_tests"]

Status: TypeAlias = Literal["wrong", "raised", "timeout", "memory", "output", "killed", "compile"]
"""How a test failed: another result, an error (or an exit code that isn't 0), a limit, a signal."""

_LONGEST_PROGRAM = 2**21
_SHOWN = 300  # characters of an input or output in a `Failure`
_MOST_CALLS = 5000  # calls of the program by one test that is code


@dataclass(frozen=True, slots=True)
class Failure:
    """The first test that failed, in short.

    Attributes:
        index: The test's place in the tests, from 0.
        input: What the program was given, shortened.
        expected: What should come of it, shortened.
        got: What came, shortened.
        status: How it failed.
        stderr: The end of what the program wrote to standard error.
    """

    index: int
    input: str
    expected: str
    got: str
    status: Status
    stderr: str = ""


@dataclass(frozen=True, slots=True)
class CodeGrade(Grade):
    """A `Grade` of a program: 1 if all tests passed, else 0.

    Attributes:
        passed: Tests that passed.
        total: Tests that there were.
        failure: The first failed test, or None.
    """

    passed: int = 0
    total: int = 0
    failure: Failure | None = None


def grade(
    program: str,
    tests: Any,
    *,
    sandbox: Sandbox | None = None,
    limits: Limits | None = None,
    total_time: float = 60.0,
    stop_at_first: bool = True,
    max_tests: int | None = None,
) -> CodeGrade:
    """Grade a program by tests.

    Tests with short inputs run first. A test passes if the program ends with exit code 0 within the
    limits and its result is the expected one, by `_compare.same_output` or `same_value`. A function
    may also be a method of a class ``Solution``. What a function does to its arguments isn't seen,
    only what it returns.

    Args:
        program: Python source; any text.
        tests: What `read_tests` takes, or has made.
        sandbox: Where to run it; the process's shared one if None.
        limits: Bounds of each test, the sandbox's if None.
        total_time: Seconds for all tests together.
        stop_at_first: Stop at the first failure; the score is known then.
        max_tests: Run only so many, those with the longest inputs (GEM runs 12).

    Returns:
        The grade. Its verdict is "correct" or "wrong", "timeout" if a limit of time was passed,
        "unreadable" if the program doesn't compile, "error" if the sandbox failed.

    Raises:
        ValueError: If the tests can't be read, or there are none.
        SandboxUnavailable: If nothing can be confined here; the message says why.
    """
    from gem_gymnasium import sandbox as sandboxes

    if max_tests is not None and max_tests < 1:
        raise ValueError(f"max_tests must be at least 1 or None, got {max_tests!r}.")
    cases = read_tests(tests).most(max_tests)
    total = len(cases.cases)
    if len(program) > _LONGEST_PROGRAM:
        return CodeGrade(
            0.0, "unreadable", f"the program has more than {_LONGEST_PROGRAM} characters", 0, total
        )
    box = sandboxes.default() if sandbox is None else sandbox
    bounds = limits or box.limits
    try:
        judge = _Judge(box, cases, cases.whole(program), bounds, total_time)
        try:
            return judge.judge(stop_at_first)
        finally:
            judge.close()
    except OSError as error:
        return CodeGrade(0.0, "error", f"the sandbox failed: {error}", 0, total)


class _Failed(Exception):  # noqa: N818 - it ends test code, and is no error
    """A call that test code made ended without an answer."""

    def __init__(self, result: Result) -> None:
        self.result = result


class _Judge:
    """One program's tests."""

    def __init__(
        self, box: Sandbox, tests: Tests, source: str, limits: Limits, time_: float
    ) -> None:
        self._box = box
        self._tests = tests
        self._limits = limits
        self._end = time.monotonic() + time_
        if not any(isinstance(test, Stdin) for test in tests.cases):
            source = callable_program(source)
        self._program: Program = box.program(source, limits)
        self._session: Session | None = None
        self._checker: Checker | None = None
        self._calls = 0

    def close(self) -> None:
        self._program.close()
        if self._session is not None:
            self._session.close()

    def judge(self, stop_at_first: bool) -> CodeGrade:
        total, passed = len(self._tests.cases), 0
        first: Failure | None = None
        for index, test in self._tests.in_order():
            if self._left() <= 0:
                reason = f"the time for all tests was over when {passed} of {total} had passed"
                return CodeGrade(0.0, "timeout", reason, passed, total, first)
            failure = self._test(index, test)
            if failure is None:
                passed += 1
                continue
            if failure.status == "compile":
                return CodeGrade(0.0, "unreadable", f"no program: {failure.got}", 0, total, failure)
            first = first or failure
            if stop_at_first:
                break
        if first is None:
            return CodeGrade(1.0, "correct", f"{passed} of {total} tests passed", passed, total)
        verdict: Verdict = "timeout" if first.status == "timeout" else "wrong"
        return CodeGrade(0.0, verdict, _words(first), passed, total, first)

    def _left(self) -> float:
        return self._end - time.monotonic()

    def _now(self) -> Limits:
        """The limits of a test, or less where little time is left."""
        left = max(self._left(), 0.01)
        return self._limits if left >= self._limits.wall else replace(self._limits, wall=left)

    def _test(self, index: int, test: Test) -> Failure | None:
        if isinstance(test, Stdin):
            result = self._program.run(test.stdin, self._now())
            if result.status == "ok" and same_output(result.stdout, test.expected):
                return None
            return _failure(index, test.stdin, test.expected, result.stdout, result)
        if isinstance(test, Call):
            return self._call(index, test)
        return self._script(index, test)

    def _call(self, index: int, test: Call) -> Failure | None:
        asked = request(test.name, test.args, test.kwargs)
        answer, result = call(self._program, asked, self._now())
        if answer is not None and "value" in answer:
            value, exact = answer["value"], test.exact
            if same_value(value, test.expected, exact=exact):
                return None
            if test.wrapped and same_value(value, test.expected[0], exact=exact):
                return None
        given = [repr(arg) for arg in test.args]
        given += [f"{name}={value!r}" for name, value in test.kwargs.items()]
        shown = f"{test.name}({', '.join(given)})"
        return _failure(index, shown, repr(test.expected), _told(answer), result)

    def _script(self, index: int, test: Script) -> Failure | None:
        if self._checker is None:
            self._session = self._box.session(self._limits)
            self._checker = Checker(self._session, self._answer)
        self._calls = 0
        try:
            reason = self._checker.run(test.source, test.names, test.before)
        except _Failed as stopped:
            return _failure(index, test.source, "no error", "", stopped.result)
        if reason is None:
            return None
        return Failure(index, _short(test.source), "no error", _short(reason), "wrong")

    def _answer(self, asked: Any) -> dict[str, Any]:
        self._calls += 1
        answer, result = call(self._program, asked, self._now())
        if answer is None or self._calls > _MOST_CALLS or self._left() <= 0:
            raise _Failed(result)
        return answer


def _told(answer: dict[str, Any] | None) -> str:
    """A program's answer to a call, in short."""
    if answer is None:
        return "no value"
    if "raised" in answer:
        kind, message = answer["raised"]
        return f"{kind}: {message}"
    return json.dumps(answer["value"])[:_SHOWN] if "value" in answer else answer["opaque"]


def _failure(index: int, given: str, expected: str, got: str, result: Result) -> Failure:
    status: Status = "wrong"
    if result.status == "error":
        # A program that doesn't compile never runs.
        status = "compile" if result.seconds == 0.0 else "raised"
        got = result.stderr.strip().rpartition("\n")[2] if status == "compile" else got
    elif result.status != "ok":
        status = result.status
    return Failure(
        index, _short(given), _short(expected), _short(got), status, result.stderr[-_SHOWN:]
    )


def _short(text: str) -> str:
    shown = text[:_SHOWN].encode("utf-8", "backslashreplace").decode()  # logs are UTF-8
    return shown if len(text) <= _SHOWN else f"{shown}... ({len(text)} characters)"


def _words(failure: Failure) -> str:
    """Why a test failed, in a sentence."""
    place = f"test {failure.index + 1}"
    if failure.status == "wrong":
        return f"{place}: expected {failure.expected!r:.80}, got {failure.got!r:.80}"
    if failure.status == "raised":
        last = failure.stderr.strip().rpartition("\n")[2] or "it didn't end with exit code 0"
        return f"{place}: {last}"
    words = {
        "timeout": "the program took too long",
        "memory": "the program took too much memory",
        "output": "the program printed too much",
    }
    return f"{place}: {words.get(failure.status, 'the program was killed')}"
