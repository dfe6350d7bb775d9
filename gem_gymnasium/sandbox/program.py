"""`Program`: compiled once, then run or called many times, each time in a process of its own."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from gem_gymnasium.sandbox.closing import Closing
from gem_gymnasium.sandbox.limits import Limits, Result
from gem_gymnasium.sandbox.pool import Pool
from gem_gymnasium.sandbox.server import Server

__all__ = ["Program"]


class _Refused(Exception):  # noqa: N818 - not an error
    """The program doesn't compile."""


class Program(Closing):
    """A program that is compiled once; no run of it sees anything of another.

    Made by `Sandbox.program`. A program that doesn't compile gives every run the same result.
    """

    def __init__(self, pool: Pool, source: bytes, limits: Limits) -> None:
        self._pool = pool
        self._source = source
        self._limits = limits
        self._idle: list[Server] = []
        self._generation = pool.generation
        self._failed: str | None = None
        self._closed = False

    def run(self, stdin: str = "", limits: Limits | None = None) -> Result:
        """Run it as a script, with ``__name__`` being "__main__"."""
        return self._use(b"", stdin.encode("utf-8", "surrogatepass"), limits, frame=False)

    def call(
        self,
        function: str,
        args: Sequence[Any] = (),
        kwargs: Mapping[str, Any] | None = None,
        limits: Limits | None = None,
    ) -> Result:
        """Run it as a module, then call a function of it.

        Args:
            function: A name, or "Class.method": the class is then instantiated without arguments.
            args: Positional arguments, of which JSON must be able to tell.
            kwargs: Named arguments, likewise.
            limits: Bounds, the program's if None.

        Returns:
            A result whose ``value`` is what the function returned, as JSON has it: tuples and
            NumPy's arrays are lists. Its status is "ok" only if the function returned.
        """
        request = {"function": function, "args": list(args), "kwargs": dict(kwargs or {})}
        return self._use(json.dumps(request).encode(), b"", limits, frame=True)

    def _use(self, payload: bytes, stdin: bytes, limits: Limits | None, *, frame: bool) -> Result:
        if self._closed:
            raise ValueError("this program is closed; make another one")
        bounds = limits or self._limits
        if self._generation != self._pool.generation:  # in a child of the process that made it
            self._idle, self._generation = [], self._pool.generation
        try:
            with self._pool.slot():
                if self._failed is not None:
                    raise _Refused
                return self._pool.with_server(
                    self._idle,
                    self._server,
                    lambda server: server.run(payload, stdin, bounds, frame=frame),
                )
        except _Refused:
            return Result("", self._failed or "", 1, "error", 0.0)

    def _server(self) -> Server:
        server = self._pool.program(self._source, self._limits)
        failed = server.compiled(self._limits.wall + 1)
        if failed is not None:
            server.close()
            self._failed = failed
            raise _Refused
        return server

    def close(self) -> None:
        """End its processes."""
        self._closed = True
        while self._idle:
            self._idle.pop().close()

    def __del__(self) -> None:
        for server in getattr(self, "_idle", ()):
            server.close()
