"""Files in memory that carry a run's input and output, and what a run's end means.

Output lies in a file rather than in a pipe: nothing has to be pumped while the program runs, a
flood stops at the file's size limit, and the host reads it when the program is over.
"""

from __future__ import annotations

import json
import os
import re
import signal
from typing import Any

from gem_gymnasium.sandbox.limits import Limits, Result, Status

__all__ = ["decode", "outcome", "parse_frame", "read", "sealed"]

_DEEPEST = 100  # nested lists and objects in a value
# A string that isn't closed reaches to the end, so that nothing is read twice.
_TOKENS = re.compile(rb'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|[\[\]{}]', re.DOTALL)


def sealed(name: str, data: bytes = b"") -> int:
    """A file in memory that begins with this data, and is read from its beginning."""
    file = os.memfd_create(name)
    view = memoryview(data)
    offset = 0
    while offset < len(view):
        offset += os.pwrite(file, view[offset:], offset)
    return file


def read(file: int, most: int) -> tuple[bytes, bool]:
    """At most so many bytes of a file, and whether there were more."""
    size = os.fstat(file).st_size
    return os.pread(file, min(size, most), 0), size > most


def decode(data: bytes) -> str:
    """Text of bytes that a program wrote."""
    return data.decode("utf-8", "replace")


def parse_frame(data: bytes) -> Any:
    """The JSON value that a call wrote.

    Raises:
        ValueError: It is none, or nested too deeply.
    """
    depth = deepest = 0
    for token in _TOKENS.finditer(data):  # the parser's own recursion must not be what stops it
        first = token[0][:1]
        if first in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        elif first in b"]}":
            depth -= 1
    if deepest > _DEEPEST:
        raise ValueError(f"nested more than {_DEEPEST} deep")
    return json.loads(data)


def outcome(
    status: int | None,
    stopped: Status | None,
    stdout: int,
    stderr: int,
    frame: int | None,
    limits: Limits,
    seconds: float,
) -> Result:
    """The result of a run that is over.

    Args:
        status: The process's wait status, None if the server was lost.
        stopped: Why the host had stopped it, if it had.
        stdout: The file of its standard output.
        stderr: The file of its standard error.
        frame: The file of a call's value.
        limits: Its bounds.
        seconds: How long it took.
    """
    out, more_out = read(stdout, limits.output)
    err, more_err = read(stderr, limits.output)
    code = None if status is None or stopped else os.waitstatus_to_exitcode(status)
    errors = decode(err)
    verdict: Status
    value: Any = None
    if stopped:
        verdict = stopped
    elif code is None:
        verdict = "killed"
    elif code == -signal.SIGXCPU:
        verdict, code = "timeout", None
    elif more_out or more_err:
        verdict = "output"
    elif code < 0:
        verdict = "killed"
    elif code != 0:
        verdict = "memory" if errors.rstrip().endswith("MemoryError") else "error"
    else:
        verdict = "ok"
    if verdict == "ok" and frame is not None:
        data, more = read(frame, limits.output)
        try:
            if more or not data:
                raise ValueError("it is too long" if more else "the function didn't return")
            value = parse_frame(data)
        except (ValueError, RecursionError) as error:
            verdict = "error"
            errors += f"no value came back: {error}\n"
    return Result(decode(out), errors, code, verdict, seconds, value)
