"""Checks of what a reward is worth: solvable, honest, and not paid for nothing."""

from __future__ import annotations

import contextlib
import math
import time
from collections.abc import Iterable

from gem_gymnasium.conformance.battery import floors
from gem_gymnasium.conformance.subject import (
    Env,
    Step,
    Subject,
    digest,
    random_legal,
    record,
    replayed,
    sampled,
    varied,
)
from gem_gymnasium.conformance.subject import oracle as follow_oracle
from gem_gymnasium.core import NoOracle, Rewards

_MOST_CHANCE = 0.9  # of random actions; more is no task
_MOST_SOLVED = 8_000  # turns that an oracle is allowed in all
_FEWEST, _MOST_SECONDS = 5, 3.0  # seeds whose rewards are added up, whatever time it takes
_INSTANCES = 30  # seeds that are looked at for variety


def oracle(subject: Subject) -> str:
    """The oracle solves every seed within the rules, for the full reward, without its help too."""
    try:
        follow_oracle(_begun(subject, 0))
    except NoOracle as error:
        assert str(error), "NoOracle was raised without a reason"
        for seed in range(1, subject.seeds):
            try:
                follow_oracle(_begun(subject, seed))
            except NoOracle:
                continue
            raise AssertionError(
                f"There is no oracle for seed 0, and one for seed {seed}"
            ) from None
        return f"no oracle: {error}"
    turns = solve(subject, range(_seeds(subject)))
    return f"{len(turns)} seeds, {sum(turns) / len(turns):.1f} turns in the mean"


def _seeds(subject: Subject) -> int:
    """How many seeds are solved: fewer where an episode takes thousands of turns."""
    turns = subject.make().reset(seed=0)[1]["max_turns"] or 1
    return min(subject.seeds, max(2, _MOST_SOLVED // turns))


def _begun(subject: Subject, seed: int) -> Env:
    env = subject.make()
    env.reset(seed=seed)
    return env


def solve(subject: Subject, seeds: Iterable[int]) -> list[int]:
    """Let the oracle play seeds, check each play, and play its actions again without asking it.

    Returns:
        The turns that each seed took.

    Raises:
        NoOracle: If the environment has none.
    """
    env, again = subject.make(), subject.make()
    pays = env.get_wrapper_attr("rewards")
    turns = []
    for seed in seeds:
        trace = record(env, seed, follow_oracle)
        last = trace.steps[-1]
        reason = last.info.get("stop_reason")
        assert trace.success, f"The oracle did not solve seed {seed}: stopped by {reason!r}"
        assert last.terminated, f"The solved episode of seed {seed} was truncated"
        full = pays.success + pays.step * (len(trace.steps) - 1)
        assert math.isclose(trace.total, full, abs_tol=1e-9), (
            f"The oracle's return on seed {seed} is {trace.total}, not {full:g}"
        )
        for number, step in enumerate(trace.steps, start=1):
            assert step.info["error"] is None, (
                f"Seed {seed}, turn {number}: the oracle's {step.action!r} gave error "
                f"{step.info['error']!r}"
            )
        unasked = record(again, seed, replayed(trace.actions), len(trace.steps))
        assert digest(unasked) == digest(trace), (
            f"Seed {seed}: the oracle's actions do something else when the oracle is not asked"
        )
        turns.append(len(trace.steps))
    return turns


def rewards(subject: Subject) -> str:
    """Rewards stay in the declared range, returns too, and "sparse" pays no progress."""
    env, has_modes = subject.make(), bool(subject.accepts(reward_mode="sparse"))
    sparse = subject.make(**subject.accepts(reward_mode="sparse"))
    low, high = env.get_wrapper_attr("reward_range")
    pays = env.get_wrapper_attr("rewards")
    start = time.perf_counter()
    for seed in range(subject.seeds):
        if seed >= _FEWEST and time.perf_counter() - start > _MOST_SECONDS:
            break  # games of hundreds of turns have shown enough
        for choose in (sampled, random_legal, varied):
            trace = record(env, seed, choose(seed))
            for step in trace.steps:
                assert low <= step.reward <= high, f"{step.reward} is not in [{low}, {high}]"
            shaped = [step.info.get("reward_parts", {}) for step in trace.steps]
            earned = sum(part.get("progress", 0) + part.get("success", 0) for part in shaped)
            most = pays.success * (1 + 1e-9)
            assert earned <= most, f"Seed {seed} earned {earned}, above success {pays.success}"
            if not trace.success and pays.success > 0:
                assert earned < pays.success - 1e-9, f"Seed {seed} was paid in full unsolved"
            if not has_modes:
                continue
            plain = record(sparse, seed, choose(seed))
            expected = sum(_sparse(step, pays) for step in plain.steps)
            assert math.isclose(plain.total, expected, abs_tol=1e-9), (
                f"Sparse rewards of seed {seed} add up to {plain.total}, not {expected}"
            )
    return f"in [{low:g}, {high:g}]"


def _sparse(step: Step, pays: Rewards) -> float:
    """What a step pays where progress is not paid."""
    reason = step.info.get("stop_reason")
    if reason == "solved":
        return pays.success
    fail = pays.fail if reason in ("lost", "turns") else 0.0
    if step.info["error"] is None:
        return fail + (pays.step if reason is None else 0.0)
    return fail + (pays.format_error if step.info["error"] == "format" else pays.illegal)


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


def variety(subject: Subject) -> str:
    """Seeds give different instances, unless the environment says that it has only one."""
    env = subject.make()
    seen = {_instance(env, seed) for seed in range(_INSTANCES)}
    if env.get_wrapper_attr("seeded"):
        assert len(seen) > 1, f"{_INSTANCES} seeds gave one and the same instance"
    else:
        assert len(seen) == 1, f"It says that seeds do not matter, and {len(seen)} instances differ"
    env.reset(seed=3)
    unseeded = {_instance(env, None) for _ in range(_INSTANCES)}
    assert len(unseeded) > 1 or len(seen) == 1, "reset() without a seed repeats one instance"
    return f"{len(seen)} distinct of {_INSTANCES}"


def _instance(env: Env, seed: int | None) -> str:
    """What tells an instance from others: what is seen, what some actions do, and its solution."""
    observation, _ = env.reset(seed=seed)
    env.action_space.seed(0)
    parts = [observation]
    with contextlib.suppress(NoOracle):
        parts.append(follow_oracle(env))
    for number in range(3):
        legal: list[str] | None = env.get_wrapper_attr("legal_actions")()
        action = legal[number % len(legal)] if legal else str(env.action_space.sample())
        observation, _, terminated, truncated, _ = env.step(action)
        parts.append(observation)
        if terminated or truncated:
            break
    return "\n".join(parts)
