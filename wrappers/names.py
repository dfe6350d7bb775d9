"""Stacks of wrappers by the names that GEM gives them."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

import gymnasium

from gem_gymnasium.wrappers.chat import ChatTemplate
from gem_gymnasium.wrappers.history import ConcatHistory, ConcatObservations
from gem_gymnasium.wrappers.templates import Template
from gem_gymnasium.wrappers.tool_calls import ToolCalls
from gem_gymnasium.wrappers.tracking import EpisodeTracking

__all__ = ["apply_wrappers", "from_names"]

AnyEnv: TypeAlias = gymnasium.Env[Any, Any]
AnyWrapper: TypeAlias = gymnasium.Wrapper[Any, Any, Any, Any]
Wrap: TypeAlias = Callable[[AnyEnv], AnyWrapper]
"""Wraps an environment."""

# GEM's numbers; "no_int_reward" pays nothing for calls themselves.
_PYTHON = {"tools": [{"name": "python", "timeout": 5.0}], "max_tool_uses": 5}
_LAST_LINE = {
    "tools": [{"name": "python", "timeout": 5.0, "errors": "last_line"}],
    "max_tool_uses": 5,
}
# GEM's name: the class, and what the name says about its arguments.
_TABLE: dict[str, tuple[type[AnyWrapper], dict[str, Any]]] = {
    "concat": (ConcatObservations, {}),
    "concat_with_action": (ConcatHistory, {}),
    "concat_chat": (ChatTemplate, {}),
    "concat_chat_on_reset": (ChatTemplate, {"on_reset_only": True}),
    "episode_tracking": (EpisodeTracking, {}),
    "python_tool": (ToolCalls, {**_PYTHON, "tool_reward": 0.05, "tool_success_reward": 0.25}),
    "python_tool_no_int_reward": (ToolCalls, _PYTHON),
    "python_tool_no_int_reward_last_line_error": (ToolCalls, _LAST_LINE),
}
# GEM's names of wrappers that are not there yet; building one moves it to the table.
_NOT_YET = (
    "search_tool",
    "search_tool_no_int_reward",
)


def from_names(
    names: str | Iterable[str], *, tokenizer: Template | None = None, **options: Any
) -> list[Wrap]:
    """The wrappers that a line of GEM's names stands for.

    The list can be given to ``gymnasium.make_vec(..., wrappers=...)`` as it is; for a single
    environment there is `apply_wrappers`.

    Args:
        names: Names separated by commas, or several names; the first is innermost. Known are
            "concat", "concat_with_action", "concat_chat", "concat_chat_on_reset",
            "episode_tracking", "python_tool", "python_tool_no_int_reward" and
            "python_tool_no_int_reward_last_line_error".
        tokenizer: The chat template of the names that need one: a tokenizer, or a tokenizer's
            folder, or the text of a template. Other names don't look at it.
        options: Arguments of the named wrappers, for example ``max_turns=5``. Each goes to all that
            have it.

    Returns:
        A list of functions that wrap an environment.

    Raises:
        TypeError: If no named wrapper takes an option, or the name fixes its value.
        ValueError: If a name is unknown or not there yet, or needs a tokenizer and got none.

    Example:
        >>> import gymnasium, gem_gymnasium
        >>> env = gymnasium.make("gem/GuessTheNumber-v0")
        >>> apply_wrappers(env, from_names("concat_with_action,episode_tracking", max_turns=5))
        <EpisodeTracking<ConcatHistory<OrderEnforcing<PassiveEnvChecker<GuessTheNumber<gem/GuessTheNumber-v0>>>>>>
    """
    listed = names.split(",") if isinstance(names, str) else names
    unused = set(options)
    wrappers: list[Wrap] = []
    for name in filter(None, map(str.strip, listed)):
        wrapper, fixed = _find(name)
        takes = set(inspect.signature(wrapper).parameters)
        arguments = {key: value for key, value in options.items() if key in takes - set(fixed)}
        unused -= set(arguments)
        if "template" in takes:
            if tokenizer is None and "template" not in arguments:
                raise ValueError(
                    f"{name!r} needs tokenizer=...: a tokenizer, the path of its folder, or the "
                    "text of a chat template."
                )
            arguments.setdefault("template", tokenizer)
        wrappers.append(functools.partial(wrapper, **fixed, **arguments))
    if unused:
        raise TypeError(
            f"No wrapper of {names!r} takes the option {', '.join(map(repr, sorted(unused)))}."
        )
    return wrappers


def apply_wrappers(env: AnyEnv, wrappers: Iterable[Wrap]) -> AnyEnv:
    """``env`` in all of the wrappers, the first innermost.

    Args:
        env: An environment.
        wrappers: Functions that wrap one, for example those of `from_names`.
    """
    for wrap in wrappers:
        env = wrap(env)
    return env


def _find(name: str) -> tuple[type[AnyWrapper], dict[str, Any]]:
    if name in _TABLE:
        return _TABLE[name]
    known = ", ".join(map(repr, _TABLE))
    if name in _NOT_YET:
        raise ValueError(
            f"GEM's {name!r} is not in this version of gem_gymnasium; there are {known}."
        )
    raise ValueError(f"There is no wrapper {name!r}; there are {known}.")
