"""Checks that the same id, seed and actions give the same bytes, everywhere."""

from __future__ import annotations

import copy
import pickle
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import gymnasium
import numpy as np

from gem_gymnasium.conformance.fresh import digests, digests_in_fresh_process
from gem_gymnasium.conformance.global_state import other_states
from gem_gymnasium.conformance.subject import (
    Step,
    Subject,
    Trace,
    digest,
    oracle_or_legal,
    play,
    record,
    replayed,
    varied,
)

_SEEDS = (0, 1, 2)
_MOST = 30  # steps of a recorded play
_THREADS, _THREAD_SEEDS, _THREAD_SECONDS = 8, 200, 0.15
_OTHER = "gem/GuessTheNumber-Random-v0"  # what is played in between


def _traces(subject: Subject) -> list[Trace]:
    env = subject.make()
    traces = [record(env, seed, varied(seed), _MOST) for seed in _SEEDS]
    return [*traces, record(env, len(_SEEDS), lambda env: "no action at all", 3)]


def alone_and_interleaved(subject: Subject) -> None:
    """A play repeats to the byte, alone and with other environments played in between."""
    for trace in _traces(subject):
        again = record(subject.make(), trace.seed, replayed(trace.actions), len(trace.steps))
        assert digest(again) == digest(trace), f"Seed {trace.seed} played twice differs"
        others = [subject.make(), gymnasium.make(_OTHER)]
        env = subject.make()
        observation, info = env.reset(seed=trace.seed)
        steps: list[Step] = []
        for action in trace.actions:
            for other in others:
                other.reset()
                other.step(varied(len(steps))(other))
            steps += play(env, replayed([action]), 1)
        mixed = Trace(trace.seed, observation, info, tuple(steps))
        assert digest(mixed) == digest(trace), (
            f"Seed {trace.seed} differs when another environment is played in between"
        )


def _alone(subject: Subject) -> list[list[tuple[Any, ...]]]:
    """Plays as a vector environment makes them: an ended environment is reset at the next step.

    Returns:
        For each seed its steps: action, observation, reward, terminated, truncated, info.
    """
    plays = []
    for seed in _SEEDS:
        env, choose = subject.make(), varied(seed)
        observation, info = env.reset(seed=seed)
        steps: list[tuple[Any, ...]] = [("", observation, 0.0, False, False, info)]
        while len(steps) <= _MOST:
            if steps[-1][3] or steps[-1][4]:
                observation, info = env.reset()
                steps.append(("", observation, 0.0, False, False, info))
            else:
                action = choose(env)
                steps.append((action, *env.step(action)))
        plays.append(steps)
    return plays


def vector(subject: Subject) -> None:
    """Synchronous and asynchronous vector environments give what the environment gives alone."""
    plays = _alone(subject)
    for mode, options in (
        ("sync", {}),
        ("async", {"shared_memory": True}),
        ("async", {"shared_memory": False}),
    ):
        name = " ".join([mode, *(f"{key}={value}" for key, value in options.items())])
        envs: Any = gymnasium.make_vec(
            subject.env_id,
            num_envs=len(plays),
            vectorization_mode=mode,
            vector_kwargs=options,
            **subject.make_kwargs,
        )
        zeros, no = np.zeros(len(plays)), np.zeros(len(plays), dtype=bool)
        try:
            for number, steps in enumerate(zip(*plays, strict=True)):
                if number == 0:
                    observations, infos = envs.reset(seed=list(_SEEDS))
                    results = (observations, zeros, no, no, infos)
                else:
                    results = envs.step(tuple(step[0] for step in steps))
                for index, alone in enumerate(steps):
                    got = tuple(part[index] for part in results[:4])
                    assert got == alone[1:5], (
                        f"{name}: step {number} of seed {_SEEDS[index]} differs"
                    )
                    for key, value in alone[5].items():
                        batched = results[4][key]
                        if not isinstance(value, dict):
                            assert batched[index] == value, f"{name}: info[{key!r}] differs"
        finally:
            envs.close()


def threads(subject: Subject) -> None:
    """Environments in threads do not disturb each other."""
    env, expected = subject.make(), list[str]()
    start, began = time.thread_time(), time.perf_counter()
    while (
        len(expected) < _THREAD_SEEDS
        and time.thread_time() - start < _THREAD_SECONDS
        and time.perf_counter() - began < 4 * _THREAD_SECONDS  # some wait for other processes
    ):
        expected.append(digest(record(env, len(expected), oracle_or_legal, 3)))
    barrier = threading.Barrier(_THREADS)

    def job(_: int) -> list[str]:
        env = subject.make()
        barrier.wait()
        return [digest(record(env, s, oracle_or_legal, 3)) for s in range(len(expected))]

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)  # so that threads meet in the middle of things
    try:
        with ThreadPoolExecutor(_THREADS) as pool:
            found = list(pool.map(job, range(_THREADS)))
    finally:
        sys.setswitchinterval(interval)
    assert found == [expected] * _THREADS, "A play in a thread differs from the same play alone"


def processes(subject: Subject) -> None:
    """Fresh processes with other hash seeds play the same."""
    seeds = list(_SEEDS)
    expected = digests(subject.make(), seeds, _MOST)
    for value in ("0", "4242"):
        found = digests_in_fresh_process(
            subject.env_id, subject.make_kwargs, seeds, _MOST, hash_seed=value
        )
        assert found == expected, (
            f"A fresh process with PYTHONHASHSEED={value} plays differently; a usual cause is the "
            "order of a set of strings"
        )


def reset_independence(subject: Subject) -> None:
    """``reset(seed=s)`` depends on ``s`` alone, and ``reset()`` goes on with the stream."""
    used = subject.make()
    for seed in (5, 6):
        record(used, seed + 100, varied(seed), 10)
        fresh = subject.make()
        plays = []
        for env in (used, fresh):
            first = record(env, seed, varied(seed), 10)
            second = record(env, None, varied(seed), 10)
            plays.append((digest(first), digest(second)))
        assert plays[0] == plays[1], f"reset(seed={seed}) depends on what was played before"


def global_state(subject: Subject) -> None:
    """Global random numbers and decimal's context are neither used nor changed."""
    seeds = list(_SEEDS)
    other_states(
        lambda: (
            digests(subject.make(), seeds, _MOST),
            digest(record(subject.make(), 0, oracle_or_legal, 1)),
        )
    )


def copies(subject: Subject) -> None:
    """A deep copy or a pickle in mid-episode has the same future, and then goes its own way."""
    ways: dict[str, Callable[[Any], Any]] = {
        "copy.deepcopy": copy.deepcopy,
        "pickle": lambda env: pickle.loads(pickle.dumps(env)),  # noqa: S301 - our own bytes
    }
    for name, duplicate in ways.items():
        for trace in _traces(subject):
            env = subject.make()
            env.reset(seed=trace.seed)
            half = len(trace.steps) // 2
            play(env, replayed(trace.actions[:half]), half)
            fork, other = duplicate(env), duplicate(env)
            play(other, varied(99), 5)  # must leave no mark on the first two
            futures = [
                play(one, replayed(trace.actions[half:]), len(trace.steps) - half)
                for one in (fork, env)
            ]
            assert futures[0] == futures[1], f"A {name} in mid-episode has another future"
            assert futures[0] == list(trace.steps[half:]), f"Making a {name} changed the future"
            firsts = [one.reset() for one in (fork, env)]
            assert firsts[0] == firsts[1], f"A {name} does not carry the random state"
