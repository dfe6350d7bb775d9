"""Plays of an environment in a fresh interpreter, with a hash seed of its own.

Run as ``python -m gem_gymnasium.conformance.fresh``, it reads an environment's spec as JSON from
standard input and writes the digests of its plays.
"""

from __future__ import annotations

import dataclasses
import json
import os
import runpy
import subprocess
import sys
from typing import Any

import gymnasium
import pettingzoo
from gymnasium.envs.registration import EnvSpec

from gem_gymnasium.conformance.subject import digest, record, varied

__all__ = [
    "IN_FRESH_PROCESS",
    "digests",
    "digests_in_fresh_process",
    "play_in_fresh_process",
]

_MOST_SECONDS = 300
IN_FRESH_PROCESS = "GEM_GYMNASIUM_FRESH_PROCESS"
"""The environment variable that is set in such an interpreter."""


def digests(env: gymnasium.Env[Any, Any], seeds: list[int], most: int) -> list[str]:
    """The hashes of plays with random legal actions."""
    return [digest(record(env, seed, varied(seed), most)) for seed in seeds]


def digests_in_fresh_process(
    env_id: str, kwargs: dict[str, Any], seeds: list[int], most: int, hash_seed: str
) -> list[str]:
    """`digests` of an id, computed by another interpreter.

    Raises:
        AssertionError: If the other interpreter can't make or play the environment.
    """
    spec = gymnasium.spec(env_id)
    entry_point, script = _found_at(env_id, spec.entry_point)
    request = {
        "spec": dataclasses.replace(spec, entry_point=entry_point).to_json(),
        "kwargs": kwargs,
        "script": script,
        "seeds": seeds,
        "most": most,
    }
    return _ask(request, f"{env_id} (entry point {entry_point!r})", hash_seed)


def _found_at(env_id: str, entry_point: Any) -> tuple[str, str | None]:
    """Where another process finds a class: ``module:class``, and the script if it is in one."""
    if not isinstance(entry_point, str):
        entry_point = f"{entry_point.__module__}:{entry_point.__qualname__}"
    if not entry_point.startswith("__main__:"):
        return entry_point, None
    script = getattr(sys.modules["__main__"], "__file__", None) or ""
    assert os.path.exists(script), (
        f"The class of {env_id} was defined at a prompt, where no other process finds it; define "
        "it in a module."
    )
    return entry_point, script


def play_in_fresh_process(env_id: str, kwargs: dict[str, Any], hash_seed: str) -> list[str]:
    """The digests of plays of a multi-player id, computed by another interpreter.

    Raises:
        AssertionError: If the other interpreter can't make or play the environment.
    """
    spec = pettingzoo.spec("aec", env_id)
    entry_point, script = _found_at(env_id, spec.entry_point)
    request = {
        "table": env_id,
        "entry_point": entry_point,
        "script": script,
        "kwargs": {**spec.kwargs, **kwargs},
    }
    return _ask(request, f"{env_id} (entry point {entry_point!r})", hash_seed)


def _ask(request: dict[str, Any], about: str, hash_seed: str) -> list[str]:
    """Send a request to a fresh interpreter, and return the digests that it prints."""
    variables = {
        **os.environ,
        "PYTHONHASHSEED": hash_seed,
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        IN_FRESH_PROCESS: "1",
    }
    done = subprocess.run(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-m", __name__],
        input=json.dumps(request),
        capture_output=True,
        text=True,
        env=variables,
        check=False,
        timeout=_MOST_SECONDS,
    )
    assert done.returncode == 0, f"A fresh process can't play {about}:\n{done.stderr}"
    found: list[str] = json.loads(done.stdout.splitlines()[-1])
    return found


def _entry_point(entry_point: Any, script: str | None) -> Any:
    """The entry point, or the class itself where the script that was run defines it."""
    if script is None:
        return entry_point
    return runpy.run_path(script, run_name="__fresh__")[entry_point.partition(":")[2]]


def _main() -> None:
    request = json.loads(sys.stdin.read())
    if "table" in request:
        from gem_gymnasium.conformance.table import TableSubject
        from gem_gymnasium.conformance.table_trust import digests as of_table

        env_id = request["table"]
        if env_id not in pettingzoo.aec_registry:  # an author's
            entry_point = _entry_point(request["entry_point"], request["script"])
            pettingzoo.register("aec", env_id, entry_point)
        print(json.dumps(of_table(TableSubject(env_id, make_kwargs=request["kwargs"]))))
        return
    spec = EnvSpec.from_json(request["spec"])
    spec.entry_point = _entry_point(spec.entry_point, request["script"])
    env = gymnasium.make(spec, **request["kwargs"])
    print(json.dumps(digests(env, request["seeds"], request["most"])))


if __name__ == "__main__":
    _main()
