"""The processes that ask sympy: wherever they are started from, and whatever becomes of them."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from gem_gymnasium.graders import _pool, _worker, math

IDENTITY = (r"\sin(2x)", r"2 \sin(x) \cos(x)")  # only sympy knows
ENDLESS = (r"\int\int\int\int\int x^{x^{x}}", r"\int x^{x} dx")
PATIENT = 60  # seconds that a worker's start may take on a busy machine
linux = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


@pytest.fixture(scope="module")
def pool():
    pool = _pool.Pool(1)
    yield pool
    pool.close()


def ask(pool, pair=IDENTITY, timeout=PATIENT):
    return pool.ask(*pair, None, timeout)["status"]


def pythagoras(n, gold="1"):
    return rf"\sin^2({n}x)+\cos^2({n}x)", gold


def exists(pid):
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def children(pid):
    return [int(item) for item in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def gone(pids, seconds=20):
    end = time.monotonic() + seconds
    while any(map(exists, pids)) and time.monotonic() < end:
        time.sleep(0.05)
    return not any(map(exists, pids))


@linux
def test_a_worker_outlives_its_thread_and_a_timeout_costs_a_fork_only(pool):
    thread = threading.Thread(target=ask, args=(pool,))
    thread.start()
    thread.join()
    (pid,) = pool.pids
    assert ask(pool) == "equal"
    (fork,) = children(pid)
    start = time.monotonic()
    assert ask(pool, ENDLESS, timeout=0.5) == "timeout"
    assert time.monotonic() - start < 1.5
    assert ask(pool) == "equal"
    assert pool.pids == [pid]
    assert gone([fork])


@linux
def test_killed_workers_are_replaced_and_a_crash_is_an_error(pool):
    assert ask(pool) == "equal"
    (pid,) = pool.pids
    (fork,) = children(pid)
    os.kill(fork, signal.SIGKILL)  # while it waits
    assert gone([fork])
    assert ask(pool) == "equal"
    os.killpg(pid, signal.SIGKILL)
    assert gone([pid])
    assert ask(pool) == "equal"
    assert pool.pids != [pid]
    # Killed in the middle of a request.
    threading.Timer(0.3, os.killpg, (pool.pids[0], signal.SIGKILL)).start()
    assert ask(pool, ENDLESS, timeout=20) == "crash"
    assert ask(pool) == "equal"


def test_a_grade_says_when_the_grader_failed(monkeypatch):
    class Broken:
        def ask(self, *request):
            return {"status": "failed", "reason": "No module named 'math_verify'"}

    monkeypatch.setattr(_pool, "shared", Broken)
    found = math.grade(r"\sin 7", r"\cos 7")
    assert (found.score, found.verdict) == (0.0, "error")
    assert "math_verify" in found.reason
    monkeypatch.undo()
    assert math.grade(r"\sin 7", r"\cos 7", timeout=PATIENT).verdict == "wrong"  # nothing was kept


@linux
def test_memory_and_files_are_limited(tmp_path):
    child = os.fork()
    if child == 0:
        status = 1
        try:
            _worker._confine(os.getppid())
            try:
                bytearray(3 << 30)
            except MemoryError:
                status = 0
        finally:
            os._exit(status)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_eight_threads():
    pairs = [pythagoras(n) for n in range(2, 10)]
    wrong = [pythagoras(n, "2") for n in range(2, 10)]
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda pair: math.grade(*pair, timeout=PATIENT), pairs + wrong))
    assert [grade.verdict for grade in found] == ["correct"] * 8 + ["wrong"] * 8
    assert len(_pool.shared().pids) <= _pool.shared().size


def graded_in_a_worker(pipe):
    math.clear_cache()
    found = math.grade(*pythagoras(5), timeout=PATIENT)
    pipe.send((found.verdict, _pool.shared().pids))
    pipe.close()


@linux
@pytest.mark.parametrize("method", ["fork", pytest.param("spawn", marks=pytest.mark.slow)])
def test_daemonic_processes_as_of_vector_environments(method):
    math.grade(*IDENTITY, timeout=PATIENT)
    context = get_context(method)
    ours, theirs = context.Pipe()
    process = context.Process(target=graded_in_a_worker, args=(theirs,), daemon=True)
    process.start()
    assert ours.poll(2 * PATIENT)
    verdict, pids = ours.recv()
    process.join(PATIENT)
    assert verdict == "correct"
    assert pids
    assert not set(pids) & set(_pool.shared().pids)
    assert gone(pids)
    math.clear_cache()
    assert math.grade(*IDENTITY, timeout=PATIENT).verdict == "correct"  # ours still answer


@linux
def test_a_fork_does_not_share_the_parents_pipes():
    math.grade(*IDENTITY, timeout=PATIENT)
    before = _pool.shared().pids
    child = os.fork()
    if child == 0:
        status = 1
        try:
            mixed = all(
                math.grade(*pythagoras(n), timeout=PATIENT).score == 1.0 for n in range(11, 14)
            )
            status = 0 if mixed and not set(before) & set(_pool.shared().pids) else 2
            _pool.shared().close()
        finally:
            os._exit(status)
    found = [math.grade(*pythagoras(n, "2"), timeout=PATIENT) for n in range(11, 14)]
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert [grade.verdict for grade in found] == ["wrong"] * 3
    assert _pool.shared().pids == before


@linux
def test_nothing_is_left_when_the_parent_is_killed_in_the_middle():
    program = f"""
import json, sys, threading
from gem_gymnasium.graders import _pool, math
math.grade(*{IDENTITY!r}, timeout=60)
threading.Thread(target=math.grade, args={ENDLESS!r}, kwargs=dict(timeout=50)).start()
print(json.dumps(_pool.shared().pids), flush=True)
sys.stdin.read()
"""
    parent = subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    pids = json.loads(parent.stdout.readline())
    time.sleep(0.3)
    family = pids + [child for pid in pids for child in children(pid)]
    assert len(family) >= 2
    parent.kill()
    parent.wait()
    assert gone(family)
    parent.stdin.close()
    parent.stdout.close()
