"""`PythonTool`: runs a model's Python in the sandbox."""

from __future__ import annotations

import hashlib
import os
import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from gem_gymnasium.tools.tool import Tool, ToolResult

if TYPE_CHECKING:
    from gem_gymnasium.sandbox import Result, Sandbox, Session

__all__ = ["PythonTool"]

Level = Literal["auto", "namespace", "landlock", "seccomp", "bubblewrap", "unsafe"]

_WHAT = "Runs Python code and returns what it prints. "
_FRESH = "Each call starts afresh, so print the results that you need."
_SESSION = (
    "Variables live from call to call, and the value of an expression at the end of the code is "
    "printed."
)
_SILENCE = "The code ran and printed nothing; print what you want to see."


class PythonTool(Tool):
    """Runs Python in `gem_gymnasium.sandbox`, without network, files or other processes.

    With ``session=True`` the calls of an episode share their variables. A copy of the tool (of its
    environment, by ``copy.deepcopy`` or pickle, or in a fork of the process) runs the calls so far
    again before its next one, for it must not share a process with the original. Where they don't
    print the same again, as code with random numbers or the time in it may not, its variables are
    gone and the model is told so.

    The error of a result is the status that the sandbox gives: "error" for an exception or an exit
    code, "timeout", "memory", "output", "killed"; or "session" for variables that could not be
    restored.

    Args:
        session: Whether variables live from call to call within an episode.
        timeout: Seconds that a call may run.
        memory: Bytes that a call may use.
        errors: What the model reads of an error: "all" of standard error, with the traceback, or
            the "last_line".
        level: How the sandbox confines the code; see there.
        preload: Modules beyond the standard library that the code can import.
        name: The tool's name.

    Raises:
        gem_gymnasium.sandbox.SandboxUnavailable: If the code can't be confined here.
        ValueError: If an argument has a value that is not allowed.
    """

    def __init__(
        self,
        *,
        session: bool = False,
        timeout: float = 5.0,
        memory: int = 1 << 30,
        errors: Literal["all", "last_line"] = "all",
        level: Level = "auto",
        preload: Sequence[str] = ("numpy",),
        name: str = "python",
    ) -> None:
        if errors not in ("all", "last_line"):
            raise ValueError(f"errors must be 'all' or 'last_line', got {errors!r}.")
        self.name = name
        self.description = _WHAT + (_SESSION if session else _FRESH)
        self.parameters = {
            "type": "object",
            "properties": {"code": {"type": "string", "description": "A Python program."}},
            "required": ["code"],
            "additionalProperties": False,
        }
        self.shared = session
        self.timeout, self.memory, self.errors = timeout, memory, errors
        self.level, self.preload = level, tuple(preload)
        self._session: Session | None = None
        self._process = 0  # the one that began the session
        self._cells: list[tuple[str, str]] = []  # what the session ran, and a digest of its output
        self._box()  # what is wrong with it shows here and not in an episode

    def _box(self) -> Sandbox:
        from gem_gymnasium import sandbox

        limits = sandbox.Limits(wall=self.timeout, memory=self.memory)
        return sandbox.default(level=self.level, preload=self.preload, limits=limits)

    def call(self, arguments: dict[str, Any]) -> ToolResult:
        """Run ``arguments["code"]``."""
        code = _outdented(arguments["code"])
        if not self.shared:
            return self._told(self._box().run(code))
        begun = self._session is not None and self._process == os.getpid()
        if not begun and not self._restore():
            self.reset()
            return ToolResult(
                "The variables of the session are lost, and the code did not run. Define again "
                "what you need.",
                "session",
            )
        assert self._session is not None
        result = self._session.run(code)
        if self._session.restarted:
            self._cells.clear()
        else:
            self._cells.append((code, _digest(result)))
        return self._told(result)

    def _restore(self) -> bool:
        """Begin a session and run again what it ran; whether that came out the same."""
        self._session, self._process = self._box().session(), os.getpid()
        for code, digest in self._cells:
            again = self._session.run(code)
            if self._session.restarted or _digest(again) != digest:
                return False
        return True

    def _told(self, result: Result) -> ToolResult:
        """A run's result as the model reads it."""
        errors = result.stderr.rstrip()
        if self.errors == "last_line" and result.status != "ok":
            errors = errors.rpartition("\n")[2]
        notes = {
            "timeout": f"Stopped: the code ran longer than {self.timeout:g} seconds.",
            "memory": f"Stopped: the code used more than {self.memory >> 20} MiB of memory.",
            "output": "Stopped: the code printed too much.",
            "killed": "Stopped: the code's process was ended.",
        }
        parts = [result.stdout.rstrip(), errors, notes.get(result.status, "")]
        if result.status == "error" and not errors:
            parts.append(f"The code ended with exit code {result.exit_code}.")
        text = "\n".join(filter(None, parts))
        return ToolResult(text or _SILENCE, None if result.status == "ok" else result.status)

    def reset(self, seed: int | None = None) -> None:
        """End the session, if there is one."""
        self._cells.clear()
        self.close()

    def close(self) -> None:
        """End the session's process; the next call restores what it knew."""
        if self._session is not None:
            self._session.close()
            self._session = None

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_session": None, "_cells": list(self._cells)}


def _digest(result: Result) -> str:
    text = f"{result.status}\0{result.stdout}\0{result.stderr}"
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _outdented(code: str) -> str:
    """``code`` without blank lines around it and without the indentation of all its lines."""
    code = code.strip("\r\n")
    return textwrap.dedent(code) if code[:1] in (" ", "\t") else code
