"""reasoning-gym's data sets, made without what is slow, and answers that walk step by step."""

from __future__ import annotations

from typing import Any

from gem_gymnasium.engines.reasoning_gym.answers import words
from gem_gymnasium.engines.reasoning_gym.tasks._upstream import replaced

__all__ = ["made_with", "steps"]


def made_with(name: str, config: dict[str, Any], **names: Any) -> Any:
    """A data set whose ``__init__`` finds other objects under some global names.

    Args:
        name: reasoning-gym's name of the task.
        config: Its parameters, with seed and size.
        names: What the global names stand for, as readers of a file's content that we keep.
    """
    from reasoning_gym.factory import DATASETS  # it takes a second, and registering ids must not

    cls: Any
    cls, config_class = DATASETS[name]
    made = config_class(**config)
    made.validate()
    dataset = cls.__new__(cls)
    replaced(cls.__init__, **names)(dataset, config=made)
    return dataset


def steps(text: str) -> list[str]:
    r"""The parts of a text between white space, commas and arrows.

    Example:
        >>> steps("A → B->C, D"), steps(r"A \to B")
        (['A', 'B', 'C', 'D'], ['A', 'B'])
    """
    if len(text) > 100_000:
        return []
    for arrow in ("→", "->", "\\rightarrow", "\\to"):
        text = text.replace(arrow, " ")
    return words(text)
