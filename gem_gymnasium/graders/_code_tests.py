"""Reading tests of programs, in the forms that data sets have, into `Tests`."""

from __future__ import annotations

import ast
import builtins
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

__all__ = ["Call", "Script", "Stdin", "Test", "Tests", "read_tests"]

# MBPP's assertions use these without importing them, where its solutions do.
_MODULES = ("collections", "math", "re", "sys")


@dataclass(frozen=True, slots=True)
class Stdin:
    """Run the program on an input, and compare what it prints."""

    stdin: str
    expected: str


@dataclass(frozen=True, slots=True)
class Call:
    """Call a function, and compare what it returns.

    Attributes:
        exact: Whether Python's ``==`` decides, as in an assertion; see `_compare.same_value`.
        wrapped: Whether ``expected`` may be a list that holds the expected value, as in APPS.
    """

    name: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    expected: Any
    exact: bool
    wrapped: bool = False


@dataclass(frozen=True, slots=True)
class Script:
    """Run test code that calls functions, and passes if it raises nothing.

    Attributes:
        before: Code that runs before, without its functions ``names``.
        names: What the test code uses of the program.
    """

    source: str
    names: tuple[str, ...]
    before: str = ""


Test: TypeAlias = Stdin | Call | Script


@dataclass(frozen=True, slots=True)
class Tests:
    """Tests of a program; made by `read_tests`.

    Attributes:
        cases: The tests, in the data set's order.
        prompt: The beginning of a program (HumanEval's prompt) that programs may go on with.
        entry_point: The function that the prompt begins.
    """

    cases: tuple[Test, ...]
    prompt: str = ""
    entry_point: str = ""

    def whole(self, program: str) -> str:
        """The program with the prompt, whether it repeats the prompt's function or completes it."""
        if not self.prompt or re.search(r"^from __future__ ", program, re.M):
            return program
        defined = rf"^(?:async +)?(?:def|class) +{re.escape(self.entry_point)}\b"
        if re.search(defined, program, re.M):
            return f"{self.prompt.rstrip()}\n\n\n{program}"
        return self.prompt + program

    def most(self, count: int | None) -> Tests:
        """Only ``count`` tests: those with the longest inputs, as in GEM."""
        if count is None or count >= len(self.cases):
            return self
        order = sorted(range(len(self.cases)), key=lambda place: -_size(self.cases[place]))
        kept = sorted(order[:count])
        return Tests(tuple(self.cases[place] for place in kept), self.prompt, self.entry_point)

    def in_order(self) -> Iterator[tuple[int, Test]]:
        """The tests with their numbers, those with short inputs first: they fail the soonest."""
        yield from sorted(enumerate(self.cases), key=lambda pair: _size(pair[1]))


def _size(test: Test) -> int:
    if isinstance(test, Stdin):
        return len(test.stdin)
    if isinstance(test, Call):
        return len(repr(test.args))
    return len(test.source)


def read_tests(tests: Any) -> Tests:
    """Read tests.

    Args:
        tests: One of these, or a JSON string of it:

            - ``{"inputs": [...], "outputs": [...]}``: texts for standard input and of standard
              output, each also as a list of lines (GEM's, CodeContests, TACO);
            - the same with ``"fn_name"``: lists of arguments, and results (APPS); or texts of one
              JSON argument a line, and results in JSON (LiveCodeBench);
            - a list of ``{"input": ..., "output": ...}``, texts;
            - ``{"prompt", "test", "entry_point"}``, of which ``test`` defines ``check`` (HumanEval;
              the prompt may be missing);
            - ``{"test_list": [...]}`` of assertions, with ``"test_setup_code"`` and
              ``"test_imports"`` where there are some (MBPP).

    Raises:
        ValueError: If it is none of these, or holds no test, which any program would pass.
    """
    if isinstance(tests, Tests):
        return tests
    if isinstance(tests, str):
        try:
            tests = json.loads(tests)
        except (ValueError, RecursionError) as error:
            raise ValueError(f"tests is a text, but not JSON ({error}): {tests[:80]!r}") from error
    if isinstance(tests, Mapping):
        if "inputs" in tests or "outputs" in tests:
            found = Tests(tuple(_paired(tests)))
        elif "test_list" in tests:
            found = _mbpp(tests)
        elif "test" in tests and "entry_point" in tests:
            found = _humaneval(tests)
        else:
            raise ValueError(
                'tests must have "inputs" and "outputs", "test_list", or "test" and '
                f'"entry_point"; this has {", ".join(map(repr, tests)) or "nothing"}.'
            )
    elif isinstance(tests, Sequence):
        found = Tests(tuple(_listed(tests)))
    else:
        raise ValueError(f"tests must be a dict, a list or JSON, got {type(tests).__name__}.")
    if not found.cases:
        raise ValueError("there are no tests, so that any program would pass.")
    if all(isinstance(test, Script) and not test.names for test in found.cases):
        raise ValueError("no test uses a function of the program, so that any program would pass.")
    return found


def _text(value: Any) -> str:
    """A text, or lines."""
    if isinstance(value, str):
        return value
    if isinstance(value, list | tuple):
        return "\n".join(map(str, value))
    raise ValueError(f"an input or output must be a text or a list of lines, got {value!r:.80}.")


