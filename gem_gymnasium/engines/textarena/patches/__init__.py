"""Every change that we make to the engine's games, each with its reason, one file a game.

A patch names the text of the installed module that it stands on. The tests check that the text is
there, so that a release of TextArena that mends an error makes the test of its patch fail.
"""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch, Replace
from gem_gymnasium.engines.textarena.rules import file_name

if TYPE_CHECKING:
    PATCHES: Mapping[str, tuple[Patch, ...]]

__all__ = ["PATCHES", "Edit", "Patch", "Replace", "patches_of"]

_NO_GAMES = ("kinds", "shared")


def patches_of(module: str) -> tuple[Patch, ...]:
    """The patches of a module of the engine, such as ``envs.KuhnPoker.env``."""
    file = file_name(module.split(".")[1])
    if importlib.util.find_spec(f"{__name__}.{file}") is None:
        return ()
    return _table(file).get(module, ())


def _table(file: str) -> Mapping[str, tuple[Patch, ...]]:
    table: Mapping[str, tuple[Patch, ...]]
    table = importlib.import_module(f"{__name__}.{file}").PATCHES
    return table


def __getattr__(name: str) -> Any:
    if name != "PATCHES":  # all of them, by module; playing a game needs its own alone
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    files = sorted(found.name for found in pkgutil.iter_modules(__path__))
    games = [file for file in files if file not in _NO_GAMES and not file.startswith("_")]
    return {module: patches for file in games for module, patches in _table(file).items()}
