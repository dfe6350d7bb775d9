"""reasoning-gym's tasks behind a fence.

Items are made by the installed ``reasoning_gym``, each a function of its index alone; answers are
scored by our own code, since the package's scorers pay for substrings, raise on malformed answers
and pass the model's text to ``eval``.

`catalog` is the static table of tasks, `task` what they have in common, `answers` reads answers,
and `tasks` holds what we know of each: the form of its answers, its scorer, its solver.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gem_gymnasium.engines.reasoning_gym.catalog import TASKS
    from gem_gymnasium.engines.reasoning_gym.task import Item, Task, task_of

__all__ = ["TASKS", "Item", "Task", "task_of"]

_MODULES = {"TASKS": "catalog", "Item": "task", "Task": "task", "task_of": "task"}


def __getattr__(name: str) -> Any:
    # The table of ids reads the catalog at every import of the package, and makes no item.
    if name in _MODULES:
        return getattr(importlib.import_module(f"{__name__}.{_MODULES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
