"""A lasting session with an MCP server, for callers that know nothing of event loops."""

from __future__ import annotations

import asyncio
import contextlib
import os
import tempfile
import threading
import weakref
from collections.abc import AsyncIterator, Mapping, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from typing import TYPE_CHECKING, Any

from gymnasium.error import DependencyNotInstalled, Error

from gem_gymnasium.tools.schema import short

if TYPE_CHECKING:
    import mcp

__all__ = ["Connection", "ServerError"]

_GRACE = 2.0  # seconds beyond a call's own limit, until a session that says nothing is given up
_GOODBYE = 10.0  # seconds for a session to end; the SDK ends the server's process within 6
_TAIL = 1000  # bytes of a server's standard error that are shown


class ServerError(Error):
    """A server does not begin, or a call to it came to nothing.

    Attributes:
        kind: "connection", "timeout" or "tool".
    """

    def __init__(self, message: str, kind: str = "connection") -> None:
        super().__init__(message)
        self.kind = kind


class Connection:
    """A session with one server, begun at the first need and again after it broke.

    It may be used from several threads. A copy is the same session; a pickled one and the one in a
    child of this process begin their own.

    Args:
        command: A program that is a server, or None.
        args: Its arguments.
        env: Variables of its environment.
        cwd: The folder that it runs in.
        url: The address of a server, or None.
        headers: HTTP headers for it.
        timeout: Seconds for the beginning and for each call.

    Raises:
        DependencyNotInstalled: If the SDK is not there.
    """

    def __init__(
        self,
        *,
        command: str | None = None,
        args: Sequence[str] = (),
        env: Mapping[str, str] | None = None,
        cwd: str | None = None,
        url: str | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: float = 30.0,
    ) -> None:
        self.settings: dict[str, Any] = {
            "command": command,
            "args": list(args),
            "env": None if env is None else dict(env),
            "cwd": cwd,
            "url": url,
            "headers": None if headers is None else dict(headers),
            "timeout": timeout,
        }
        self._lock = threading.Lock()
        self._worker: _Worker | None = None
        _sdk()

    def list_tools(self) -> list[Any]:
        """The server's tools, as the SDK has them.

        Raises:
            ServerError: If it does not begin or does not say.
        """
        return list(self._do("list_tools").tools)

    def call(self, name: str, arguments: dict[str, Any]) -> Any:
        """The result of a call, as the SDK has it.

        Raises:
            ServerError: If there is none.
        """
        timeout = self.settings["timeout"]
        return self._do("call_tool", name, arguments, read_timeout_seconds=timeout)

    def _do(self, method: str, *args: Any, **kwargs: Any) -> Any:
        worker = self._begun()
        try:
            return worker.do(method, args, kwargs, self.settings["timeout"] + _GRACE)
        except ServerError as error:
            if error.kind != "tool":
                self._drop(worker)
            raise

    def _begun(self) -> _Worker:
        with self._lock:
            worker = self._worker
            if worker is None or not worker.lives():
                self._worker = worker = _Worker(self.settings)
                # The thread of a session doesn't keep its connection alive.
                weakref.finalize(self, worker.stop)
                worker.begin()
            return worker

    def _drop(self, worker: _Worker, wait: bool = False) -> None:
        with self._lock:
            if self._worker is worker:
                self._worker = None
        worker.stop(wait)

    def close(self) -> None:
        """End the session; another call begins a new one."""
        worker = self._worker
        if worker is not None:
            self._drop(worker, wait=True)

    def __deepcopy__(self, memo: dict[int, Any]) -> Connection:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return _connect, (self.settings,)

    def __repr__(self) -> str:
        return f"Connection({self.settings['url'] or self.settings['command']!r})"


def _connect(settings: dict[str, Any]) -> Connection:
    return Connection(**settings)


