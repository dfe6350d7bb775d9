"""From what a person types to environments: ids, patterns, GEM's old ids, settings."""

from __future__ import annotations

import contextlib
import difflib
import json
from collections.abc import Callable
from typing import Any, TypeAlias

from gem_gymnasium.cli.errors import BadInput
from gem_gymnasium.registration import Entry, entries, gem_id, multiplayer

__all__ = ["complete", "everything", "find", "find_one", "is_multiplayer", "settings"]

Table: TypeAlias = Callable[[str], list[Entry]]
"""From a shell pattern to the lines of a table whose id matches."""


def everything(pattern: str = "*") -> list[Entry]:
    """The lines of both tables, Gymnasium's and PettingZoo's, whose id matches."""
    return entries(pattern) + multiplayer(pattern)


def find(patterns: list[str], table: Table = entries) -> list[str]:
    """The ids that are meant, each once, in the order of the patterns.

    A pattern is an id, a shell pattern of ids, an id of GEM (``game:Wordle-v0``), or
    ``module:id`` for an environment that ``module`` registers.

    Args:
        patterns: What was typed.
        table: The ids that will do: `entries`, `multiplayer` or `everything`.

    Raises:
        BadInput: If a pattern matches nothing; the message suggests ids near to it.
    """
    found = [env_id for pattern in patterns for env_id in _matches(pattern, table)]
    return list(dict.fromkeys(found))


def find_one(name: str, table: Table = everything) -> str:
    """The one id that is meant; see `find`.

    Raises:
        BadInput: If there is none, or more than one.
    """
    found = find([name], table)
    if len(found) > 1:
        shown = ", ".join(found[:5]) + (", ..." if len(found) > 5 else "")
        raise BadInput(f"{name!r} matches {len(found)} ids, one is needed: {shown}")
    return found[0]


def is_multiplayer(env_id: str) -> bool:
    """Whether an id that was found is one of PettingZoo's."""
    import gymnasium
    import pettingzoo

    return env_id not in gymnasium.registry and env_id in pettingzoo.aec_registry


def complete(incomplete: str) -> list[str]:
    """The ids that begin so, for the shell's completion."""
    return [entry.id for entry in everything() if entry.id.startswith(incomplete)]


def settings(items: list[str]) -> dict[str, Any]:
    """Arguments for ``make`` from ``KEY=VALUE``; a value is JSON, or else a string.

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


def _matches(pattern: str, table: Table) -> list[str]:
    found = [entry.id for entry in table(pattern)]
    if found:
        return found
    if everything(pattern):
        raise _of_the_other_kind(pattern, several=bool(multiplayer(pattern)))
    if ":" in pattern:
        env_id = _elsewhere(pattern)
        if table is not everything and is_multiplayer(env_id) != (table is multiplayer):
            raise _of_the_other_kind(env_id, several=is_multiplayer(env_id))
        return [env_id]
    raise BadInput(f"no id matches {pattern!r}; {_suggestion(pattern)}")


def _of_the_other_kind(name: str, *, several: bool) -> BadInput:
    if several:
        return BadInput(
            f"{name!r} has several players; use 'gem-gymnasium match' or 'gem-gymnasium play'"
        )
    return BadInput(f"{name!r} has one player; use 'gem-gymnasium run' or 'gem-gymnasium play'")


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
        return env_id if is_multiplayer(env_id) else gymnasium.spec(env_id).id
    except (Error, ImportError, TypeError, ValueError) as error:
        raise BadInput(f"{name!r} is no id of GEM, nor module:id: {error}") from None


def _suggestion(name: str) -> str:
    near = {_stem(entry): entry.id for entry in reversed(everything())}
    wanted = name.lower().removeprefix("gem/").strip("*?")
    matches = difflib.get_close_matches(wanted, near, n=3, cutoff=0.6)
    matches += [stem for stem in near if wanted and wanted in stem and stem not in matches]
    if not matches:
        return "see 'gem-gymnasium list'"
    return f"did you mean {' or '.join(near[stem] for stem in matches[:3])}?"


def _stem(entry: Entry) -> str:
    return entry.id.lower().removeprefix("gem/").rpartition("-v")[0]
