"""Minesweeper: mines, openings, flags, rewards."""

import copy
import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gem_gymnasium.envs.games.minesweeper import Minesweeper

TIERS = {
    "plain": {},
    "easy": {"rows": 5, "cols": 5, "num_mines": 5, "max_turns": 25},
    "hard": {"rows": 8, "cols": 8, "num_mines": 12, "max_turns": 64},
    "random": {"randomize": True},
}


def act(env, content):
    return env.step(f"\\boxed{{{content}}}")


def marks(env):
    """The cells that the last observation's board shows, by row and column."""
    rows = env._state().splitlines()[1:]
    return [row.split()[1:] for row in rows]


@pytest.mark.parametrize("tier", TIERS)
def test_the_oracle_never_hits_a_mine_and_earns_1(tier):
    env = Minesweeper(**TIERS[tier])
    for seed in range(20):
        env.reset(seed=seed)
        total, done = 0.0, False
        while not done:
            assert env.oracle_action() in env.legal_actions()
            _, reward, done, _, info = env.step(env.oracle_action())
            total += reward
        assert info["success"]
        assert total == pytest.approx(1, abs=1e-9)
        shown = list(itertools.chain(*marks(env)))
        assert shown.count(".") == env.num_mines
        assert "*" not in shown


def test_every_number_counts_the_mines_around_it():
    env = Minesweeper(rows=4, cols=6, num_mines=7, max_turns=24)
    for seed in range(20):
        env.reset(seed=seed)
        done = False
        while not done:
            done = env.step(env.oracle_action())[2]
        board = marks(env)  # what is still unknown is a mine
        for row, col in itertools.product(range(4), range(6)):
            if board[row][col] != ".":
                around = [
                    board[r][c]
                    for r in range(max(0, row - 1), min(4, row + 2))
                    for c in range(max(0, col - 1), min(6, col + 2))
                ]
                assert int(board[row][col]) == around.count(".")


