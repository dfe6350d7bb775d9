"""TextArena's games behind a fence.

The engine's source is read from the installed ``textarena`` and runs as a private copy: its random
numbers come from a stream of the game that is played, it prints and downloads nothing, and its
errors are mended in `gem_gymnasium.engines.textarena.patches`, each with its reason. The
``textarena`` that a user imports is neither loaded nor changed.

`catalog` is the static table of games, `engine` plays one, `games` holds what we know of each:
the form of its actions, its legal moves, its solver.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gem_gymnasium.engines.textarena.catalog import GAMES, Game
    from gem_gymnasium.engines.textarena.engine import Engine
    from gem_gymnasium.engines.textarena.rules import Rules, Unsolvable, rules_of

__all__ = ["GAMES", "Engine", "Game", "Rules", "Unsolvable", "rules_of"]

_MODULES = {
    "GAMES": "catalog",
    "Game": "catalog",
    "Engine": "engine",
    "Rules": "rules",
    "Unsolvable": "rules",
    "rules_of": "rules",
}


def __getattr__(name: str) -> Any:
    # The table of ids reads the catalog at every import of the package, and plays nothing.
    if name in _MODULES:
        return getattr(importlib.import_module(f"{__name__}.{_MODULES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
