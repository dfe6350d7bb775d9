"""From what a person types to environments: ids, patterns, GEM's old ids, settings."""

from __future__ import annotations

import contextlib
import difflib
import json
from typing import Any

from gem_gymnasium.cli.errors import BadInput
from gem_gymnasium.registration import Entry, entries, gem_id

__all__ = ["complete", "find", "find_one", "settings"]


def find(patterns: list[str]) -> list[str]:
    """The ids that are meant, each once, in the order of the patterns.

    A pattern is an id, a shell pattern of ids, an id of GEM (``game:Wordle-v0``), or
    ``module:id`` for an environment that ``module`` registers.

    Raises:
        BadInput: If a pattern matches nothing; the message suggests ids near to it.
    """
    return list(dict.fromkeys(env_id for pattern in patterns for env_id in _matches(pattern)))


def find_one(name: str) -> str:
    """The one id that is meant.

    Raises:
        BadInput: If there is none, or more than one.
    """
    found = find([name])
    if len(found) > 1:
        shown = ", ".join(found[:5]) + (", ..." if len(found) > 5 else "")
        raise BadInput(f"{name!r} matches {len(found)} ids, one is needed: {shown}")
    return found[0]


def complete(incomplete: str) -> list[str]:
    """The ids that begin so, for the shell's completion."""
    return [entry.id for entry in entries() if entry.id.startswith(incomplete)]


def settings(items: list[str]) -> dict[str, Any]:
    """Arguments for ``gymnasium.make`` from ``KEY=VALUE``; a value is JSON, or else a string.

    Raises:
        BadInput: If an item has another form.
    """
    chosen: dict[str, Any] = {}
    for item in items:
        key, equals, value = item.partition("=")
        if not equals or not key.isidentifier():
            raise BadInput(f"--set takes KEY=VALUE, got {item!r}")
        try:
            chosen[key] = json.loads(value)
        except ValueError:
            chosen[key] = value
    return chosen


def _matches(pattern: str) -> list[str]:
    found = [entry.id for entry in entries(pattern)]
    if found:
        return found
    if ":" in pattern:
        return [_elsewhere(pattern)]
    raise BadInput(f"no id matches {pattern!r}; {_suggestion(pattern)}")


def _elsewhere(name: str) -> str:
    """The id that is meant by one of GEM's, or by ``module:id`` once the module is imported."""
    import importlib

    import gymnasium
    from gymnasium.error import Error, UnregisteredEnv

    with contextlib.suppress(UnregisteredEnv):
        return gem_id(name)
    module, _, env_id = name.partition(":")
    try:
        importlib.import_module(module)
        return gymnasium.spec(env_id).id
    except (Error, ImportError, TypeError, ValueError) as error:
        raise BadInput(f"{name!r} is no id of GEM, nor module:id: {error}") from None


def _suggestion(name: str) -> str:
    near = {_stem(entry): entry.id for entry in reversed(entries())}
    wanted = name.lower().removeprefix("gem/").strip("*?")
    matches = difflib.get_close_matches(wanted, near, n=3, cutoff=0.6)
    matches += [stem for stem in near if wanted and wanted in stem and stem not in matches]
    if not matches:
        return "see 'gem-gymnasium list'"
    return f"did you mean {' or '.join(near[stem] for stem in matches[:3])}?"


def _stem(entry: Entry) -> str:
    return entry.id.lower().removeprefix("gem/").rpartition("-v")[0]
