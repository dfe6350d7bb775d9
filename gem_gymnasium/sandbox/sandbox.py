"""`Sandbox`: running untrusted Python, confined, in milliseconds."""

from __future__ import annotations

import atexit
import os
import threading
import warnings
from collections.abc import Sequence
from typing import Any, Literal

from gem_gymnasium.sandbox.closing import Closing
from gem_gymnasium.sandbox.limits import Limits, Result
from gem_gymnasium.sandbox.pool import Pool
from gem_gymnasium.sandbox.probe import choose
from gem_gymnasium.sandbox.program import Program
from gem_gymnasium.sandbox.session import Session

__all__ = ["Level", "Sandbox", "default"]

Level = Literal["auto", "namespace", "landlock", "seccomp", "bubblewrap", "unsafe"]
_DEFAULT = Limits()


class Sandbox(Closing):
    """Runs Python that nobody has read, in processes that can do little but compute.

    It is no virtual machine: see docs/sandbox.md for what each level keeps from programs.
    Sandboxes can be used from several threads, and in children of a process that made them. A deep
    copy is the same sandbox, and a pickle becomes the other process's `default` one.

    Args:
        level: How programs are confined; "auto" takes the first of "namespace", "landlock" and
            "seccomp" that works here, which is tried out once a process.
        preload: Modules that are imported before programs run; of the packages installed here,
            programs can import only these and those that these imported.
        limits: Bounds of each run.
        workers: How many programs may run at once, None for as many as there are processors.

    Raises:
        SandboxUnavailable: No level, or not this one, works here; the message says why.
        ValueError: The level is unknown, or a module to preload can't be imported.
    """

    def __init__(
        self,
        level: Level = "auto",
        preload: Sequence[str] = ("numpy",),
        limits: Limits = _DEFAULT,
        workers: int | None = None,
    ) -> None:
        if workers is not None and workers < 1:
            raise ValueError(f"workers must be at least 1, not {workers!r}")
        self.level = choose(level)
        if self.level == "unsafe":
            warnings.warn(
                "level 'unsafe' only limits resources: programs read and write your files, use the "
                "network and signal your processes",
                RuntimeWarning,
                stacklevel=2,
            )
        self.limits = limits
        count = workers or _processors()
        self._pool = Pool(self.level, tuple(preload), count)
        self._pool.start()

    def run(self, code: str, *, stdin: str = "", limits: Limits | None = None) -> Result:
        """Run a program by itself; nothing of it stays.

        Args:
            code: Its source.
            stdin: What it reads on standard input.
            limits: Bounds, the sandbox's if None.
        """
        return self._pool.run(_bytes(code), _bytes(stdin), limits or self.limits)

    def session(self, limits: Limits | None = None) -> Session:
        """Begin a session, whose cells share their variables; ``limits.wall`` bounds each cell."""
        return Session(self._pool, limits or self.limits)

    def program(self, source: str, limits: Limits | None = None) -> Program:
        """Prepare a program that is to be run or called many times, each time afresh."""
        return Program(self._pool, _bytes(source), limits or self.limits)

    def close(self) -> None:
        """End its processes, sessions and programs."""
        self._pool.close()

    def __deepcopy__(self, memo: object) -> Sandbox:
        """Itself: runs leave nothing in it, so that copies of an environment can share it."""
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        """In another process, the shared sandbox with the same settings."""
        settings = self._pool.configuration
        return default, (settings.level, settings.preload, self.limits, settings.workers)

    def __repr__(self) -> str:
        return f"Sandbox(level={self.level!r}, preload={self._pool.configuration.preload!r})"


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _processors() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


_SHARED: dict[tuple[Level, tuple[str, ...], Limits, int | None], Sandbox] = {}
_shared_lock = threading.Lock()


def default(
    level: Level = "auto",
    preload: Sequence[str] = ("numpy",),
    limits: Limits = _DEFAULT,
    workers: int | None = None,
) -> Sandbox:
    """The sandbox of this process with these settings, made at first need; don't close it.

    Takes what `Sandbox` takes, and raises what it raises.
    """
    key = (level, tuple(preload), limits, workers)
    with _shared_lock:
        if key not in _SHARED:
            _SHARED[key] = Sandbox(level, preload, limits, workers)
        return _SHARED[key]


def _close_shared() -> None:
    for box in _SHARED.values():
        box.close()


def _renew_lock() -> None:
    global _shared_lock
    _shared_lock = threading.Lock()


atexit.register(_close_shared)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_renew_lock)
