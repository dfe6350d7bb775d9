"""Checks that the same id, seed and actions give the same bytes, everywhere."""

from __future__ import annotations

import copy
import pickle
import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import gymnasium
import numpy as np

from gem_gymnasium.conformance.fresh import digests, digests_in_fresh_process
from gem_gymnasium.conformance.subject import (
    Step,
    Subject,
    Trace,
    digest,
    play,
    record,
    replayed,
    varied,
)

_SEEDS = (0, 1, 2)
_MOST = 30  # steps of a recorded play
_OTHER = "gem/GuessTheNumber-Random-v0"  # what is played in between


def _traces(subject: Subject) -> list[Trace]:
    env = subject.make()
    return [record(env, seed, varied(seed), _MOST) for seed in _SEEDS]


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


def vector(subject: Subject) -> None:
    """Synchronous and asynchronous vector environments give what the environment gives alone."""
    traces = _traces(subject)
    length = min(len(trace.steps) for trace in traces)
    for mode, options in (
        ("sync", {}),
        ("async", {"shared_memory": True}),
        ("async", {"shared_memory": False}),
    ):
        name = " ".join([mode, *(f"{key}={value}" for key, value in options.items())])
        envs: Any = gymnasium.make_vec(
            subject.env_id,
            num_envs=len(traces),
            vectorization_mode=mode,
            vector_kwargs=options,
            **subject.make_kwargs,
        )
        try:
            observations, _ = envs.reset(seed=list(_SEEDS))
            expected = tuple(trace.observation for trace in traces)
            assert tuple(observations) == expected, f"{name}: the first observations differ"
            for number in range(length):
                steps = [trace.steps[number] for trace in traces]
                observations, rewards, terminations, truncations, _ = envs.step(
                    tuple(step.action for step in steps)
                )
                for index, step in enumerate(steps):
                    got = (
                        observations[index],
                        float(rewards[index]),
                        bool(terminations[index]),
                        bool(truncations[index]),
                    )
                    alone = (step.observation, step.reward, step.terminated, step.truncated)
                    assert got == alone, f"{name}: step {number} of seed {_SEEDS[index]} differs"
        finally:
            envs.close()


def threads(subject: Subject) -> None:
    """Environments in threads do not disturb each other."""
    expected = digests(subject.make(), list(_SEEDS), _MOST)

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: digests(subject.make(), list(_SEEDS), _MOST), range(8)))
    assert found == [expected] * 8, "A play in a thread differs from the same play alone"


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


def global_random_state(subject: Subject) -> None:
    """Python's and NumPy's global random numbers are neither drawn nor seeded."""
    random.seed(123)
    np.random.seed(123)  # noqa: NPY002 - the global state is what is under test
    before = random.getstate(), repr(np.random.get_state())  # noqa: NPY002
    first = digests(subject.make(), list(_SEEDS), _MOST)
    env = subject.make()
    env.reset(seed=0)
    env.get_wrapper_attr("oracle_action")()
    after = random.getstate(), repr(np.random.get_state())  # noqa: NPY002
    assert before[0] == after[0], "Python's global random state was touched"
    assert before[1] == after[1], "NumPy's global random state was touched"
    random.seed(456)
    np.random.seed(456)  # noqa: NPY002
    again = digests(subject.make(), list(_SEEDS), _MOST)
    assert first == again, "The play depends on the global random state"


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
