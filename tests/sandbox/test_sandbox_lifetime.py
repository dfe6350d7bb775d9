"""Processes: none is left behind, whatever becomes of the host; threads, forks, lost servers."""

import contextlib
import copy
import gc
import multiprocessing
import os
import pickle
import resource
import signal
import subprocess
import sys
import threading
import time

import pytest

from gem_gymnasium import sandbox
from gem_gymnasium.sandbox import Limits, Sandbox

LEVELS = [probe.level for probe in sandbox.report().probes if probe.works]


def descendants(pid):
    """Process ids of all children of a process, and theirs."""
    parents = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open(f"/proc/{name}/stat") as file:
                    parents[int(name)] = int(file.read().rpartition(")")[2].split()[1])
            except OSError:
                continue
    found = {pid}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {pid}


def alive(pids):
    def running(pid):
        try:
            with open(f"/proc/{pid}/stat") as file:
                return file.read().rpartition(")")[2].split()[0] != "Z"
        except OSError:
            return False

    return {pid for pid in pids if running(pid)}


def command(pid):
    try:
        with open(f"/proc/{pid}/cmdline") as file:
            return file.read()
    except OSError:
        return ""


def wait_until_gone(pids, seconds=2):
    end = time.monotonic() + seconds
    while alive(pids) and time.monotonic() < end:
        time.sleep(0.02)
    return alive(pids)


def test_threads(box):
    results = {}

    def work(n):
        results[n] = box.run(f"print({n} ** 2)").stdout

    threads = [threading.Thread(target=work, args=(n,)) for n in range(24)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == {n: f"{n * n}\n" for n in range(24)}


def test_a_sandbox_outlives_the_thread_that_made_it():
    made = []
    thread = threading.Thread(target=lambda: made.append(Sandbox(preload=())))
    thread.start()
    thread.join()
    time.sleep(0.1)
    with made[0] as box:
        session = box.session()
        for _ in range(2):
            worker = threading.Thread(target=session.run, args=("x = 1",))
            worker.start()
            worker.join()
        assert session.run("x").stdout == "1\n"


def test_closing_ends_all_processes(box):
    before = descendants(os.getpid())
    mine = Sandbox(level=box.level, preload=(), workers=2)
    session, program = mine.session(), mine.program("print(1)")
    session.run(
        "import threading\nthreading.Thread(target=lambda: [0 for _ in iter(int, 1)]).start()"
    )
    assert program.run().stdout == "1\n"
    assert mine.run("print(1)").stdout == "1\n"
    started = descendants(os.getpid()) - before
    assert len(started) >= 3
    mine.close()
    assert not wait_until_gone(started)
    for use in (mine.run, mine.session().run, program.run):
        with pytest.raises(ValueError, match="closed"):
            use("")


def test_a_forgotten_sandbox_ends():
    before = descendants(os.getpid())
    box = Sandbox(preload=())
    box.run("")
    started = descendants(os.getpid()) - before
    del box
    gc.collect()
    assert started
    assert not wait_until_gone(started)


def test_closing_while_programs_run(box):
    before = descendants(os.getpid())
    mine = Sandbox(box.level, preload=(), limits=Limits(wall=30), workers=2)
    # One that asks not to be killed with its parent (PR_SET_PDEATHSIG).
    code = "import ctypes\nctypes.CDLL(None).prctl(1, 0, 0, 0, 0)\nwhile True: pass"
    results = []
    threads = [threading.Thread(target=lambda: results.append(mine.run(code))) for _ in range(2)]
    for thread in threads:
        thread.start()
    time.sleep(0.2)
    started = descendants(os.getpid()) - before
    mine.close()
    for thread in threads:
        thread.join(5)
    assert [result.status for result in results] == ["killed", "killed"]
    assert len(started) >= 4
    assert not wait_until_gone(started)


def test_warnings_of_the_compiler_are_not_kept(box):
    with box.program("1 is 1\n" * 500) as program:
        program.run()
    errors = f"/proc/{box._pool._process.pid}/fd/2"
    assert os.stat(errors).st_size == 0


def test_lost_servers_are_replaced(box):
    with Sandbox(level=box.level, preload=(), workers=1) as mine:
        session = mine.session()
        session.run("x = 1")
        mine.run("")
        for pid in descendants(os.getpid()):
            if '"preload": []' in command(pid):
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.1)
        assert mine.run("print(1)").stdout == "1\n"
        assert session.run("1").status == "killed"
        assert session.restarted
        assert session.run("2").stdout == "2\n"


