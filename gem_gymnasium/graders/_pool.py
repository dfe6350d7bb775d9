"""A pool of processes that ask sympy, shared by all threads of a process.

Each is a program of its own (see `_worker`), which `subprocess` starts also where `multiprocessing`
refuses to, as in the daemonic workers of vector environments. They start when they are needed, at
most one for each CPU, and end with the process that started them. A fork of that process forgets
them and starts its own.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from gem_gymnasium.graders._worker import read_frame, write_frame

__all__ = ["Pool", "shared"]

_PROGRAM = str(Path(__file__).with_name("_worker.py"))
_START = 120.0  # seconds that the import of sympy may take on a busy machine
_GRACE = 0.8  # seconds after which a worker that doesn't keep its own limit is killed


class _Worker:
    """A worker process and its pipes."""

    def __init__(self) -> None:
        self.broken = False
        variables = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join(part for part in sys.path if part),
            "PYTHONHASHSEED": "0",  # sympy's order of terms, and so what it decides, hangs on it
        }
        self.process = subprocess.Popen(  # noqa: S603 - our own interpreter and program
            [sys.executable, "-P", _PROGRAM],  # -P: no module here may hide one of the library's
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,  # a fork of this process must find nothing to flush
            env=variables,
            start_new_session=True,  # Ctrl-C is for the program that asks
        )
        hello = self._waited(_START)
        if hello.get("status") != "ready":
            self.kill()
            raise OSError(hello.get("reason") or "The process that asks sympy did not start.")

    @property
    def alive(self) -> bool:
        return not self.broken and self.process.poll() is None

    def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        """The reply to a request; raises BrokenPipeError where the worker was gone before it."""
        assert self.process.stdin is not None
        write_frame(self.process.stdin.fileno(), request)
        return self._waited(request["timeout"] + _GRACE)

    def _waited(self, seconds: float) -> dict[str, Any]:
        assert self.process.stdout is not None
        late = threading.Event()

        def stop() -> None:
            late.set()
            self.kill()

        watch = threading.Timer(seconds, stop)
        watch.daemon = True
        watch.start()
        try:
            reply = read_frame(self.process.stdout.fileno())
        except (OSError, ValueError):
            reply = None
        finally:
            watch.cancel()
        if reply is not None:
            return reply
        self.kill()
        self.broken = True
        return {"status": "timeout" if late.is_set() else "crash"}

    def kill(self) -> None:
        with contextlib.suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(self.process.pid, signal.SIGKILL)
            else:
                self.process.kill()

    def close(self) -> None:
        self.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()
        with contextlib.suppress(OSError):
            self.process.wait()

    def forget(self) -> None:
        """In a fork: close our ends of its pipes, and leave it to its owner."""
        self.process.returncode = 0
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()


class Pool:
    """Workers for all threads of a process.

    Args:
        size: The most workers at a time; None is one for each CPU that this process may use.
    """

    def __init__(self, size: int | None = None) -> None:
        self.size = size or _cpus()
        self._free = threading.Semaphore(self.size)
        self._idle: list[_Worker] = []
        self._all: set[_Worker] = set()
        self._lock = threading.Lock()

    def ask(self, answer: str, gold: str, decimals: int | None, timeout: float) -> dict[str, Any]:
        """The status of a comparison.

        The time limit begins when a worker is free: a crowd of slow answers delays others, and
        costs them nothing.

        Returns:
            A dict with "status": "equal", "different", "unreadable", "unreadable gold", "too
            large", "timeout", "crash" or "failed", the last with a "reason"; and where sympy
            answered, the "seconds" that it took.
        """
        request = {"answer": answer, "gold": gold, "decimals": decimals, "timeout": timeout}
        with self._free:
            for _ in range(3):  # a worker may have died since it was last used
                try:
                    worker = self._take()
                except OSError as error:
                    return {"status": "failed", "reason": str(error)}
                try:
                    reply = worker.ask(request)
                except OSError:
                    self._drop(worker)
                    continue
                except BaseException:  # such as KeyboardInterrupt: its reply is still to come
                    self._drop(worker)
                    raise
                if worker.alive:
                    with self._lock:
                        self._idle.append(worker)
                else:
                    self._drop(worker)
                return reply
        return {"status": "crash"}

    def _take(self) -> _Worker:
        while True:
            with self._lock:
                worker = self._idle.pop() if self._idle else None
            if worker is None:
                worker = _Worker()
                with self._lock:
                    self._all.add(worker)
                return worker
            if worker.alive:
                return worker
            self._drop(worker)

    def _drop(self, worker: _Worker) -> None:
        with self._lock:
            self._all.discard(worker)
        worker.close()

    @property
    def pids(self) -> list[int]:
        """The process ids of the workers."""
        with self._lock:
            return [worker.process.pid for worker in self._all]

    def close(self) -> None:
        """End all workers."""
        with self._lock:
            workers, self._idle = list(self._all), []
            self._all.clear()
        for worker in workers:
            worker.close()

    def forget(self) -> None:
        """In a fork: leave the workers to the process that started them."""
        for worker in self._all:  # no lock: who held it was not forked
            worker.forget()


_shared: Pool | None = None
_making = threading.Lock()


def shared() -> Pool:
    """The pool of this process."""
    global _shared
    with _making:
        if _shared is None:
            _shared = Pool()
            atexit.register(_shared.close)
        return _shared


def _after_fork() -> None:
    global _shared, _making
    _making = threading.Lock()
    if _shared is not None:
        _shared.forget()
        atexit.unregister(_shared.close)
        _shared = None


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)


def _cpus() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
