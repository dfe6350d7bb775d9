"""Game2048: slides and merges, new tiles, rewards, the oracle."""

import collections
import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gem_gymnasium.envs.games._directions import DIRECTIONS
from gem_gymnasium.envs.games._game_2048 import following, grow, moves, over, plan, slide
from gem_gymnasium.envs.games.game_2048 import Game2048

TIERS = {
    "plain": {},
    "easy": {"target_tile": 64, "max_turns": 50},
    "random": {"randomize": True},
}
ROWS = st.lists(st.integers(0, 4), min_size=4, max_size=4).map(tuple)
BOARDS = st.tuples(ROWS, ROWS, ROWS, ROWS)
DOOMED = ((3, 4, 5, 6), (4, 5, 6, 7), (5, 6, 7, 3), (0, 8, 9, 5))  # each move is the last


def act(env, content):
    return env.step(f"\\boxed{{{content}}}")


def solve(env):
    total, done = 0.0, False
    while not done:
        action = env.oracle_action()
        assert action in env.legal_actions()
        _, reward, done, _, info = env.step(action)
        total += reward
    assert info["success"]
    assert total == pytest.approx(1, abs=1e-9)


@pytest.mark.parametrize("tier", TIERS)
def test_the_oracle_wins_in_time(tier):
    env = Game2048(**TIERS[tier])
    for seed in range(20 if tier != "plain" else 5):
        env.reset(seed=seed)
        solve(env)


@pytest.mark.parametrize(("target_tile", "max_turns"), [(512, 350), (2048, 1200)])
def test_the_oracle_wins_the_long_games(target_tile, max_turns):
    env = Game2048(target_tile=target_tile, max_turns=max_turns)
    env.reset(seed=0)
    solve(env)


@pytest.mark.parametrize(
    ("row", "left", "right"),
    [
        ((1, 1, 1, 1), (2, 2, 0, 0), (0, 0, 2, 2)),  # a tile merges once a move
        ((1, 1, 2, 0), (2, 2, 0, 0), (0, 0, 2, 2)),
        ((1, 1, 1, 0), (2, 1, 0, 0), (0, 0, 1, 2)),  # first where the tiles go
        ((1, 0, 0, 1), (2, 0, 0, 0), (0, 0, 0, 2)),
        ((1, 2, 1, 2), (1, 2, 1, 2), (1, 2, 1, 2)),
    ],
)
def test_slides(row, left, right):
    board = (row, (0,) * 4, (0,) * 4, (0,) * 4)
    assert slide(board, "left")[0] == left
    assert slide(board, "right")[0] == right
    upright = tuple(zip(*board, strict=True))
    assert tuple(line[0] for line in slide(upright, "up")) == left
    assert tuple(line[0] for line in slide(upright, "down")) == right


@given(BOARDS)
def test_slides_keep_the_sum_and_agree_with_moves(board):
    tiles = sum(2**level for row in board for level in row if level)
    for way in DIRECTIONS:
        after = slide(board, way)
        assert sum(2**level for row in after for level in row if level) == tiles
        assert (after != board) == (way in dict(moves(board)))
    assert over(board) == (tiles > 0 and not moves(board))


def test_new_tiles_are_even_in_place_and_one_in_ten_a_4():
    board = ((1, 0, 0, 2), (0, 0, 0, 0), (1, 1, 1, 1), (0, 3, 3, 0))
    empty = [(r, c) for r in range(4) for c in range(4) if not board[r][c]]
    state, places, fours = 1, collections.Counter(), 0
    for _ in range(16_000):
        state = following(state)
        after = grow(board, state)
        changed = [(r, c) for r in range(4) for c in range(4) if after[r][c] != board[r][c]]
        assert len(changed) == 1
        places[changed[0]] += 1
        fours += after[changed[0][0]][changed[0][1]] == 2
    assert sorted(places) == empty
    assert 1800 < min(places.values()) <= max(places.values()) < 2200
    assert 1450 < fours < 1750


def test_a_game_starts_with_two_tiles_and_each_move_brings_one():
    env = Game2048(board_size=5)
    for seed in range(20):
        observation, _ = env.reset(seed=seed)
        assert sum(map(bool, sum(env._board, ()))) == 2
    env._board = ((1, 0, 0, 0, 0), *[(0,) * 5] * 4)
    observation, _, _, _, _ = act(env, "right")
    assert observation.startswith("You moved right.\n")
    assert env._board[0][4]
    assert sum(map(bool, sum(env._board, ()))) == 2


