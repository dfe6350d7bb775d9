import copy
import random
import re

import gymnasium
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gem_gymnasium.envs.games.word_search import WordSearch
from gem_gymnasium.words import common, dictionary

TIERS = ["", "-Easy", "-Hard", "-Random"]


def make(seed=0, **kwargs):
    env = WordSearch(**{"on_format_error": "continue", **kwargs})
    env.reset(seed=seed)
    return env


def showing(rows, words, **kwargs):
    """An environment with that grid."""
    env = make(num_words=len(words), **kwargs)
    env._size = len(rows)
    env._grid = [list(row) for row in rows]
    env._left = sorted(words)
    env._draw_board()
    return env


def say(env, *ends):
    return env.step(f"\\boxed{{{' '.join(map(str, ends))}}}")


GRID = ["CATX", "XOXX", "XXGW", "SAWX"]


@pytest.mark.parametrize("ends", [(0, 0, 0, 2), (0, 2, 0, 0)])
def test_a_word_is_found_from_either_end(ends):
    text, reward, terminated, _, info = say(showing(GRID, ["CAT", "SAW"]), *ends)
    assert (reward, terminated, info["error"]) == (0.5, False, None)
    assert "0 c a t X\n" in text
    assert "Words to find: SAW\nFound: CAT\n" in text


def test_the_last_word_ends_the_game():
    env = showing(GRID, ["CAT", "SAW", "COG"], vocabulary="hard")
    rewards = [say(env, *ends)[1] for ends in [(0, 0, 0, 2), (2, 2, 0, 0)]]
    _, reward, terminated, truncated, info = say(env, 3, 0, 3, 2)
    assert [*rewards, reward] == pytest.approx([1 / 3] * 3)
    assert (terminated, truncated, info["success"]) == (True, False, True)


def test_the_words_to_find_are_told():
    env = make(num_words=7)
    text = env.reset(seed=4)[0]
    told = re.search("Words to find: (.*)", text)[1].split(", ")
    assert told == sorted(env._places)
    assert len(told) == 7


def test_a_word_that_came_about_by_chance_counts():
    env = showing(["CATX", "XXXX", "XXXX", "TACX"], ["CAT"])
    assert say(env, 3, 2, 3, 0)[4]["success"]


def test_a_line_that_reads_two_words_gives_the_one_still_to_find():
    env = showing(["WASX", "XXXX", "XXXX", "XXXX"], ["SAW", "WAS"])
    assert "You found WAS" in say(env, 0, 0, 0, 2)[0]
    assert "You found SAW" in say(env, 0, 0, 0, 2)[0]


def test_a_word_found_before_is_illegal():
    env = showing(GRID, ["CAT", "SAW"])
    say(env, 0, 0, 0, 2)
    before = env._state()
    assert say(env, 0, 2, 0, 0)[4]["error"] == "illegal"
    assert env._state() == before


def test_another_line_costs_its_turn():
    env = showing(GRID, ["CAT", "SAW"])
    text, reward, terminated, _, info = say(env, 1, 0, 1, 2)
    assert (reward, terminated, info["error"]) == (0, False, None)
    assert "XOX is not a word of the list." in text


@pytest.mark.parametrize(
    "ends",
    [(0, 0, 0, 4), (-1, 0, 2, 0), (0, 0, 1, 2), (0, 0, 0, 1), (0, 0, 0, 0), (0, 0, 2, 2)],
    ids=["outside", "negative", "crooked", "short", "a cell", "diagonal"],
)
def test_what_is_no_line_is_illegal(ends):
    assert say(showing(GRID, ["CAT", "SAW"]), *ends)[4]["error"] == "illegal"


def test_diagonals_are_lines_in_the_hard_vocabulary():
    env = showing(GRID, ["COG"], vocabulary="hard")
    assert say(env, 0, 3, 3, 0)[4]["error"] is None
    assert say(env, 0, 0, 2, 2)[4]["success"]


@pytest.mark.parametrize(
    "content",
    [
        "0 0 0 2",
        "0,0,0,2",
        "0, 0, 0, 2",
        "[0 0 0 2]",
        "(0, 0), (0, 2)",
        "[0,0] [0,2]",
        "00 00 00 02",
    ],
)
def test_ways_to_write_the_ends(content):
    assert say(showing(GRID, ["CAT"]), content)[4]["success"]


@pytest.mark.parametrize(
    "content", ["", "CAT", "0 0 0", "0 0 0 2 1", "0 0 - 0 2", "1" * 40, "((((", "0 0 0 2.5"]
)
def test_what_is_no_four_numbers_is_a_format_error(content):
    _, reward, _, _, info = say(make(), content)
    assert (reward, info["error"]) == (-0.1, "format")


@given(st.text(max_size=300) | st.text("0123456789 ,-()[]", max_size=30))
def test_no_text_breaks_the_parser(text):
    move = WordSearch()._parse(text)
    assert move is None or len(move) == 4


