"""Crosswords: sound grids, clues that are right, and GEM's rewards."""

import json
import re
from pathlib import Path

import gymnasium
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gem_gymnasium
from gem_gymnasium.envs.games._crosswords import lay_out
from gem_gymnasium.envs.games.crosswords import Crosswords

IDS = [f"gem/Crosswords-{tier}v0" for tier in ("", "Easy-", "Hard-", "Random-")]
DATA = Path(gem_gymnasium.__file__).parent / "envs" / "games" / "data" / "crossword_clues.json"
CLUES: dict[str, dict[str, list[str]]] = json.loads(DATA.read_text("ascii"))
CLUE = re.compile(r"(\d+)\. from row (\d), column (\d), (\d) letters: (.+)")


def act(*parts: object) -> str:
    return f"\\boxed{{{' '.join(map(str, parts))}}}"


def grid_of(text: str) -> list[str]:
    """The rows of the grid in a state, without labels and spaces."""
    return [line[3:].replace(" ", "") for line in re.findall(r"^\d  .*$", text, re.MULTILINE)]


def words_of(env: Crosswords) -> list[tuple[int, int, bool, str]]:
    """The runs of two letters and more in the solution: where they begin, if across, the word."""
    rows = grid_of(env._solution)
    found = []
    for across, lines in (
        (True, rows),
        (False, ["".join(line) for line in zip(*rows, strict=True)]),
    ):
        for k, line in enumerate(lines):
            for run in re.finditer(r"[A-Z]{2,}", line):
                row, col = (k, run.start()) if across else (run.start(), k)
                found.append((row, col, across, run.group()))
    return found


def test_clues_are_clean() -> None:
    for vocabulary in ("easy", "hard"):
        words = CLUES[vocabulary]
        assert len(words) >= 120
        assert list(words) == sorted(words)
        for word, clues in words.items():
            assert re.fullmatch("[a-z]{3,9}", word)
            assert 1 <= len(clues) <= 2
            assert len(set(clues)) == len(clues)
            for clue in clues:
                assert clue.isascii()
                assert word not in clue.lower()
    assert not CLUES["easy"].keys() & CLUES["hard"].keys()
    every = [clue for words in CLUES.values() for clues in words.values() for clue in clues]
    assert len(set(every)) == len(every)


@pytest.mark.parametrize("env_id", IDS)
def test_grids_are_sound_and_clues_describe_them(env_id: str) -> None:
    """Of GEM's 999 stated letter counts, 280 were wrong."""
    env = gymnasium.make(env_id).unwrapped
    layouts = set()
    for seed in range(60):
        text, info = env.reset(seed=seed)
        state = env._state()
        assert state in text
        layouts.add(state)
        rows = grid_of(state)
        letters = sum(row.count("_") for row in rows)
        assert letters == env._letters <= info["max_turns"]
        assert len(rows) <= 10
        assert len(rows[0]) <= 10
        # Trimmed: the border rows and columns hold letters.
        columns = ["".join(line) for line in zip(*rows, strict=True)]
        assert all("_" in line for line in (rows[0], rows[-1], columns[0], columns[-1]))

        words = words_of(env)
        assert len(words) == env.num_words
        assert len({word for *_, word in words}) == env.num_words
        # No letter stands alone, and the words are connected.
        cells = [
            {(row, col + k) if across else (row + k, col) for k in range(len(word))}
            for row, col, across, word in words
        ]
        assert len(set().union(*cells)) == letters
        joined, rest = cells[0], cells[1:]
        while any(joined & one for one in rest):
            joined = joined.union(*(one for one in rest if joined & one))
            rest = [one for one in rest if not one <= joined]
        assert not rest

        # Each word has one clue, which says rightly where it is and how long; numbers follow the
        # reading order of the first cells.
        starts = sorted({(row, col) for row, col, _, _ in words})
        across, _, down = state.partition("Across:\n")[2].partition("Down:\n")
        listed = []
        for is_across, lines in ((True, across), (False, down)):
            for number, row, col, count, clue in CLUE.findall(lines):
                place = int(row), int(col)
                word = next(w for r, c, a, w in words if (r, c, a) == (*place, is_across))
                assert int(count) == len(word)
                assert starts[int(number) - 1] == place
                assert clue in CLUES[env.vocabulary][word.lower()]
                listed.append(word)
        assert sorted(listed) == sorted(word for *_, word in words)
    assert len(layouts) == 60


