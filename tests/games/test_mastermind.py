import random
from collections import Counter

import gymnasium
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gem_gymnasium.envs.games.mastermind import Mastermind

TIERS = ["", "-Easy", "-Hard", "-Random"]


def hiding(code, **kwargs):
    """An environment that hides the code."""
    env = Mastermind(code_length=len(code), **{"on_format_error": "continue", **kwargs})
    env.reset(seed=0)
    env._code = tuple(map(str, code))
    return env


def say(env, content):
    return env.step(f"\\boxed{{{content}}}")


def pegs(code, guess):
    black = sum(a == b for a, b in zip(code, guess, strict=True))
    return black, (Counter(code) & Counter(guess)).total() - black


@pytest.mark.parametrize(
    ("code", "guess", "said"),
    [
        ((1, 2, 3, 4), "4 3 2 1", "0 black, 4 white"),
        ((1, 2, 3, 4), "1 3 2 5", "1 black, 2 white"),
        ((1, 2, 3, 4), "5 6 1 2", "0 black, 2 white"),
        ((1, 2, 3, 4), "1 2 4 3", "2 black, 2 white"),
    ],
)
def test_pegs(code, guess, said):
    text = say(hiding(code), guess)[0]
    assert said in text.splitlines()[0]
    assert f"{guess}: {said}" in text  # and in the state


@given(data=st.data())
def test_pegs_where_numbers_may_be_twice(data):
    codes = st.tuples(*[st.integers(1, 6)] * 4)
    code, guess = data.draw(codes), data.draw(codes)
    env = hiding(code, duplicate_numbers=True)
    black, white = pegs(code, guess)
    assert f"{black} black, {white} white" in say(env, " ".join(map(str, guess)))[0]


@given(data=st.data())
def test_pegs_where_no_number_is_twice(data):
    codes = st.permutations(range(1, 9)).map(lambda code: code[:4])
    code, guess = data.draw(codes), data.draw(codes)
    black, white = pegs(code, guess)
    env = hiding(code, num_numbers=8)
    assert f"{black} black, {white} white" in say(env, " ".join(map(str, guess)))[0]


def test_reward_is_the_gain_in_the_best_count_of_black_pegs():
    env = hiding((1, 2, 3, 4))
    guesses = ["1 5 6 3", "5 2 6 4", "5 6 3 1", "1 2 3 5", "1 2 3 4"]
    assert [say(env, guess)[1] for guess in guesses] == [0.25, 0.25, 0, 0.25, 0.25]


def test_a_code_found_at_once_pays_all_and_ends_the_game():
    _, reward, terminated, truncated, info = say(hiding((1, 2, 3, 4)), "1 2 3 4")
    assert (reward, terminated, truncated, info["success"]) == (1, True, False, True)


@pytest.mark.parametrize(
    "guess", ["1 2 3", "1 2 3 4 5", "0 1 2 3", "1 2 3 7", "-1 2 3 4", "1 1 2 3"]
)
def test_a_guess_that_can_be_no_code_is_illegal_and_changes_nothing(guess):
    env = hiding((1, 2, 3, 4))
    before = env._state()
    _, reward, terminated, _, info = say(env, guess)
    assert (reward, terminated, info["error"]) == (0, False, "illegal")
    assert env._state() == before


def test_a_number_twice_is_legal_where_codes_have_them():
    assert say(hiding((1, 2, 3, 4), duplicate_numbers=True), "1 1 2 3")[4]["error"] is None


def test_a_guess_made_before_is_illegal():
    env = hiding((1, 2, 3, 4))
    say(env, "4 3 2 1")
    assert say(env, "4,3,2,1")[4]["error"] == "illegal"


@pytest.mark.parametrize(
    "content",
    ["1 2 3 4", "1, 2, 3, 4", "1,2,3,4", "[1, 2, 3, 4]", "(1 2 3 4)", " 1  2 3 4 ", "1234"],
)
def test_ways_to_write_a_guess(content):
    assert say(hiding((1, 2, 3, 4)), content)[4]["success"]


