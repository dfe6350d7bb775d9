"""Landlock: an allow-list of files for this process and its children, without any privilege."""

from __future__ import annotations

import ctypes
import os
import stat
import struct
from collections.abc import Iterable

from gem_gymnasium.sandbox.kernel import syscall

__all__ = ["READ", "abi", "restrict", "scope_ruleset"]

_WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 1, 1 << 2, 1 << 3
_TRUNCATE = 1 << 14
_FILE_RIGHTS = 1 | _WRITE_FILE | _READ_FILE | _TRUNCATE | 1 << 15
READ = _READ_FILE | _READ_DIR
_TCP = 0b11  # bind, connect
_SCOPES = 0b11  # abstract unix sockets, signals


def abi() -> int:
    """The version of Landlock that the kernel offers, 0 for none."""
    try:
        return syscall("landlock_create_ruleset", 0, 0, 1)
    except OSError:
        return 0


def _ruleset(files: int) -> int:
    version = abi()
    # Later fields exist from a version on: TCP from 4, scopes from 6.
    size = 8 if version < 4 else 16 if version < 6 else 24
    attributes = struct.pack("QQQ", files, _TCP, _SCOPES)[:size]
    return syscall(
        "landlock_create_ruleset", ctypes.create_string_buffer(attributes, size), size, 0
    )


def _every_file_right() -> int:
    version = abi()
    rights = (1 << 13) - 1
    for since, right in ((2, 1 << 13), (3, _TRUNCATE), (5, 1 << 15)):
        if version >= since:
            rights |= right
    return rights


def restrict(readable: Iterable[str], listed: Iterable[str]) -> None:
    """Deny this process and its children all files but these, and TCP.

    Args:
        readable: Trees and files that can be read; those that don't exist are passed over.
        listed: Trees in which names can be listed.

    Raises:
        OSError: The kernel has no Landlock or refuses.
    """
    handled = _every_file_right()
    ruleset = _ruleset(handled)
    rights = [(path, READ) for path in readable] + [(path, _READ_DIR) for path in listed]
    rights.append(("/dev/null", _READ_FILE | _WRITE_FILE | _TRUNCATE))
    try:
        for path, right in rights:
            _allow(ruleset, path, right & handled)
        syscall("landlock_restrict_self", ruleset, 0)
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: str, rights: int) -> None:
    try:
        file = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        if not stat.S_ISDIR(os.fstat(file).st_mode):
            rights &= _FILE_RIGHTS
        if rights:
            rule = struct.pack("=Qi", rights, file)
            buffer = ctypes.create_string_buffer(rule, len(rule))
            syscall("landlock_add_rule", ruleset, 1, buffer, 0)
    finally:
        os.close(file)


def scope_ruleset() -> int | None:
    """A ruleset that a guest can enter in microseconds: no TCP, no signal to who isn't in it.

    Returns:
        Its descriptor, or None where Landlock is older than ABI 6.
    """
    return _ruleset(0) if abi() >= 6 else None
