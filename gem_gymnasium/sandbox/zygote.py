"""The fork server: imports what programs need, confines itself, then forks a guest for each run.

Started by `pool.py`. The host sends requests over a socket that keeps messages apart, each a small
JSON of its own making with descriptors; a program's text lies in a file that only the guest reads.

=========== ======================================= =======================================
request     descriptors                             answer
=========== ======================================= =======================================
``run``     payload, stdin, stdout, stderr, and of  ``{"status": wait status}``; if it takes
            a call one for its value                a moment, ``{"pid": ...}`` before that
``server``  a socket                                ``{"pid": ...}`` of a server like this
``program`` a socket, the source                    the same, which runs only this program
``session`` a socket, stdin, stdout, stderr         ``{"pid": ...}``
``kill``    none                                    none
=========== ======================================= =======================================

A server ends when the host's end of its socket is closed, as when the host ends, however that
happens; its guests are killed when it ends.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import math
import os
import select
import signal
import socket
import sys
import traceback
import types
import warnings
from collections.abc import Callable
from typing import Any

from gem_gymnasium.sandbox import guest, kernel, namespaces
from gem_gymnasium.sandbox.confine import Jail

__all__ = ["main"]

_MOST_MESSAGE = 1 << 16
_MOST_DESCRIPTORS = 512
_MOMENT = 25  # milliseconds until the host learns a guest's process id
# What programs often import and costs little to have: each shared library makes forks slower.
_STANDARD = """
math cmath random statistics fractions decimal numbers collections heapq bisect itertools functools
operator re string textwrap datetime time calendar _strptime dataclasses enum abc typing types copy
pprint contextlib io os pathlib json csv struct array queue threading ast inspect traceback warnings
weakref ctypes
"""
# What else programs import, for the level at which nothing can be imported later.
_LAZY = """
unicodedata difflib zoneinfo tempfile base64 binascii hashlib hmac zlib gzip bz2 lzma secrets uuid
asyncio concurrent.futures.thread logging graphlib argparse fileinput locale keyword tokenize
unittest encodings.idna encodings.ascii encodings.latin_1 encodings.cp1252 encodings.utf_16
encodings.utf_32 encodings.utf_8_sig encodings.unicode_escape encodings.raw_unicode_escape
stringprep html pickle platform shutil timeit doctest cProfile mmap reprlib socket selectors
"""


class _Server:
    """One fork server; those that it forks are servers too."""

    def __init__(self, channel: socket.socket, host: int, jail: Jail) -> None:
        self.channel = channel
        self.host = host  # a pidfd of the host's process, or -1
        self.jail = jail
        self.code: types.CodeType | None = None
        self.children: set[int] = set()
        self.running: int | None = None
        self.wake, self._wake_write = os.pipe()
        os.set_blocking(self.wake, False)
        os.set_blocking(self._wake_write, False)

    def serve(self) -> None:
        """Answer requests until the host is gone; never returns."""
        signal.set_wakeup_fd(self._wake_write, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        poll = select.poll()
        for file in (self.channel.fileno(), self.wake, self.host):
            if file >= 0:
                poll.register(file, select.POLLIN)
        told = False
        while True:
            wait = _MOMENT if self.running is not None and not told else None
            ready = {file for file, _ in poll.poll(wait)}
            if self.wake in ready:
                with contextlib.suppress(BlockingIOError):
                    os.read(self.wake, 512)
                self._reap()
            if self.host in ready:
                os._exit(0)
            if self.channel.fileno() in ready:
                self._answer()
                told = False
            elif not ready and self.running is not None:
                self._send(pid=self.running)
                told = True

    def _send(self, **message: Any) -> None:
        try:
            self.channel.send(json.dumps(message).encode())
        except OSError:
            os._exit(0)

    def _reap(self) -> None:
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            self.children.discard(pid)
            if self.jail.level == "unsafe":  # what it forked
                with contextlib.suppress(OSError):
                    os.killpg(pid, signal.SIGKILL)
            if pid == self.running:
                self.running = None
                self._send(status=status)

    def _answer(self) -> None:
        try:
            text, files, _, _ = socket.recv_fds(self.channel, _MOST_MESSAGE, 8)
        except OSError:
            text, files = b"", []
        if not text:
            os._exit(0)
        request = json.loads(text)
        kind = request["kind"]
        if kind == "kill":
            pid = request["pid"] or self.running
            if pid in self.children:
                with contextlib.suppress(OSError):
                    os.kill(pid, signal.SIGKILL)
            return
        bodies: dict[str, Callable[[dict[str, Any], list[int]], None]] = {
            "run": self._run,
            "server": self._serve_more,
            "program": self._serve_more,
            "session": self._session,
        }
        try:
            pid = os.fork()
        except OSError as error:
            self._send(error=f"the sandbox can't fork: {error}")
            pid = -1
        if pid == 0:
            try:
                bodies[kind](request, files)
            except BaseException as error:
                with contextlib.suppress(OSError):
                    os.write(2, f"sandbox: {error!r}\n".encode())
            os._exit(125)
        for file in files:
            os.close(file)
        if pid < 0:
            return
        self.children.add(pid)
        if kind == "run":
            self.running = pid
        else:
            self._send(pid=pid)

    def _place(self, files: list[int]) -> None:
        """Put descriptors at 0, 1, 2 and so on, and close all others but those of the jail."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for place, file in enumerate(files):
            os.dup2(file, place)
        self.channel.detach()
        first = len(files)
        for kept in sorted(self.jail.keeps):
            kernel.close_range(first, kept - 1)
            first = kept + 1
        kernel.close_range(first, _MOST_DESCRIPTORS)

    def _enter(self, limits: dict[str, Any]) -> None:
        cpu = limits["cpu"]
        self.jail.enter_guest(
            limits["memory"],
            None if cpu is None else math.ceil(cpu),
            limits["output"],
            limits["files"],
        )

    def _run(self, request: dict[str, Any], files: list[int]) -> None:
        payload, *streams = files
        data = guest.read_all(payload)
        self._place(streams)
        self._enter(request["limits"])
        self._offer_stdin()
        if self.code is None:
            code = guest.run(data.decode("utf-8", "surrogatepass"))
        elif data:
            code = guest.call(self.code, json.loads(data))
        else:
            code = guest.run(self.code)
        guest.finish(code)

    def _offer_stdin(self) -> None:
        """Where there is no /proc, /dev/stdin is a link to a copy."""
        if self.jail.level != "namespace":
            return
        size = os.fstat(0).st_size
        with contextlib.suppress(OSError):
            file = os.open(namespaces.STDIN, os.O_CREAT | os.O_WRONLY, 0o600)
            offset = 0
            while offset < size:
                offset += os.sendfile(file, 0, offset, size - offset)
            os.close(file)

    def _session(self, request: dict[str, Any], files: list[int]) -> None:
        cells, *streams = files
        self._place([*streams, cells])
        self._enter(request["limits"])
        guest.cells()

    def _serve_more(self, request: dict[str, Any], files: list[int]) -> None:
        kernel.die_with_parent()
        self.channel.close()
        os.close(self.wake)
        os.close(self._wake_write)
        more = _Server(socket.socket(fileno=files[0]), self.host, self.jail)
        if request["kind"] == "program":
            more.compile(request["limits"], files[1])
        more.serve()

    def compile(self, limits: dict[str, Any], file: int) -> None:
        """Compile the program that all runs of this server are of; a failure is told and ends it.

        The text is hostile, but it is only parsed here, in bounded memory and time.
        """
        signal.set_wakeup_fd(-1)
        self.jail.limit_compiler(limits["memory"])
        signal.setitimer(signal.ITIMER_REAL, limits["wall"])  # its signal kills
        source = guest.read_all(file).decode("utf-8", "surrogatepass")
        os.close(file)
        try:
            with warnings.catch_warnings():
                # They would fill the file that is every server's standard error.
                warnings.simplefilter("ignore")
                self.code = guest.compile_source(source)
        except BaseException as error:
            lines = traceback.format_exception_only(error)
            self._send(failed="".join(lines)[:4096])
            os._exit(0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        self._send(compiled=True)


def _preload(names: list[str], level: str) -> tuple[set[str], dict[str, str]]:
    """Import modules; return the names of all that came, and why others didn't."""
    before = set(sys.modules)
    failed = {}
    for name in _STANDARD.split() + (_LAZY.split() if level == "seccomp" else []) + names:
        try:
            importlib.import_module(name)
        except Exception as error:
            if name in names:
                failed[name] = f"{type(error).__name__}: {error}"
    return set(sys.modules) - before, failed


def _split_off() -> None:
    """Go on as the first process of a new pid namespace; this one waits for it."""
    namespaces.leave()
    pid = os.fork()
    if pid == 0:
        kernel.die_with_parent()
        return
    kernel.close_range(3, _MOST_DESCRIPTORS)
    _, status = os.waitpid(pid, 0)
    os._exit(os.waitstatus_to_exitcode(status) & 0xFF)


def main() -> None:
    """Serve; the only argument is the configuration as JSON."""
    config = json.loads(sys.argv[1])
    channel = socket.socket(fileno=config["channel"])
    jail = Jail(config["level"])
    try:
        if config["level"] == "namespace":
            _split_off()
        imported, failed = _preload(config["preload"], config["level"])
        # Programs find no trace of this package; its functions keep their own globals.
        for name in [name for name in sys.modules if name.partition(".")[0] == "gem_gymnasium"]:
            del sys.modules[name]
        os.chdir("/")
        jail.enter(imported)
    except Exception as error:
        reason = str(error) if isinstance(error, OSError) else repr(error)
        channel.send(json.dumps({"refused": reason}).encode())
        os._exit(1)
    sys.argv = [guest.MAIN]
    guest.prepare_streams()
    server = _Server(channel, config["host"], jail)
    gc.collect()
    gc.freeze()
    channel.send(json.dumps({"ready": True, "failed": failed}).encode())
    server.serve()