@pytest.mark.parametrize("content", ["", "one two", "1 2 3 x", "1.5 2 3 4", "1-2-3-4", "1" * 5000])
def test_what_is_no_list_of_numbers_is_a_format_error(content):
    _, reward, _, _, info = say(hiding((1, 2, 3, 4)), content)
    assert (reward, info["error"]) == (-0.1, "format")


def test_digits_without_spaces_are_one_number_where_numbers_have_two_digits():
    env = hiding((1, 2, 3, 4), num_numbers=12)
    assert say(env, "1234")[4]["error"] == "illegal"
    assert say(env, "1 2 3 12")[4]["error"] is None


@given(st.text(max_size=300) | st.text("0123456789 ,-+[]()", max_size=30))
def test_no_text_breaks_the_parser(text):
    env = hiding((1, 2))
    move = env._parse(text)
    assert move is None or all(isinstance(int(number), int) for number in move)


@pytest.mark.parametrize("tier", TIERS)
def test_the_oracle_finds_the_code(tier):
    env = gymnasium.make(f"gem/Mastermind{tier}-v0").unwrapped
    for seed in range(20):
        env.reset(seed=seed)
        rng = random.Random(seed)
        total = 0.0
        for _ in range(3):  # wander first
            _, reward, done, _, info = env.step(rng.choice(env.legal_actions()))
            total += reward
            if done:
                break
        if not done:
            _, reward, done, _, info = env.step(env.oracle_action())
            total += reward
        assert done
        assert info["success"]
        assert total == pytest.approx(1, abs=1e-9)


def test_legal_actions_are_the_codes_not_guessed():
    env = hiding((1, 2, 3, 4))
    assert len(env.legal_actions()) == 360
    say(env, "4 3 2 1")
    assert len(env.legal_actions()) == 359
    assert len(hiding((1, 2), duplicate_numbers=True).legal_actions()) == 36
    assert hiding(range(1, 10), num_numbers=20).legal_actions() is None


def test_random_tiers_are_gems():
    env = gymnasium.make("gem/Mastermind-Random-v0").unwrapped
    drawn = set()
    for seed in range(40):
        env.reset(seed=seed)
        drawn.add((env.code_length, env.num_numbers, env.max_turns))
        assert len(set(env._code)) == env.code_length
    assert drawn == {(2, 4, 10), (4, 6, 20), (4, 8, 30)}


@pytest.mark.parametrize(
    "kwargs",
    [{"code_length": 0}, {"code_length": 7}, {"num_numbers": 1}, {"num_numbers": 100}],
)
def test_arguments_without_a_code_are_refused(kwargs):
    with pytest.raises(ValueError, match=r"code_length|num_numbers|code of"):
        Mastermind(**kwargs)
    assert Mastermind(code_length=7, duplicate_numbers=True).code_length == 7


def test_the_longest_game_can_be_observed():
    env = hiding([99] * 20, num_numbers=99, duplicate_numbers=True, max_turns=500)
    for number in range(499):
        text, *_ = say(env, " ".join(map(str, [10 + number // 90, 10 + number % 90, *[10] * 18])))
    assert len(env._guesses) == 499
    assert text in env.observation_space


def test_one_is_told_in_the_singular():
    text = Mastermind(code_length=1, max_turns=1).reset(seed=0)[0]
    assert "a code of 1 number from 1 to 6" in text
    assert "within 1 guess." in text


@pytest.mark.parametrize(
    ("name", "value"),
    [("code_length", 2.5), ("num_numbers", "6"), ("duplicate_numbers", 1), ("max_turns", 501)],
)
def test_wrong_arguments_are_named(name, value):
    with pytest.raises(ValueError, match=name):
        Mastermind(**{name: value})


def test_two_digits_are_a_code_of_two_numbers():
    env = gymnasium.make("gem/Mastermind-Easy-v0").unwrapped
    env.reset(seed=0)
    assert env._parse("12") == env._parse("1 2") == ("1", "2")
