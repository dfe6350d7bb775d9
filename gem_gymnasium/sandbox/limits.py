"""What bounds a run, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

__all__ = ["Limits", "Result", "SandboxUnavailable", "Status"]

Status = Literal["ok", "error", "timeout", "memory", "output", "killed"]


class SandboxUnavailable(Exception):  # noqa: N818 - a fixed name of the interface
    """Code can't be run confined here; the message says why, and what to do."""


@dataclass(frozen=True)
class Limits:
    """Bounds of a run.

    Attributes:
        wall: Seconds until the run is stopped.
        cpu: Seconds of processor time over all threads, rounded up; None for a second more than
            ``wall``, and for a session 600 in all.
        memory: Bytes of address space that the run may use, beyond what preloaded modules take.
        output: Bytes that are kept of standard output, and of standard error.
        files: Bytes of files in the scratch folder, which only level "namespace" has.
    """

    wall: float = 5.0
    cpu: float | None = None
    memory: int = 1 << 30
    output: int = 1 << 20
    files: int = 64 << 20

    def __post_init__(self) -> None:
        for name in ("wall", "cpu", "memory", "output", "files"):
            value = getattr(self, name)
            if value is None and name == "cpu":
                continue
            if isinstance(value, bool) or not isinstance(value, int | float) or not value > 0:
                raise ValueError(f"{name} must be a number above 0, not {value!r}")
            if name in ("memory", "output", "files") and not isinstance(value, int):
                raise ValueError(f"{name} must be a whole number of bytes, not {value!r}")


@dataclass(frozen=True)
class Result:
    """What came of a run.

    Attributes:
        stdout: Standard output, at most ``Limits.output`` bytes of it; undecodable bytes are "�".
        stderr: Standard error, likewise, with the traceback of an uncaught exception.
        exit_code: The exit code; that of a program that a signal ended is its negative number;
            None for one that the sandbox ended, and for a session's cell that didn't exit.
        status: "ok" for exit code 0; "error" for another or an uncaught exception; "timeout",
            "memory" and "output" for the limit that was passed; "killed" for a program that a
            signal ended or the sandbox had to end.
        seconds: How long the run took.
        value: What a called function returned, as JSON has it.
    """

    stdout: str
    stderr: str
    exit_code: int | None
    status: Status
    seconds: float
    value: Any = None
