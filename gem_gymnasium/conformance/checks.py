"""The table of checks: each is a claim about an environment, and code that could refute it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from gem_gymnasium.conformance import (
    contract,
    determinism,
    robustness,
    table_contract,
    table_trust,
    trust,
)
from gem_gymnasium.conformance.subject import Subject
from gem_gymnasium.conformance.table import TableSubject

__all__ = ["CHECKS", "TABLE_CHECKS", "Check", "Subject", "TableCheck", "TableSubject"]

Check: TypeAlias = Callable[[Subject], str | None]
"""Raises an AssertionError where the claim fails; may return what it measured."""

TableCheck: TypeAlias = Callable[[TableSubject], str | None]
"""The same, for multi-player environments."""

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
    "global_state": determinism.global_state,
    "copies": determinism.copies,
    "hostile_text": robustness.hostile_text,
    "oracle": trust.oracle,
    "rewards": trust.rewards,
    "battery": trust.battery,
    "variety": trust.variety,
}
"""The checks by name; the first line of each docstring is its claim."""

TABLE_CHECKS: dict[str, TableCheck] = {
    "official": table_contract.official,
    "contract": table_contract.contract,
    "observe": table_contract.observe,
    "together": table_contract.together,
    "views_agree": table_contract.views_agree,
    "legal_actions": table_contract.legal_actions,
    "arguments": table_contract.arguments,
    "render": table_contract.render,
    "seat": table_contract.seat,
    "determinism": table_trust.determinism,
    "process_determinism": table_trust.processes,
    "global_state": table_trust.global_state,
    "copies": table_trust.copies,
    "hostile_text": table_trust.hostile_text,
    "endings": table_trust.endings,
    "rewards": table_trust.rewards,
    "refusals": table_trust.refusals,
}
"""The checks of multi-player ids."""
