"""The host's view of a fork server that runs one guest at a time."""

from __future__ import annotations

import os
import time
from typing import Any

from gem_gymnasium.sandbox.channel import ANSWER, Channel, Lost
from gem_gymnasium.sandbox.limits import Limits, Result, Status
from gem_gymnasium.sandbox.outputs import outcome, sealed

__all__ = ["MOST_THREADS", "TICK", "Server", "bounds", "threads"]

TICK = 0.05  # seconds between looks at a guest's threads
MOST_THREADS = 256


class Server:
    """A fork server that runs one guest at a time."""

    def __init__(self, channel: Channel, pid: int, *, watches: bool) -> None:
        self._channel = channel
        self.pid = pid
        self.watches = watches
        self.lost = False

    def compiled(self, seconds: float) -> str | None:
        """Wait for a program's compilation; None, or what is wrong with the program."""
        try:
            message = self._channel.receive(seconds)
        except Lost:
            message = None
        if message is None:
            self.close()
            return "the program can't be compiled within its limits\n"
        failed: str | None = message.get("failed")
        return failed

    def run(self, payload: bytes, stdin: bytes, limits: Limits, *, frame: bool = False) -> Result:
        """Run a guest to its end.

        Args:
            payload: The program's text, or the JSON of a call.
            stdin: What it reads on standard input.
            limits: Its bounds.
            frame: Whether it is a call, which returns a value.

        Raises:
            Lost: The server had ended before it got the request.
        """
        files: list[int] = []
        started = time.perf_counter()
        try:
            for name, data in (("payload", payload), ("stdin", stdin)):
                files.append(sealed(name, data))
            for name in ("stdout", "stderr", "frame") if frame else ("stdout", "stderr"):
                files.append(sealed(name))
            self._channel.send({"kind": "run", "limits": bounds(limits)}, files)
            status, stopped = self._wait(limits.wall)
            seconds = time.perf_counter() - started
            return outcome(
                status, stopped, files[2], files[3], files[4] if frame else None, limits, seconds
            )
        except BaseException:
            self.close()  # a guest may still run: the server's end is its end
            raise
        finally:
            for file in files:
                os.close(file)

    def _wait(self, wall: float) -> tuple[int | None, Status | None]:
        """Wait for the guest's end: its wait status, and for what it was stopped, if it was."""
        stopped: Status | None = None
        pid: int | None = None
        end = time.monotonic() + wall
        try:
            while True:
                left = end - time.monotonic()
                watch = pid is not None and self.watches and stopped is None
                message = self._channel.receive(min(left, TICK) if watch else left)
                if message is not None and "status" in message:
                    return message["status"], stopped
                if message is not None:
                    pid = message["pid"]
                elif time.monotonic() >= end:
                    if stopped:
                        self.close()
                        return None, stopped
                    stopped, end = "timeout", time.monotonic() + ANSWER
                    self._channel.send({"kind": "kill", "pid": 0})
                elif pid is not None and threads(pid) > MOST_THREADS:
                    stopped, end = "killed", time.monotonic() + ANSWER
                    self._channel.send({"kind": "kill", "pid": 0})
        except Lost:
            self.close()
            return None, stopped or "killed"

    def hang_up(self) -> None:
        """End the server and its guest, from any thread."""
        self.lost = True
        self._channel.hang_up()

    def close(self) -> None:
        """End the server, when no other thread uses it."""
        self.hang_up()
        self._channel.close()

    def abandon(self) -> None:
        """In a child of the process that uses it: let go of it."""
        self.lost = True
        self._channel.close()


def bounds(limits: Limits) -> dict[str, Any]:
    """Limits as a server gets them."""
    cpu = limits.wall + 1 if limits.cpu is None else limits.cpu
    return {
        "wall": limits.wall,
        "cpu": cpu,
        "memory": limits.memory,
        "output": limits.output,
        "files": limits.files,
    }


def threads(pid: int) -> int:
    """How many threads a process has; 0 if that can't be seen."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            return int(file.read().rpartition(b")")[2].split()[17])
    except (OSError, ValueError, IndexError):
        return 0
