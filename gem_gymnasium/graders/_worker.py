"""The process that asks sympy: a program of its own, which imports nothing of this package.

It reads requests from standard input and writes replies to standard output, each a length of four
bytes and JSON. The program itself never computes: a fork of it does, which is killed and replaced
in milliseconds where it takes too long, since sympy is imported already. So it always notices when
who started it has gone, and ends with its fork. Where the system can't fork it computes itself, and
who asks has to kill it.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import re
import select
import signal
import socket
import struct
import sys
import time
from functools import lru_cache
from typing import Any

_MEMORY = 2 << 30  # bytes of address space
_MOST_REQUESTS = 500  # that a fork answers: sympy's caches grow
_ZERO, _FINITE, _CLEARLY = 1e-12, 1e12, 1e-6
_WARM = (
    r"\frac{x^{2}+1}{2}",
    r"\sin(x)+\log_{2}(3)",
    r"\left|x\right|",
    r"e^{i\pi}",
    r"\sqrt[3]{2}",
)
_BRACES = re.compile(r"\^\s*\(([^()]*)\)")


# --- frames: the pool uses the same ---------------------------------------------------------------


def write_frame(descriptor: int, message: dict[str, Any]) -> None:
    """Write a message; raises OSError where nobody reads."""
    body = json.dumps(message).encode()
    data = memoryview(struct.pack(">I", len(body)) + body)
    while data:
        data = data[os.write(descriptor, data) :]


def read_frame(descriptor: int) -> dict[str, Any] | None:
    """Read a message; None at the end of the stream."""
    head = _read(descriptor, 4)
    body = _read(descriptor, struct.unpack(">I", head)[0]) if head is not None else None
    message: dict[str, Any] | None = None if body is None else json.loads(body)
    return message


def _read(descriptor: int, count: int) -> bytes | None:
    data = b""
    while len(data) < count:
        part = os.read(descriptor, count - len(data))
        if not part:
            return None
        data += part
    return data


# --- the decision ---------------------------------------------------------------------------------


@lru_cache(maxsize=512)
def _parsed(text: str) -> Any:
    import sympy
    from latex2sympy2_extended import NormalizationConfig, latex2sympy, normalize_latex
    from math_verify.grader import should_treat_as_complex

    # Units and boxes are gone already; what is left is one expression, read as a whole.
    config = NormalizationConfig(malformed_operators=True, boxed="none")
    normal = normalize_latex(_BRACES.sub(r"^{\1}", text), config)
    is_complex = should_treat_as_complex(normal)
    expression = latex2sympy(
        normal, is_real=not is_complex, convert_degrees=False, normalization_config=None
    )
    if is_complex:
        free = getattr(expression, "free_symbols", ())
        return expression.subs({symbol: sympy.I for symbol in free if symbol.name == "i"})
    return expression


def _decided(answer: str, gold: str, decimals: int | None) -> str:
    from math_verify import verify

    try:
        wanted = _parsed(gold)
    except Exception:  # whatever it is: the grammar can't read it
        return "unreadable gold"
    try:
        said = _parsed(answer)
    except Exception:
        return "unreadable"
    if wanted is None or said is None:
        return "unreadable"
    if (proportional := _proportional(said, wanted)) is not None:
        return "equal" if proportional else "different"
    if decimals is None and _differ(said, wanted):
        return "different"
    rounding = decimals if decimals is not None and decimals >= 3 else 12
    return "equal" if verify(wanted, said, rounding, timeout_seconds=None) else "different"


def _proportional(one: Any, other: Any) -> bool | None:
    """Whether two equations are one, multiplied by a number; None where they are none.

    math-verify compares their solutions, and takes 0 = 0 for an equation that sympy can't solve.
    """
    import sympy

    if not isinstance(one, sympy.Eq) or not isinstance(other, sympy.Eq):
        return None
    ratio = sympy.simplify((one.lhs - one.rhs) / (other.lhs - other.rhs))
    return bool(ratio.is_number and ratio.is_finite and not ratio.is_zero)


def _differ(one: Any, other: Any) -> bool:
    """Whether two expressions have clearly different real values at a point."""
    import sympy

    if not isinstance(one, sympy.Expr) or not isinstance(other, sympy.Expr):
        return False
    names = sorted(one.free_symbols | other.free_symbols, key=str)
    point = {name: 0.73908513 + 0.15915494 * index for index, name in enumerate(names)}
    try:
        values = [complex(side.evalf(subs=point)) for side in (one, other)]
    except Exception:  # no number: a set of values, a divergent sum
        return False
    if not all(abs(value.imag) < _ZERO and abs(value.real) < _FINITE for value in values):
        return False  # branches of a logarithm may differ where the meaning doesn't
    return abs(values[0] - values[1]) > _CLEARLY * (1 + abs(values[1]))


def _reply(request: dict[str, Any]) -> dict[str, Any]:
    try:
        status = _decided(request["answer"], request["gold"], request["decimals"])
    except (MemoryError, RecursionError):
        status = "too large"
    return {"status": status}


def _import_sympy() -> None:
    import math_verify  # noqa: F401

    logging.disable(logging.CRITICAL)
    for text in _WARM:  # the grammar's tables fill at the first use
        with contextlib.suppress(Exception):
            _decided(text, text + "+0", None)


# --- the fork that computes -----------------------------------------------------------------------


class _Fork:
    def __init__(self, inherited: tuple[int, ...]) -> None:
        ours, theirs = socket.socketpair()
        parent = os.getpid()
        self.pid = os.fork()
        self.served = 0
        if self.pid == 0:
            status = 1
            try:
                ours.close()
                for descriptor in inherited:
                    os.close(descriptor)
                _confine(parent)
                _compute(theirs.fileno())
                status = 0
            finally:
                os._exit(status)
        theirs.close()
        self.socket = ours

    @property
    def alive(self) -> bool:
        with contextlib.suppress(ChildProcessError):
            return os.waitpid(self.pid, os.WNOHANG)[0] == 0
        return False

    def kill(self) -> None:
        # What waitpid has reaped is no process of ours any more, whoever has its number now.
        if self.alive:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        self.socket.close()


def _confine(parent: int) -> None:
    """Limit memory and files, and die with the parent."""
    import resource

    if sys.platform == "linux":
        import ctypes

        pr_set_pdeathsig = 1
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)
    for kind, limit in (("AS", _MEMORY), ("CORE", 0), ("FSIZE", 0)):
        with contextlib.suppress(ValueError, OSError, AttributeError):
            resource.setrlimit(getattr(resource, f"RLIMIT_{kind}"), (limit, limit))


def _compute(descriptor: int) -> None:
    while (request := read_frame(descriptor)) is not None:
        reply = _reply(request)
        write_frame(descriptor, reply)
        if reply["status"] == "too large":
            return  # what it left in memory goes


def _supervise(source: int, sink: int) -> None:
    parent = os.getppid()
    fork = _Fork((source, sink))
    while True:
        while not select.select([source], [], [], 1.0)[0]:
            if os.getppid() != parent:
                return fork.kill()
        request = read_frame(source)
        if request is None:
            return fork.kill()
        if not fork.alive:
            fork.kill()
            fork = _Fork((source, sink))
        try:
            write_frame(fork.socket.fileno(), request)
            reply = _awaited(fork, source, parent, request["timeout"])
        except OSError:
            reply = {"status": "crash"}
        if reply is None:
            return fork.kill()
        fork.served += 1
        write_frame(sink, reply)
        if reply["status"] in ("timeout", "crash", "too large") or fork.served >= _MOST_REQUESTS:
            fork.kill()
            fork = _Fork((source, sink))


def _awaited(fork: _Fork, source: int, parent: int, seconds: float) -> dict[str, Any] | None:
    """The fork's reply, or what became of it; None where nobody waits for it any more."""
    descriptor = fork.socket.fileno()
    watched = [descriptor, source]
    start = time.monotonic()
    while True:
        left = start + seconds - time.monotonic()
        if left <= 0:
            return {"status": "timeout"}
        ready = select.select(watched, [], [], min(left, 1.0))[0]
        if descriptor in ready:
            reply = read_frame(descriptor) or {"status": "crash"}
            return {**reply, "seconds": time.monotonic() - start}
        if source in ready or os.getppid() != parent:
            return None  # the end of the stream: requests come one by one


def main() -> None:
    """Serve until standard input ends."""
    source, sink = os.dup(0), os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)  # whatever sympy prints must not look like a reply
    try:
        _import_sympy()
    except ImportError as error:
        write_frame(sink, {"status": "failed", "reason": str(error)})
        return
    write_frame(sink, {"status": "ready"})
    if hasattr(os, "fork"):
        _supervise(source, sink)
        return
    while (request := read_frame(source)) is not None:
        start = time.monotonic()
        write_frame(sink, {**_reply(request), "seconds": time.monotonic() - start})


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError, KeyboardInterrupt):
        main()