class _Worker:
    """A thread with an event loop, in which one task holds the session open."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self._settings = settings
        self._process = os.getpid()
        self._loop = asyncio.new_event_loop()
        self._stopped = asyncio.Event()
        self._client: Future[mcp.Client] = Future()
        self._written = ""  # a server's last words on standard error
        self._thread = threading.Thread(target=self._run, name="mcp-session", daemon=True)

    def lives(self) -> bool:
        """Whether its thread runs, in this process."""
        return self._process == os.getpid() and self._thread.is_alive()

    def begin(self) -> None:
        """Start it, and wait until the session has begun."""
        self._thread.start()
        try:
            self._client.result(self._settings["timeout"] + _GRACE)
        except Exception as error:
            self.stop()
            raise ServerError(f"{self._server()} does not begin. {self._why(error)}") from error

    def do(self, method: str, args: Any, kwargs: Any, timeout: float) -> Any:
        """Call a method of the SDK's client in the loop, and wait for what it returns."""
        _, closed, timed_out, sdk_error = _sdk()
        work = getattr(self._client.result(), method)(*args, **kwargs)
        future = asyncio.run_coroutine_threadsafe(work, self._loop)
        try:
            return future.result(timeout)
        except FutureTimeoutError:
            future.cancel()
            code = timed_out
            why = ""
        except sdk_error as error:
            code, why = error.code, error.message
        except Exception as error:  # a broken pipe, a refused connection, no JSON, ...
            code, why = closed, self._why(error)
        if code == timed_out:
            seconds = f"{self._settings['timeout']:g} seconds"
            raise ServerError(f"The tool did not answer within {seconds}.", "timeout") from None
        if code == closed or not self.lives():
            raise ServerError(
                "The tool's server is gone, and with it what it kept; the next call begins a new "
                f"session. {why}".strip()
            ) from None
        raise ServerError(short(why, 2000) or f"Error {code}.", "tool") from None

    def stop(self, wait: bool = False) -> None:
        """End the session; nothing happens in a child of the process that began it."""
        if not self.lives():
            return
        # The loop may close in between.
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._stopped.set)
        if wait:
            self._thread.join(_GOODBYE)

    def _run(self) -> None:
        try:
            self._loop.run_until_complete(self._hold())
        except BaseException as error:  # of the session's end too, which nobody waits for
            if not self._client.done():
                self._client.set_exception(error if isinstance(error, Exception) else Exception())
        finally:
            with contextlib.suppress(Exception):
                self._loop.run_until_complete(self._loop.shutdown_asyncgens())
            self._loop.close()

    async def _hold(self) -> None:
        async with self._transport() as transport:
            client_class = _sdk()[0]
            async with client_class(
                transport, read_timeout_seconds=self._settings["timeout"]
            ) as it:
                self._client.set_result(it)
                await self._stopped.wait()

    @contextlib.asynccontextmanager
    async def _transport(self) -> AsyncIterator[Any]:
        """What the client speaks through; it enters that itself."""
        settings = self._settings
        if settings["url"] is not None:
            from mcp.client.streamable_http import streamable_http_client
            from mcp.shared._httpx_utils import create_mcp_http_client

            async with create_mcp_http_client(headers=settings["headers"]) as http:
                yield streamable_http_client(settings["url"], http_client=http)
        else:
            from mcp.client.stdio import StdioServerParameters, stdio_client

            parameters = StdioServerParameters(
                **{key: settings[key] for key in ("command", "args", "env", "cwd")}
            )
            with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as errors:
                try:
                    yield stdio_client(parameters, errlog=errors)
                finally:
                    size = errors.seek(0, os.SEEK_END)
                    errors.seek(max(0, size - _TAIL))
                    self._written = errors.read().strip()

    def _server(self) -> str:
        return f"The MCP server {self._settings['url'] or self._settings['command']!r}"

    def _why(self, error: BaseException) -> str:
        while isinstance(error, BaseExceptionGroup):
            error = error.exceptions[0]
        said = f"{type(error).__name__}: {short(str(error), 500)}".removesuffix(": ")
        return f"{said} It wrote: {self._written}" if self._written else said


def _sdk() -> tuple[Any, int, int, type[Any]]:
    """The SDK's client, its codes of a closed connection and of a time-out, and its error."""
    try:
        from mcp import Client, MCPError
        from mcp_types import CONNECTION_CLOSED, REQUEST_TIMEOUT
    except ImportError as error:
        raise DependencyNotInstalled(
            "MCP tools need the mcp SDK, version 2 or later; install it with "
            '`pip install "gem-gymnasium[mcp]"`.'
        ) from error
    return Client, CONNECTION_CLOSED, REQUEST_TIMEOUT, MCPError
