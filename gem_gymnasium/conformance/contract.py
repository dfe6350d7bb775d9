"""Checks of Gymnasium's interface and of what this package promises beyond it."""

from __future__ import annotations

import copy
import json
import math
import re
from typing import Any

import gymnasium
import numpy as np
from gymnasium.error import ResetNeeded
from gymnasium.spaces import Text
from gymnasium.utils.env_checker import check_env as gymnasium_check_env

from gem_gymnasium.conformance.subject import (
    Env,
    Step,
    Subject,
    Trace,
    digest,
    oracle_or_legal,
    random_legal,
    record,
    sampled,
    varied,
)

_INFO_STEP = {"action", "error", "success", "turn", "max_turns", "role"}
_INFO_MORE = {"reward_parts", "stop_reason", "plays", "rank", "reason", "score", "grader"}
# plays, rank and reason are of seats; score and grader of answers that are graded.
_INFO_RESET = {"turn", "max_turns", "role"}
_INFO_ITEM = {"task", "index"}  # of environments whose episodes are items of a numbered list
_INFO_TOOLS = {"tools", "tool_calls", "tool_errors", "calls"}  # of environments with tools
_INFO_BEFORE = {"prev_ep_tool_calls", "prev_ep_tool_errors"}
_ERRORS = {None, "format", "illegal", "tool", "budget"}
_MOST_STEPS = 50_000  # after which an episode is taken for endless
_EXPENSIVE_ORACLE = 40  # steps after which a play of a long episode has shown enough


def check_env(subject: Subject) -> None:
    """Gymnasium's own ``check_env`` passes, without a warning."""
    gymnasium_check_env(subject.bare())


def _plays(subject: Subject, count: int = 5) -> list[Trace]:
    """Some episodes of each kind: samples, legal actions, and the oracle's first steps."""
    env = subject.make()
    plays = [record(env, seed, sampled(seed)) for seed in range(count)]
    plays += [record(env, seed, random_legal(seed), 200) for seed in range(count)]
    plays += [record(env, seed, varied(seed), 200) for seed in range(count)]
    plays.append(record(env, 0, lambda env: "no action at all", 5))
    return [*plays, record(env, 0, oracle_or_legal, _EXPENSIVE_ORACLE)]


def spaces(subject: Subject) -> None:
    """Observations and actions are text within the declared spaces, and the types are plain."""
    env = subject.make()
    for name in ("observation_space", "action_space"):
        space = getattr(env, name)
        assert isinstance(space, Text), f"{name} is no text space: {space}"
    for trace in _plays(subject):
        for observation in (trace.observation, *(step.observation for step in trace.steps)):
            assert type(observation) is str, f"An observation is no plain str: {observation!r}"
            assert observation.strip(), "An observation is empty"
            assert observation in env.observation_space, (
                f"An observation of {len(observation)} characters is not in {env.observation_space}"
            )
        told = {step.observation for step in trace.steps}
        assert len(told) > 1 or len(trace.steps) < 3, "Every step gives the same observation"
        for step in trace.steps:
            assert type(step.reward) is float, f"A reward is no plain float: {step.reward!r}"
            assert math.isfinite(step.reward), f"A reward is not finite: {step.reward!r}"
            assert type(step.terminated) is bool, f"terminated is no bool: {step.terminated!r}"
            assert type(step.truncated) is bool, f"truncated is no bool: {step.truncated!r}"


def info(subject: Subject) -> None:
    """``info`` has the promised keys with plain values, and its parts agree with the reward."""
    for trace in _plays(subject):
        assert trace.info.keys() - _INFO_ITEM - _INFO_TOOLS - _INFO_BEFORE == _INFO_RESET, (
            f"reset's info has the keys {trace.info.keys()}"
        )
        assert trace.info["turn"] == 0, f"reset's info has turn {trace.info['turn']}"
        for number, step in enumerate(trace.steps, start=1):
            _check_step_info(number, step)