@pytest.mark.parametrize("env_id", IDS)
def test_oracle_solves_every_crossword_for_the_full_reward(env_id: str) -> None:
    env = gymnasium.make(env_id).unwrapped
    for seed in range(20):
        env.reset(seed=seed)
        share, total, done, info = 1 / env._letters, 0.0, False, {}
        while not done:
            _, reward, done, _, info = env.step(env.oracle_action())
            assert reward == pytest.approx(share, abs=1e-12)
            total += reward
        assert info["success"]
        assert abs(total - 1) < 1e-12
        assert env._drawing == env._solution


@pytest.mark.parametrize("vocabulary", ["easy", "hard"])
@pytest.mark.parametrize("num_words", [2, 5, 8])
def test_letters_never_exceed_few_turns(vocabulary: str, num_words: int) -> None:
    env = Crosswords(vocabulary=vocabulary, num_words=num_words, max_turns=6 * num_words)
    for seed in range(25):
        env.reset(seed=seed)
        assert env._letters <= 6 * num_words


def test_a_word_never_covers_another_one() -> None:
    for seed in range(50):
        rng = np.random.default_rng(seed)
        placed = lay_out(rng, ["RAIN", "TRAIN", "RAINBOW"], 3, 100)
        if placed:
            across = [word for *_, is_across, word in placed if is_across]
            assert 0 < len(across) < 3
            cells = [
                ((row, col + k) if is_across else (row + k, col), letter)
                for row, col, is_across, word in placed
                for k, letter in enumerate(word)
            ]
            letters = dict(cells)
            assert set(cells) == set(letters.items())  # where words cross they agree
            assert len(cells) - len(letters) == 2


@pytest.fixture
def env() -> Crosswords:
    env = Crosswords(num_words=3, max_turns=30)
    env.reset(seed=0)
    return env


def open_cell(env: Crosswords) -> tuple[int, int, str]:
    row, col, letter = re.findall(r"\w", env._oracle())
    return int(row), int(col), letter


def test_a_right_letter_is_written_in_upper_case(env: Crosswords) -> None:
    row, col, letter = open_cell(env)
    before = grid_of(env._state())
    text, reward, done, _, info = env.step(act(row, col, letter.lower()))
    after = grid_of(text)
    assert after[row][col] == letter
    assert [line.replace(letter, "_") for line in after] == before
    assert (reward, done, info["error"]) == (1 / env._letters, False, None)


def test_a_wrong_letter_pays_nothing_and_is_not_written_down(env: Crosswords) -> None:
    row, col, letter = open_cell(env)
    state = env._state()
    for _ in range(2):
        text, reward, done, _, info = env.step(act(row, col, "Q" if letter != "Q" else "X"))
        assert "is wrong" in text
        assert env._state() == state
        assert (reward, done, info["error"]) == (0.0, False, None)


def test_blocks_filled_cells_and_what_is_outside_are_illegal(env: Crosswords) -> None:
    row, col, letter = open_cell(env)
    env.step(act(row, col, letter))
    rows = grid_of(env._state())
    block = next(
        (r, c) for r, line in enumerate(rows) for c, sign in enumerate(line) if sign == "."
    )
    state = env._state()
    for cell, why in (
        ((row, col), f"holds {letter} already"),
        (block, "takes no letter"),
        ((len(rows), 0), "is not in the grid"),
        ((0, len(rows[0])), "is not in the grid"),
        ((123456789, 0), "is not in the grid"),
    ):
        text, reward, done, _, info = env.step(act(*cell, "A"))
        assert why in text
        assert env._state() == state
        assert (reward, done, info["error"]) == (0.0, False, "illegal")


