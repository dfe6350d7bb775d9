"""Small data sets that stand in for those that ids load from the network.

An id over a data set is checked over rows in its schema: the same code loads, shows and grades
them. What only the real rows can show, these checks don't.
"""

from __future__ import annotations

import atexit
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from gem_gymnasium.registration import Entry

__all__ = ["make_kwargs"]

_ROWS = 400  # a check resets an environment as often, without a seed
_PLACES = ("North", "South", "East", "West", "Old", "New", "Upper", "Lower", "Great", "Little")


def make_kwargs(entry: Entry) -> dict[str, Any]:
    """What ``gymnasium.make`` is given so that an id needs no network: nothing for most ids.

    Images are left out, since the checks are those of text; the rest is as the id says.
    """
    if entry.needs == "nothing":
        return {}
    question = entry.kwargs.get("question_key", "question")
    answer = entry.kwargs.get("answer_key", "answer")
    given: dict[str, Any] = {}
    if entry.family == "code":
        # Right programs let the checks solve every row; GEM's data sets have none.
        given["solution_key"] = solution = entry.kwargs.get("solution_key", "solution")
        columns = (answer,) if isinstance(answer, str) else tuple(answer)
        given["dataset"] = str(_tests(question, columns, solution))
    else:
        given["dataset"] = str(_file(entry.family, question, answer))
    for name in ("split", "subset", "image_key"):
        if entry.kwargs.get(name) is not None:
            given[name] = None
    return given


@cache
def _folder() -> Path:
    folder, maker = Path(tempfile.mkdtemp(prefix="gem_gymnasium_")), os.getpid()

    def remove() -> None:
        if os.getpid() == maker:  # a fork may end before
            shutil.rmtree(folder, ignore_errors=True)

    atexit.register(remove)
    return folder


@cache
def _file(family: str, question: str, answer: str) -> Path:
    """A file of a family's rows, with these columns."""
    rows = ({question: q, answer: a} for q, a in _FAMILIES[family]())
    return _written(f"{family}_{question}_{answer}", rows)


@cache
def _tests(question: str, answers: tuple[str, ...], solution: str) -> Path:
    """A file of problems with their tests, in the columns of a data set."""
    forms = {"tests": _tests_of_gem, "test": _tests_of_humaneval, "test_list": _tests_of_mbpp}
    form = next(forms[name] for name in answers if name in forms)
    rows = ({question: q, **tests, solution: program} for q, tests, program in form())
    return _written(f"code_{question}_{'_'.join(answers)}", rows)


def _written(name: str, rows: Iterable[dict[str, Any]]) -> Path:
    path = _folder() / f"{name}.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def _math() -> Iterator[tuple[str, Any]]:
    for row in range(_ROWS):
        left, right = 7 * row + 3, 2 + row % 11
        forms = (
            (f"What is {left} times {right}?", str(left * right)),
            (f"What is {left} plus {right}?", left + right),
            (f"What is half of {left}?", [f"\\frac{{{left}}}{{2}}", f"{left / 2}"]),
            (f"Factor $x^2 - {left**2}$.", f"(x - {left})(x + {left})"),
            (
                f"Write the row vector with {left} and {right}.",
                f"\\begin{{pmatrix}} {left} & {right} \\end{{pmatrix}}",
            ),
        )
        yield forms[row % len(forms)]


def _qa() -> Iterator[tuple[str, Any]]:
    for row in range(_ROWS):
        place = f"{_PLACES[row % 10]} {_PLACES[row // 10 % 10]}ford"
        year = 1200 + 2 * row
        if row % 2:
            yield f"In which year was the bridge number {row} of {place} built?", str(year)
        else:
            yield f"Which town built a bridge in {year}?", [f"{place} {row}", f"The {place} {row}"]


def _logic() -> Iterator[tuple[str, Any]]:
    for row in range(_ROWS):
        fact = "" if row % 2 else "not "
        yield f"Cat {row} is {fact}grey. Cat {row} is grey. Is that true?", str(not fact)


# --- programs: a question, its columns of tests, and a right program ------------------------------

_Problem: TypeAlias = tuple[str, dict[str, Any], str]


def _tests_of_gem() -> Iterator[_Problem]:
    """Inputs and outputs: of a program, its inputs as texts or as lines, or of a function."""
    for row in range(_ROWS):
        inputs = [(row + 2, number) for number in (1, 5, 12)]
        outputs = [left * right + row for left, right in inputs]
        task = f"Multiply two whole numbers and add {row}."
        if row % 3 == 2:
            tests: Any = {"fn_name": f"f{row}", "inputs": inputs, "outputs": outputs}
            solution = f"def f{row}(a, b):\n    return a * b + {row}"
        else:
            lines = [[str(left), str(right)] for left, right in inputs]
            given = lines if row % 3 else ["\n".join(pair) for pair in lines]
            tests = {"inputs": given, "outputs": [f"{output}\n" for output in outputs]}
            solution = f"print(int(input()) * int(input()) + {row})"
        yield task, {"tests": tests if row % 2 else json.dumps(tests)}, solution


def _tests_of_humaneval() -> Iterator[_Problem]:
    """The beginning of a function, which the solution goes on with, and a function of tests."""
    for row in range(_ROWS):
        name = f"add_{row}"
        prompt = f'def {name}(number: int) -> int:\n    """Add {row} to a whole number."""\n'
        loop = f"    for number in range(3):\n        assert candidate(number) == number + {row}\n"
        plain = f"    assert candidate(7) == {row + 7}\n    assert candidate(-1) == {row - 1}\n"
        test = f"def check(candidate):\n{plain}{loop if row % 4 == 0 else ''}"
        yield prompt, {"test": test, "entry_point": name}, f"    return number + {row}\n"


def _tests_of_mbpp() -> Iterator[_Problem]:
    """Assertions, now and then with code before them."""
    for row in range(_ROWS):
        name = f"longer_{row}"
        setup = "import math\n" if row % 4 == 0 else ""
        zero = "math.floor(0.5)" if setup else "0"
        tests = [f"assert {name}({number}) == {number + row}" for number in (3, 8)]
        tests.append(f"assert {name}({zero}) == {row}")
        question = f"Write a function to make a length {row} longer."
        columns = {"test_list": tests, "test_setup_code": setup}
        yield question, columns, f"def {name}(length):\r\n    return length + {row}\r\n"


_FAMILIES = {"math": _math, "qa": _qa, "logic": _logic}
