from collections import Counter

import gymnasium
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gem_gymnasium.envs.games.wordle import Wordle, _marks
from gem_gymnasium.words import EXAMPLES, accepted, common

TIERS = ["", "-Easy", "-Hard", "-Random"]


def hiding(word, **kwargs):
    """An environment that hides the word."""
    env = Wordle(word_length=len(word), **{"on_format_error": "continue", **kwargs})
    env.reset(seed=0)
    env._word = word
    return env


def say(env, content):
    return env.step(f"\\boxed{{{content}}}")


@pytest.mark.parametrize(
    ("hidden", "guess", "marks"),
    [
        ("lapse", "crane", "XXYXG"),
        ("lapse", "eerie", "XXXXG"),  # one e, and the green one takes it
        ("abbey", "kebab", "XYGYY"),
        ("abbey", "babes", "YYGGX"),
        ("speed", "erase", "YXXYY"),
        ("speed", "geese", "XYGYX"),
        ("allow", "llama", "YGYXX"),
        ("crane", "crane", "GGGGG"),
    ],
)
def test_marks(hidden, guess, marks):
    assert "".join(_marks(guess, hidden)) == marks


words = st.text("abc", min_size=5, max_size=5)


@given(words, words)
def test_a_letter_is_marked_as_often_as_the_word_has_it(hidden, guess):
    marks = _marks(guess, hidden)
    for place, mark in enumerate(marks):
        assert (mark == "G") == (guess[place] == hidden[place])
    marked = Counter(letter for letter, mark in zip(guess, marks, strict=True) if mark != "X")
    assert marked == Counter(guess) & Counter(hidden)
    for letter in set(guess):  # yellow before wrong
        rest = [m for a, m in zip(guess, marks, strict=True) if a == letter and m != "G"]
        assert rest == sorted(rest, reverse=True)


def test_marks_stand_under_their_letters():
    assert "C R A N E\nX X Y X G\n" in say(hiding("lapse"), "crane")[0]


def test_reward_is_half_for_green_places_and_half_for_the_word():
    env = hiding("lapse")
    rewards = [say(env, guess)[1] for guess in ("crane", "eerie", "cause", "lapse")]
    assert rewards == pytest.approx([0.1, 0, 0.2, 0.7])
    assert say(hiding("lapse"), "lapse")[1] == pytest.approx(1)


def test_the_word_ends_the_game():
    text, _, terminated, truncated, info = say(hiding("lapse"), "LAPSE")
    assert (terminated, truncated, info["success"]) == (True, False, True)
    assert "G G G G G" in text


@pytest.mark.parametrize("guess", ["tea", "qwert", "cranes"])
def test_another_length_and_no_word_are_illegal_and_mark_nothing(guess):
    env = hiding("lapse")
    text, reward, terminated, _, info = say(env, guess)
    assert (reward, terminated, info["error"]) == (0, False, "illegal")
    assert "Guesses: none" in text


def test_a_guess_made_before_is_illegal():
    env = hiding("lapse")
    say(env, "crane")
    assert say(env, "c r a n e")[4]["error"] == "illegal"


def test_any_letters_may_be_allowed():
    assert say(hiding("lapse", only_real_words=False), "qwert")[4]["error"] is None


@pytest.mark.parametrize(
    "content", ["crane", "CRANE", " Crane ", "c r a n e", "C, R, A, N, E", "c-r-a-n-e"]
)
def test_ways_to_write_a_guess(content):
    assert "C R A N E" in say(hiding("lapse"), content)[0]


@pytest.mark.parametrize("content", ["", "12345", "my guess", "cr4ne", "a" * 1000])
def test_what_is_no_word_is_a_format_error(content):
    _, reward, _, _, info = say(hiding("lapse"), content)
    assert (reward, info["error"]) == (-0.1, "format")


@pytest.mark.parametrize("length", [3, 4, 5])
def test_the_example_can_be_guessed_and_is_never_hidden(length):
    env = Wordle(word_length=length)
    assert env.example == EXAMPLES[length]
    assert env.example not in common(length)
    env.reset(seed=0)
    assert env.step(env.example_action)[4]["error"] is None


@pytest.mark.parametrize("tier", TIERS)
def test_the_oracle_finds_the_word(tier):
    env = gymnasium.make(f"gem/Wordle{tier}-v0").unwrapped
    for seed in range(20):
        env.reset(seed=seed)
        wandering = sorted(accepted(env.word_length))[seed::1000][:3]
        total = sum(env.step(f"\\boxed{{{guess}}}")[1] for guess in wandering)
        _, reward, done, _, info = env.step(env.oracle_action())
        assert done
        assert info["success"]
        assert total + reward == pytest.approx(1, abs=1e-9)


def test_random_lengths_have_five_turns_a_letter():
    env = gymnasium.make("gem/Wordle-Random-v0").unwrapped
    drawn = set()
    for seed in range(40):
        env.reset(seed=seed)
        drawn.add((env.word_length, env.max_turns))
        assert len(env._word) == env.word_length
    assert drawn == {(3, 15), (4, 20), (5, 25)}


@pytest.mark.parametrize("length", [2, 6])
def test_other_lengths_are_refused(length):
    with pytest.raises(ValueError, match="word_length must be a whole number from 3 to 5"):
        Wordle(word_length=length)


def test_the_longest_game_can_be_observed():
    env = hiding("lapse", max_turns=500, only_real_words=False)
    for number in range(499):
        word = "".join(chr(97 + number // 26**place % 26) for place in range(5))
        text, *_ = say(env, word)
    assert text in env.observation_space


@pytest.mark.parametrize(("known", "said"), [(True, "a known word of 5 letters"), (False, "any 5")])
def test_the_rules_say_what_may_be_guessed(known, said):
    assert f"a guess is {said}" in Wordle(only_real_words=known).reset(seed=0)[0]


def test_a_guess_of_one_letter_is_told_in_the_singular():
    assert "A has 1 letter, not 5." in say(hiding("lapse"), "a")[0]


@pytest.mark.parametrize(
    ("name", "value"), [("word_length", "4"), ("only_real_words", None), ("max_turns", 501)]
)
def test_wrong_arguments_are_named(name, value):
    with pytest.raises(ValueError, match=name):
        Wordle(**{name: value})
