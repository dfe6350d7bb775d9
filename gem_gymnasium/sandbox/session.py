"""`Session`: cells that share their variables, in one confined process."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import struct
import threading
import time

from gem_gymnasium.sandbox.closing import Closing
from gem_gymnasium.sandbox.limits import Limits, Result, Status
from gem_gymnasium.sandbox.outputs import decode, read, sealed
from gem_gymnasium.sandbox.pool import Pool
from gem_gymnasium.sandbox.server import MOST_THREADS, TICK, threads

__all__ = ["Session"]

_GRACE = 1.0  # seconds for a cell to give in after its time, before its process is killed
_STATUSES: tuple[Status, ...] = ("ok", "error", "timeout", "memory")


class Session(Closing):
    """A Python session: variables live from cell to cell. Made by `Sandbox.session`.

    A cell that runs too long is interrupted and its variables are kept; one that doesn't give in
    is killed with its process, and the next cell starts afresh.

    Attributes:
        restarted: Whether the last cell cost the session its variables.
    """

    def __init__(self, pool: Pool, limits: Limits) -> None:
        self._pool = pool
        self._limits = limits
        self._lock = threading.Lock()
        self._process: _Process | None = None
        self._generation = pool.generation
        self._closed = False
        self.restarted = False

    def run(self, code: str) -> Result:
        """Run a cell; the value of an expression at its end is printed.

        Returns:
            A result without an exit code. If the variables are lost, its standard error says so,
            and `restarted` is true.
        """
        if self._generation != self._pool.generation:  # in a child of the process that began it
            self._lock, self._process = threading.Lock(), None
            self._generation = self._pool.generation
        with self._lock:
            if self._closed:
                raise ValueError("this session is closed; begin another one")
            with self._pool.slot():
                if self._process is None:
                    self._process = _Process(self._pool, self._limits)
                result = self._process.run(code)
                self.restarted = self._process.lost
                if self.restarted:
                    self._process.close()
                    self._process = None
            return result

    def close(self) -> None:
        """End its process; a cell that runs in another thread is killed."""
        self._closed = True
        process = self._process
        if process is not None and self._generation == self._pool.generation:
            process.hang_up()
            with self._lock:  # once no other thread uses its descriptors
                process.close()

    def __del__(self) -> None:
        if getattr(self, "_process", None) is not None:
            self.close()


class _Process:
    """A session's process: lost once it has ended or was killed."""

    def __init__(self, pool: Pool, limits: Limits) -> None:
        self._pool = pool
        self._limits = limits
        import fcntl  # not everywhere; nor are sessions

        self._files: list[int] = []
        self._socket, theirs = socket.socketpair()
        self.lost = False
        try:
            for name in ("stdin", "stdout", "stderr"):
                self._files.append(sealed(name))
            for file in self._files[1:]:  # the host empties them between cells
                fcntl.fcntl(file, fcntl.F_SETFL, fcntl.fcntl(file, fcntl.F_GETFL) | os.O_APPEND)
            self._pid = pool.session([theirs.fileno(), *self._files], limits)
        except BaseException:
            self.abandon()
            raise
        finally:
            theirs.close()
        pool.track(self)

    def run(self, code: str) -> Result:
        for file in self._files[1:]:
            os.ftruncate(file, 0)
        wall = self._limits.wall
        # JSON keeps lone surrogates as escapes.
        request = json.dumps({"code": code, "wall": wall}).encode()
        started = time.perf_counter()
        try:
            self._socket.settimeout(wall + _GRACE)
            self._socket.sendall(struct.pack("<I", len(request)) + request)
            status = self._wait(time.monotonic() + wall + _GRACE)
        except TimeoutError:
            status = "timeout"
            self.lost = True
        except OSError:
            status = "killed"
            self.lost = True
        except BaseException:
            self.close()
            raise
        seconds = time.perf_counter() - started
        if self.lost:
            self._pool.kill(self._pid)
        out, more_out = read(self._files[1], self._limits.output)
        err, more_err = read(self._files[2], self._limits.output)
        if (more_out or more_err) and not self.lost:
            status = "output"
        errors = decode(err)
        if self.lost:
            errors += "The session was restarted: all variables are lost.\n"
        return Result(decode(out), errors, None, status, seconds)

    def _wait(self, end: float) -> Status:
        """The status that the process answers with; what isn't one is a program's forgery."""
        answer = b""
        while not answer.endswith(b"\n"):
            left = end - time.monotonic()
            if left <= 0:
                raise TimeoutError
            self._socket.settimeout(min(left, TICK))
            try:
                more = self._socket.recv(64)
            except TimeoutError:
                if self._pool.watches and threads(self._pid) > MOST_THREADS:
                    raise OSError("too many threads") from None
                continue
            if not more or len(answer) > 64:
                raise OSError("the process ended")
            answer += more
        word = answer[:-1].decode("ascii", "replace")
        for status in _STATUSES:
            if status == word:
                return status
        raise OSError("the process broke its protocol")

    def hang_up(self) -> None:
        """Kill the process, from any thread."""
        if self._files:
            self.lost = True
            self._pool.kill(self._pid)
            with contextlib.suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Kill the process, when no other thread uses it."""
        self.hang_up()
        self.abandon()

    def abandon(self) -> None:
        """Let go of the process, in a child of the host."""
        self.lost = True
        self._socket.close()
        while self._files:
            os.close(self._files.pop())
