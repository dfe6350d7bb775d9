import gymnasium
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gem_gymnasium.envs.games.hangman import Hangman
from gem_gymnasium.words import EXAMPLES, common, dictionary

TIERS = ["", "-Easy", "-Hard", "-Random"]


def hiding(word, **kwargs):
    """An environment that hides the word."""
    env = Hangman(word_length=len(word), **{"on_format_error": "continue", **kwargs})
    env.reset(seed=0)
    env._word = word
    return env


def say(env, content):
    return env.step(f"\\boxed{{{content}}}")


def test_a_letter_is_shown_wherever_it_is():
    env = hiding("eerie")
    text, reward, _, _, info = say(env, "e")
    assert "Word: E E _ _ E\nLetters tried: E\n" in text
    assert (reward, info["error"]) == (pytest.approx(0.3), None)


def test_a_letter_that_is_not_there_shows_nothing_and_pays_nothing():
    text, reward, _, _, info = say(hiding("lapse"), "z")
    assert "Word: _ _ _ _ _\nLetters tried: Z\n" in text
    assert (reward, info["error"]) == (0, None)


def test_the_last_letter_wins_and_pays_the_rest():
    env = hiding("eerie")
    rewards = [say(env, letter)[1] for letter in "er"]
    _, reward, terminated, _, info = say(env, "i")
    assert [*rewards, reward] == pytest.approx([0.3, 0.1, 0.6])
    assert (terminated, info["success"], info["stop_reason"]) == (True, True, "solved")


def test_the_whole_word_wins_and_pays_the_rest():
    assert say(hiding("lapse"), "lapse")[1] == pytest.approx(1)
    env = hiding("lapse")
    say(env, "e")
    text, reward, terminated, _, info = say(env, "LAPSE")
    assert (reward, terminated, info["success"]) == (pytest.approx(0.9), True, True)
    assert "Word: L A P S E" in text


def test_a_wrong_word_costs_a_turn_and_the_game_goes_on():
    env = hiding("lapse", max_turns=3)
    text, reward, terminated, _, info = say(env, "crane")
    assert (reward, terminated, info["error"]) == (0, False, None)
    assert "Words tried: CRANE" in text
    assert "Turns left: 2" in text


@pytest.mark.parametrize("guess", ["e", "E", "crane"])
def test_a_guess_made_before_is_illegal(guess):
    env = hiding("lapse")
    say(env, guess)
    before = env._state()
    assert say(env, guess)[4]["error"] == "illegal"
    assert env._state() == before


@pytest.mark.parametrize("guess", ["la", "laps", "lapses"])
def test_a_word_of_another_length_is_illegal(guess):
    assert say(hiding("lapse"), guess)[4]["error"] == "illegal"


@pytest.mark.parametrize("content", ["", "1", "e!", "the word", "é", "e" * 1000])
def test_what_is_no_word_is_a_format_error(content):
    _, reward, _, _, info = say(hiding("lapse"), content)
    assert (reward, info["error"]) == (-0.1, "format")


@given(st.permutations("lapsexyz"))
def test_letters_in_any_order_end_in_the_same_state_and_pay_one(letters):
    env = hiding("lapse")
    total = 0.0
    for letter in letters:
        _, reward, done, _, info = say(env, letter)
        total += reward
        if done:
            break
    assert info["success"]
    assert total == pytest.approx(1, abs=1e-9)


def test_equal_states_give_equal_text():
    one, other = hiding("lapse"), hiding("lapse")
    for guess in ("s", "e", "crane", "horse"):
        say(one, guess)
    for guess in ("horse", "crane", "e", "s"):
        say(other, guess)
    assert one._state() == other._state()


def test_the_rules_show_a_letter_and_a_word_that_is_not_hidden():
    for length in range(3, 9):
        env = Hangman(word_length=length)
        rules = env.reset(seed=0)[0]
        assert r"\boxed{e} for a letter" in rules
        assert rf"\boxed{{{EXAMPLES[length]}}} for a word" in rules
        assert EXAMPLES[length] not in (*common(length), *dictionary(length))


@pytest.mark.parametrize("tier", TIERS)
def test_the_oracle_finds_the_word(tier):
    env = gymnasium.make(f"gem/Hangman{tier}-v0").unwrapped
    for seed in range(20):
        env.reset(seed=seed)
        total = sum(env.step(f"\\boxed{{{letter}}}")[1] for letter in "qe")
        _, reward, done, _, info = env.step(env.oracle_action())
        assert done
        assert info["success"]
        assert total + reward == pytest.approx(1, abs=1e-9)


def test_random_tiers_are_gems():
    env = gymnasium.make("gem/Hangman-Random-v0").unwrapped
    drawn = set()
    for seed in range(40):
        env.reset(seed=seed)
        drawn.add((env.word_length, env.max_turns))
    assert drawn == {(3, 10), (5, 15), (7, 20)}


def test_hardcore_draws_from_the_dictionary():
    env = Hangman(hardcore=True)
    drawn = []
    for seed in range(30):
        env.reset(seed=seed)
        drawn.append(env._word)
    assert set(drawn) <= set(dictionary(5))
    assert set(drawn) - set(common(5))


@pytest.mark.parametrize("length", [2, 9])
def test_other_lengths_are_refused(length):
    with pytest.raises(ValueError, match="word_length must be a whole number from 3 to 8"):
        Hangman(word_length=length)


@pytest.mark.parametrize("content", ["E, A, T", "E A T", "e-a-t", "E,A"])
def test_letters_apart_are_no_word(content):
    assert say(hiding("eat"), content)[4]["error"] == "format"


def test_a_drawn_difficulty_can_be_hardcore_and_has_no_other_turns():
    env = gymnasium.make("gem/Hangman-Random-v0", hardcore=True).unwrapped
    env.reset(seed=0)
    assert env.hardcore
    with pytest.raises(ValueError, match="max_turns"):
        gymnasium.make("gem/Hangman-Random-v0", max_turns=3)


def test_wordle_hides_other_words_at_the_same_seeds():
    from gem_gymnasium.envs.games.wordle import Wordle

    pairs = [(Hangman(), Wordle()), (Hangman(randomize=True), Wordle(randomize=True))]
    for pair in pairs:
        same = 0
        for seed in range(100):
            for env in pair:
                env.reset(seed=seed)
            same += pair[0]._word == pair[1]._word
        assert same <= 1


def test_the_longest_game_can_be_observed():
    env = hiding("notebooks"[:8], max_turns=500)
    for number in range(499):
        word = "".join(chr(97 + number // 26**place % 26) for place in range(8))
        text, *_ = say(env, word)
    assert text in env.observation_space


@pytest.mark.parametrize(
    ("name", "value"),
    [("word_length", True), ("word_length", 3.0), ("hardcore", "no"), ("max_turns", 501)],
)
def test_wrong_arguments_are_named(name, value):
    with pytest.raises(ValueError, match=name):
        Hangman(**{name: value})