def test_legal_actions_are_all_letters_in_all_open_cells(env: Crosswords) -> None:
    legal = env.legal_actions()
    assert legal
    assert len(legal) == len(set(legal)) == 26 * env._letters
    assert env.oracle_action() in legal


@pytest.mark.parametrize(
    "form", ["{} {} {}", "{}, {}, {}", "({},{},{})", "[{} {} {}]", "({}, {}) {}", "{} {} '{}'"]
)
def test_actions_are_read_where_plain(env: Crosswords, form: str) -> None:
    _, reward, _, _, info = env.step(f"\\boxed{{{form.format(*open_cell(env))}}}")
    assert info["error"] is None
    assert reward > 0


@pytest.mark.parametrize(
    "content",
    [
        "",
        "0 0",
        "0 0 AB",
        "0 0 1",
        "A 0 0",
        "0 0 A B",
        "-1 0 A",
        "0 0 \u00e4",
        "\u00b2 0 A",
        "0 0 A" * 1000,
        "1234567890 0 A",
    ],
)
def test_other_actions_are_format_errors(env: Crosswords, content: str) -> None:
    _, reward, done, _, info = env.step(f"\\boxed{{{content}}}")
    assert (reward, done, info["error"]) == (-0.1, True, "format")


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_parsing_never_raises(content: str) -> None:
    move = Crosswords()._parse(content)
    assert move is None or (len(move) == 3 and move[2].isupper())


def test_turns_spent_pay_nothing_more() -> None:
    env = Crosswords(num_words=2, max_turns=12)
    env.reset(seed=0)
    row, col, letter = open_cell(env)
    wrong = "Q" if letter != "Q" else "X"
    for _ in range(11):
        env.step(act(row, col, wrong))
    _, reward, done, truncated, info = env.step(act(row, col, letter))
    assert (reward, done, truncated) == (1 / env._letters, True, False)
    assert (info["stop_reason"], info["success"]) == ("turns", False)


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ({"vocabulary": "medium"}, "vocabulary"),
        ({"num_words": 1}, "num_words"),
        ({"num_words": 9}, "num_words"),
        ({"num_words": 5, "max_turns": 29}, "max_turns"),
    ],
)
def test_wrong_arguments_are_named(arguments: dict, named: str) -> None:
    with pytest.raises(ValueError, match=named):
        Crosswords(**arguments)


def test_random_draws_both_tiers() -> None:
    """GEM's crashes when it is made."""
    env = gymnasium.make("gem/Crosswords-Random-v0").unwrapped
    drawn = set()
    for seed in range(20):
        _, info = env.reset(seed=seed)
        drawn.add((env.vocabulary, env.num_words, info["max_turns"]))
    assert drawn == {("easy", 3, 30), ("hard", 3, 40)}


@pytest.mark.parametrize(
    "content",
    ["(0,2) = E", "row 0, column 2, letter E", "Row 0 Col 2: 'e'", "(0, 2) -> E", "[0 2 E]"],
)
def test_plain_ways_to_name_a_cell_are_read(content: str) -> None:
    assert Crosswords()._parse(content) == (0, 2, "E")


@pytest.mark.parametrize(
    "content", ["column 2, row 0, letter E", "letter E, row 0", "02E", "0 2 letter"]
)
def test_what_could_mean_another_cell_is_not_read(content: str) -> None:
    assert Crosswords()._parse(content) is None


def test_clues_are_in_american_english() -> None:
    british = re.compile(
        r"colour|grey|jewellery|defence|enquir|gaol|fibre|aluminium|(?:al|ur|t|er)ised"
    )
    every = [clue for words in CLUES.values() for clues in words.values() for clue in clues]
    assert [clue for clue in every if british.search(clue)] == []
