"""How long do make, reset and an answer take in reasoning-gym's tasks, beside reasoning-gym itself?

python benchmarks/reasoning_gym_tasks.py [--pattern 'gem/ReasoningGym-Sudoku*'] [--json FILE]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import gymnasium
import reasoning_gym
from common import chosen_ids, parser, report

from gem_gymnasium.engines.reasoning_gym.catalog import TASKS

SEEDS = 200
PATIENCE = 20.0  # seconds that the peer may take for its items

clock = time.process_time  # so that other programs count for less


def timed(play: Callable[[], Any]) -> float:
    start = clock()
    play()
    return clock() - start


def measure(env_id: str) -> dict[str, Any]:
    """Milliseconds of ours and of the peer's, of the same items where ours are the peer's."""
    task = gymnasium.spec(env_id).kwargs["task"]
    made: list[Any] = []
    make = timed(lambda: made.append(gymnasium.make(env_id)))
    env = made[0]
    first = timed(lambda: env.reset(seed=SEEDS))
    resets, steps, indices = [], [], []
    for seed in range(SEEDS):
        resets.append(timed(partial(env.reset, seed=seed)))
        indices.append(env.unwrapped._index)
        action = env.get_wrapper_attr("oracle_action")()
        steps.append(timed(partial(env.step, action)))
    theirs, started = [], clock()
    try:
        dataset = reasoning_gym.create_dataset(task, seed=0, size=SEEDS)
        for index in range(SEEDS):
            theirs.append(timed(partial(dataset.__getitem__, index)))
            if clock() - started > PATIENCE:
                break
        note = "" if len(theirs) == SEEDS else f"theirs: {len(theirs)} items"
    except Exception as error:  # whatever it is, there is nothing to compare with
        note = f"theirs: {type(error).__name__}"
    mean = sum(resets) / SEEDS
    peer = sum(theirs) / len(theirs) if theirs else None
    return {
        "id": env_id,
        "make ms": make * 1000,
        "first reset ms": first * 1000,
        "reset ms": mean * 1000,
        "most ms": max(resets) * 1000,
        "step ms": sum(steps) / SEEDS * 1000,
        "their item ms": None if peer is None else peer * 1000,
        "their most ms": max(theirs) * 1000 if theirs else None,
        "theirs/ours": None if peer is None else peer / mean,
        "note": note,
    }


def main() -> None:
    options = parser(__doc__ or "").parse_args()
    ids = [
        env_id
        for env_id in chosen_ids(options.pattern)
        if gymnasium.spec(env_id).kwargs.get("task") in TASKS
    ]
    if not ids:
        sys.exit(f"No task's id matches {options.pattern!r}.")
    gymnasium.make(ids[0]).reset(seed=0)  # the import is not what is measured
    rows = []
    for env_id in ids:
        rows.append(measure(env_id))
        print(f"{env_id}: {rows[-1]['reset ms']:.1f} ms a reset", file=sys.stderr)
    report("reasoning-gym's tasks: milliseconds of CPU", rows, options.json)


if __name__ == "__main__":
    main()
