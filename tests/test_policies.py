"""Policies: what they draw, from which stream, and how a person's words become actions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import gymnasium
import pytest

import gem_gymnasium
from gem_gymnasium.policies import (
    POLICIES,
    HumanPolicy,
    OraclePolicy,
    Quit,
    RandomPolicy,
    make_policy,
    policy_name,
)

ID = "gem/GuessTheNumber-v0"


class Echo(gymnasium.Env[str, str]):
    """A text environment that is no `TextEnv`."""

    def __init__(self) -> None:
        self.observation_space = gem_gymnasium.UnicodeText(100)
        self.action_space = gem_gymnasium.UnicodeText(100)

    def reset(self, *, seed: int | None = None, options: Any = None) -> tuple[str, dict[str, Any]]:
        super().reset(seed=seed)
        return "say it", {}

    def step(self, action: str) -> tuple[str, float, bool, bool, dict[str, Any]]:
        return action, 1.0, True, False, {}


@pytest.fixture
def env() -> Iterator[gymnasium.Env[Any, Any]]:
    made = gymnasium.make(ID)
    made.reset(seed=0)
    yield made
    made.close()


def draws(policy: Any, count: int = 30) -> list[str]:
    return [policy("", {}) for _ in range(count)]


@pytest.mark.parametrize("legal", [False, True])
def test_a_seed_fixes_what_is_drawn(env: Any, legal: bool) -> None:
    first = draws(RandomPolicy(env, legal=legal, seed=4))
    assert draws(RandomPolicy(env, legal=legal, seed=4)) == first
    assert draws(RandomPolicy(env, legal=legal, seed=5)) != first
    assert len(set(first)) > 5


def test_random_actions_are_well_formed(env: Any) -> None:
    pattern = re.compile(env.action_space.pattern)
    assert all(pattern.fullmatch(action) for action in draws(RandomPolicy(env, seed=0)))


def test_legal_random_never_plays_an_illegal_action(env: Any) -> None:
    for seed in range(20):
        observation, info = env.reset(seed=seed)
        policy = make_policy("legal_random", env, seed)
        done = False
        while not done:
            action = policy(observation, info)
            assert action in env.get_wrapper_attr("legal_actions")()
            observation, _, done, _, info = env.step(action)
            assert info["error"] is None


@pytest.mark.parametrize("name", ["random", "legal_random"])
def test_the_environments_seed_is_no_help(env: Any, name: str) -> None:
    # 1 of 20 numbers: a policy that drew from the environment's own stream would hit far more.
    hits = 0
    for seed in range(200):
        observation, info = env.reset(seed=seed)
        hits += env.step(make_policy(name, env, seed)(observation, info))[4]["success"]
    assert 1 <= hits <= 25


def test_legal_random_draws_from_the_pattern_where_moves_cant_be_listed() -> None:
    env = gymnasium.make(ID, max_number=10**6)
    env.reset(seed=0)
    assert env.get_wrapper_attr("legal_actions")() is None
    actions = draws(make_policy("legal_random", env, 0))
    assert all(re.fullmatch(env.action_space.pattern, action) for action in actions)


def test_what_an_environment_lacks_is_said_at_once() -> None:
    with pytest.raises(ValueError, match="no legal_actions"):
        make_policy("legal_random", Echo())
    with pytest.raises(gem_gymnasium.NoOracle, match="no oracle_action"):
        make_policy("oracle", Echo())
    assert isinstance(make_policy("random", Echo(), 0)("", {}), str)


def test_the_oracle_solves_through_wrappers() -> None:
    env = gymnasium.wrappers.RecordEpisodeStatistics(gymnasium.make(ID, max_episode_steps=50))
    policy = OraclePolicy(env)
    for seed in range(10):
        observation, info = env.reset(seed=seed)
        assert env.step(policy(observation, info))[4]["success"]


def test_unknown_names_are_refused_with_those_that_are_known(env: Any) -> None:
    with pytest.raises(ValueError, match=r"'gpt'.*random, legal_random, oracle"):
        make_policy("gpt", env)


def test_names(env: Any) -> None:
    for name in POLICIES:
        assert policy_name(make_policy(name, env, 0)) == name
    assert policy_name(draws) == "draws"


# --- a person ------------------------------------------------------------------------------------


def human(env: Any, *lines: str, **kwargs: Any) -> tuple[HumanPolicy, list[str]]:
    """A person who types these lines, and what is written to the terminal."""
    typed = iter(lines)
    written: list[str] = []

    def read(prompt: str) -> str:
        for line in typed:
            return line
        raise EOFError

    return HumanPolicy(env, read=read, write=written.append, **kwargs), written


@pytest.mark.parametrize(
    ("lines", "action"),
    [
        (["25"], r"\boxed{25}"),
        (["", "  ", "25"], r"\boxed{25}"),
        ([r"\boxed{25}"], r"\boxed{25}"),
        ([r"I think it is \boxed{25}."], r"I think it is \boxed{25}."),
        (['"""', "one", "two", '"""'], "\\boxed{one\ntwo}"),
        (['"""one', 'two"""'], "\\boxed{one\ntwo}"),
        (['"""one"""'], r"\boxed{one}"),
        (["```python", "x = 1", "", "y = 2", "```"], "\\boxed{```python\nx = 1\n\ny = 2\n```}"),
        (["```x```"], r"\boxed{```x```}"),
        (["legal", "?", "25"], r"\boxed{25}"),
        ([r"\boxed{legal}"], r"\boxed{legal}"),
        (["\ud800"], "\\boxed{\ud800}"),
    ],
)
def test_what_a_person_types_becomes_an_action(env: Any, lines: list[str], action: str) -> None:
    policy, _ = human(env, *lines)
    assert policy("the rules", {"turn": 0}) == action


def test_the_example_may_stand_in_the_form_of_an_action_too() -> None:
    env = gymnasium.make(ID)
    env.reset(seed=0)
    env.unwrapped.__class__ = type("Odd", (type(env.unwrapped),), {"example": "box"})
    policy, _ = human(env, "e")
    assert policy("", {}) == r"\boxed{e}"


def test_other_environments_get_what_is_typed() -> None:
    policy, written = human(Echo(), "legal", "hello")
    assert policy("say it", {}) == "hello"
    assert written == ["say it", "The legal moves can't be listed here."]


def test_a_person_can_see_the_rules_again_and_the_legal_moves(env: Any) -> None:
    policy, written = human(env, "3", "?", "legal", "4")
    policy("the rules", {"turn": 0})
    env.step(r"\boxed{3}")
    policy("the second observation", {"turn": 1})
    assert written[:2] == ["the rules", "the second observation"]
    assert written[2].startswith("the rules\n")
    assert written[3].split()[:4] == ["Legal", "moves:", "1", "2"]
    assert "3" not in written[3].split()


def test_observations_are_left_to_the_caller_where_he_shows_them(env: Any) -> None:
    policy, written = human(env, "3", announce=False)
    policy("the rules", {"turn": 0})
    assert written == []


@pytest.mark.parametrize("lines", [[], ["quit"], [" QUIT "], ['"""', "half a block"]])
def test_a_person_can_leave(env: Any, lines: list[str]) -> None:
    policy, _ = human(env, *lines)
    with pytest.raises(Quit):
        policy("the rules", {"turn": 0})


def test_ctrl_c_is_pythons_own(env: Any) -> None:
    def read(prompt: str) -> str:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        HumanPolicy(env, read=read, write=lambda text: None)("", {})
