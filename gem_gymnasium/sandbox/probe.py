"""Which levels work here: found out by running a program that tries to get out."""

from __future__ import annotations

import contextlib
import json
import os
import sys
import tempfile
import threading
from dataclasses import dataclass, field

from gem_gymnasium.sandbox import syscalls
from gem_gymnasium.sandbox.limits import Limits, SandboxUnavailable
from gem_gymnasium.sandbox.pool import Pool

__all__ = ["AUTO", "LEVELS", "Probe", "Report", "choose", "report"]

AUTO = ("namespace", "landlock", "seccomp")
LEVELS = (*AUTO, "bubblewrap", "unsafe")
_LIMITS = Limits(wall=10.0, memory=256 << 20)
_REMEDIES = {
    "namespace": "allow unprivileged user namespaces (sysctl kernel.unprivileged_userns_clone=1, "
    "kernel.apparmor_restrict_unprivileged_userns=0), or for Docker --cap-add SYS_ADMIN",
    "landlock": "use Linux 5.13 or later with Landlock among its security modules (lsm=landlock)",
    "seccomp": "use a Linux kernel with seccomp filters, and a container that doesn't forbid them",
    "bubblewrap": "install your system's package bubblewrap",
}
_OTHER_SYSTEMS = (
    "programs are confined by means of Linux on x86-64 and aarch64, and this is {system}; run it "
    "in a Linux container or virtual machine (Docker Desktop, WSL 2, Colima)"
)
# Each attempt must raise. What it does if it doesn't is harmless.
_NAMES = (
    "write",
    "read",
    "home",
    "connect",
    "fork",
    "signal_host",
    "signal_group",
    "trace",
    "execute",
)
_ATTEMPTS = """
import ctypes, json, os, signal, socket, sys
def write(): open(OUTSIDE + "/written", "w").close()
def read(): return open(OUTSIDE + "/secret").read()
def home(): return open(HOME).read(1)
def connect(): socket.socket()
def fork():
    if os.fork() == 0: os._exit(0)
def execute(): os.execv("/bin/true", ["true"])
def signal_host(): os.kill(HOST, 0)
def signal_group(): os.kill(0, 0)
def trace():
    if ctypes.CDLL(None, use_errno=True).ptrace(0x4206, HOST, 0, 0) < 0: raise OSError
results = {}
for attempt in (ATTEMPTS):
    try: attempt()
    except (OSError, ImportError): results[attempt.__name__] = True
    else: results[attempt.__name__] = False
    print(json.dumps(results), flush=True)
""".replace("ATTEMPTS", ", ".join(_NAMES))


@dataclass(frozen=True)
class Probe:
    """What came of trying a level.

    Attributes:
        level: Its name.
        works: Whether programs run at it and every attempt to get out failed.
        attempts: For each attempt, whether it was contained.
        reason: Why it doesn't work, empty if it does.
        remedy: What to do about that.
    """

    level: str
    works: bool
    attempts: dict[str, bool] = field(default_factory=dict)
    reason: str = ""
    remedy: str = ""

    def __str__(self) -> str:
        if self.works:
            return f"{self.level}: works, {len(self.attempts)} attempts to get out were contained"
        return f"{self.level}: doesn't work ({self.reason}); remedy: {self.remedy}"


@dataclass(frozen=True)
class Report:
    """Which levels work on this machine; its text says it in words.

    Attributes:
        level: What "auto" takes, None if no level works.
        probes: What came of trying each level.
    """

    level: str | None
    probes: tuple[Probe, ...]

    def __str__(self) -> str:
        first = f'level "auto" is {self.level}' if self.level else "no level works here"
        return "\n".join([first, *map(str, self.probes)])


_PROBES: dict[str, Probe] = {}
_lock = threading.Lock()


def probe(level: str) -> Probe:
    """Try a level, once a process."""
    with _lock:
        if level not in _PROBES:
            _PROBES[level] = _probe(level)
        return _PROBES[level]


def _probe(level: str) -> Probe:
    remedy = _REMEDIES[level]
    if not (sys.platform.startswith("linux") and syscalls.supported()):
        system = f"{sys.platform} on {os.uname().machine if hasattr(os, 'uname') else 'Windows'}"
        return Probe(level, False, {}, "not Linux", _OTHER_SYSTEMS.format(system=system))
    try:
        attempts = _attempt(level)
    except (SandboxUnavailable, OSError) as error:
        return Probe(level, False, {}, str(error), remedy)
    escaped = [name for name, contained in attempts.items() if not contained]
    if escaped or not attempts:
        reason = f"these attempts were not contained: {', '.join(escaped)}"
        return Probe(level, False, attempts, reason if escaped else "the probe didn't run", remedy)
    return Probe(level, True, attempts)


def _attempt(level: str) -> dict[str, bool]:
    with tempfile.TemporaryDirectory(prefix="sandbox-probe-") as folder:
        os.chmod(folder, 0o777)  # noqa: S103 - so that only the jail keeps programs out
        secret = os.path.join(folder, "secret")
        with open(secret, "w") as file:
            file.write("secret")
        names = {"OUTSIDE": folder, "HOME": _file_at_home(), "HOST": os.getpid()}
        code = "".join(f"{name} = {value!r}\n" for name, value in names.items()) + _ATTEMPTS
        pool = Pool(level, (), 1)
        try:
            result = pool.run(code.encode(), b"", _LIMITS)
        finally:
            pool.close()
        lines = result.stdout.splitlines()
        seen: dict[str, bool] = json.loads(lines[-1]) if lines else {}
        # Whoever executes another program says nothing more.
        attempts = {name: seen.get(name, False) for name in _NAMES} if seen else {}
        if sorted(os.listdir(folder)) != ["secret"]:
            attempts["write"] = False
        return attempts


def _file_at_home() -> str:
    home = os.path.expanduser("~")
    with contextlib.suppress(OSError):
        for entry in os.scandir(home):
            if entry.is_file(follow_symlinks=False) and os.access(entry.path, os.R_OK):
                return entry.path
    return home


def choose(level: str) -> str:
    """The level that a name stands for.

    Raises:
        SandboxUnavailable: It doesn't work here.
        ValueError: There is no such level.
    """
    if level == "auto":
        tried = []
        for name in AUTO:
            tried.append(probe(name))
            if tried[-1].works:
                return name
        reasons = "\n".join(map(str, tried))
        raise SandboxUnavailable(f"programs can't be confined on this machine:\n{reasons}")
    if level not in LEVELS:
        raise ValueError(f"there is no level {level!r}; levels are auto, {', '.join(LEVELS)}")
    if level == "unsafe":
        if not sys.platform.startswith("linux"):
            raise SandboxUnavailable(_OTHER_SYSTEMS.format(system=sys.platform))
        return level
    tried_one = probe(level)
    if not tried_one.works:
        raise SandboxUnavailable(str(tried_one))
    return level


def report() -> Report:
    """Try every confined level and say which works."""
    names = [name for name in LEVELS if name != "unsafe"]
    probes = tuple(probe(name) for name in names)
    first = next((one.level for one in probes if one.works and one.level in AUTO), None)
    return Report(first, probes)


def _renew_lock() -> None:
    global _lock
    _lock = threading.Lock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_renew_lock)
