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
    entry_point: Any = spec.entry_point
    if not isinstance(entry_point, str):
        entry_point = f"{entry_point.__module__}:{entry_point.__qualname__}"
    script = getattr(sys.modules["__main__"], "__file__", None)
    of_script = entry_point.startswith("__main__:")
    assert not of_script or (script and os.path.exists(script)), (
        f"The class of {env_id} was defined at a prompt, where no other process finds it; define "
        "it in a module."
    )
    request = {
        "spec": dataclasses.replace(spec, entry_point=entry_point).to_json(),
        "kwargs": kwargs,
        "script": script if of_script else None,
        "seeds": seeds,
        "most": most,
    }
    return _ask(request, f"{env_id} (entry point {entry_point!r})", hash_seed)


def play_in_fresh_process(env_id: str, kwargs: dict[str, Any], hash_seed: str) -> list[str]:
    """The digests of plays of a multi-player id, computed by another interpreter.

    Raises:
        AssertionError: If the other interpreter can't make or play the environment.
    """
    return _ask({"table": env_id, "kwargs": kwargs}, env_id, hash_seed)


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


def _main() -> None:
    request = json.loads(sys.stdin.read())
    if "table" in request:
        from gem_gymnasium.conformance.table import TableSubject
        from gem_gymnasium.conformance.table_trust import digests as of_table

        print(json.dumps(of_table(TableSubject(request["table"], make_kwargs=request["kwargs"]))))
        return
    spec = EnvSpec.from_json(request["spec"])
    if request["script"] is not None:  # an author's class, defined in the script that was run
        _, _, name = str(spec.entry_point).partition(":")
        spec.entry_point = runpy.run_path(request["script"], run_name="__fresh__")[name]
    env = gymnasium.make(spec, **request["kwargs"])
    print(json.dumps(digests(env, request["seeds"], request["most"])))


if __name__ == "__main__":
    _main()