def _check_step_info(number: int, step: Step) -> None:
    found = step.info
    assert found.keys() >= _INFO_STEP, f"step's info lacks {_INFO_STEP - found.keys()}"
    assert json.loads(json.dumps(found)) == found, f"info is not plain data: {found}"
    assert found["turn"] == number, f"step {number} says that it is turn {found['turn']}"
    assert found["max_turns"] is None or number <= found["max_turns"], (
        f"turn {number} is beyond max_turns {found['max_turns']}"
    )
    assert found["role"] in ("user", "tool"), f"role is {found['role']!r}"
    assert found["error"] in _ERRORS, f"error is {found['error']!r}"
    assert (found["action"] is None) == (found["error"] == "format"), (
        f"action {found['action']!r} and error {found['error']!r} contradict each other"
    )
    assert type(found["success"]) is bool, f"success is {found['success']!r}"
    parts = found.get("reward_parts", {})
    assert math.isclose(sum(parts.values()), step.reward, abs_tol=1e-12), (
        f"reward_parts {parts} do not add up to the reward {step.reward}"
    )
    if not step.truncated:  # a limit from outside need not say its reason
        assert ("stop_reason" in found) == step.terminated, (
            f"stop_reason belongs to the last step alone: {found}"
        )
    if found.get("stop_reason") == "turns":
        assert number == found["max_turns"], f"stopped by turns after {number}: {found}"
    more = found.keys() - _INFO_STEP - _INFO_MORE - _INFO_TOOLS
    assert not more, f"info has keys that no environment has: {more}"
    if found["success"]:
        assert step.terminated, "success was announced and the episode went on"
        assert found["stop_reason"] == "solved", f"a success stops by {found['stop_reason']!r}"


def spec(subject: Subject) -> None:
    """``env.spec`` goes to JSON and back and makes the same environment."""
    env = subject.make()
    assert env.spec is not None, "env.spec is None"
    again = gymnasium.make(gymnasium.envs.registration.EnvSpec.from_json(env.spec.to_json()))
    for seed in range(3):
        first = record(env, seed, sampled(seed))
        second = record(again, seed, sampled(seed))
        assert first == second, f"The environment made from JSON plays seed {seed} differently"


def arguments(subject: Subject) -> None:
    """Arguments and reset options that nobody knows are errors that name them."""
    try:
        subject.make(no_such_argument=1)
    except TypeError as error:
        assert "no_such_argument" in str(error), f"The error doesn't name the argument: {error}"
    else:
        raise AssertionError("An unknown keyword argument was swallowed")
    try:
        subject.make().reset(options={"no_such_option": 1})
    except ValueError as error:
        assert "no_such_option" in str(error), f"The error doesn't name the option: {error}"
    else:
        raise AssertionError("An unknown reset option was swallowed")


def render(subject: Subject) -> None:
    """All three render modes work, and frames of one episode have one size."""
    modes = set(subject.bare().metadata["render_modes"])
    assert {"ansi", "human", "rgb_array"} <= modes, f"render_modes are only {modes}"
    texts, frames = subject.make(render_mode="ansi"), subject.make(render_mode="rgb_array")
    shapes = set()
    for env in (texts, frames):
        env.reset(seed=0)
        for number in range(3):
            if number:
                _, _, terminated, truncated, _ = env.step(random_legal(0)(env))
            picture = env.render()
            if env is texts:
                assert isinstance(picture, str), f"ansi gave {type(picture)}"
                assert picture.strip(), "ansi gave an empty string"
            else:
                assert isinstance(picture, np.ndarray), f"rgb_array gave {type(picture)}"
                assert picture.dtype == np.uint8, f"rgb_array gave {picture.dtype}"
                assert picture.ndim == 3, f"rgb_array has shape {picture.shape}"
                assert picture.shape[2] == 3, f"rgb_array has shape {picture.shape}"
                assert picture.min() < picture.max(), "the frame is blank"
                shapes.add(picture.shape)
            if number and (terminated or truncated):
                break
    assert len(shapes) == 1, f"frames have several sizes: {shapes}"
    looked_at = subject.make(render_mode="ansi")

    def look_and_choose(env: Env) -> str:
        env.render()
        return str(choose(env))

    for seed in range(3):
        choose = random_legal(seed)
        seen = record(looked_at, seed, look_and_choose, 20)
        unseen = record(subject.make(), seed, random_legal(seed), 20)
        assert digest(seen) == digest(unseen), "Rendering changes the episode"
    human = subject.make(render_mode="human")
    human.reset(seed=0)
    assert human.render() is None, "human rendering returned something"


