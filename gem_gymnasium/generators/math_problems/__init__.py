"""Endless math problems: stories in several steps and algebra, in five levels.

The kinds of problems are those of school books and contests; families, texts and numbers are our
own. Level 1 takes a step or two with small numbers; level 5 puts several ideas together.

Example:
    >>> problem(0, level=1) == problem(0, level=1)
    True
"""

from __future__ import annotations

import numpy as np

from gem_gymnasium.arguments import whole
from gem_gymnasium.generators.math_problems import (
    algebra,
    chance,
    clocks,
    counting,
    digits,
    equations,
    functions,
    geometry,
    income,
    integers,
    motion,
    prices,
    quantities,
    sequences,
    shares,
    triangles,
)
from gem_gymnasium.generators.math_problems._draw import Draw, Family
from gem_gymnasium.generators.problem import LEVELS, MOST_PROBLEMS, Problem

__all__ = ["problem"]

_SALT = 0x6D617468
_PARTS = (
    prices,
    income,
    quantities,
    shares,
    motion,
    clocks,
    geometry,
    triangles,
    algebra,
    equations,
    functions,
    integers,
    digits,
    sequences,
    counting,
    chance,
)
_FAMILIES: dict[int, tuple[Family, ...]] = {
    level: tuple(
        family for part in _PARTS for family, levels in part.FAMILIES.items() if level in levels
    )
    for level in LEVELS
}


def problem(index: int, level: int) -> Problem:
    """The problem of an index and level, the same in every process.

    Args:
        index: From 0 to below 2**31.
        level: From 1 to 5.

    Returns:
        The problem. Its answer is a whole number, a fraction ``a/b`` in lowest terms, or an amount
        of dollars, with two decimals where it isn't whole.

    Raises:
        ValueError: If an argument is out of range.
    """
    index = whole("index", index, 0, MOST_PROBLEMS - 1)
    level = whole("level", level, LEVELS[0], LEVELS[-1])
    draw = Draw(np.random.default_rng([_SALT, level, index]))
    return draw.pick(_FAMILIES[level])(draw, level)
