"""Starting fork servers, and handing them runs from any thread.

One process is started with the interpreter; the pool's other servers, programs and sessions are
forked from it, so that they share what it imported.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import threading
import weakref
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from gem_gymnasium.sandbox.channel import ANSWER, Channel, Lost, Tracked
from gem_gymnasium.sandbox.limits import Limits, Result, SandboxUnavailable
from gem_gymnasium.sandbox.outputs import decode, read, sealed
from gem_gymnasium.sandbox.server import Server, bounds

__all__ = ["Pool"]

_START = 60.0  # seconds for a server to import what it is to preload
_FOLDER = os.path.dirname(os.path.abspath(__file__))
# The package's own __init__ would import Gymnasium; the server needs a few modules of it.
_BOOT = f"""
import sys, types
for name, path in (
    ("gem_gymnasium", {os.path.dirname(_FOLDER)!r}),
    ("gem_gymnasium.sandbox", {_FOLDER!r}),
):
    sys.modules[name] = types.ModuleType(name)
    sys.modules[name].__path__ = [path]
from gem_gymnasium.sandbox.zygote import main
main()
"""


@dataclass(frozen=True)
class _Configuration:
    level: str
    preload: tuple[str, ...]
    workers: int


class Pool:
    """Fork servers of one configuration; safe to use from threads and after a fork.

    Args:
        level: The level at which programs are confined.
        preload: Modules to import before programs run.
        workers: How many programs may run at once.
    """

    def __init__(self, level: str, preload: tuple[str, ...], workers: int) -> None:
        self.configuration = _Configuration(level, preload, workers)
        self._reset()
        _POOLS.add(self)

    def _reset(self) -> None:
        self._pid = os.getpid()
        self._lock = threading.RLock()
        self._slots = threading.BoundedSemaphore(self.configuration.workers)
        self._idle: list[Server] = []
        self._process: subprocess.Popen[bytes] | None = None
        self._root: Channel | None = None
        self._everyone: weakref.WeakSet[Tracked] = weakref.WeakSet()
        self._closed = False

    @property
    def generation(self) -> int:
        """Differs between processes, so that what a parent made isn't used in its child."""
        return self._pid

    @property
    def watches(self) -> bool:
        """Whether the host must look at guests' threads: only a namespace counts them."""
        return self.configuration.level in ("landlock", "seccomp")

    def after_fork(self) -> None:
        """In a child: let go of the parent's servers, as if nothing had been started."""
        closed = self._closed
        for one in list(self._everyone):
            one.abandon()
        if self._root is not None:
            self._root.close()
        if self._process is not None:
            self._process.returncode = 0  # not this process's to wait for
        self._reset()
        self._closed = closed

    @contextlib.contextmanager
    def slot(self) -> Iterator[None]:
        """The right to have one program run."""
        if self._pid != os.getpid():  # forked without Python's knowledge
            self.after_fork()
        slots = self._slots
        slots.acquire()
        try:
            yield
        finally:
            slots.release()

    def run(self, payload: bytes, stdin: bytes, limits: Limits) -> Result:
        """Run a program on an idle server."""
        with self.slot():
            return self.with_server(
                self._idle, self.server, lambda server: server.run(payload, stdin, limits)
            )

    def with_server(
        self,
        idle: list[Server],
        make: Callable[[], Server],
        use: Callable[[Server], Result],
    ) -> Result:
        """Use an idle server or a new one, once more if it turns out to be gone.

        An idle server may have been ended by the machine, short of memory for example.
        """
        for last in (False, False, True):
            try:
                server = make() if last else idle.pop()
            except IndexError:
                server = make()
            try:
                result = use(server)
            except Lost:
                if last:
                    raise SandboxUnavailable("the sandbox's servers end at once") from None
                continue
            if not server.lost:
                idle.append(server)
            return result
        raise AssertionError("unreachable")

    def server(self) -> Server:
        """Fork a server."""
        return self._server("server", [], None)

    def program(self, source: bytes, limits: Limits) -> Server:
        """Fork a server for the runs of one program."""
        file = sealed("source", source)
        try:
            return self._server("program", [file], limits)
        finally:
            os.close(file)

    def _server(self, kind: str, files: list[int], limits: Limits | None) -> Server:
        channel = Channel()
        request = {"kind": kind, "limits": None if limits is None else bounds(limits)}
        pid = self._spawn(request, [channel.theirs.fileno(), *files])
        channel.theirs.close()
        server = Server(channel, pid, watches=self.watches)
        self._everyone.add(server)
        return server

    def session(self, files: list[int], limits: Limits) -> int:
        """Fork a session's guest, with these descriptors, and return its process id."""
        request = {"kind": "session", "limits": {**bounds(limits), "cpu": limits.cpu}}
        return self._spawn(request, files)

    def track(self, one: Tracked) -> None:
        """Have this ended with the pool."""
        self._everyone.add(one)

    def kill(self, pid: int) -> None:
        """Kill what `session` returned."""
        with self._lock, contextlib.suppress(Lost):
            if self._root is not None:
                self._root.send({"kind": "kill", "pid": pid})

    def _spawn(self, request: dict[str, Any], files: list[int]) -> int:
        with self._lock:
            for last in (False, True):
                root = self.start()
                try:
                    root.send(request, files)
                    message = root.receive(ANSWER)
                except Lost:
                    message = None
                if message is not None:
                    pid: int = message["pid"]
                    return pid
                self._end()
                if last:
                    break
        raise SandboxUnavailable("the sandbox's fork server ended or hangs, twice")

    def start(self) -> Channel:
        """Start the first server unless it runs.

        Raises:
            SandboxUnavailable: The machine refuses a part of the level.
            ValueError: A module to preload can't be imported.
        """
        with self._lock:
            if self._closed:
                raise ValueError("this sandbox is closed; make another one")
            if self._root is None:
                self._root = self._start()
            return self._root

    def _start(self) -> Channel:
        level = self.configuration.level
        wrapper = wrapping(level)
        channel, log = Channel(), sealed("log")
        theirs = channel.theirs.fileno()
        try:
            host = os.pidfd_open(os.getpid())
        except (OSError, AttributeError):
            host = -1
        keep = [theirs] + ([host] if host >= 0 else [])
        config = {
            "level": level,
            "preload": self.configuration.preload,
            "channel": theirs,
            "host": host,
        }
        options = ["-s", "-P", "-B", "-X", "utf8", "-c", _BOOT, json.dumps(config)]
        command = [*wrapper, sys.executable, *options]
        try:
            self._process = subprocess.Popen(  # noqa: S603 - this interpreter
                command,
                pass_fds=keep,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=log,
                start_new_session=True,
                cwd="/",
                env=environment(level),
            )
        except OSError as error:
            channel.close()
            os.close(log)
            raise SandboxUnavailable(f"the sandbox's fork server can't start: {error}") from error
        finally:
            if host >= 0:
                os.close(host)
        channel.theirs.close()
        try:
            message = channel.receive(_START)
        except Lost:
            last = decode(read(log, 1 << 16)[0]).strip().splitlines()[-1:]
            message = {"refused": f"the fork server ended while it started: {''.join(last)}"}
        finally:
            os.close(log)
        if message is None:
            message = {"refused": f"the fork server didn't start within {_START:g} s"}
        if message.get("failed"):
            reasons = ", ".join(f"{name} ({why})" for name, why in message["failed"].items())
            message = {"failed": reasons}
        if "ready" not in message:
            channel.close()
            self._end()
            if "failed" in message:
                raise ValueError(f"preload names modules that can't be imported: {reasons}")
            raise SandboxUnavailable(f"level {level!r} doesn't work here: {message['refused']}")
        return channel

    def _end(self) -> None:
        if self._root is not None:
            self._root.hang_up()
            self._root.close()
        self._root = None
        process, self._process = self._process, None
        if process is not None:
            try:
                process.wait(2)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def close(self) -> None:
        """End all servers and what they run."""
        with self._lock:
            if self._pid != os.getpid():  # forked without Python's knowledge
                self.after_fork()
            self._closed = True
            for one in list(self._everyone):
                one.hang_up()
            while self._idle:
                self._idle.pop().close()
            self._end()

    def __del__(self) -> None:
        with contextlib.suppress(Exception):  # the interpreter may be ending
            self.close()