def test_the_first_reveal_opens_an_area_where_there_is_room():
    env = Minesweeper(**TIERS["easy"])
    for seed in range(50):
        env.reset(seed=seed)
        cell = (seed % 5, seed // 5 % 5)
        act(env, "reveal {} {}".format(*cell))
        assert marks(env)[cell[0]][cell[1]] == "0"


def test_the_first_reveal_is_safe_on_the_tightest_boards():
    # GEM looks for ever for a place outside the neighbourhood of the middle.
    env = Minesweeper(rows=3, cols=3, num_mines=1, max_turns=9)
    env.reset(seed=0)
    act(env, "reveal 1 1")
    assert marks(env)[1][1] == "1"
    env = Minesweeper(rows=2, cols=2, num_mines=3, max_turns=9)
    env.reset(seed=0)
    _, reward, _, _, info = act(env, "reveal 0 1")
    assert info["success"]
    assert reward == 1


def test_mines_depend_on_the_seed_and_the_first_reveal_alone():
    boards = []
    for flags in range(3):
        env = Minesweeper()
        env.reset(seed=7)
        for number in range(flags):
            act(env, f"flag {number} 0")
            random.random()
            env.np_random.random()
        act(env, "reveal 7 7")
        boards.append(env._numbers)
    assert boards[0] == boards[1] == boards[2]
    env.reset(seed=8)
    act(env, "reveal 7 7")
    assert env._numbers != boards[0]


def test_all_mines_are_equally_likely():
    env = Minesweeper(rows=5, cols=5, num_mines=4, max_turns=25)
    count = [0] * 25
    env.reset(seed=0)
    for _ in range(2000):
        env.reset()
        act(env, "reveal 0 0")
        for cell, number in enumerate(env._numbers):
            count[cell] += number == -1
    assert [count[cell] for cell in (0, 1, 5, 6)] == [0, 0, 0, 0]
    others = [count[cell] for cell in range(25) if cell not in (0, 1, 5, 6)]
    assert 300 < min(others) <= max(others) < 460  # 381 on average


def test_a_mine_loses_the_game_and_shows_all_mines():
    env = Minesweeper(**TIERS["easy"])
    env.reset(seed=0)
    act(env, "reveal 2 2")
    mine = env._numbers.index(-1)
    observation, reward, done, _, info = act(env, f"reveal {mine // 5} {mine % 5}")
    assert done
    assert reward == 0
    assert info["stop_reason"] == "lost"
    assert not info["success"]
    assert sum(row.count("*") for row in marks(env)) == 5
    assert "holds a mine" in observation


def test_flags():
    env = Minesweeper(**TIERS["easy"])
    env.reset(seed=0)
    _, reward, _, _, info = act(env, "flag 0 0")
    assert (reward, info["error"], marks(env)[0][0]) == (0, None, "F")
    observation, reward, _, _, info = act(env, "reveal 0 0")
    assert info["error"] == "illegal"
    assert "flagged" in observation  # GEM says that it is revealed
    act(env, "flag 0 0")
    assert marks(env)[0][0] == "."
    act(env, "reveal 2 2")
    for verb in ("reveal", "flag"):
        observation, _, _, _, info = act(env, f"{verb} 2 2")
        assert info["error"] == "illegal"
        assert "revealed already" in observation


def test_a_flag_stops_an_opening_and_the_oracle_takes_it_off():
    env = Minesweeper(**TIERS["easy"])
    env.reset(seed=0)
    total = 0.0
    for col in range(5):
        act(env, f"flag 1 {col}")
    total += act(env, "reveal 4 4")[1]
    assert marks(env)[1] == ["F"] * 5
    done = False
    while not done:
        _, reward, done, _, info = env.step(env.oracle_action())
        total += reward
    assert info["success"]
    assert total == pytest.approx(1, abs=1e-9)


def test_flags_are_not_needed_and_do_not_hinder_the_end():
    # GEM's game goes on until every mine is flagged, and never ends if the last move is a flag.
    env = Minesweeper(**TIERS["easy"])
    env.reset(seed=1)
    done = False
    while not done:
        _, _, done, _, info = env.step(env.oracle_action())
    assert info["stop_reason"] == "solved"


def test_with_too_few_turns_the_share_that_was_revealed_is_paid():
    env = Minesweeper(max_turns=3)
    env.reset(seed=3)
    total, done = 0.0, False
    while not done:
        _, reward, done, _, info = env.step(env.oracle_action())
        total += reward
    revealed = sum(cell.isdigit() for row in marks(env) for cell in row)
    assert info["stop_reason"] == "turns"
    assert total == pytest.approx(revealed / 54)


@pytest.mark.parametrize(
    "content",
    [
        "reveal 3 2",
        "Reveal 3,2",
        "REVEAL (3, 2)",
        "(reveal 3 2)",
        "reveal: 3 2",
        "reveal, 3, 2",
        "reveal row 3, column 2",
        "reveal (3)(2)",
    ],
)
def test_plain_ways_to_write_an_action_are_read(content):
    env = Minesweeper()
    env.reset(seed=0)
    assert env._parse(content) == ("reveal", 3, 2)


@pytest.mark.parametrize("content", ["", "3 2", "reveal", "reveal 3", "open 3 2", "reveal 3 2 1"])
def test_other_actions_are_format_errors(content):
    env = Minesweeper()
    env.reset(seed=0)
    _, reward, done, _, info = act(env, content)
    assert (reward, done, info["error"]) == (-0.1, True, "format")


@pytest.mark.parametrize("content", ["reveal 8 0", "flag 0 8", "reveal -1 0"])
def test_cells_off_the_board_are_illegal(content):
    env = Minesweeper()
    env.reset(seed=0)
    observation, reward, done, _, info = act(env, content)
    assert (reward, done, info["error"]) == (0, False, "illegal")
    assert "from 0 to 7" in observation


@given(st.one_of(st.text(), st.text(alphabet="reveal flag0123456789,()[]-: ")))
def test_no_text_breaks_the_parser(content):
    move = Minesweeper()._parse(content)
    assert move is None or move[0] in ("reveal", "flag")


def test_huge_texts_are_refused_at_once():
    env = Minesweeper()
    for content in ("reveal " + "1" * 10**6, "reveal" + " 1" * 10**6, "(" * 10**6):
        assert env._parse(content) is None


def test_samples_are_well_formed():
    env = Minesweeper(rows=12, cols=3, num_mines=5)
    env.action_space.seed(0)
    for _ in range(50):
        verb, row, col = env._parse(env._read_action(env.action_space.sample()))
        assert verb in ("reveal", "flag")
        assert 0 <= row < 12
        assert 0 <= col < 3


def test_legal_actions_are_those_that_are_not_illegal():
    env = Minesweeper(**TIERS["easy"])
    env.reset(seed=2)
    act(env, "flag 0 0")
    act(env, "reveal 4 4")
    legal = set(env.legal_actions())
    for verb, row, col in itertools.product(("reveal", "flag"), range(5), range(5)):
        action = f"\\boxed{{{verb} {row} {col}}}"
        assert (copy.deepcopy(env).step(action)[4]["error"] is None) == (action in legal)


def test_wide_boards_are_aligned():
    env = Minesweeper(rows=3, cols=12, num_mines=5)
    env.reset(seed=0)
    act(env, "flag 2 11")
    lines = env._state().splitlines()
    assert len({len(line) for line in lines}) == 1
    assert lines[-1][-1] == "F"
    assert lines[0].endswith("11")


def test_randomize_draws_gems_sizes():
    env = Minesweeper(randomize=True)
    env.reset(seed=0)
    sizes = set()
    for _ in range(60):
        observation, info = env.reset()
        sizes.add(env.rows)
        assert env.cols == env.rows
        assert env.num_mines == env.rows**2 // 5
        assert info["max_turns"] == env.rows**2
        assert f"{env.rows} rows" in observation
    assert sizes == {5, 6, 7, 8}


@pytest.mark.parametrize(
    "wrong",
    [{"rows": 1}, {"cols": 51}, {"num_mines": 0}, {"num_mines": 64}, {"rows": 2.5}, {"cols": "4"}],
)
def test_wrong_arguments_are_refused(wrong):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        Minesweeper(**wrong)


def test_one_is_told_in_the_singular():
    assert "with 1 hidden mine. " in Minesweeper(num_mines=1).reset(seed=0)[0]


def test_no_order_of_reveals_pays_more_than_1():
    env = Minesweeper(rows=7, cols=9, num_mines=20)
    for seed in range(20):
        env.reset(seed=seed)
        total, done = 0.0, False
        while not done:
            _, reward, done, _, _ = env.step(env.oracle_action())
            total += reward
        assert total == pytest.approx(1, abs=1e-12)
