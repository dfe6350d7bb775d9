"""Plays of an environment in a fresh interpreter, with a hash seed of its own.

Such an interpreter runs `serve`: it reads requests from standard input, a line of JSON each, and
answers each with a line that holds the digests of the plays. It plays nothing itself: every request
is a fork's, which has seen no other, where the system can fork. Starting the interpreter takes
longer than most plays, so one for each hash seed serves a whole sweep.
"""

from __future__ import annotations

import contextlib
import dataclasses
import importlib
import json
import os
import runpy
import signal
import subprocess
import sys
import threading
import traceback
from functools import cache
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
    "serve",
]

_MOST_SECONDS = 300
_HEAVY = ("reasoning_gym",)  # imported before the fork, where the asking process has them
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
    """Send a request to a fresh interpreter, and return the digests that it answers with."""
    request["imports"] = [name for name in _HEAVY if name in sys.modules]
    answer = _interpreter(hash_seed, tuple(sys.path)).ask(json.dumps(request))
    assert isinstance(answer, list), f"A fresh process can't play {about}:\n{answer}"
    return answer


class _Interpreter:
    """Another interpreter that answers requests; it ends with this one."""

    def __init__(self, hash_seed: str, path: tuple[str, ...]) -> None:
        variables = {
            **os.environ,
            "PYTHONHASHSEED": hash_seed,
            "PYTHONPATH": os.pathsep.join(part for part in path if part),
            IN_FRESH_PROCESS: "1",
        }
        self._lock = threading.Lock()
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-c", f"from {__name__} import serve; serve()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=variables,
            start_new_session=True,  # its forks end with it
        )

    def _kill(self) -> None:
        if hasattr(os, "killpg"):
            os.killpg(self._process.pid, signal.SIGKILL)
        else:
            self._process.kill()

    def ask(self, request: str) -> Any:
        """The answer to a request: digests, or a text that says what went wrong."""
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        with self._lock:
            watch = threading.Timer(_MOST_SECONDS, self._kill)
            watch.start()
            try:
                process.stdin.write(request + "\n")
                process.stdin.flush()
                line = process.stdout.readline()
            except BrokenPipeError:
                line = ""
            finally:
                watch.cancel()
        if not line:
            _interpreter.cache_clear()
            return f"It ended without an answer, or took more than {_MOST_SECONDS} s."
        return json.loads(line)


@cache
def _interpreter(hash_seed: str, path: tuple[str, ...]) -> _Interpreter:
    return _Interpreter(hash_seed, path)


def _entry_point(entry_point: Any, script: str | None) -> Any:
    """The entry point, or the class itself where the script that was run defines it."""
    if script is None:
        return entry_point
    return runpy.run_path(script, run_name="__fresh__")[entry_point.partition(":")[2]]


def _play(request: dict[str, Any]) -> list[str]:
    if "table" in request:
        from gem_gymnasium.conformance.table import TableSubject
        from gem_gymnasium.conformance.table_trust import digests as of_table

        env_id = request["table"]
        if env_id not in pettingzoo.aec_registry:  # an author's
            entry_point = _entry_point(request["entry_point"], request["script"])
            pettingzoo.register("aec", env_id, entry_point)
        return of_table(TableSubject(env_id, make_kwargs=request["kwargs"]))
    spec = EnvSpec.from_json(request["spec"])
    spec.entry_point = _entry_point(spec.entry_point, request["script"])
    env = gymnasium.make(spec, **request["kwargs"])
    return digests(env, request["seeds"], request["most"])


def _answer(request: dict[str, Any]) -> None:
    try:
        with contextlib.redirect_stdout(sys.stderr):  # answers alone are written there
            found: Any = _play(request)
    except BaseException:  # whatever it is, the asking process is told
        found = traceback.format_exc()
    _say(found)


def _say(answer: Any) -> None:
    print(json.dumps(answer), flush=True)


def serve() -> None:
    """Answer requests until standard input ends."""
    for line in sys.stdin:
        request = json.loads(line)
        for name in request["imports"]:
            importlib.import_module(name)
        if not hasattr(os, "fork"):
            _answer(request)
            continue
        child = os.fork()
        if child == 0:
            _answer(request)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if status:  # it was killed before it could answer
            _say(f"The play ended with wait status {status}.")
