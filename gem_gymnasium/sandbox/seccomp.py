"""Seccomp filters: a large one for the server, once, and a small one that a guest adds.

Attaching a filter costs time that grows with its length (0.7 ms for 230 instructions), and filters
are inherited. So what the server itself never needs is denied once, and a guest adds the rest.

Denied calls fail with ``EPERM``; those that programs probe for (``clone3``) with ``ENOSYS``.
"""

from __future__ import annotations

import ctypes
import errno
import struct
from collections.abc import Callable

from gem_gymnasium.sandbox.kernel import syscall
from gem_gymnasium.sandbox.syscalls import (
    AUDIT_ARCH,
    DENIED,
    DENIED_FORK,
    DENIED_METADATA,
    DENIED_MOUNT,
    DENIED_PATHS,
    NUMBERS,
)

__all__ = ["guest_filter", "install", "server_filter"]

# Classic BPF: (code, where to go if true, if false, constant); a place is a count or a label.
_Place = int | str
_Row = tuple[int, _Place, _Place, int]
_LOAD, _AND, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x54, 0x15, 0x35, 0x45, 0x06
_NUMBER, _ARCH, _FIRST, _SECOND, _THIRD = 0, 4, 16, 24, 32  # offsets in `struct seccomp_data`
_ERRNO = 0x00050000
_ENDS = {
    "allow": 0x7FFF0000,
    "deny": _ERRNO | errno.EPERM,
    "absent": _ERRNO | errno.ENOSYS,
    "kill": 0x80000000,  # the whole process
}

_X32 = 0x40000000  # calls of x86-64's second table
_CLONE_THREAD = 0x00010000
_CLONE_NEW = 0x7E020080  # every kind of namespace
_AF_UNIX, _SOCK_STREAM, _SOCK_TYPES = 1, 1, 0xF
_O_TRUNC = 0o1000
_SOME_PID = 0x7A5B1CD3  # stands for a process id, greater than any
# They have the kernel send signals to any process of the user (F_SETOWN, F_SETSIG, F_SETOWN_EX), or
# others wait for a file (F_SETLEASE).
_FCNTL_DENIED = (8, 10, 15, 1024)
# The same by ioctl (FIOSETOWN, SIOCSPGRP), typing on the user's terminal (TIOCSTI, TIOCLINUX), and
# changes to files that are open for reading only: FS_IOC_SETFLAGS and its 32-bit twin,
# FS_IOC_SETVERSION, FS_IOC_FSSETXATTR, FS_IOC_ENABLE_VERITY.
_IOCTL_DENIED = (
    *(0x8901, 0x8902, 0x5412, 0x541C),
    *(0x40086602, 0x40046602, 0x40087602, 0x401C5820, 0x40806685),
)
_PDEATHSIG = 1  # of prctl


def _load(offset: int) -> _Row:
    return (_LOAD, 0, 0, offset)


def _deny(names: list[str]) -> list[_Row]:
    return [(_EQUAL, "deny", 0, NUMBERS[name]) for name in names if name in NUMBERS]


def _judge(name: str, *rows: _Row) -> list[_Row]:
    """Rows for one call, which look at its arguments and end at a label."""
    if name not in NUMBERS:
        return []
    return [(_EQUAL, 0, len(rows), NUMBERS[name]), *rows]


def _among(values: tuple[int, ...], yes: str, no: str) -> list[_Row]:
    rows: list[_Row] = [(_EQUAL, yes, 0, value) for value in values[:-1]]
    return [*rows, (_EQUAL, yes, no, values[-1])]


def _assemble(rows: list[_Row]) -> bytes:
    places = {label: len(rows) + number for number, label in enumerate(_ENDS)}
    rows = [*rows, *((_RETURN, 0, 0, value) for value in _ENDS.values())]

    def distance(here: int, place: _Place) -> int:
        return places[place] - here - 1 if isinstance(place, str) else place

    return b"".join(
        struct.pack("=HBBI", code, distance(here, yes), distance(here, no), constant)
        for here, (code, yes, no, constant) in enumerate(rows)
    )


def server_filter(level: str, *, truncates: bool = False) -> bytes:
    """The filter of the server and all its guests.

    Args:
        level: The sandbox's level, a confined one.
        truncates: Whether Landlock here leaves files open to truncation (before its ABI 3).

    Returns:
        A classic BPF program.
    """
    rows: list[_Row] = [_load(_ARCH), (_EQUAL, 0, "kill", AUDIT_ARCH), _load(_NUMBER)]
    if "fork" in NUMBERS:
        rows.append((_AT_LEAST, "absent", 0, _X32))
    rows.append((_EQUAL, "absent", 0, NUMBERS["clone3"]))  # its flags lie where no filter sees them
    rows += _deny(DENIED)
    if level != "namespace":
        rows += _deny(DENIED_METADATA) + _deny(DENIED_MOUNT)
    if level == "seccomp":
        rows += _deny(DENIED_PATHS)
    elif truncates:
        rows += _deny(["truncate", "creat", "openat2"])
        rows += _judge("open", _load(_SECOND), (_ANY_BIT, "deny", "allow", _O_TRUNC))
        rows += _judge("openat", _load(_THIRD), (_ANY_BIT, "deny", "allow", _O_TRUNC))
    # Pairs of streams only (asyncio has one): a datagram socket could be sent to any address.
    rows += _judge(
        "socketpair",
        _load(_FIRST),
        (_EQUAL, 0, "deny", _AF_UNIX),
        _load(_SECOND),
        (_AND, 0, 0, _SOCK_TYPES),
        (_EQUAL, "allow", "deny", _SOCK_STREAM),
    )
    rows += _judge("fcntl", _load(_SECOND), *_among(_FCNTL_DENIED, "deny", "allow"))
    rows += _judge("ioctl", _load(_SECOND), *_among(_IOCTL_DENIED, "deny", "allow"))
    for name in ("prlimit64", "sched_setaffinity"):  # of itself only
        rows += _judge(name, _load(_FIRST), (_EQUAL, "allow", "deny", 0))
    return _assemble([*rows, (_RETURN, 0, 0, _ENDS["allow"])])


def guest_filter(*, mounts: bool) -> Callable[[int], bytes]:
    """What a guest adds: no new process, no signal to others, no life after its server.

    Args:
        mounts: Whether the server may mount, so that the guest must be denied it here.

    Returns:
        The classic BPF program for a guest's process id, as it sees it.
    """
    rows = [_load(_NUMBER), *_deny(DENIED_FORK)]
    if mounts:
        rows += _deny(DENIED_MOUNT)
    for name in ("kill", "tgkill"):
        rows += _judge(name, _load(_FIRST), (_EQUAL, "allow", "deny", _SOME_PID))
    rows += _judge("prctl", _load(_FIRST), (_EQUAL, "deny", "allow", _PDEATHSIG))
    rows += _judge(
        "clone",
        _load(_FIRST),
        (_ANY_BIT, "deny", 0, _CLONE_NEW),
        (_ANY_BIT, "allow", "deny", _CLONE_THREAD),
    )
    program = _assemble([*rows, (_RETURN, 0, 0, _ENDS["allow"])])
    place = struct.pack("=I", _SOME_PID)
    assert program.count(place) == 2
    return lambda pid: program.replace(place, struct.pack("=I", pid))


def install(program: bytes) -> None:
    """Attach a filter to this process, for good. It needs ``no_new_privs``.

    Raises:
        OSError: The kernel refuses filters.
    """
    rows = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(rows))
    syscall("seccomp", 1, 0, ctypes.create_string_buffer(header, len(header)))