def environment(level: str) -> dict[str, str]:
    """The variables that programs see, the same everywhere."""
    scratch = "/box" if level == "namespace" else "/nonexistent"
    return {
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "HOME": scratch,
        "TMPDIR": scratch,
        "PYTHONHASHSEED": "0",  # a program's sets have one order, whichever server runs it
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
    }


def wrapping(level: str) -> list[str]:
    """The command that a level puts around the server's."""
    if level != "bubblewrap":
        return []
    program = shutil.which("bwrap")
    if program is None:
        raise SandboxUnavailable("level 'bubblewrap' needs the program bwrap")
    command = [program, "--unshare-all", "--new-session", "--cap-drop", "ALL", "--dev", "/dev"]
    # What is readable here is narrowed further by the server itself.
    folders = ["/usr", "/bin", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/localtime"]
    folders += [sys.base_prefix, sys.prefix, *filter(os.path.isdir, sys.path), _FOLDER]
    for folder in dict.fromkeys(map(os.path.abspath, folders)):
        command += ["--ro-bind-try", folder, folder]
    if os.geteuid() == 0:
        command += ["--uid", "65534", "--gid", "65534"]
    return [*command, "--chdir", "/", "--"]


_POOLS: weakref.WeakSet[Pool] = weakref.WeakSet()


def _after_fork() -> None:
    for pool in list(_POOLS):
        pool.after_fork()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
