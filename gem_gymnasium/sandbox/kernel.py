"""System calls that Python lacks, by ctypes: prctl, capset, mount, unshare and raw calls."""

from __future__ import annotations

import ctypes
import os
import struct
from typing import Any

from gem_gymnasium.sandbox.syscalls import NUMBERS

__all__ = [
    "DAC_READ_SEARCH",
    "close_range",
    "die_with_parent",
    "forbid_new_privileges",
    "keep_capabilities",
    "mount",
    "set_capabilities",
    "set_dumpable",
    "syscall",
    "unmount",
    "unshare",
]

_libc = ctypes.CDLL(None, use_errno=True)
_libc.syscall.restype = ctypes.c_long

_PDEATHSIG, _DUMPABLE, _KEEPCAPS, _NO_NEW_PRIVS = 1, 4, 8, 38  # of prctl
_SIGKILL = 9
_CAPABILITY_VERSION = 0x20080522
DAC_READ_SEARCH = 1 << 2  # a capability: to pass any directory and read any file


def _check(result: int, what: str) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def syscall(name: str, *arguments: Any) -> int:
    """Make a system call by its name; integers are passed as longs, buffers as pointers.

    Raises:
        OSError: It failed.
    """
    longs = [ctypes.c_long(one) if isinstance(one, int) else one for one in arguments]
    return _check(_libc.syscall(ctypes.c_long(NUMBERS[name]), *longs), name)


def _prctl(option: int, value: int) -> None:
    _check(_libc.prctl(option, *(ctypes.c_ulong(one) for one in (value, 0, 0, 0))), "prctl")


def die_with_parent() -> None:
    """Be killed when the parent's thread ends. A change of user ids undoes it."""
    _prctl(_PDEATHSIG, _SIGKILL)


def set_dumpable(value: bool) -> None:
    """Whether processes of the same user may look into this one."""
    _prctl(_DUMPABLE, int(value))


def keep_capabilities() -> None:
    """Let the next change of user ids keep the permitted capabilities."""
    _prctl(_KEEPCAPS, 1)


def forbid_new_privileges() -> None:
    """No program started from here gains privileges; filters of ordinary users need it."""
    _prctl(_NO_NEW_PRIVS, 1)


def set_capabilities(permitted: int, effective: int) -> None:
    """Give up all capabilities but these: bits of the first 32."""
    header = struct.pack("Ii", _CAPABILITY_VERSION, 0)
    data = struct.pack("6I", effective, permitted, 0, 0, 0, 0)
    syscall(
        "capset",
        ctypes.create_string_buffer(header, len(header)),
        ctypes.create_string_buffer(data, len(data)),
    )


def mount(source: str | None, target: str, kind: str | None, flags: int, data: str = "") -> None:
    """Attach a file system or a part of one to the tree of files."""
    result = _libc.mount(
        source.encode() if source else None,
        os.fsencode(target),
        kind.encode() if kind else None,
        ctypes.c_ulong(flags),
        data.encode(),
    )
    _check(result, f"mount on {target}")


def unmount(target: str, flags: int) -> None:
    """Detach a file system."""
    _check(_libc.umount2(os.fsencode(target), flags), f"umount {target}")


def unshare(flags: int) -> None:
    """Leave namespaces for new ones."""
    _check(_libc.unshare(flags), "unshare")


def close_range(first: int, last: int) -> None:
    """Close all descriptors of a range, its ends included, open or not."""
    try:
        syscall("close_range", first, last, 0)
    except OSError:  # before Linux 5.9
        os.closerange(first, last + 1)
