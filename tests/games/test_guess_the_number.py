"""GuessTheNumber: hints, rewards, what a guess may be."""

import gymnasium
import pytest

from gem_gymnasium.envs.games.guess_the_number import GuessTheNumber

TIERS = ["", "-Easy", "-Hard", "-Random"]


def hiding(number, **kwargs):
    """An environment that hides the number."""
    env = GuessTheNumber(**{"on_format_error": "continue", **kwargs})
    env.reset(seed=0)
    env._number = number
    return env


def say(env, content):
    return env.step(f"\\boxed{{{content}}}")


def test_hints_and_the_end():
    env = hiding(7)
    assert say(env, 3)[0].startswith("The number is higher than 3.")
    assert say(env, 12)[0].startswith("The number is lower than 12.")
    _, reward, terminated, _, info = say(env, 7)
    assert (reward, terminated, info["success"]) == (1, True, True)


@pytest.mark.parametrize("last", [0, 21, 999999999, 6])
def test_a_guess_that_is_not_allowed_changes_nothing(last):
    env = hiding(7, max_turns=3)
    say(env, 6)
    assert say(env, last)[4]["error"] == "illegal"
    _, reward, _, _, info = say(env, last)
    assert (reward, info["stop_reason"]) == (pytest.approx(1 - 1 / 19), "turns")


def test_spent_turns_without_an_allowed_guess_pay_nothing():
    env = hiding(7, max_turns=1)
    assert say(env, 30)[1] == 0


def test_the_nearer_the_last_guess_the_higher_the_reward():
    assert say(hiding(7, max_turns=1), 20)[1] == pytest.approx(1 - 13 / 19)
    assert say(hiding(7, max_turns=1, reward_mode="sparse"), 20)[1] == 0


@pytest.mark.parametrize(("low", "high"), [(0, 1), (1, 2), (5, 50)])
def test_the_example_is_within_the_range(low, high):
    env = GuessTheNumber(min_number=low, max_number=high)
    env.reset(seed=0)
    assert low <= int(env.example) <= high
    assert env.example in env._legal()


def test_scoring_is_told_where_it_is_paid():
    assert "the nearer the last guess" in GuessTheNumber().reset(seed=0)[0]
    assert "the nearer" not in GuessTheNumber(reward_mode="sparse").reset(seed=0)[0]


def test_one_is_told_in_the_singular():
    assert "within 1 guess." in GuessTheNumber(max_turns=1).reset(seed=0)[0]


@pytest.mark.parametrize("tier", TIERS)
def test_the_oracle_finds_the_number(tier):
    env = gymnasium.make(f"gem/GuessTheNumber{tier}-v0").unwrapped
    for seed in range(20):
        env.reset(seed=seed)
        _, reward, done, _, info = env.step(env.oracle_action())
        assert (reward, done, info["success"]) == (1, True, True)


def test_bisection_is_in_time_for_drawn_ranges():
    env = GuessTheNumber(randomize=True)
    for seed in range(50):
        env.reset(seed=seed)
        low, high, done = env.min_number, env.max_number, False
        while not done:
            guess = (low + high) // 2
            text, _, done, _, info = say(env, guess)
            low, high = (guess + 1, high) if "higher" in text else (low, guess - 1)
        assert info["success"]


@pytest.mark.parametrize(
    ("name", "value"),
    [("min_number", 1.0), ("min_number", -1), ("max_number", True), ("max_number", 10**9)],
)
def test_wrong_arguments_are_named(name, value):
    with pytest.raises(ValueError, match=name):
        GuessTheNumber(**{name: value})
    with pytest.raises(ValueError, match="max_number must be a whole number from 9 to"):
        GuessTheNumber(min_number=8, max_number=8)
