"""How fast does untrusted Python run, beside GEM's Python tool?

A call runs a short program by itself, a cell is one of a session. GEM starts an interpreter for
each call, and doesn't confine it. The second program imports NumPy, which a sandbox has imported
beforehand.

    python benchmarks/sandbox.py --seconds 2
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from typing import Any

from common import parser, report

from gem_gymnasium import sandbox

PLAIN = "print(sum(range(100)))"
NUMPY = "import numpy as np\nprint(np.arange(100).sum())"
Call = Callable[[], Any]


def gem_tool() -> Callable[[str], Call] | None:
    """GEM's Python tool as a call for a program, or None where it isn't installed."""
    try:
        from gem.tools.python_code_tool import PythonCodeTool
    except ImportError:
        return None
    tool = PythonCodeTool()

    def prepare(code: str) -> Call:
        action = f"<python>{code}</python>"
        return lambda: tool.execute_action(action)[2]

    return prepare


def latencies(call: Call, seconds: float) -> tuple[float, float]:
    """The median and the 95th percentile of a call, in milliseconds."""
    call()
    times: list[float] = []
    end = time.perf_counter() + seconds
    while time.perf_counter() < end or len(times) < 20:
        start = time.perf_counter()
        call()
        times.append((time.perf_counter() - start) * 1e3)
    times.sort()
    return times[len(times) // 2], times[len(times) * 95 // 100]


def throughput(call: Call, seconds: float, threads: int) -> float:
    """Calls a second from so many threads."""
    counts = [0] * threads
    end = time.perf_counter() + seconds

    def work(index: int) -> None:
        while time.perf_counter() < end:
            call()
            counts[index] += 1

    start = time.perf_counter()
    workers = [threading.Thread(target=work, args=(index,)) for index in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return sum(counts) / (time.perf_counter() - start)


def row(name: str, call: Call, seconds: float, threads: int) -> dict[str, Any]:
    """What is measured of a call."""
    median, late = latencies(call, seconds)
    return {
        "what": name,
        "p50 ms": median,
        "p95 ms": late,
        "a second": throughput(call, seconds, threads),
        "times GEM's": None,
    }


def main() -> None:
    options = parser(__doc__.splitlines()[0] if __doc__ else "").parse_args()
    threads = len(os.sched_getaffinity(0))
    gem = gem_tool()
    rows: list[dict[str, Any]] = []
    for kind, code in (("plain", PLAIN), ("numpy", NUMPY)):
        peer = None
        if gem is not None:
            peer = row(f"GEM's tool, {kind}", gem(code), options.seconds, threads)
            rows.append(peer)
        for probe in sandbox.report().probes:
            if not probe.works:
                continue
            with sandbox.Sandbox(probe.level, workers=threads) as box:  # type: ignore[arg-type]
                name = f"{probe.level}, {kind}"
                mine = row(name, lambda box=box: box.run(code), options.seconds, threads)  # type: ignore[misc]  # noqa: B023
                if peer is not None:
                    mine["times GEM's"] = mine["a second"] / peer["a second"]
                rows.append(mine)
    with sandbox.Sandbox(workers=threads) as box, box.session() as session:
        rows.append(row("a session's cell", lambda: session.run("1 + 1"), options.seconds, 1))
    with sandbox.Sandbox(workers=threads) as box, box.program(PLAIN) as program:
        rows.append(row("a program's run", program.run, options.seconds, threads))
    report(f"untrusted Python, {threads} processors", rows, options.json)


if __name__ == "__main__":
    main()
