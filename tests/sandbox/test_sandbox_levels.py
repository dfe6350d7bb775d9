"""Levels, probes, settings, and what is said where none works."""

import sys

import pytest

from gem_gymnasium import sandbox
from gem_gymnasium.sandbox import Limits, Sandbox, SandboxUnavailable, seccomp, syscalls
from gem_gymnasium.sandbox import probe as probes
from gem_gymnasium.sandbox.outputs import parse_frame


def test_the_report_says_what_was_tried():
    report = sandbox.report()
    assert {probe.level for probe in report.probes} == set(probes.LEVELS) - {"unsafe"}
    for probe in report.probes:
        if probe.works:
            assert len(probe.attempts) == 9
            assert all(probe.attempts.values())
        else:
            assert probe.reason
            assert probe.remedy
            assert f"{probe.level}: doesn't work" in str(report)
    with Sandbox(preload=()) as box:
        assert box.level == report.level


def test_a_level_that_lets_programs_out_is_refused(monkeypatch):
    monkeypatch.setattr(probes, "_PROBES", {})
    monkeypatch.setattr(probes, "Pool", lambda level, *rest: Unconfined("unsafe", *rest))
    with pytest.raises(SandboxUnavailable, match="not contained: write, read") as error:
        Sandbox(preload=())
    for level in probes.AUTO:
        assert f"{level}: doesn't work" in str(error.value)
    assert "sysctl" in str(error.value)
    assert sandbox.report().level is None
    with pytest.raises(SandboxUnavailable, match="landlock"):
        Sandbox("landlock", preload=())


Unconfined = probes.Pool


def test_other_systems_are_told(monkeypatch):
    monkeypatch.setattr(probes, "_PROBES", {})
    monkeypatch.setattr(sys, "platform", "darwin")
    for level in ("auto", "namespace", "unsafe"):
        with pytest.raises(SandboxUnavailable, match=r"darwin.*Linux container"):
            Sandbox(level, preload=())


def test_unknown_levels_and_modules_are_refused():
    with pytest.raises(ValueError, match="no level 'jail'; levels are auto, namespace"):
        Sandbox("jail")
    with pytest.raises(ValueError, match=r"nosuch.*No module named"):
        Sandbox(preload=("nosuch",))
    with pytest.raises(ValueError, match="workers must be at least 1, not 0"):
        Sandbox(workers=0)


@pytest.mark.parametrize(
    "wrong", [{"wall": 0}, {"memory": 1.5}, {"output": -1}, {"cpu": "1"}, {"wall": True}]
)
def test_limits_are_checked(wrong):
    with pytest.raises(ValueError, match="must be a"):
        Limits(**wrong)


def test_unsafe_warns_and_limits():
    with pytest.warns(RuntimeWarning, match="only limits resources"):
        box = Sandbox("unsafe", preload=())
    with box:
        assert box.run("import os; print(os.path.exists('/etc'))").stdout == "True\n"
        assert box.run("while True: pass", limits=Limits(wall=0.2)).status == "timeout"
        code = "import os, time\nif os.fork() == 0: time.sleep(60)\nprint('left', flush=True)"
        assert box.run(code).stdout == "left\n"
    with pytest.warns(RuntimeWarning):
        Sandbox("unsafe", preload=()).close()


@pytest.mark.parametrize("table", [syscalls._X86_64, syscalls._AARCH64])
def test_tables_of_calls(table):
    numbers = syscalls._table(table) | syscalls._table(syscalls._COMMON)
    assert len(set(numbers.values())) == len(numbers)
    assert {"clone", "clone3", "kill", "openat", "socket", "seccomp", "mount"} <= set(numbers)


@pytest.mark.parametrize("level", ["namespace", "landlock", "seccomp"])
def test_filters_assemble(level):
    short = seccomp.server_filter(level)
    long = seccomp.server_filter(level, truncates=True)
    assert len(short) % 8 == 0
    assert (len(long) > len(short)) == (level != "seccomp")
    guest = seccomp.guest_filter(mounts=level == "namespace")
    assert guest(1) != guest(2)


@pytest.mark.parametrize(
    ("frame", "value"),
    [
        (b"[[1, {}]]", [[1, {}]]),
        (b'"[[["', "[[["),
        (b'"\\"[" ', '"['),
        (b"[" * 100 + b"]" * 100, 0),
    ],
)
def test_frames(frame, value):
    assert value == 0 or parse_frame(frame) == value


@pytest.mark.parametrize(
    "frame", [b"[" * 101 + b"]" * 101, b"", b"\xff", b"[1", b'"' + b'\\"' * 500_000, b"1" * 5000]
)
def test_frames_that_are_none(frame):
    with pytest.raises(ValueError):  # noqa: PT011 - of the parser's
        parse_frame(frame)
