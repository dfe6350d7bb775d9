"""Checks of what a reward is worth: solvable, honest, and not paid for nothing."""

from __future__ import annotations

import math
from collections.abc import Iterable

from gem_gymnasium.conformance.battery import floors
from gem_gymnasium.conformance.subject import Subject, random_legal, record, sampled
from gem_gymnasium.conformance.subject import oracle as follow_oracle
from gem_gymnasium.core import NoOracle

_MOST_CHANCE = 0.9  # of random actions; more is no task


def oracle(subject: Subject) -> str:
    """The oracle solves every seed within the rules, for the full reward."""
    try:
        turns = solve(subject, range(subject.seeds))
    except NoOracle as error:
        assert str(error), "NoOracle was raised without a reason"
        return f"no oracle: {error}"
    return f"{len(turns)} seeds, {sum(turns) / len(turns):.1f} turns in the mean"


def solve(subject: Subject, seeds: Iterable[int]) -> list[int]:
    """Let the oracle play seeds, and check each play.

    Returns:
        The turns that each seed took.

    Raises:
        NoOracle: If the environment has none.
    """
    env = subject.make()
    turns = []
    for seed in seeds:
        trace = record(env, seed, follow_oracle)
        last = trace.steps[-1]
        reason = last.info.get("stop_reason")
        assert trace.success, f"The oracle did not solve seed {seed}: stopped by {reason!r}"
        assert last.terminated, f"The solved episode of seed {seed} was truncated"
        assert math.isclose(trace.total, 1.0, abs_tol=1e-9), (
            f"The oracle's return on seed {seed} is {trace.total}, not 1"
        )
        for number, step in enumerate(trace.steps, start=1):
            assert step.info["error"] is None, (
                f"Seed {seed}, turn {number}: the oracle's {step.action!r} gave error "
                f"{step.info['error']!r}"
            )
        turns.append(len(trace.steps))
    return turns


def rewards(subject: Subject) -> str:
    """Rewards stay in the declared range, returns too, and "sparse" pays for success alone."""
    env, sparse = subject.make(), subject.make(reward_mode="sparse")
    low, high = env.get_wrapper_attr("reward_range")
    for seed in range(subject.seeds):
        for choose in (sampled, random_legal):
            trace = record(env, seed, choose(seed))
            for step in trace.steps:
                assert low <= step.reward <= high, f"{step.reward} is not in [{low}, {high}]"
            assert trace.total <= high + 1e-9, f"Seed {seed} returned {trace.total} above {high}"
            if not trace.success:
                assert trace.total < high - 1e-9, f"Seed {seed} paid in full without success"
            plain = record(sparse, seed, choose(seed))
            wrong = sum(step.info["error"] == "format" for step in plain.steps)
            expected = float(plain.success) - 0.1 * wrong
            assert math.isclose(plain.total, expected, abs_tol=1e-9), (
                f"Sparse rewards of seed {seed} add up to {plain.total}, not {expected}"
            )
    return f"in [{low:g}, {high:g}]"


def battery(subject: Subject) -> str:
    """Policies that solve nothing succeed no more often than random actions do."""
    found = floors(subject)
    assert found.chance <= _MOST_CHANCE, (
        f"Random actions solve {found.chance:.0%} of the episodes: there is nothing to learn"
    )
    for name, success in found.success.items():
        assert success <= found.allowed, (
            f"The policy {name!r} solves {success:.0%} of {found.episodes} episodes without "
            f"reading the task; random actions solve {found.chance:.0%}"
        )
    return f"chance {found.chance:.2f}, floor {found.floor:.2f}"
