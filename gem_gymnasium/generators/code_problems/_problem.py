"""`CodeProblem`, and how a sketch becomes one: inputs, outputs, statement, reference program."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gem_gymnasium.generators.code_problems._sketch import MADE, Args, Draw, Kind, Param, Sketch

__all__ = ["TIME_LIMIT", "CodeProblem", "build"]

TIME_LIMIT = 2.0
"""Seconds that a program has for a test; a reference needs a hundredth of it."""

_EXAMPLES = 2
_MOST_TESTS = 18
_TRIES = 60  # inputs that are drawn until the tests tell a solution from a trivial program

_TYPES: dict[Kind, str] = {
    "int": "int",
    "ints": "list[int]",
    "str": "str",
    "strs": "list[str]",
    "rows": "list[list[int]]",
    "bool": "bool",
}
_LINES: dict[Kind, str] = {
    "int": "one line with `{0}`",
    "str": "one line with `{0}`",
    "ints": "a line with how many numbers `{0}` has, then one line with them, separated by spaces",
    "strs": "a line with how many lines `{0}` has, then these lines",
    "rows": "a line with how many rows `{0}` has, then a line for each, separated by spaces",
}
_READERS: dict[Kind, str] = {
    "int": "int(next(lines))",
    "str": "next(lines)",
    "ints": "(next(lines), [int(word) for word in next(lines).split()])[1]",
    "strs": "[next(lines) for _ in range(int(next(lines)))]",
    "rows": "[[int(word) for word in next(lines).split()] for _ in range(int(next(lines)))]",
}
_PRINTS: dict[Kind, str] = {
    "int": "Print {0}.",
    "str": "Print {0}.",
    "ints": "Print {0}, in one line, separated by spaces.",
    "strs": "Print {0}, each in a line of its own.",
    "rows": "Print {0}, a row in a line.",
    "bool": "Print YES if {0}, else NO.",
}
_RETURNS: dict[Kind, str] = {
    "bool": "Return True if {0}, else False.",
}
_WRITERS: dict[Kind, str] = {
    "int": "print({0})",
    "str": "print({0})",
    "ints": "print(*{0})",
    "strs": 'print("\\n".join({0}))',
    "rows": "for row in {0}:\n        print(*row)",
    "bool": 'print("YES" if {0} else "NO")',
}


@dataclass(frozen=True, slots=True)
class CodeProblem:
    """A programming problem.

    Attributes:
        statement: The task, the format, the limits and the examples, for the agent.
        tests: The hidden tests, ``{"inputs": [...], "outputs": [...]}``: texts for standard input
            and expected on standard output, or with ``"fn_name"`` lists of arguments and results.
        reference: A program, or a function, that passes them.
        entry_point: The function's name, or None where a program is asked for.
        examples: The examples of the statement, as (input, output); they are no tests.
        time_limit: Seconds for a test.
        family: The name of the family of problems.
    """

    statement: str
    tests: dict[str, Any]
    reference: str
    entry_point: str | None
    examples: tuple[tuple[str, str], ...]
    time_limit: float
    family: str


def build(family: str, sketch: Sketch, draw: Draw) -> CodeProblem | None:
    """Draw the inputs of a sketch and write the problem down; None if no inputs tell enough."""
    is_function = draw.chance(0.5)
    cases = _cases(sketch, draw)
    if cases is None:
        return None
    shown, hidden = cases[:_EXAMPLES], cases[_EXAMPLES:]
    kind = sketch.gives[0]
    tests: dict[str, Any]
    if is_function:
        tests = {
            "fn_name": sketch.name,
            "inputs": [list(args) for args, _ in hidden],
            "outputs": [result for _, result in hidden],
        }
        examples = tuple(
            (f"{sketch.name}({', '.join(map(repr, args))})", repr(result)) for args, result in shown
        )
        reference = sketch.reference()
    else:
        tests = {
            "inputs": [_stdin(sketch.takes, args) for args, _ in hidden],
            "outputs": [_stdout(kind, result) for _, result in hidden],
        }
        examples = tuple((_stdin(sketch.takes, args), _stdout(kind, res)) for args, res in shown)
        reference = _program(sketch)
    return CodeProblem(
        statement=_statement(sketch, is_function, examples),
        tests=tests,
        reference=reference,
        entry_point=sketch.name if is_function else None,
        examples=examples,
        time_limit=TIME_LIMIT,
        family=family,
    )


# --- inputs and outputs ---------------------------------------------------------------------------


def _cases(sketch: Sketch, draw: Draw) -> list[tuple[Args, Any]] | None:
    """Examples first, then tests: all different, and no trivial program passes them."""
    solve = sketch.solver()
    seen: set[str] = set()
    small: list[tuple[Args, Any]] = []
    rest: list[tuple[Args, Any]] = []

    def add(args: Args) -> None:
        key = _stdin(sketch.takes, args)
        if key not in seen:
            seen.add(key)
            cases = small if len(small) < _EXAMPLES else rest
            cases.append((args, solve(*args)))

    for step in range(MADE):
        add(sketch.make(step))
        if step == _EXAMPLES:
            for args in sketch.edges:
                add(args)
    for _ in range(_TRIES):
        if len(rest) > MADE - _EXAMPLES and not any(map(_passing(rest), _TRIVIAL)):
            return small + rest[-_MOST_TESTS:]
        add(sketch.make(draw.whole(1, MADE // 2)))
    return None


def _flat(args: Args) -> list[Any]:
    """The numbers and texts in arguments, in order."""
    found: list[Any] = []
    for value in args:
        found.extend(_flat(tuple(value)) if isinstance(value, list) else [value])
    return found


def _list(args: Args) -> list[Any]:
    return next((value for value in args if isinstance(value, list)), [])


# What a program does that has understood nothing.
_TRIVIAL: tuple[Callable[[Args], Any], ...] = (
    lambda args: args[0],
    lambda args: args[-1],
    lambda args: (_flat(args) or [0])[0],
    lambda args: (_flat(args) or [0])[-1],
    lambda args: _list(args)[:1],
    lambda args: len(args[0]) if isinstance(args[0], list | str) else 0,
    lambda args: sum(_flat(args)) if _numeric(args) else 0,
    lambda args: max(_flat(args), default=0) if _numeric(args) else 0,
    lambda args: min(_flat(args), default=0) if _numeric(args) else 0,
    lambda args: sorted(_list(args)),
    lambda args: _list(args)[::-1],
)


def _numeric(args: Args) -> bool:
    return all(isinstance(value, int) for value in _flat(args))


def _passing(cases: list[tuple[Args, Any]]) -> Callable[[Callable[[Args], Any]], bool]:
    """Whether a trivial program passes the tests; one that is always the same counts too."""
    results = [result for _, result in cases]
    most = max(results.count(result) for result in results)
    # Two results are not enough to see that a program is right, if nearly all are equal.
    constant = most > 0.75 * len(results)
    return lambda program: constant or all(program(args) == result for args, result in cases)


def _stdin(takes: tuple[Param, ...], args: Args) -> str:
    lines: list[str] = []
    for param, value in zip(takes, args, strict=True):
        if param.kind in ("int", "str"):
            lines.append(str(value))
        else:
            lines.append(str(len(value)))
            if param.kind == "ints":
                lines.append(" ".join(map(str, value)))
            elif param.kind == "strs":
                lines.extend(value)
            else:
                lines.extend(" ".join(map(str, row)) for row in value)
    return "\n".join(lines) + "\n"


def _stdout(kind: Kind, result: Any) -> str:
    if kind == "bool":
        return "YES\n" if result else "NO\n"
    if kind == "ints":
        return " ".join(map(str, result)) + "\n"
    if kind == "strs":
        return "\n".join(result) + "\n"
    if kind == "rows":
        return "\n".join(" ".join(map(str, row)) for row in result) + "\n"
    return f"{result}\n"


# --- texts ----------------------------------------------------------------------------------------


def _statement(sketch: Sketch, is_function: bool, examples: tuple[tuple[str, str], ...]) -> str:
    kind, result = sketch.gives
    parts = [sketch.text]
    if is_function:
        signature = ", ".join(f"{param.name}: {_TYPES[param.kind]}" for param in sketch.takes)
        lines = [f"Write a function `{sketch.name}({signature}) -> {_TYPES[kind]}`."]
        lines += [f"- `{param.name}`: {param.meaning}." for param in sketch.takes]
        lines.append(_RETURNS.get(kind, "Return {0}.").format(result))
    else:
        lines = ["Write a program that reads standard input and prints to standard output."]
        lines.append("Input:")
        for param in sketch.takes:
            lines.append(f"- {_LINES[param.kind].format(param.name)}: {param.meaning}.")
        lines.append("Output: " + _PRINTS[kind].format(result))
    parts.append("\n".join(lines))
    limit = f"Time limit: {TIME_LIMIT:g} seconds a test."
    parts.append(f"{limit} {sketch.slow}" if sketch.slow else limit)
    for number, (given, wanted) in enumerate(examples, start=1):
        if is_function:
            parts.append(f"Example {number}: `{given}` returns `{wanted}`.")
        else:
            parts.append(f"Example {number}\nInput:\n{given}Output:\n{wanted}".rstrip("\n"))
    return "\n\n".join(parts)


def _program(sketch: Sketch) -> str:
    """The reference as a program that reads and prints."""
    kind = sketch.gives[0]
    reads = "".join(f"    {param.name} = {_READERS[param.kind]}\n" for param in sketch.takes)
    call = f"{sketch.name}({', '.join(param.name for param in sketch.takes)})"
    return (
        f"import sys\n{sketch.reference()}\n\ndef main():\n"
        f'    lines = iter(sys.stdin.read().split("\\n"))\n{reads}'
        f"    {_WRITERS[kind].format(call)}\n\n\nmain()\n"
    )
