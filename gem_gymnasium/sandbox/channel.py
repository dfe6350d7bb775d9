"""The host's end of a fork server's socket: small messages, apart from each other."""

from __future__ import annotations

import contextlib
import json
import socket
from collections.abc import Sequence
from typing import Any, Protocol

from gem_gymnasium.sandbox.limits import SandboxUnavailable

__all__ = ["ANSWER", "Channel", "Lost", "Tracked"]

ANSWER = 20.0  # seconds for a server to answer anything that isn't a run


class Lost(Exception):  # noqa: N818 - no error of a caller's
    """The process at the other end is gone."""


class Tracked(Protocol):
    """What a pool ends with itself, and lets go of in a child of its process."""

    def hang_up(self) -> None:
        """End it, from any thread."""

    def abandon(self) -> None:
        """Let go of it, in a child."""


class Channel:
    """The host's end of a server's socket."""

    def __init__(self) -> None:
        self.socket, self.theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)

    def send(self, message: dict[str, Any], files: Sequence[int] = ()) -> None:
        """Send a message and descriptors.

        Raises:
            Lost: Nobody is there to get it.
        """
        try:
            self.socket.settimeout(ANSWER)
            socket.send_fds(self.socket, [json.dumps(message).encode()], files)
        except OSError as error:
            raise Lost(str(error)) from error

    def receive(self, seconds: float) -> dict[str, Any] | None:
        """The next message, or None when there is none in time."""
        try:
            self.socket.settimeout(max(seconds, 0.0005))
            text = self.socket.recv(1 << 16)
        except TimeoutError:
            return None
        except OSError as error:
            raise Lost(str(error)) from error
        if not text:
            raise Lost("the process ended")
        message: dict[str, Any] = json.loads(text)
        if "error" in message:
            raise SandboxUnavailable(message["error"])
        return message

    def hang_up(self) -> None:
        """End the conversation, from any thread: who waits for a message learns it."""
        with contextlib.suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Close the descriptors, which no other thread may use then."""
        self.socket.close()
        self.theirs.close()