def _paired(tests: Mapping[str, Any]) -> Iterator[Test]:
    inputs, outputs = tests.get("inputs"), tests.get("outputs")
    if not isinstance(inputs, Sequence) or not isinstance(outputs, Sequence):
        raise ValueError('tests["inputs"] and tests["outputs"] must be lists.')
    if len(inputs) != len(outputs):
        raise ValueError(f"there are {len(inputs)} inputs, but {len(outputs)} outputs.")
    name = tests.get("fn_name")
    if not name:
        for given, wanted in zip(inputs, outputs, strict=True):
            yield Stdin(_text(given), _text(wanted))
        return
    wrapped = all(isinstance(wanted, list) and len(wanted) == 1 for wanted in outputs)
    for given, wanted in zip(inputs, outputs, strict=True):
        if isinstance(given, str):
            # Not splitlines(): a text in JSON may hold a line separator of Unicode's.
            args = [json.loads(line) for line in given.split("\n") if line.strip()]
            wanted = json.loads(wanted) if isinstance(wanted, str) else wanted
        elif isinstance(given, list | tuple):
            args = list(given)
        else:
            raise ValueError(f"an input of {name} must be a list of arguments, got {given!r:.80}.")
        yield Call(str(name), tuple(args), {}, wanted, exact=False, wrapped=wrapped)


def _listed(tests: Sequence[Any]) -> Iterator[Test]:
    for test in tests:
        if not isinstance(test, Mapping) or not {"input", "output"} <= test.keys():
            raise ValueError(f'a test in a list must have "input" and "output", got {test!r:.80}.')
        if test.get("testtype") == "functional":
            raise ValueError(
                'tests of type "functional" need a function\'s name; give them as '
                '{"fn_name": ..., "inputs": [...], "outputs": [...]}.'
            )
        yield Stdin(_text(test["input"]), _text(test["output"]))


# --- assertions -----------------------------------------------------------------------------------


def _parsed(source: str, what: str) -> list[ast.stmt]:
    try:
        return ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError) as error:
        raise ValueError(f"{what} can't be parsed: {error}") from error


def _mbpp(tests: Mapping[str, Any]) -> Tests:
    parts = [*tests.get("test_imports", ()), tests.get("test_setup_code") or ""]
    setup = "\n".join(parts).replace("\r\n", "\n").strip()
    _parsed(setup, "test_setup_code")
    cases: list[Test] = []
    for source in tests["test_list"]:
        body = _parsed(source, f"the test {source!r}")
        simple = [_simple(statement, {}) for statement in body]
        if not setup and simple and all(simple):
            cases.extend(found for found in simple if found is not None)
        else:
            whole = f"{setup}\n{source}"
            names = _unbound(_parsed(whole, "the test"))
            modules = "".join(f"import {name}\n" for name in names if name in _MODULES)
            cases.append(
                Script(modules + whole, tuple(name for name in names if name not in _MODULES))
            )
    return Tests(tuple(cases))


def _humaneval(tests: Mapping[str, Any]) -> Tests:
    name, source, prompt = tests["entry_point"], tests["test"], tests.get("prompt") or ""
    body = _parsed(source, "test")
    _parsed(prompt, "prompt")
    check = next(
        (part for part in body if isinstance(part, ast.FunctionDef) and part.name == "check"), None
    )
    if check is None or len(check.args.args) != 1:
        raise ValueError("test must define check(candidate).")
    candidate = check.args.args[0].arg
    if candidate not in {node.id for node in ast.walk(check) if isinstance(node, ast.Name)}:
        raise ValueError(f"check never uses {candidate}, so that any program would pass.")
    simple = [_simple(part, {candidate: name}) for part in check.body if not _idle(part)]
    if simple and all(simple):
        cases: tuple[Test, ...] = tuple(found for found in simple if found is not None)
    else:
        cases = (Script(f"{source}\n\ncheck({name})\n", (name,), prompt),)
    return Tests(cases, prompt, name)


def _idle(statement: ast.stmt) -> bool:
    """Whether it says nothing: ``assert True``, a text, ``pass``."""
    return isinstance(statement, ast.Pass) or (
        isinstance(statement, ast.Assert | ast.Expr)
        and isinstance(
            value := statement.test if isinstance(statement, ast.Assert) else statement.value,
            ast.Constant,
        )
        and (isinstance(statement, ast.Expr) or bool(value.value))
    )


def _simple(statement: ast.stmt, renamed: Mapping[str, str]) -> Call | None:
    """The call of ``assert f(literals) == literal``, or None where it is anything else."""
    if not isinstance(statement, ast.Assert) or not isinstance(statement.test, ast.Compare):
        return None
    test = statement.test
    if len(test.ops) != 1 or not isinstance(test.ops[0], ast.Eq):
        return None
    call, wanted = test.left, test.comparators[0]
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
        return None
    name = renamed.get(call.func.id, call.func.id)
    # A builtin's name is the program's too: nobody tests ``sum`` itself.
    if renamed and call.func.id not in renamed:
        return None
    if any(keyword.arg is None for keyword in call.keywords):
        return None
    try:
        return Call(
            name,
            tuple(ast.literal_eval(arg) for arg in call.args),
            {str(keyword.arg): ast.literal_eval(keyword.value) for keyword in call.keywords},
            ast.literal_eval(wanted),
            exact=True,
        )
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return None


def _unbound(body: list[ast.stmt]) -> tuple[str, ...]:
    """The names that code uses and doesn't define: the program's."""
    used: dict[str, None] = {}
    bound = set(dir(builtins))
    for statement in body:
        for node in ast.walk(statement):
            if isinstance(node, ast.Name):
                if isinstance(node.ctx, ast.Load):
                    used[node.id] = None
                else:
                    bound.add(node.id)
            elif isinstance(node, ast.alias):
                bound.add((node.asname or node.name).split(".")[0])
            elif isinstance(node, ast.FunctionDef | ast.ClassDef):
                bound.add(node.name)
            elif isinstance(node, ast.arg):
                bound.add(node.arg)
    return tuple(name for name in used if name not in bound)
