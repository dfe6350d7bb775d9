"""Functions of reasoning-gym, with some of what they call replaced, for us alone."""

from __future__ import annotations

from collections.abc import Callable
from types import FunctionType
from typing import Any

__all__ = ["replaced"]


def replaced(function: Any, **names: Any) -> Callable[..., Any]:
    """A function that is the same but for the meaning of some global names.

    The function's module stays as it is, so that other users and threads see no difference.
    """
    return FunctionType(
        function.__code__,
        {**function.__globals__, **names},
        function.__name__,
        function.__defaults__,
        function.__closure__,
    )
