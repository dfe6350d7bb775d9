"""`check`: run the checks on one id, and say in a `Report` what held."""

from __future__ import annotations

import contextlib
import importlib
import io
import os
import time
import traceback
import warnings
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import gymnasium
import pettingzoo

from gem_gymnasium.conformance.checks import CHECKS, TABLE_CHECKS, Subject, TableSubject
from gem_gymnasium.conformance.fresh import IN_FRESH_PROCESS

__all__ = ["CheckResult", "Report", "check"]


_MOST_GAMES = 5  # whole games that a check of a multi-player id plays


@dataclass(frozen=True)
class CheckResult:
    """What one check found.

    Attributes:
        name: The check's name, a key of `CHECKS`.
        passed: Whether the claim held.
        detail: What was measured, or what went wrong.
        seconds: How long it took.
    """

    name: str
    passed: bool
    detail: str
    seconds: float


@dataclass(frozen=True)
class Report:
    """What the checks found of one id, made with these arguments."""

    env_id: str
    results: tuple[CheckResult, ...]
    make_kwargs: Mapping[str, Any] = field(default_factory=dict)

    @property
    def subject(self) -> str:
        """The id, and the arguments where there are any."""
        arguments = "".join(f", {key}={value!r}" for key, value in self.make_kwargs.items())
        return f"{self.env_id}{arguments}"

    @property
    def passed(self) -> bool:
        """Whether every check passed."""
        return all(result.passed for result in self.results)

    @property
    def failures(self) -> list[CheckResult]:
        """The checks that did not pass."""
        return [result for result in self.results if not result.passed]

    def raise_if_failed(self) -> None:
        """Raise an AssertionError that names what failed, if anything did."""
        if not self.passed:
            raise AssertionError(f"{self.subject} does not conform.\n{self}")

    def as_dict(self) -> dict[str, Any]:
        """Plain data, for JSON."""
        return {
            "id": self.env_id,
            "make_kwargs": dict(self.make_kwargs),
            "passed": self.passed,
            "checks": {
                result.name: {
                    "passed": result.passed,
                    "detail": result.detail,
                    "seconds": round(result.seconds, 3),
                }
                for result in self.results
            },
        }

    def __str__(self) -> str:
        lines = [f"{self.subject}: {'conforms' if self.passed else 'FAILS'}"]
        for result in self.results:
            mark = "pass" if result.passed else "FAIL"
            detail = result.detail if result.passed else result.detail.replace("\n", "\n         ")
            lines.append(f"  {mark}  {result.name:<20} {result.seconds:6.2f} s  {detail}".rstrip())
        return "\n".join(lines)


def check(
    env_id: str,
    *,
    checks: Iterable[str] | None = None,
    seeds: int = 20,
    make_kwargs: Mapping[str, Any] | None = None,
) -> Report:
    """Run the conformance checks on an id.

    Args:
        env_id: A registered id of an environment with text spaces, or ``module:id``: Gymnasium's,
            or PettingZoo's, where the AEC and the parallel environment of that id are checked.
        checks: The names of the checks to run, out of `CHECKS` or `TABLE_CHECKS`; None runs all.
        seeds: On how many seeds the checks that play episodes do so; at most 5 for multi-player
            games, which are played to their end.
        make_kwargs: Keyword arguments for ``make``, such as ``num_players``.

    Returns:
        The report; ``report.raise_if_failed()`` makes a test of it.

    Raises:
        ValueError: If a check's name is unknown, or there are no seeds.
        gymnasium.error.Error: If the id is not registered.
    """
    if IN_FRESH_PROCESS in os.environ:
        raise RuntimeError(
            "check() was called while a fresh process read this script; put the call under "
            'if __name__ == "__main__":'
        )
    module, _, name = env_id.rpartition(":")
    if module:
        importlib.import_module(module)
        env_id = name
    kwargs = dict(make_kwargs or {})
    known: Mapping[str, Any] = CHECKS
    subject: Any = Subject(env_id, seeds=seeds, make_kwargs=kwargs)
    if env_id in pettingzoo.aec_registry:
        known = TABLE_CHECKS
        subject = TableSubject(env_id, seeds=min(seeds, _MOST_GAMES), make_kwargs=kwargs)
    else:
        gymnasium.spec(env_id)  # an unknown id is the caller's mistake and no finding
    names = list(known) if checks is None else list(checks)
    unknown = [name for name in names if name not in known]
    if unknown:
        raise ValueError(
            f"Unknown checks {', '.join(map(repr, unknown))}; known are {', '.join(known)}."
        )
    if seeds < 1:
        raise ValueError(f"seeds must be at least 1, got {seeds!r}.")
    return Report(env_id, tuple(_run(name, known[name], subject) for name in names), kwargs)


def _run(name: str, run: Callable[[Any], str | None], subject: Any) -> CheckResult:
    start = time.perf_counter()
    try:
        # What an environment prints would disturb the table; a warning of Gymnasium's is a finding.
        with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
            warnings.filterwarnings("error", category=UserWarning, module="gymnasium")
            detail, passed = run(subject) or "", True
    except Exception as error:  # whatever an environment raises is what the check found
        passed = False
        detail = str(error) if isinstance(error, AssertionError) else traceback.format_exc()
    return CheckResult(name, passed, detail, time.perf_counter() - start)
