"""How a level confines: the server once, when it has imported what programs need, then each guest.

The order matters: user ids before ``PDEATHSIG`` (a change of ids clears it), mounts before Landlock
(which forbids them), the filters last.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import resource
import sys
import sysconfig
from collections.abc import Callable

from gem_gymnasium.sandbox import kernel, landlock, namespaces, seccomp
from gem_gymnasium.sandbox.paths import DEVICES, readable

__all__ = ["CONFINED", "Jail"]

CONFINED = ("namespace", "landlock", "seccomp", "bubblewrap")
_NOBODY = 65534
_STACK = 64 << 20  # bytes of the main thread's stack: deep recursion is honest
_MOST_PROCESSES = 1024  # of all guests of a user namespace, threads counted
_FIXED = (
    (resource.RLIMIT_STACK, _STACK),
    (resource.RLIMIT_NOFILE, 64),
    (resource.RLIMIT_CORE, 0),
    (resource.RLIMIT_MEMLOCK, 0),
    (resource.RLIMIT_MSGQUEUE, 0),
)
_SESSION_CPU = 600  # seconds of a guest without another bound


class Jail:
    """The confinement of one level.

    Args:
        level: A level's name.
    """

    def __init__(self, level: str) -> None:
        self.level = level
        self._files = level  # how it confines files; inside bubblewrap by what there is
        if level == "bubblewrap":
            self._files = "landlock" if landlock.abi() else "seccomp"
        self._scope: int | None = None
        self._filter: Callable[[int], bytes] = lambda pid: b""
        self._base = 0  # bytes of address space that the server itself has

    @property
    def keeps(self) -> tuple[int, ...]:
        """Descriptors that a guest needs until it is confined."""
        return () if self._scope is None else (self._scope,)

    def enter(self, imported: set[str]) -> None:
        """Confine this process, the server, as far as its own work allows.

        Args:
            imported: Names of modules whose packages programs may read.

        Raises:
            OSError: The machine lacks or refuses a part of the level.
        """
        modules = [sys.modules[name] for name in sorted(imported) if name in sys.modules]
        level = self.level
        self._base = _address_space()
        files = readable(modules)  # while this process may still look
        if level == "namespace":
            process = os.open("/proc/self", os.O_PATH)
            namespaces.build_root(files)
            if os.geteuid() == 0:
                namespaces.become_user(process, _NOBODY)
            os.close(process)
        elif level in ("landlock", "seccomp") and os.geteuid() == 0:
            _become_nobody(reads=level == "landlock")
        if self._files == "landlock":
            kernel.forbid_new_privileges()
            landlock.restrict(
                (*files.unhidden(), *files.packages, *DEVICES),
                (*files.trees, *files.hidden),
            )
        for kind, most in _FIXED:
            _limit(kind, most)
        if level in (
            "namespace",
            "bubblewrap",
        ):  # elsewhere all of the user's count
            _limit(resource.RLIMIT_NPROC, _MOST_PROCESSES)
        if level in CONFINED:
            self._scope = _high(landlock.scope_ruleset())
            kernel.forbid_new_privileges()
            kernel.set_dumpable(False)
            truncates = self._files == "landlock" and landlock.abi() < 3
            seccomp.install(seccomp.server_filter(self._files, truncates=truncates))
            self._filter = seccomp.guest_filter(mounts=level == "namespace")

    def enter_guest(self, memory: int, cpu: int | None, output: int, files: int) -> None:
        """Confine this process, a new child of the server, fully.

        Args:
            memory: Bytes that it may use beyond what the server has.
            cpu: Seconds of processor time, None for as many as a session may take.
            output: Bytes of a stream.
            files: Bytes of scratch files, where the level has them.
        """
        kernel.die_with_parent()
        if self.level == "unsafe":
            os.setsid()
        if self.level == "namespace":
            namespaces.fresh_scratch(files)
            kernel.set_capabilities(0, 0)
        _limit(resource.RLIMIT_AS, self._base + memory)
        seconds = _SESSION_CPU if cpu is None else cpu
        _limit(resource.RLIMIT_CPU, seconds, seconds + 1)
        # One byte more tells that there was more.
        _limit(resource.RLIMIT_FSIZE, max(output + 1, files if self.level == "namespace" else 0))
        if self.level in CONFINED:
            if self._scope is not None:
                kernel.syscall("landlock_restrict_self", self._scope, 0)
                os.close(self._scope)
            seccomp.install(self._filter(os.getpid()))

    def limit_compiler(self, memory: int) -> None:
        """Bound the memory of this process, which compiles a program; its guests set their own."""
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        with contextlib.suppress(ValueError):
            resource.setrlimit(resource.RLIMIT_AS, (self._base + memory, hard))


def _high(file: int | None) -> int | None:
    """The same descriptor above those that a guest's streams are put at."""
    if file is None:
        return None
    high = fcntl.fcntl(file, fcntl.F_DUPFD_CLOEXEC, 32)
    os.close(file)
    return high


def _limit(kind: int, soft: int, hard: int | None = None) -> None:
    top = resource.getrlimit(kind)[1]
    soft, hard = (
        most if top == resource.RLIM_INFINITY else min(most, top)
        for most in (soft, soft if hard is None else hard)
    )
    resource.setrlimit(kind, (soft, hard))


def _address_space() -> int:
    try:
        with open("/proc/self/statm") as file:
            return int(file.read().split()[0]) * resource.getpagesize()
    except OSError:  # no /proc: no less than an interpreter with numpy has
        return 256 << 20


def _become_nobody(*, reads: bool) -> None:
    """For root: become nobody, without any privilege.

    Where nobody can't reach the interpreter (in ``/root``, as pyenv has it), one is kept, to read
    all files, and Landlock says which.
    """
    library = os.path.join(sysconfig.get_path("stdlib"), "os.py")
    kernel.keep_capabilities()
    os.setgroups([])
    os.setresgid(_NOBODY, _NOBODY, _NOBODY)
    os.setresuid(_NOBODY, _NOBODY, _NOBODY)
    kernel.set_capabilities(kernel.DAC_READ_SEARCH, 0)
    if reads and not os.access(library, os.R_OK):
        kernel.set_capabilities(kernel.DAC_READ_SEARCH, kernel.DAC_READ_SEARCH)
    else:
        kernel.set_capabilities(0, 0)
