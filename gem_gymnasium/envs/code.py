"""Code: programs that must pass hidden tests, for problems built in or from a data set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack

from gem_gymnasium.arguments import flag, one_of, positive, whole
from gem_gymnasium.core import NoOracle, Outcome
from gem_gymnasium.envs._loading import Dataset, load_tested
from gem_gymnasium.envs._rows import Generated, Item, Items, TestedRows
from gem_gymnasium.envs.dataset import ANY_TEXT, DatasetEnv, DatasetOptions, chosen_level
from gem_gymnasium.graders._code_tests import Call, Stdin, Test, read_tests
from gem_gymnasium.parsing import program

if TYPE_CHECKING:
    from gem_gymnasium.graders.code import CodeGrade, Failure
    from gem_gymnasium.sandbox.sandbox import Level

__all__ = ["Code"]

_TIME_LIMIT = 5.0  # seconds for a test of a data set
_TOTAL_TIME = 60.0  # seconds for all tests of an answer
_LONGEST_SHOWN = 2000  # characters of a test that a prompt shows
_FENCE = "```"
_SMALL = (
    r"print\([0-9]{1,3}\)",
    r"print\(input\(\)\)",
    r"print\(len\(input\(\)\)\)",
    r"print\(sum\(map\(int, input\(\)\.split\(\)\)\)\)",
    r"def [a-z]{1,8}\([a-z]\):\n    return [0-9]{1,3}",
)
_ENDS = {"memory": "It took too much memory.", "output": "It printed too much."}


def _problem(index: int, level: int) -> Item:
    """A problem that is built in."""
    from gem_gymnasium.generators import code_problems

    problem = code_problems.problem(index, level)
    return Item(problem.statement, (problem.reference,), tests=read_tests(problem.tests))


class Code(DatasetEnv):
    r"""A programming problem, and whether a program passes its hidden tests.

    Action: the program, in Python, in the last code block of a reply (see `parsing.program`).
    Reward: 1 if it passes all tests, else 0; with ``partial=True`` the share that it passes. The
    tests run in a sandbox, each in a new process, and are compared outside of it. Where the sandbox
    failed, or the time for all tests was over, the score is 0 and ``info["grader"]`` says so.

    Without a data set the problems are made, endlessly, in five levels: from one loop over the
    input to algorithms that must be fast. Item ``k`` is the same everywhere. Half of them ask for a
    program that reads standard input, half for a function.

    Source: GEM's ``code:`` environments; the grader is `gem_gymnasium.graders.code`.

    Args:
        dataset: As in `DatasetEnv`; None takes the problems that are built in. The column of
            questions is "problem" and that of tests "tests", unless ``question_key`` and
            ``answer_key`` say otherwise. Tests are in one of the forms that
            `gem_gymnasium.graders.code.read_tests` takes; a list of columns as ``answer_key``
            gives it a dictionary of them.
        level: Of the problems that are built in: 1 to 5; None mixes all.
        solution_key: The column of right programs of a data set, for the oracle.
        show_tests: How many tests of a data set the prompt shows, the first ones.
        show_failure: Whether a wrong answer is told the first test that it failed. A program may
            then answer what was shown from a table, so there must be more tests than attempts.
        partial: Whether the score is the share of tests that pass. All tests run then, and a
            program that always answers the same may score.
        max_tests: Run only so many tests, those with the longest inputs; None runs all.
        time_limit: Seconds for each test; None takes 2 of the problems that are built in, and 5 of
            data sets. All tests of an answer take 60 at most.
        sandbox: How programs are confined: a level of `gem_gymnasium.sandbox.Sandbox`.
        **options: What `DatasetEnv` takes.

    Raises:
        DatasetError: If the data set can't be loaded, or a row has no question or tests.
        SandboxUnavailable: If programs can't be confined here; the message says why.
        ValueError: If another argument has a value that is not allowed; the message names it.
    """

    _columns = ("problem", "tests")
    _wanted = "a program"

    def __init__(
        self,
        *,
        dataset: Dataset = None,
        level: int | None = None,
        solution_key: str | None = None,
        show_tests: int = 0,
        show_failure: bool = False,
        partial: bool = False,
        max_tests: int | None = None,
        time_limit: float | None = None,
        sandbox: Level = "auto",
        **options: Unpack[DatasetOptions],
    ) -> None:
        from gem_gymnasium.sandbox.probe import LEVELS, choose

        self._show_tests = whole("show_tests", show_tests, 0)
        if dataset is None:
            own = {"solution_key": solution_key, "show_tests": self._show_tests or None}
            self._refuse_columns(own)
        self._level = chosen_level(dataset, level)
        self._solution_key = solution_key
        self._show_failure = flag("show_failure", show_failure)
        self._partly = flag("partial", partial)
        self._max_tests = None if max_tests is None else whole("max_tests", max_tests)
        self._time_limit = _seconds(time_limit, dataset is None)
        one_of("sandbox", sandbox, ("auto", *LEVELS))
        choose(sandbox)
        self._sandbox = sandbox
        self._result: CodeGrade | None = None
        super().__init__(dataset, **options)

    def _generated(self) -> Items:
        return Generated("code", self._level, _problem)

    def _loaded(self, dataset: Dataset, **keys: Any) -> Items:
        return load_tested(dataset, solution_key=self._solution_key, read=read_tests, **keys)

    # --- what the agent is told -------------------------------------------------------------------

    def _form(self) -> str:
        if not isinstance(self.dataset, TestedRows):
            return ""  # the problem says it
        names = dict.fromkeys(name for case in self._item.tests.cases for name in _names(case))
        if names:
            called = " and ".join(f"`{name}`" for name in names)
            return f"Write {called} in Python, which the tests call.{self._some_tests()}"
        return (
            "Write a program in Python that reads standard input and prints to standard output."
            f"{self._some_tests()}"
        )

    def _some_tests(self) -> str:
        """The first tests, those that are short enough."""
        tests = [_written(case) for case in self._item.tests.cases[: self._show_tests]]
        tests = [text for text in tests if len(text) <= _LONGEST_SHOWN]
        told = "This is one of the tests:" if len(tests) == 1 else "These are some of the tests:"
        return "\n\n".join(["", told, *tests]) + "\n" if tests else ""

    def _instruction(self) -> str:
        return (
            "Put the whole program into a code block at the end of your reply, like this one:\n"
            f"{self.example_action}"
        )

    def _feedback(self) -> str:
        return "shown a test that it fails" if self._show_failure else "told so"

    def _scoring(self) -> str:
        if self._partly:
            return "Your reward is the largest share of the tests that a program of yours passes."
        return "Your reward is 1 if a program of yours passes all tests, else 0."

    # --- answers ----------------------------------------------------------------------------------

    _read_action = staticmethod(program)

    def _write_action(self, content: str) -> str:
        fence = _FENCE
        while fence in content:
            fence += "`"
        return f"{fence}python\n{content}\n{fence}"

    def _pattern(self) -> str:
        return "|".join((*_SMALL, ANY_TEXT))

    def _action_pattern(self) -> str:
        blocks = [f"{_FENCE}python\n{text}\n{_FENCE}" for text in (*_SMALL, ANY_TEXT)]
        return "|".join([*blocks, f"````python\n{ANY_TEXT}\n````"])

    def _parse(self, content: str) -> str | None:
        return None if content.isspace() else super()._parse(content)

    @property
    def example(self) -> str:
        """One fixed answer of the right form."""
        return 'print("Hello")'

    def _oracle(self) -> str:
        if not self._item.golds:
            column = self._solution_key
            why = "no solution_key= names any" if column is None else f"{column!r} holds no text"
            raise NoOracle(f"Row {self._index} of {self.task_name} has no right program: {why}.")
        whole: str = self._item.tests.whole(str(self._item.golds[0]))
        return whole.strip("\r\n")

    def _grade(self, content: str) -> float:
        from gem_gymnasium import sandbox
        from gem_gymnasium.graders import code

        self._result = grade = code.grade(
            content,
            self._item.tests,
            sandbox=sandbox.default(self._sandbox),
            limits=sandbox.Limits(wall=self._time_limit),
            total_time=_TOTAL_TIME,
            stop_at_first=not self._partly,
            max_tests=self._max_tests,
        )
        slow = grade.failure is not None and grade.failure.status == "timeout"
        if grade.verdict == "error" or (grade.verdict == "timeout" and not slow):
            self._trouble = grade.reason
        return grade.passed / grade.total if self._partly else grade.score

    def _play(self, move: str) -> Outcome:
        _, gained, verdict = super()._play(move)
        assert self._result is not None
        return self._told(self._result), gained, verdict

    def _told(self, grade: CodeGrade) -> str:
        """What an answer is told of its tests."""
        if grade.score == 1:
            return "Your program passes all tests."
        if self._trouble:
            return f"Your program could not be tested: {self._trouble}."
        failure = grade.failure if self._show_failure else None
        if grade.verdict == "unreadable":
            why = "" if failure is None else f": {failure.got}"  # its words depend on the Python
            return f"Your program is no valid Python{why}."
        text = "Your program fails a test."
        if self._partly:
            text = f"Your program passes {grade.passed} of {grade.total} tests."
        return text if failure is None else f"{text}\n{self._report(failure)}"

    def _report(self, failure: Failure) -> str:
        """A failed test in words."""
        parts = ("Input", failure.input), ("Expected", failure.expected), ("Got", failure.got)
        shown = "\n".join(f"{name}:\n{text.rstrip()}" for name, text in parts)
        if failure.status == "wrong":
            return shown
        if failure.status == "raised":
            return f"{shown}\nIt ended with: {failure.stderr.strip().rpartition(chr(10))[2]}"
        if failure.status == "timeout":
            return f"{shown}\nIt took more than {self._time_limit:g} seconds."
        return f"{shown}\n{_ENDS.get(failure.status, 'It was killed.')}"


def _seconds(value: object, is_built_in: bool) -> float:
    if value is None:
        if not is_built_in:
            return _TIME_LIMIT
        from gem_gymnasium.generators.code_problems._problem import TIME_LIMIT

        return TIME_LIMIT
    if not positive(value, _TOTAL_TIME):
        raise ValueError(
            f"time_limit must be a number of seconds above 0, at most {_TOTAL_TIME:g}, or None; "
            f"got {value!r}."
        )
    return float(value)


def _names(test: Test) -> tuple[str, ...]:
    """What a test calls of a program; nothing where it runs the program."""
    if isinstance(test, Stdin):
        return ()
    return (test.name,) if isinstance(test, Call) else test.names


def _written(test: Test) -> str:
    """A test as a prompt shows it."""
    if isinstance(test, Stdin):
        return f"Input:\n{test.stdin.rstrip()}\nOutput:\n{test.expected.rstrip()}"
    if not isinstance(test, Call):
        return test.source.strip()
    given = [*map(repr, test.args), *(f"{name}={value!r}" for name, value in test.kwargs.items())]
    return f"assert {test.name}({', '.join(given)}) == {test.expected!r}"
