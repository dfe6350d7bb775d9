"""The table of checks: each is a claim about an environment, and code that could refute it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from gem_gymnasium.conformance import contract, determinism, robustness, trust
from gem_gymnasium.conformance.subject import Subject

__all__ = ["CHECKS", "Check", "Subject"]

Check: TypeAlias = Callable[[Subject], str | None]
"""Raises an AssertionError where the claim fails; may return what it measured."""

CHECKS: dict[str, Check] = {
    "check_env": contract.check_env,
    "spaces": contract.spaces,
    "info": contract.info,
    "spec": contract.spec,
    "arguments": contract.arguments,
    "render": contract.render,
    "episode_end": contract.episode_end,
    "sample": contract.sample,
    "legal_actions": contract.legal_actions,
    "determinism": determinism.alone_and_interleaved,
    "vector_determinism": determinism.vector,
    "thread_determinism": determinism.threads,
    "process_determinism": determinism.processes,
    "reset_independence": determinism.reset_independence,
    "global_random_state": determinism.global_random_state,
    "copies": determinism.copies,
    "hostile_text": robustness.hostile_text,
    "oracle": trust.oracle,
    "rewards": trust.rewards,
    "battery": trust.battery,
    "variety": trust.variety,
}
"""The checks by name; the first line of each docstring is its claim."""
