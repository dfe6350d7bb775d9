"""Calling a program's functions, and test code that does, each in a jail of its own.

The test code never shares a process with the program: its calls come to the host, which makes them
in a new process of the program and hands back values. A program can so neither see nor change a
test; it can only return values.
"""

from __future__ import annotations

import inspect
import json
import secrets
import textwrap
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from gem_gymnasium.graders._values import decode, encode

if TYPE_CHECKING:
    from gem_gymnasium.sandbox import Limits, Program, Result, Session

__all__ = ["CALLER", "ROOM", "Checker", "call", "callable_program", "request"]

ROOM = 200_000
"""Values that an argument or a result may be made of."""
CALLER = "call_for_the_judge"

_CODEC = inspect.getsource(encode) + "\n\n" + inspect.getsource(decode)

# Stands behind the program. A function with globals of its own, since programs give names as
# `list` or `max` to other things.
_FOOTER = f"""


def {CALLER}(request):
    from collections.abc import Callable

{textwrap.indent(_CODEC, "    ")}
    def find(name):
        found = PROGRAM.get(name)
        if found is None and isinstance(PROGRAM.get("Solution"), type):
            found = getattr(PROGRAM["Solution"](), name, None)
        if found is None:
            raise NameError(f"the program defines no {{name!r}}")
        return found

    def make(name, args, kwargs, attributes):
        value = find(name)(*args, **kwargs)
        for key, item in attributes.items():
            setattr(value, key, item)
        return value

    try:
        value = make(*decode(request, make))
    except Exception as error:
        return {{"raised": [type(error).__name__, str(error)[:500]]}}
    try:
        return {{"value": encode(value, [{ROOM}])}}
    except Exception as error:
        return {{"opaque": str(error)[:500]}}


def {CALLER}_rebound(function, types, builtins):
    scope = {{"__builtins__": builtins, "PROGRAM": builtins.globals()}}
    return types.FunctionType(function.__code__, scope)


{CALLER} = {CALLER}_rebound({CALLER}, __import__("types"), __import__("builtins"))
"""


def callable_program(source: str) -> str:
    """The program with what calls its functions."""
    return source + _FOOTER


def request(name: str, args: Sequence[Any], kwargs: dict[str, Any]) -> Any:
    """A call with plain Python values, encoded."""
    return encode([name, list(args), kwargs, {}], [10**7])


def call(program: Program, asked: Any, limits: Limits) -> tuple[dict[str, Any] | None, Result]:
    """Make a call of a `callable_program`.

    Returns:
        The answer, ``{"value": encoded}``, ``{"opaque": why}`` (a value that has no such form) or
        ``{"raised": [type, message]}``, or None if the program gave none; and the result.
    """
    result = program.call(CALLER, [asked], limits=limits)
    answer = result.value
    if result.status == "ok" and isinstance(answer, dict) and len(answer) == 1:
        if "value" in answer:
            return answer, result
        if isinstance(answer.get("opaque"), str):
            return answer, result
        raised = answer.get("raised")
        if isinstance(raised, list) and [type(part) for part in raised] == [str, str]:
            return answer, result
    return None, result


# What test code runs in: a thread that waits while the host makes its calls.
_CHECKER = f'''
import builtins, json, queue, random, threading, traceback
from collections.abc import Callable

{_CODEC}

class Made:
    """An object of the program, known by the call that made it and the attributes set since."""
    def __init__(self, name, args, kwargs):
        self.__dict__.update(_call=(name, args, kwargs), _set={{}})
    def __setattr__(self, name, value):
        self._set[name] = value
    def __getattr__(self, name):
        if name in self.__dict__.get("_set", {{}}):
            return self._set[name]
        raise AttributeError(f"the judge doesn't know the attribute {{name!r}} of an object")
    def recipe_of_the_judge(self):
        return (*self._call, self._set)

def proxy(name, asks, answers):
    def function(*args, **kwargs):
        asks.put({{"call": encode([name, list(args), kwargs, {{}}], [{ROOM}])}})
        answer = answers.get()
        if "raised" in answer:
            kind, message = answer["raised"]
            kind = getattr(builtins, kind, None)
            # These would silently end the test's own loops, as in all(map(function, ...)).
            ends = StopIteration, StopAsyncIteration
            if not (isinstance(kind, type) and issubclass(kind, Exception)) or kind in ends:
                kind = RuntimeError
            raise kind(message)
        if "opaque" in answer:
            return Made(name, list(args), kwargs)
        return decode(answer["value"], None)
    function.__name__ = name
    return function

def work(source, names, before, asks, answers):
    random.seed(0)
    scope = {{"__name__": "tests"}}
    functions = {{name: proxy(name, asks, answers) for name in names}}
    scope.update(functions)
    try:
        exec(compile(before, "tests.py", "exec"), scope)
        scope.update(functions)
        exec(compile(source, "tests.py", "exec"), scope)
    except BaseException as error:
        asks.put({{"failed": "".join(traceback.format_exception_only(error)).strip()[:500]}})
    else:
        asks.put({{"passed": True}})

def start(*args):
    global asks, answers  # an earlier test that still runs keeps its own
    asks, answers = queue.Queue(), queue.Queue()
    threading.Thread(target=work, args=(*args, asks, answers), daemon=True).start()
    listen()

def listen():
    print("\\n" + MARK + json.dumps(asks.get()))
'''


class Checker:
    """Test code in a session of its own, whose calls of the program are made by `ask`.

    Args:
        session: A fresh session.
        ask: Makes a call (as ``request``, encoded) and returns the answer for the test code.
    """

    def __init__(self, session: Session, ask: Callable[[Any], dict[str, Any]]) -> None:
        self._session = session
        self._ask = ask
        self._mark = secrets.token_hex(16)
        self._ready = False

    def run(self, source: str, names: Sequence[str], before: str = "") -> str | None:
        """Run test code; None if it passed, else why it did not.

        Args:
            source: The test code.
            names: The functions (or classes) of the program that it calls.
            before: Code that runs before; what it defines under these names is not used.
        """
        cell = f"start({source!r}, {tuple(names)!r}, {before!r})"
        if not self._ready:
            cell = f"MARK = {self._mark!r}\n{_CHECKER}\n{cell}"
        while True:
            result = self._session.run(cell)
            self._ready = not self._session.restarted
            message = self._heard(result)
            if "passed" in message:
                return None
            if "call" not in message:
                return str(message["failed"])
            answer = json.dumps(self._ask(message["call"]))
            cell = f"answers.put(json.loads({answer!r}))\nlisten()"

    def _heard(self, result: Result) -> dict[str, Any]:
        """The message of a cell: the last line that begins with the mark."""
        _, mark, rest = result.stdout.rpartition("\n" + self._mark)
        if result.status != "ok" or not mark:
            what = {"timeout": "the test code ran too long"}.get(
                result.status, "the test code ended"
            )
            return {"failed": f"{what}: {result.stderr[-300:]}".rstrip(": ")}
        message: dict[str, Any] = json.loads(rest.partition("\n")[0])
        return message
