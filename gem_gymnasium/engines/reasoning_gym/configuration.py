"""The parameters of a task: reasoning-gym's configuration, or a level of its curriculum."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from typing import Any

from gem_gymnasium.arguments import whole
from gem_gymnasium.engines.reasoning_gym.catalog import TASKS

__all__ = ["attributes", "configuration", "levels", "parameters"]

_OURS = {"seed", "size"}  # the environment's seed chooses the item, and there is no end of them
# Values of curricula that reasoning-gym's own configurations refuse, and the bounds they want.
_BOUNDS: dict[str, dict[str, tuple[int, int]]] = {
    "caesar_cipher": {"max_rotation": (1, 25)},
    "knight_swap": {"min_nodes": (6, 99), "max_nodes": (6, 99)},
    "modulo_grid": {"max_target": (1, 99)},
    "rubiks_cube": {"cube_size": (2, 6)},
    "survo": {"max_empty": (1, 9)},
}


def parameters(name: str) -> dict[str, Any]:
    """The parameters of a task that are plain data, and their defaults.

    Args:
        name: reasoning-gym's name of the task.
    """
    return _plain(_classes(name)[1]())


def levels(name: str) -> int:
    """How many levels a task's curriculum has; 0 where reasoning-gym has none for it."""
    return max(map(len, attributes(name).values()), default=0)


def attributes(name: str) -> dict[str, list[Any]]:
    """What the levels of a task's curriculum walk: each attribute, and its value at each level."""
    curriculum = _curriculum(name)
    if curriculum is None:
        return {}
    return {key: list(attribute.levels) for key, attribute in curriculum.attributes.items()}


def configuration(
    name: str, config: Mapping[str, Any] | None = None, level: int | None = None
) -> dict[str, Any]:
    """The parameters that differ from the defaults.

    Args:
        name: reasoning-gym's name of the task.
        config: Values of the task's own parameters; they go before those of the level.
        level: A level of the task's curriculum, from 0: every attribute at that level, or at its
            highest where it has fewer.

    Raises:
        ValueError: If the task has no such parameter or level, or refuses a value.
    """
    config = {} if config is None else config
    known = parameters(name)
    unknown = [key for key in config if key not in known]
    if unknown:
        raise ValueError(
            f"config={dict(config)!r}: {name} has no parameter {', '.join(map(repr, unknown))}; "
            f"it has {', '.join(known) or 'none'}."
        )
    values = {**(_at_level(name, level) if level is not None else {}), **config}
    cls = _classes(name)[1]
    try:
        json.dumps(values)
        made = cls(**values)
        if hasattr(made, "validate"):
            made.validate()
    except (AssertionError, TypeError, ValueError) as error:
        raise ValueError(
            f"config={values!r} of {name} is refused: {error or 'no reason given'}."
        ) from error
    return {key: value for key, value in values.items() if value != known[key]}


def _at_level(name: str, level: int) -> dict[str, Any]:
    count = levels(name)
    if not count:
        without = [task for task in TASKS if not levels(task)]
        raise ValueError(
            f"level={level!r}: reasoning-gym has no curriculum for {name} (nor for "
            f"{', '.join(task for task in without if task != name)}); pass config={{...}}."
        )
    whole("level", level, 0, count - 1)
    curriculum = _curriculum(name)
    for attribute in curriculum.attributes.values():
        curriculum.set_attr_level(attribute.name, min(level, len(attribute.levels) - 1))
    chosen = _plain(curriculum.generate_configuration())
    for key, (low, high) in _BOUNDS.get(name, {}).items():
        chosen[key] = min(max(chosen[key], low), high)
    known = parameters(name)
    return {key: value for key, value in chosen.items() if value != known[key]}


def _classes(name: str) -> tuple[Any, Any]:
    from reasoning_gym.factory import DATASETS  # it takes a second, and registering ids must not

    found: tuple[Any, Any] = DATASETS[name]
    return found


def _curriculum(name: str) -> Any:
    from reasoning_gym.factory import CURRICULA

    return CURRICULA[name]() if name in CURRICULA else None


def _plain(config: Any) -> dict[str, Any]:
    """The fields of a configuration that JSON can hold, tuples as lists, without seed and size."""
    found = {}
    for field in dataclasses.fields(config):
        value = getattr(config, field.name)
        if field.name not in _OURS and _is_plain(value):
            found[field.name] = list(value) if type(value) is tuple else value
    return found


def _is_plain(value: Any) -> bool:
    try:
        json.dumps(value)
    except TypeError:  # a date, say
        return False
    return True