def episode_end(subject: Subject) -> None:
    """An episode ends, by exactly one of terminated and truncated, and then needs a reset."""
    policies = {
        "samples": sampled(0),
        "legal actions": random_legal(0),
        "junk": lambda env: "no action at all",
    }
    for name, choose in policies.items():
        for kwargs in ({}, subject.accepts(on_format_error="continue")):
            env = subject.make(max_episode_steps=-1, **kwargs)  # the rules alone
            trace = record(env, 1, choose, _MOST_STEPS)
            last = trace.steps[-1]
            assert last.done, f"{name} played {_MOST_STEPS:,} steps and the episode did not end"
            assert last.terminated != last.truncated, (
                f"{name}: terminated={last.terminated} and truncated={last.truncated}"
            )
            _expect_reset_needed(env, name)
            _expect_reset_needed(env.unwrapped, name)
            env.reset()
            env.step("")
    _expect_reset_needed(subject.bare(), "before the first reset")
    limited = subject.make(max_episode_steps=1)
    limited.reset(seed=0)
    action = _harmless(limited)
    if action is None:  # a task of a single turn ends before any limit
        return
    _, _, terminated, truncated, _ = limited.step(action)
    assert truncated, "a time limit from outside did not truncate"
    assert not terminated, "a time limit from outside terminated"


def _harmless(env: Env) -> str | None:
    """An action that does not end the episode, found on copies, if there is one."""
    chosen = [random_legal(seed)(env) for seed in range(20)]
    for action in chosen:
        if not copy.deepcopy(env.unwrapped).step(action)[2]:
            return action
    return None


def _expect_reset_needed(env: Any, when: str) -> None:
    try:
        env.step("\\boxed{1}")
    except ResetNeeded:
        return
    raise AssertionError(f"step() after the end ({when}) did not raise ResetNeeded")


def sample(subject: Subject) -> None:
    """Samples of the action space, the example and the oracle's actions are well-formed."""
    env = subject.make()
    pattern = getattr(env.action_space, "pattern", None)
    assert pattern, "action_space.pattern is missing"
    for seed in range(subject.seeds):
        env.reset(seed=seed)
        pattern = re.compile(env.action_space.pattern)  # type: ignore[attr-defined]
        env.action_space.seed(seed)
        known = {"sample": env.action_space.sample(), "oracle": oracle_or_legal(env)}
        known["example"] = env.get_wrapper_attr("example_action")
        for name, action in known.items():
            assert action in env.action_space, f"The {name} {action!r} is not in the action space"
            assert pattern.fullmatch(action), f"The {name} {action!r} does not match the pattern"
            _, _, _, _, found = copy.deepcopy(env).step(action)
            assert found["error"] != "format", f"The {name} {action!r} is a format error"


def legal_actions(subject: Subject) -> str:
    """Every listed legal action is legal, in states all along an episode."""
    env = subject.make()
    tried = 0
    for seed in range(3):
        env.reset(seed=seed)
        done, rng = False, np.random.default_rng([seed, 1])
        env.action_space.seed(seed)
        while not done and env.get_wrapper_attr("turn") < 30:
            listed: list[str] | None = env.get_wrapper_attr("legal_actions")()
            if listed is None:
                return "can't be listed"
            assert listed, "The list of legal actions is empty and the episode goes on"
            assert len(set(listed)) == len(listed), "The list of legal actions repeats itself"
            sample = env.action_space.sample()
            if copy.deepcopy(env).step(sample)[4]["error"] is None:
                assert sample in listed, f"{sample!r} is legal and the list lacks it"
            some = rng.choice(len(listed), size=min(5, len(listed)), replace=False)
            for index in some:
                _, _, _, _, found = copy.deepcopy(env).step(listed[int(index)])
                assert found["error"] is None, (
                    f"{listed[int(index)]!r} is listed as legal and gave error {found['error']!r}"
                )
                tried += 1
            _, _, terminated, truncated, _ = env.step(listed[int(some[0])])
            done = terminated or truncated
    return f"{tried} tried"
