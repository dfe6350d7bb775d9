"""Arguments of environments: what they may be, and errors that say what is wrong with them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from numbers import Integral, Real
from typing import TypeGuard, cast

__all__ = ["Rewards", "flag", "one_of", "positive", "whole"]


def whole(name: str, value: object, low: int = 1, high: int | None = None) -> int:
    """An argument that must be a whole number within bounds, as a plain int.

    Raises:
        ValueError: If it is anything else; the message names the argument and the value.
    """
    number = isinstance(value, Integral) and not isinstance(value, bool)
    if not number or value < low or (high is not None and value > high):  # type: ignore[operator]
        bounds = f"of at least {low}" if high is None else f"from {low} to {high}"
        raise ValueError(f"{name} must be a whole number {bounds}, got {value!r}.")
    return int(value)  # type: ignore[call-overload, no-any-return]


def positive(value: object, most: float = math.inf) -> TypeGuard[float]:
    """Whether a value is a finite number above 0 and at most ``most``; True is no number."""
    if isinstance(value, bool) or not isinstance(value, Real):
        return False
    return 0 < cast(float, value) < math.inf and cast(float, value) <= most


def flag(name: str, value: object) -> bool:
    """An argument that must be True or False.

    Raises:
        ValueError: If it is anything else, a text like "no" for example, which would count as true.
    """
    if not isinstance(value, bool):
        raise ValueError(f"{name} must be True or False, got {value!r}.")
    return value


def one_of(name: str, value: object, allowed: tuple[object, ...]) -> None:
    """Refuse an argument that is none of those allowed.

    Raises:
        ValueError: The message names the argument, the value and what is allowed.
    """
    if value not in allowed:
        choices = ", ".join(map(repr, allowed))
        raise ValueError(f"{name} must be one of {choices}, got {value!r}.")


@dataclass(frozen=True, slots=True)
class Rewards:
    """The numbers that rewards are made of; the defaults are GEM's.

    Attributes:
        success: For solving the task. Shaped progress is paid in shares of it.
        step: For every legal step that does not end the episode.
        illegal: For a well-formed action that is not allowed.
        format_error: For an action that can't be read.
        fail: For losing the game, or for spending the last turn unsolved.
    """

    success: float = 1.0
    step: float = 0.0
    illegal: float = 0.0
    format_error: float = -0.1
    fail: float = 0.0

    def __post_init__(self) -> None:
        for name in self.names():
            value = getattr(self, name)
            if isinstance(value, bool) or not isinstance(value, Real):
                raise TypeError(f"rewards: {name} must be a number, got {value!r}.")
            if not math.isfinite(value):
                raise ValueError(f"rewards: {name} must be finite, got {value!r}.")
            object.__setattr__(self, name, float(value))

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """The names of all rewards."""
        return tuple(field.name for field in fields(cls))

    @classmethod
    def of(cls, rewards: Rewards | Mapping[str, float] | None) -> Rewards:
        """``rewards`` as an object: None gives the defaults, a dict overrides some of them."""
        if isinstance(rewards, Rewards):
            return rewards
        if rewards is not None and not isinstance(rewards, Mapping):
            raise TypeError(
                f"rewards must be a Rewards or a dict of {', '.join(cls.names())}; got {rewards!r}."
            )
        given = dict(rewards or {})
        unknown = sorted(set(given) - set(cls.names()))
        if unknown:
            raise ValueError(
                f"rewards: unknown {', '.join(map(repr, unknown))}; known are "
                f"{', '.join(cls.names())}."
            )
        return cls(**given)