def test_episodes_follow_from_seed_and_actions():
    one, two = Game2048(), Game2048()
    assert one.reset(seed=5) == two.reset(seed=5)
    fork = copy.deepcopy(one)
    two.np_random.random()
    for _ in range(30):
        action = one.oracle_action()
        assert one.step(action) == two.step(action) == fork.step(action)


def test_a_move_that_changes_nothing_is_illegal():
    env = Game2048()
    env.reset(seed=0)
    env._board = board = ((1, 2, 0, 0), *[(0,) * 4] * 3)
    for way in ("left", "up"):
        observation, reward, done, _, info = act(env, way)
        assert (reward, done, info["error"]) == (0, False, "illegal")
        assert "changes nothing" in observation
    assert env._board == board
    assert env.legal_actions() == ["\\boxed{down}", "\\boxed{right}"]


def test_rewards_are_the_doublings_of_the_largest_tile():
    env = Game2048(target_tile=32)
    env.reset(seed=0)
    env._board, env._start, env._largest = ((1, 1, 0, 0), *[(0,) * 4] * 3), 1, 1
    assert act(env, "left")[1] == pytest.approx(1 / 4)  # from 2 to 4 of 32
    env._board = ((3, 3, 0, 0), *[(0,) * 4] * 3)
    assert act(env, "left")[1] == pytest.approx(2 / 4)
    env._board = ((4, 3, 3, 0), *[(0,) * 4] * 3)
    assert act(env, "left")[1] == 0
    _, reward, done, _, info = act(env, "left")
    assert reward == pytest.approx(1 / 4)
    assert (done, info["stop_reason"]) == (True, "solved")


def test_no_move_left_is_lost():
    env = Game2048()
    env.reset(seed=0)
    env._board, env._largest = DOOMED, 9
    observation, reward, done, _, info = act(env, "left")
    assert (reward, done, info["stop_reason"]) == (0, True, "lost")
    assert "No move is left" in observation


def test_the_board_is_aligned():
    env = Game2048(target_tile=131072, max_turns=40_000)
    env.reset(seed=0)
    env._board = ((16, 1, 0, 5), *[(0,) * 4] * 3)
    lines = env._state().splitlines()
    assert lines[0].split() == ["65536", "2", ".", "32"]
    assert len({len(line) for line in lines}) == 1


@pytest.mark.parametrize("content", ["left", "LEFT", " Left ", "[left]"])
def test_plain_ways_to_write_an_action_are_read(content):
    assert Game2048()._parse(content) == "left"


@given(st.text())
def test_no_text_breaks_the_parser(content):
    assert Game2048()._parse(content) in (None, *DIRECTIONS)


def test_huge_texts_are_refused_at_once():
    for content in ("left" * 10**5, "(" * 10**6, " " * 10**6 + "x"):
        assert Game2048()._parse(content) is None


def test_the_oracle_answers_where_the_game_can_not_be_won():
    env = Game2048(target_tile=2048, max_turns=600)
    env.reset(seed=0)
    env.turn = 595
    done = False
    while not done:
        _, _, done, _, info = env.step(env.oracle_action())
    assert info["stop_reason"] == "turns"
    # A plan ends with the game, too.
    ways, alive = plan(DOOMED, 0, 11, 60, 8)
    assert len(ways) == 1
    assert not alive


def test_small_boards_can_be_played():
    env = Game2048(target_tile=8, board_size=2, max_turns=30)
    env.reset(seed=0)
    solve(env)


@pytest.mark.parametrize(
    "wrong",
    [
        {"max_turns": 60},
        {"target_tile": 100},
        {"target_tile": 4},
        {"target_tile": 64.0},
        {"board_size": 1},
    ],
)
def test_wrong_arguments_are_refused(wrong):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        Game2048(**wrong)


def test_randomize_draws_gems_tiers():
    env = Game2048(randomize=True)
    env.reset(seed=0)
    drawn = set()
    for _ in range(40):
        observation, info = env.reset()
        drawn.add((env.target_tile, info["max_turns"]))
        assert f"a tile of {env.target_tile} within {info['max_turns']} moves" in observation
    assert drawn == {(16, 20), (32, 30), (64, 50)}