@pytest.mark.parametrize("vocabulary", ["easy", "hard"])
@pytest.mark.parametrize("num_words", [1, 2, 5, 20])
def test_all_words_are_placed_in_a_compact_square_grid(vocabulary, num_words):
    words = common if vocabulary == "easy" else dictionary
    longest = 8 if vocabulary == "easy" else 10
    known = {word.upper() for length in range(3, longest + 1) for word in words(length)}
    env = WordSearch(vocabulary=vocabulary, num_words=num_words)
    directions = set()
    for seed in range(10):
        env.reset(seed=seed)
        letters = sum(map(len, env._places))
        assert len(env._places) == num_words
        assert known.issuperset(env._places)
        assert {len(row) for row in env._grid} == {len(env._grid)}
        assert len(env._grid) <= max(6, longest, (2 * letters) ** 0.5 + 1)
        for word, ends in env._places.items():
            assert env._text(ends) == word
            others = [other for other in env._places if other != word]
            assert not any(word in other or word[::-1] in other for other in others)
            row, column, last_row, last_column = ends
            reach = len(word) - 1
            directions.add(((last_row - row) // reach, (last_column - column) // reach))
        assert all(c.isupper() and c.isascii() for row in env._grid for c in row)
    allowed = {(0, 1), (1, 0)} | ({(1, 1), (-1, 1)} if vocabulary == "hard" else set())
    assert directions <= allowed
    if num_words == 20:
        assert directions == allowed


def test_the_board_has_coordinates_that_stand_over_their_letters():
    env = make(num_words=20)
    assert env._size > 10
    lines = env._state().splitlines()
    for number, row in enumerate(env._grid):
        line = lines[number + 1]
        assert len(line) == len(lines[0])
        assert int(line[:2]) == number
        for column, letter in enumerate(row):
            assert int(lines[0][3 * column + 3 :][:2]) == column
            assert line[3 * column + 3 :][:2] == f" {letter}"


@pytest.mark.parametrize("tier", TIERS)
def test_the_oracle_finds_all_words(tier):
    env = gymnasium.make(f"gem/WordSearch{tier}-v0").unwrapped
    for seed in range(20):
        env.reset(seed=seed)
        rng = random.Random(seed)
        legal = env.legal_actions()
        total = sum(env.step(rng.choice(legal))[1] for _ in range(3))
        done = False
        while not done:
            _, reward, done, _, info = env.step(env.oracle_action())
            total += reward
        assert info["success"]
        assert total == pytest.approx(1, abs=1e-9)


@pytest.mark.parametrize("vocabulary", ["easy", "hard"])
def test_legal_actions_are_just_those_that_are_not_illegal(vocabulary):
    env = make(vocabulary=vocabulary)
    env.step(env.oracle_action())
    legal = set(env._legal())
    rng = random.Random(0)
    size = range(-1, env._size + 1)
    tried = [" ".join(str(rng.choice(size)) for _ in range(4)) for _ in range(300)]
    found = " ".join(map(str, env._places[env._found[0]]))
    for content in [found, *tried, *sorted(legal)[:100]]:
        error = copy.deepcopy(env).step(f"\\boxed{{{content}}}")[4]["error"]
        assert (error is None) == (content in legal)
    assert found not in legal


def test_equal_states_give_equal_text():
    one, other = make(seed=5), make(seed=5)
    places = list(one._places.values())
    for ends in places[:2]:
        say(one, *ends)
    for ends in places[1::-1]:
        say(other, *ends)
    assert one._state() == other._state()


def test_random_draws_a_vocabulary_and_keeps_the_rest():
    env = gymnasium.make("gem/WordSearch-Random-v0").unwrapped
    drawn = set()
    for seed in range(20):
        env.reset(seed=seed)
        drawn.add((env.vocabulary, env.num_words, env.max_turns))
    assert drawn == {("easy", env.num_words, 20), ("hard", env.num_words, 20)}


@pytest.mark.parametrize(
    "kwargs",
    [
        {"vocabulary": "basic"},
        {"num_words": 0},
        {"num_words": 21},
        {"max_turns": 4},
        {"num_words": 2.5},
    ],
)
def test_arguments_that_make_no_game_are_refused(kwargs):
    with pytest.raises(ValueError, match=r"vocabulary|num_words|8 words"):
        WordSearch(**kwargs)


def test_the_number_of_words_may_be_given_where_the_vocabulary_is_drawn():
    env = gymnasium.make("gem/WordSearch-Random-v0", num_words=3).unwrapped
    assert "hides 3 words" in env.reset(seed=0)[0]


def test_one_is_told_in_the_singular():
    text = WordSearch(num_words=1, max_turns=1).reset(seed=0)[0]
    assert "hides 1 word; find all that is hidden within 1 turn." in text
