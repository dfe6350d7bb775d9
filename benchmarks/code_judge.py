"""How many tests of a program does the judge run a second, beside GEM's?

python benchmarks/code_judge.py [--programs 20] [--json FILE]

Programs are the references of `code_problems`, and wrong ones, which print a
line more. Twelve tests each, as in GEM, wall time, both in this process; GEM's sandbox
isolates nothing, ours does. GEM runs five tests at once, ours one.
"""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable
from typing import Any

from common import parser, report

from gem_gymnasium import sandbox
from gem_gymnasium.generators import code_problems
from gem_gymnasium.graders import code

TESTS = 12


def gems_judge() -> Callable[[str, dict[str, Any]], bool] | None:
    """GEM's judge, or None where GEM isn't installed."""
    try:
        from gem.envs.code_env import CodeEnv
    except ImportError:
        return None
    rows = importlib.import_module("datasets").Dataset.from_list([{"problem": "", "tests": "{}"}])
    env = CodeEnv(dataset_name="taco", dataset=rows)

    def judge(program: str, tests: dict[str, Any]) -> bool:
        env.tests = tests
        return bool(env._check_correct(program))

    return judge


def problems(count: int) -> list[tuple[str, dict[str, Any]]]:
    """Programs that read standard input, each with twelve tests."""
    found: list[tuple[str, dict[str, Any]]] = []
    index = 0
    while len(found) < count:
        item = code_problems.problem(index, level=2)
        index += 1
        if item.entry_point is None and len(item.tests["inputs"]) >= TESTS:
            tests = {key: item.tests[key][:TESTS] for key in ("inputs", "outputs")}
            found.append((item.reference, tests))
    return found


def timed(
    judge: Callable[[str, dict[str, Any]], bool],
    items: list[tuple[str, dict[str, Any]]],
    right: bool,
) -> float:
    """Seconds for all items; a judge that is wrong about one is not timed."""
    started = time.perf_counter()
    for program, tests in items:
        assert judge(program, tests) is right, program
    return time.perf_counter() - started


def main() -> None:
    options = parser(__doc__ or "")
    options.add_argument("--programs", type=int, default=20)
    arguments = options.parse_args()
    right = problems(arguments.programs)
    wrong = [(f"{program}\nprint('and more')\n", tests) for program, tests in right]
    box = sandbox.Sandbox(preload=())

    def ours(program: str, tests: dict[str, Any]) -> bool:
        return code.grade(program, tests, sandbox=box).score == 1

    peer = gems_judge()
    ours(*right[0])  # starting the sandbox is not what is measured
    rows = []
    for name, items, verdict in (("right programs", right, True), ("wrong programs", wrong, False)):
        mine = timed(ours, items, verdict)
        theirs = timed(peer, items, verdict) if peer else None
        count = len(items)
        rows.append(
            {
                "programs": name,
                "ours, programs/s": count / mine,
                "GEM, programs/s": None if theirs is None else count / theirs,
                "ours, tests/s": count * TESTS / mine if verdict else None,
                "GEM, tests/s": None if theirs is None else count * TESTS / theirs,
                "ours/GEM": None if theirs is None else theirs / mine,
            }
        )
    report(f"Judging programs with {TESTS} tests, sandbox level {box.level}", rows, arguments.json)
    box.close()


if __name__ == "__main__":
    main()
