"""Attacks on the sandbox at each level, as root and as an ordinary user, in a cage.

The cage is a set of namespaces, so that no attack that got out could reach more than the cage, and
where they can be had, limits of processes and memory.
"""

import contextlib
import json
import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from snippets import ATTACKS

import gem_gymnasium
from gem_gymnasium.sandbox import probe

HERE = Path(__file__).parent
PACKAGE = Path(gem_gymnasium.__file__).parent
ORDINARY = 61_234  # a user id that nobody has
MODES = ("run", "session")


def cage():
    """The command that makes a cage, or None where it can't be made."""
    if shutil.which("unshare") is None:
        return None
    command = ["unshare", "--pid", "--fork", "--kill-child", "--mount", "--mount-proc", "--net"]
    command += ["--ipc", "--uts"]
    if os.getuid() != 0:
        command += ["--user", "--map-current-user"]
    done = subprocess.run([*command, "true"], capture_output=True, timeout=20)
    return command if done.returncode == 0 else None


def interpreter(user):
    """A Python that this user can start: ours may lie in root's home."""
    for python in (sys.executable, "/usr/bin/python3"):
        with contextlib.suppress(OSError, subprocess.SubprocessError):
            code = "import sys, os; sys.exit(sys.version_info < (3, 11))"
            who = {"user": user, "group": user, "extra_groups": []} if user else {}
            if subprocess.run([python, "-c", code], timeout=20, **who).returncode == 0:
                return python
    return None


@contextlib.contextmanager
def control_groups():
    """Folders of new control groups (their first version) with limits, as far as can be had."""
    made = []
    limits = (("memory", "memory.limit_in_bytes", 3 << 30), ("pids", "pids.max", 1500))
    for kind, file, most in limits:
        folder = Path(f"/sys/fs/cgroup/{kind}/sandbox-attacks-{os.getpid()}")
        with contextlib.suppress(OSError):
            folder.mkdir()
            (folder / file).write_text(str(most))
            made.append(folder)
    try:
        yield made
    finally:
        for folder in made:
            with contextlib.suppress(OSError):
                folder.rmdir()


def attack(level, user):
    """The harness's lines."""
    command, python = cage(), interpreter(user)
    if command is None:
        pytest.skip("no cage can be made here")
    if python is None:
        pytest.skip("this user can start no Python")
    arguments = [python, "-B", str(HERE / "harness.py"), str(PACKAGE), level, str(user)]
    with control_groups() as groups:

        def limit():
            for folder in groups:
                (folder / "cgroup.procs").write_text(str(os.getpid()))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 30, 1 << 30))

        done = subprocess.run(
            [*command, *arguments, ",".join(MODES)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=900,
            preexec_fn=limit,
            start_new_session=True,
        )
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    if lines and "unavailable" in lines[0]:
        pytest.skip(lines[0]["unavailable"])
    assert done.returncode == 0, done.stderr
    return lines


@pytest.mark.slow
@pytest.mark.parametrize("user", [0, ORDINARY], ids=["root", "user"])
@pytest.mark.parametrize("level", [*probe.AUTO, "bubblewrap"])
def test_attacks_are_contained(level, user):
    if user != os.getuid() and os.getuid() != 0:
        user = os.getuid()
    lines = attack(level, user)
    harmful = [line for line in lines if line["harms"]]
    assert not harmful, "\n".join(map(str, harmful))
    assert len(lines) == len(ATTACKS) * len(MODES)


def test_there_are_many_attacks():
    assert len(ATTACKS) >= 40
