"""Programming problems without end: statement, hidden tests and reference of an index and a level.

`problem` is a pure function, so an item is the same in every process:

    >>> from gem_gymnasium.generators import code_problems
    >>> item = code_problems.problem(0, level=1)
    >>> item == code_problems.problem(0, level=1)
    True
"""

from __future__ import annotations

import numpy as np

from gem_gymnasium.generators.code_problems import (
    arithmetic,
    choices,
    digits,
    grammars,
    graphs,
    grids,
    machines,
    networks,
    pairs,
    records,
    sequences,
    simulations,
    strings,
    timetables,
)
from gem_gymnasium.generators.code_problems._problem import CodeProblem, build
from gem_gymnasium.generators.code_problems._sketch import Draw, Family

__all__ = ["FAMILIES", "LEVELS", "MOST_PROBLEMS", "CodeProblem", "problem"]

LEVELS = range(1, 6)
"""From one loop over the input (1) to an algorithm that must be fast (5)."""
MOST_PROBLEMS = 2**31
"""Problems of a level have the indices from 0 to below this."""

_SALT = 0xC0DE
_TRIES = 50  # some draws of a family hardly depend on the input
_MODULES = (
    arithmetic,
    choices,
    digits,
    grammars,
    graphs,
    grids,
    machines,
    networks,
    pairs,
    records,
    sequences,
    simulations,
    strings,
    timetables,
)
_FAMILIES: dict[str, Family] = {
    family.__name__: family for module in _MODULES for family in module.FAMILIES
}

FAMILIES: dict[str, tuple[int, ...]] = {
    name: family.levels for name, family in sorted(_FAMILIES.items())
}
"""The names of the families of problems, each with its levels."""

_OF_LEVEL = {
    level: [name for name, levels in FAMILIES.items() if level in levels] for level in LEVELS
}


def problem(index: int, level: int) -> CodeProblem:
    """The problem of an index and a level.

    Args:
        index: From 0 to below `MOST_PROBLEMS`.
        level: From 1 to 5.

    Returns:
        The problem; equal arguments give equal problems, in every process.

    Raises:
        ValueError: If an argument is out of range.
    """
    draw = _draw(index, level)
    name = draw.pick(_OF_LEVEL[level])
    for _ in range(_TRIES):
        found = build(name, _FAMILIES[name](draw), draw)
        if found is not None:
            return found
    raise AssertionError(f"{name} drew no problem with telling tests: {level=}, {index=}.")


def _draw(index: int, level: int) -> Draw:
    """The draws of a problem, from its first on."""
    if level not in LEVELS:
        raise ValueError(f"level must be a whole number from 1 to 5, got {level!r}.")
    if not 0 <= index < MOST_PROBLEMS:
        raise ValueError(f"index must be from 0 to {MOST_PROBLEMS - 1}, got {index!r}.")
    return Draw(np.random.default_rng([_SALT, level, index]), level)
