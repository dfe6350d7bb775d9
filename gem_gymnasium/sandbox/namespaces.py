"""Namespaces: an own tree of files, without network, processes or users of the machine."""

from __future__ import annotations

import contextlib
import ctypes
import os
import struct

from gem_gymnasium.sandbox.kernel import mount, set_dumpable, syscall, unmount, unshare
from gem_gymnasium.sandbox.paths import DEVICES, Readable

__all__ = ["SCRATCH", "STDIN", "become_user", "build_root", "fresh_scratch", "leave"]

SCRATCH = "/box"  # the one folder that a program can write
STDIN = f"{SCRATCH}/.stdin"  # /dev/stdin leads there, as there is no /proc

_NEWNS, _NEWCGROUP, _NEWUTS, _NEWIPC = 0x20000, 0x2000000, 0x4000000, 0x8000000
_NEWUSER, _NEWPID, _NEWNET = 0x10000000, 0x20000000, 0x40000000
_ALL = _NEWNS | _NEWCGROUP | _NEWUTS | _NEWIPC | _NEWPID | _NEWNET
_NOSUID, _NODEV, _BIND, _REC, _PRIVATE = 2, 4, 4096, 16384, 1 << 18
_DETACH = 2
_RECURSIVE_ATTRIBUTES = 0x8000
_READ_ONLY = 1 | 2  # and no setuid


def leave() -> None:
    """Leave the machine's namespaces; children then start in a pid namespace of their own.

    Root leaves them as root and gives up its user later, so that it can still read the
    interpreter, wherever that lies; see `become_user`.

    Raises:
        OSError: The machine doesn't allow it.
    """
    if os.geteuid() == 0:
        unshare(_ALL)
        return
    user, group = os.geteuid(), os.getegid()
    process = os.open("/proc/self", os.O_PATH)
    unshare(_ALL | _NEWUSER)
    _map(process, user, group)
    os.close(process)


def become_user(process: int, user: int) -> None:
    """For root: become an ordinary user, with a user namespace of its own.

    Args:
        process: An open ``/proc/self``.
        user: The user and group.
    """
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)
    set_dumpable(True)  # else the maps belong to root
    unshare(_NEWUSER)
    _map(process, user, user)


def _map(process: int, user: int, group: int) -> None:
    for name, line in (
        ("setgroups", "deny"),
        ("uid_map", f"{user} {user} 1"),
        ("gid_map", f"{group} {group} 1"),
    ):
        file = os.open(name, os.O_WRONLY, dir_fd=process)
        try:
            os.write(file, line.encode())
        finally:
            os.close(file)


def build_root(readable: Readable) -> None:
    """Change to a new root that holds the readable files, read-only, and an empty scratch folder.

    Raises:
        OSError: A mount failed.
    """
    new = "/tmp"  # noqa: S108 - only a place to mount on, in this mount namespace
    mount(None, "/", None, _REC | _PRIVATE)
    # What is to be shown is opened first, as the new root may lie over it.
    shown = [(path, os.open(path, os.O_PATH)) for path in _order(readable) if os.path.exists(path)]
    links = {path: os.readlink(path) for path in ("/lib", "/lib64") if os.path.islink(path)}
    devices = [(path, os.open(path, os.O_PATH)) for path in (*DEVICES, "/dev/null", "/dev/full")]
    self_fds = os.open("/proc/self/fd", os.O_PATH | os.O_DIRECTORY)
    mount("tmpfs", new, "tmpfs", _NOSUID | _NODEV, "size=4m,mode=755")
    base = os.open(new, os.O_PATH)
    os.fchdir(self_fds)  # "3" is then what descriptor 3 shows
    hidden = set(readable.hidden)
    for path, file in shown:
        _show(new, path, "." if path in hidden else str(file))
        os.close(file)
    for path, file in devices:
        _show(new, path, str(file))
        os.close(file)
    for path, target in links.items():
        with contextlib.suppress(FileExistsError):
            os.symlink(target, new + path)
    os.makedirs(new + SCRATCH)
    os.symlink(STDIN, f"{new}/dev/stdin")
    with contextlib.suppress(FileExistsError):  # where the interpreter lies in /tmp
        os.symlink(SCRATCH, f"{new}/tmp")  # noqa: S108
    os.fchdir(base)
    os.close(base)
    os.close(self_fds)
    syscall("pivot_root", b".", b".")
    unmount(".", _DETACH)
    os.chdir("/")
    _set_read_only("/")


def _order(readable: Readable) -> list[str]:
    """Outer folders first: a hidden folder lies over its tree, and packages over that."""
    return sorted({*readable.trees, *readable.hidden, *readable.packages}, key=lambda p: p + "/")


def _show(new: str, path: str, source: str) -> None:
    target = new + path
    if os.path.isdir(source):
        if not os.path.isdir(target):
            os.makedirs(target)
    elif not os.path.exists(target):
        os.makedirs(os.path.dirname(target), exist_ok=True)
        os.close(os.open(target, os.O_CREAT | os.O_WRONLY, 0o644))
    if source == ".":
        mount("tmpfs", target, "tmpfs", _NOSUID | _NODEV, "size=1m,mode=755")
        return
    mount(source, target, None, _BIND | _REC)


def _set_read_only(target: str) -> None:
    """Also of what the guest's user owns: the new root and the covers of hidden folders."""
    attributes = struct.pack("QQQQ", _READ_ONLY, 0, 0, 0)
    syscall(
        "mount_setattr",
        -100,
        os.fsencode(target),
        _RECURSIVE_ATTRIBUTES,
        ctypes.create_string_buffer(attributes, len(attributes)),
        len(attributes),
    )


def fresh_scratch(size: int) -> None:
    """Give this process a mount namespace of its own with an empty scratch folder, and enter it.

    Args:
        size: The most bytes that its files may hold; they may be 4096 files.
    """
    unshare(_NEWNS)
    mount("tmpfs", SCRATCH, "tmpfs", _NOSUID | _NODEV, f"size={size},nr_inodes=4096,mode=777")
    os.chdir(SCRATCH)
