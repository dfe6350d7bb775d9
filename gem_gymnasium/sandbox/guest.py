"""What happens inside: a program, a call of one of its functions, the cells of a session.

All of it runs in the process that the program itself runs in. Nothing here can be trusted once the
program has begun: the host believes exit codes and bytes only as the program's own answer.
"""

from __future__ import annotations

import ast
import atexit
import builtins
import io
import json
import linecache
import os
import signal
import struct
import sys
import threading
import traceback
import types
from typing import Any

__all__ = ["FRAME", "MAIN", "call", "cells", "finish", "prepare_streams", "run"]

FRAME = 3  # the descriptor of a call's value, and of a session's cells
MAIN = "main.py"
_MOST_CELL = 64 << 20  # bytes of one cell's source


def prepare_streams() -> None:
    """Set the server's standard streams, which guests inherit: no character fails to print."""
    for stream, errors in (
        (sys.stdin, "surrogateescape"),
        (sys.stdout, "backslashreplace"),
        (sys.stderr, "backslashreplace"),
    ):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors, line_buffering=False)


def read_all(file: int) -> bytes:
    """All bytes of a file, from its beginning."""
    return os.pread(file, os.fstat(file).st_size, 0)


def _module(name: str) -> dict[str, Any]:
    module = types.ModuleType(name)
    module.__dict__.update(__builtins__=builtins, __file__=MAIN)
    sys.modules[name] = module
    return module.__dict__


def compile_source(source: str, name: str = MAIN) -> types.CodeType:
    """Compile a program, and keep its lines for tracebacks."""
    linecache.cache[name] = (len(source), None, source.splitlines(True), name)
    return compile(source, name, "exec", dont_inherit=True)


def _report(error: BaseException) -> int:
    """Print an exception as the interpreter would, and return the exit code."""
    if isinstance(error, SystemExit):
        code = error.code
        if code is None:
            return 0
        if isinstance(code, int):
            return code & 0xFF
        print(code, file=sys.stderr)
        return 1
    if isinstance(error, MemoryError):  # free what the frames hold before anything is printed
        traceback.clear_frames(error.__traceback__)
        error.__traceback__ = error.__context__ = error.__cause__ = None
        sys.stderr.write("MemoryError\n")
        return 1
    own = error.__traceback__
    while own is not None and own.tb_frame.f_code.co_filename == __file__:
        own = own.tb_next
    traceback.print_exception(type(error), error, own)
    return 1


def run(source: str | types.CodeType) -> int:
    """Run a program as the main one, and return its exit code."""
    try:
        code = compile_source(source) if isinstance(source, str) else source
        exec(code, _module("__main__"))  # noqa: S102 - in a jail
    except BaseException as error:
        return _safely(error)
    return 0


def call(code: types.CodeType, request: dict[str, Any]) -> int:
    """Run a program as a module, call a function of it, and write what it returns to `FRAME`.

    Args:
        code: The program.
        request: ``function``, a name or the name of a class and a method (which is called on an
            object made without arguments); ``args`` and ``kwargs``.
    """
    try:
        names = _module("program")
        exec(code, names)  # noqa: S102 - in a jail
        first, *rest = request["function"].split(".")
        if first not in names:
            raise NameError(f"the program defines no {first!r}")
        function = names[first]
        for name in rest:
            function = getattr(function() if isinstance(function, type) else function, name)
        value = function(*request["args"], **request["kwargs"])
        frame = json.dumps(value, default=_plain).encode()
        while frame:
            frame = frame[os.write(FRAME, frame) :]
    except BaseException as error:
        return _safely(error)
    return 0


def _plain(value: Any) -> Any:
    """NumPy's scalars and arrays, and whatever else can say itself in lists."""
    if hasattr(value, "tolist"):
        return value.tolist()
    raise TypeError(f"the function returned a {type(value).__name__}, which JSON doesn't have")


def _safely(error: BaseException) -> int:
    try:
        return _report(error)
    except BaseException:  # a hostile __str__, no memory left
        return 1


def finish(code: int) -> None:
    """End the process as the interpreter would: threads, exit functions, then the streams."""
    try:
        threading._shutdown()  # type: ignore[attr-defined]
        atexit._run_exitfuncs()
    except BaseException as error:
        code = _safely(error) or code
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BaseException:
            code = code or 1
    os._exit(code)


class _TimeLimit(BaseException):
    """A cell's time is over; raised in the main thread, again until the cell gives in."""


class _Cells:
    """A session's state: its variables live as long as its process."""

    def __init__(self) -> None:
        self.names = _module("__main__")
        self.count = 0
        self.running = False

    def alarm(self, _number: int, _frame: object) -> None:
        if self.running:
            raise _TimeLimit

    def run(self, source: str, wall: float) -> str:
        """Run a cell, and return its status."""
        self.count += 1
        status = "ok"
        try:
            signal.signal(signal.SIGALRM, self.alarm)
            self.running = True
            signal.setitimer(signal.ITIMER_REAL, wall, 0.2)
            self._execute(source, f"cell{self.count}.py")
        except _TimeLimit:
            status = "timeout"
        except BaseException as error:
            status = "memory" if isinstance(error, MemoryError) else "error"
            self.running = False
            if isinstance(error, SystemExit):
                status = "ok" if error.code in (None, 0) else "error"
            _safely(error)
        finally:
            self.running = False
            signal.setitimer(signal.ITIMER_REAL, 0)
        if status == "timeout":
            print(f"TimeoutError: stopped after {wall:g} s; variables are kept", file=sys.stderr)
        return status

    def _execute(self, source: str, name: str) -> None:
        linecache.cache[name] = (len(source), None, source.splitlines(True), name)
        linecache.cache.pop(f"cell{self.count - 100}.py", None)
        tree = ast.parse(source, name)
        last = None
        if tree.body and isinstance(tree.body[-1], ast.Expr):
            expression = tree.body.pop()
            assert isinstance(expression, ast.Expr)
            last = ast.Expression(expression.value)
        exec(compile(tree, name, "exec", dont_inherit=True), self.names)  # noqa: S102
        if last is not None:
            value = eval(compile(last, name, "eval", dont_inherit=True), self.names)  # noqa: S307
            if value is not None:
                self.names["_"] = value
                print(repr(value))


def cells() -> None:
    """Serve a session's cells on `FRAME` until the host hangs up.

    A cell is a length of 4 bytes and JSON of ``code`` and ``wall``; the answer is a line, the
    cell's status.
    """
    state = _Cells()
    while True:
        length = _receive(4)
        if length is None:
            os._exit(0)
        text = _receive(struct.unpack("<I", length)[0])
        if text is None:
            os._exit(0)
        request = json.loads(text)
        try:
            status = state.run(request["code"], request["wall"])
        except BaseException as error:  # an alarm that came between two lines
            status = "timeout" if isinstance(error, _TimeLimit) else "error"
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except BaseException:
                _renew_streams()
        os.write(FRAME, status.encode() + b"\n")


def _receive(size: int) -> bytes | None:
    data = b""
    while len(data) < size:
        more = os.read(FRAME, min(size - len(data), _MOST_CELL))
        if not more:
            return None
        data += more
    return data


def _renew_streams() -> None:
    """New streams for those that hold more than the output's limit lets them write."""
    for name, file in (("stdout", 1), ("stderr", 2)):
        stream = open(  # noqa: SIM115
            file, "w", encoding="utf-8", errors="backslashreplace", closefd=False
        )
        setattr(sys, name, stream)
