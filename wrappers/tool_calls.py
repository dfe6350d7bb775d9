"""`ToolCalls`: an agent that may call tools before it acts."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from numbers import Integral, Real
from typing import Any, Literal, SupportsFloat

import gymnasium
from gymnasium import spaces
from gymnasium.error import ResetNeeded
from gymnasium.utils import RecordConstructorArgs

from gem_gymnasium.spaces import UnicodeText
from gem_gymnasium.tools import Tool, ToolResult, ToolSpec, make_tools
from gem_gymnasium.tools.schema import short
from gem_gymnasium.wrappers.calls import PARSERS, Call, CallReader
from gem_gymnasium.wrappers.history import MAX_LENGTH, see_resets
from gem_gymnasium.wrappers.instructions import tool_instructions
from gem_gymnasium.wrappers.recording import recordable, recorded

__all__ = ["ToolCalls"]

_SPENT = "No tool calls are left; give your answer without one."
_LEAST_OUTPUT = 100


class ToolCalls(gymnasium.Wrapper[str, str, str, str], RecordConstructorArgs):
    r"""Runs the tool calls in the agent's messages; all other messages are the environment's.

    A message that holds a call is a tool step: the calls run in their order, and the observation is
    what the tools say, with ``info["role"] == "tool"``. Nothing of the message goes to the
    environment. What stands behind the last call that ran was written without its result and is not
    read: ``info["action"]`` is the message up to there. A message without a call is an action.

    A call that names no tool, can't be read or has wrong arguments is answered with the reason, and
    counts as a call with an error. The first observation ends with the tools and how to call them,
    and the ``info`` of `reset` has ``tools``, the tools in OpenAI's form for a chat template.

    The ``info`` of every step has ``tool_calls`` and ``tool_errors``, the episode's calls so far
    and those with an error; that of `reset` has those of the episode before, as
    ``prev_ep_tool_calls`` and ``prev_ep_tool_errors``. The ``info`` of a tool step has ``calls``, a
    dictionary with ``name``, ``error`` and ``data`` of each, and ``error`` is "tool" if one failed.

    Args:
        env: An environment with text observations and actions.
        tools: The tools: names ("python"), dictionaries of a name and options
            (``{"name": "python", "session": True}``), typed functions, or `Tool` objects, each of
            which is copied. One or several.
        parsers: The syntaxes of calls that are read, of "tags", "fenced", "hermes" and "json"; see
            `CallReader`. The instructions show the first. Where the environment's answers are code
            blocks themselves, leave out "fenced".
        max_tool_uses: Calls of an episode; None sets no limit.
        max_calls_per_step: Calls that are run of one message.
        tool_reward: For each call that reaches a tool.
        tool_success_reward: For each call without an error, on top.
        tool_execute_error_reward: For each call with an error.
        count_as_turn: Whether a tool step takes one of the environment's turns. If it is the last
            one, the episode ends as at the environment's own last turn.
        on_budget: What becomes of a message with a call when none are left. "pass" gives it to the
            environment, as it does with any action; "truncate" ends the episode, with the ``error``
            and ``stop_reason`` "budget".
        instructions: Whether the tools are explained in the first observation; or a text of your
            own for it.
        max_tool_output: Characters of a call's result; of a longer one the middle is left out.
        max_length: The most characters of an observation of this wrapper.

    Raises:
        TypeError: If the environment's observations or actions are not text, an ``Autoreset``
            inside hides the resets, ``count_as_turn`` is set and the environment counts no turns,
            or something is no tool.
        ValueError: If an argument has a value that is not allowed.

    Example:
        >>> import gymnasium, gem_gymnasium
        >>> from gem_gymnasium.tools import tool
        >>> @tool
        ... def half(number: int) -> int:
        ...     return number // 2
        >>> env = ToolCalls(gymnasium.make("gem/GuessTheNumber-v0", max_turns=9), half)
        >>> _ = env.reset(seed=1)
        >>> env.step('<half>{"number": 20}</half>')[0]
        '10'
        >>> env.step(r"\boxed{9}")[0].splitlines()[-1]
        'Turns left: 8'
    """

    def __init__(
        self,
        env: gymnasium.Env[str, str],
        tools: ToolSpec | Sequence[ToolSpec],
        *,
        parsers: Sequence[str] = PARSERS,
        max_tool_uses: int | None = 10,
        max_calls_per_step: int = 8,
        tool_reward: float = 0.0,
        tool_success_reward: float = 0.0,
        tool_execute_error_reward: float = 0.0,
        count_as_turn: bool = False,
        on_budget: Literal["pass", "truncate"] = "pass",
        instructions: bool | str = True,
        max_tool_output: int = 10_000,
        max_length: int = MAX_LENGTH,
    ) -> None:
        tools, parsers = recorded(tools), _parsers(parsers)
        RecordConstructorArgs.__init__(
            self,
            tools=recordable(
                tools,
                self.class_name(),
                "tools",
                "Give the tool a name with register_tool(), and pass that.",
            ),
            parsers=list(parsers),
            max_tool_uses=max_tool_uses,
            max_calls_per_step=max_calls_per_step,
            tool_reward=tool_reward,
            tool_success_reward=tool_success_reward,
            tool_execute_error_reward=tool_execute_error_reward,
            count_as_turn=count_as_turn,
            on_budget=on_budget,
            instructions=instructions,
            max_tool_output=max_tool_output,
            max_length=max_length,
        )
        super().__init__(env)
        for kind in ("observation", "action"):
            space = getattr(env, f"{kind}_space")
            if not isinstance(space, spaces.Text):
                raise TypeError(
                    f"ToolCalls needs text {kind}s, a UnicodeText or gymnasium.spaces.Text; the "
                    f"{kind} space of {env} is {space}."
                )
        see_resets(self)
        if on_budget not in ("pass", "truncate"):
            raise ValueError(f"on_budget must be 'pass' or 'truncate', got {on_budget!r}.")
        if count_as_turn and not env.has_wrapper_attr("turn"):
            raise TypeError(f"count_as_turn=True needs turns, and {env} has no attribute `turn`.")
        if max_tool_uses is not None:
            _whole("max_tool_uses", max_tool_uses)
        self.max_tool_uses, self.on_budget = max_tool_uses, on_budget
        self.max_calls_per_step = _whole("max_calls_per_step", max_calls_per_step)
        self.max_tool_output = _whole("max_tool_output", max_tool_output, _LEAST_OUTPUT)
        self.count_as_turn = count_as_turn
        self._rewards = {
            "tool": _number("tool_reward", tool_reward),
            "tool_success": _number("tool_success_reward", tool_success_reward),
            "tool_error": _number("tool_execute_error_reward", tool_execute_error_reward),
        }
        self._space = self.observation_space = UnicodeText(max_length)
        self.tools: dict[str, Tool] = {tool.name: tool for tool in make_tools(tools)}
        self._reader = CallReader(self.tools, parsers)
        if instructions is True:
            instructions = tool_instructions(list(self.tools.values()), parsers[0], max_tool_uses)
        self.instructions = instructions or ""
        self.tool_calls = self.tool_errors = 0
        self._running = False
        self._turns: dict[str, Any] = {}  # ``turn`` and ``max_turns`` as the environment last said

    # --- the environment --------------------------------------------------------------------------

    def reset(
        self, *, seed: int | None = None, options: dict[str, Any] | None = None
    ) -> tuple[str, dict[str, Any]]:
        """Begin an episode; the tools forget the one before.

        Args:
            seed: As of the environment; the tools get it too.
            options: As of the environment.

        Returns:
            The environment's observation and the tools' instructions, and ``info``.
        """
        observation, info = self.env.reset(seed=seed, options=options)
        for tool in self.tools.values():
            tool.reset(seed)
        info = {
            **info,
            "tools": [tool.schema for tool in self.tools.values()],
            "tool_calls": 0,
            "tool_errors": 0,
            "prev_ep_tool_calls": self.tool_calls,
            "prev_ep_tool_errors": self.tool_errors,
        }
        self.tool_calls = self.tool_errors = 0
        self._running = True
        self._note_turns(info)
        if self.instructions:
            observation = f"{observation}\n\n{self.instructions}"
        return self._space.fit(observation), info

    def step(self, action: str) -> tuple[str, SupportsFloat, bool, bool, dict[str, Any]]:
        """Run the calls in a message, or play it as an action.

        Args:
            action: The agent's message.

        Returns:
            What the tools say, or what the environment returned; see the class.

        Raises:
            ResetNeeded: If the episode is over, or was never begun.
        """
        if not self._running:
            raise ResetNeeded("The episode is over, or none was begun; call reset() first.")
        # One more is read, to tell whether there are too many.
        most = self.max_calls_per_step + 1
        calls = self._reader.read(action, most) if isinstance(action, str) else []
        if calls:
            left = self._left()
            if left is None or left > 0:
                return self._tool_step(action, calls, left)
            if self.on_budget == "truncate":
                return self._truncate()
        observation, reward, terminated, truncated, info = self.env.step(action)
        self._running = not (terminated or truncated)
        self._note_turns(info)
        info = {**info, "tool_calls": self.tool_calls, "tool_errors": self.tool_errors}
        return self._space.fit(observation), reward, terminated, truncated, info

    def close(self) -> None:
        """Close the tools and the environment."""
        for tool in self.tools.values():
            tool.close()
        super().close()

    # --- a tool step ------------------------------------------------------------------------------

    def _tool_step(
        self, action: str, calls: list[Call], left: int | None
    ) -> tuple[str, float, bool, bool, dict[str, Any]]:
        most = self.max_calls_per_step if left is None else min(left, self.max_calls_per_step)
        run = calls[:most]
        parts = dict.fromkeys(self._rewards, 0.0)
        texts: list[str] = []
        told: list[dict[str, Any]] = []
        for number, call in enumerate(run, 1):
            self.tool_calls += 1
            result = self._refused(call)
            if result is None:
                result = self.tools[call.tool].run(call.arguments)
                if result.error != "arguments":  # it did reach the tool
                    parts["tool"] += self._rewards["tool"]
            outcome = "tool_success" if result.error is None else "tool_error"
            parts[outcome] += self._rewards[outcome]
            self.tool_errors += result.error is not None
            text = _bounded(result.text, self.max_tool_output)
            name = short(call.tool, 64)
            texts.append(text if len(run) == 1 else f"Result {number} ({name}):\n{text}")
            told.append({"name": name, "error": result.error, "data": result.data})
        if len(calls) > most:
            texts.append(f"Only the first {most} of the calls were run.")
        if self._left() == 0:
            texts.append(_SPENT)
        terminated = self._take_turn()
        self._running = not terminated
        info = {
            **self._info(action[: run[-1].end]),
            "error": "tool" if any(call["error"] for call in told) else None,
            "role": "tool",
            "calls": told,
        }
        if paid := {part: value for part, value in parts.items() if value}:
            info["reward_parts"] = paid
        if terminated:
            info["stop_reason"] = "turns"
            texts.append("No turns are left; the episode is over.")
        observation = _bounded("\n".join(texts), self._space.max_length)
        return observation, sum(parts.values()), terminated, False, info

    def _refused(self, call: Call) -> ToolResult | None:
        """The answer to a call that no tool can run, or None."""
        if call.error is not None:
            return ToolResult(call.error, "format")
        if call.tool in self.tools:
            return None
        known = ", ".join(self.tools)
        return ToolResult(f"There is no tool {short(call.tool)!r}; there are {known}.", "unknown")

    def _truncate(self) -> tuple[str, float, bool, bool, dict[str, Any]]:
        self._running = False
        info = {**self._info(None), "error": "budget", "role": "tool", "stop_reason": "budget"}
        return "No tool calls are left; the episode is over.", 0.0, False, True, info

    def _info(self, action: str | None) -> dict[str, Any]:
        """What ``info`` holds wherever the environment was not asked."""
        return {
            "action": action,
            "success": False,
            **self._turns,
            "tool_calls": self.tool_calls,
            "tool_errors": self.tool_errors,
        }

    def _left(self) -> int | None:
        return None if self.max_tool_uses is None else self.max_tool_uses - self.tool_calls

    def _note_turns(self, info: Mapping[str, Any]) -> None:
        self._turns = {key: info[key] for key in ("turn", "max_turns") if key in info}

    def _take_turn(self) -> bool:
        """Count a tool step as a turn, where that is asked for; whether it was the last one."""
        if not self.count_as_turn:
            return False
        turn = self.env.get_wrapper_attr("turn") + 1
        self.env.set_wrapper_attr("turn", turn)
        self._turns["turn"] = turn
        most = self._turns.get("max_turns")
        return most is not None and turn >= most


def _bounded(text: str, most: int) -> str:
    """``text`` with its middle left out where it is longer than ``most``."""
    if len(text) <= most:
        return text
    note = f"\n... ({len(text) - most} characters left out) ...\n"
    kept = max(most - len(note), 2)
    return f"{text[: kept - kept // 2]}{note}{text[len(text) - kept // 2 :]}"[:most]


def _parsers(parsers: object) -> tuple[str, ...]:
    named = (parsers,) if isinstance(parsers, str) else tuple(parsers)  # type: ignore[arg-type]
    if not named or not set(named) <= set(PARSERS):
        known = ", ".join(map(repr, PARSERS))
        raise ValueError(f"parsers must be one or several of {known}, got {parsers!r}.")
    return named


def _whole(name: str, value: object, least: int = 1) -> int:
    if isinstance(value, bool) or not isinstance(value, Integral) or value < least:
        raise ValueError(f"{name} must be a whole number of at least {least}, got {value!r}.")
    return int(value)


def _number(name: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, Real) or not math.isfinite(value):
        raise ValueError(f"{name} must be a finite number, got {value!r}.")
    return float(value)