def test_a_host_without_descriptors_loses_none(auto):
    with auto.program("print(1)") as program:
        uses = (lambda: auto.run(""), lambda: auto.session().run(""), lambda: program.call("f"))
        for use in uses:
            use()
        gc.collect()
        limits = resource.getrlimit(resource.RLIMIT_NOFILE)
        before = len(os.listdir("/proc/self/fd"))
        for spare in range(4):
            resource.setrlimit(resource.RLIMIT_NOFILE, (before - 1 + spare, limits[1]))
            try:
                for use in uses:
                    with contextlib.suppress(OSError):
                        use()
            finally:
                resource.setrlimit(resource.RLIMIT_NOFILE, limits)
        for use in uses:
            use()
        gc.collect()
        assert len(os.listdir("/proc/self/fd")) == before


def test_an_interrupt_ends_the_run():
    with Sandbox(preload=(), limits=Limits(wall=30), workers=1) as box:
        main = threading.get_ident()
        threading.Timer(0.1, signal.pthread_kill, (main, signal.SIGINT)).start()
        started = time.monotonic()
        with pytest.raises(KeyboardInterrupt):
            box.run("while True: pass")
        assert time.monotonic() - started < 5
        assert box.run("print(1)").stdout == "1\n"


def child(box, session, program, queue):
    queue.put((box.run("print(2)").stdout, session.run("x").status, program.run().stdout))
    with Sandbox(preload=()) as own:
        queue.put(own.run("print(3)").stdout)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_children_of_the_host_start_their_own():
    context = multiprocessing.get_context("fork")
    with Sandbox(preload=()) as box, box.session() as session, box.program("print(4)") as program:
        session.run("x = 1")
        program.run()
        queue = context.Queue()
        process = context.Process(target=child, args=(box, session, program, queue), daemon=True)
        process.start()
        assert queue.get(timeout=20) == ("2\n", "error", "4\n")
        assert queue.get(timeout=20) == "3\n"
        process.join(10)
        assert session.run("x").stdout == "1\n"
        assert box.run("print(1)").stdout == "1\n"
        assert program.run().stdout == "4\n"


HOST = """
import os, sys, threading, time
from gem_gymnasium.sandbox import Sandbox, Limits
box = Sandbox(level=sys.argv[1], preload=(), limits=Limits(wall=100), workers=2)
session, program = box.session(), box.program("while True: pass")
session.run("x = 1")
for job in (lambda: box.run("while True: pass"), program.run):
    threading.Thread(target=job, daemon=True).start()
if os.fork() == 0:  # a child that inherited what the host had open
    time.sleep(20)
    os._exit(0)
time.sleep(.3)
print("ready", flush=True)
time.sleep(100)
"""


@pytest.mark.parametrize(
    "level",
    [
        pytest.param(level, marks=() if level == sandbox.report().level else pytest.mark.slow)
        for level in LEVELS
    ],
)
def test_a_killed_host_leaves_nothing(level):
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", HOST, level], stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout.readline() == "ready\n"
        started = descendants(process.pid)
        bystanders = {pid for pid in started if '"preload": [' not in command(pid)}
        servers = started - bystanders
        assert len(servers) >= 5
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
    left = wait_until_gone(servers)
    for pid in alive(bystanders):
        os.kill(pid, signal.SIGKILL)
    assert not left


def test_default_is_shared():
    assert sandbox.default(preload=()) is sandbox.default(preload=())
    assert sandbox.default(preload=()) is not sandbox.default(preload=("json",))
    assert sandbox.default(preload=()).run("print(1)").stdout == "1\n"


def test_copies_share_and_pickles_find_the_shared_one(auto):
    assert copy.deepcopy([auto])[0] is auto
    there = pickle.loads(pickle.dumps(auto))
    assert there is pickle.loads(pickle.dumps(auto))
    assert there.run("print(1)").stdout == "1\n"


def run_many(box, count):
    for number in range(count):
        kind = number % 10
        if kind == 0:
            with box.session() as session:
                assert session.run("1").stdout == "1\n"
        elif kind == 1:
            with box.program("print(1)") as program:
                assert program.run().stdout == "1\n"
        elif kind == 2:
            assert box.run("1/0").status == "error"
        else:
            assert box.run("print(1)").stdout == "1\n"


def footprint(box):
    gc.collect()
    servers = descendants(os.getpid())
    memory = 0
    for pid in servers | {os.getpid()}:
        with open(f"/proc/{pid}/statm") as file:
            memory += int(file.read().split()[1])
    descriptors = sum(len(os.listdir(f"/proc/{pid}/fd")) for pid in servers | {os.getpid()})
    return descriptors, len(servers), memory * 4096


def check_no_leak(level, count):
    with Sandbox(level=level, preload=(), workers=1) as box:
        run_many(box, 20)
        time.sleep(0.1)  # the last session ends
        before = footprint(box)
        run_many(box, count)
        time.sleep(0.1)
        after = footprint(box)
    assert after[:2] == before[:2]
    assert after[2] - before[2] < 4 << 20


def test_nothing_leaks(box):
    check_no_leak(box.level, 30)


@pytest.mark.slow
def test_ten_thousand_runs_leak_nothing():
    check_no_leak("auto", 10_000)
