"""FifteenPuzzle: boards that can be solved, slides, rewards, the oracle."""

import collections
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gem_gymnasium.envs.games._fifteen_puzzle import OPPOSITE, shortest, slides
from gem_gymnasium.envs.games.fifteen_puzzle import FifteenPuzzle

TIERS = {
    "plain": {},
    "easy": {"num_rows": 2, "max_turns": 10},
    "medium": {"num_rows": 3, "max_turns": 20},
    "hard": {"num_rows": 4, "max_turns": 50},
    "random": {"randomize": True},
}


def act(env, content):
    return env.step(f"\\boxed{{{content}}}")


def moved(board, size, way):
    cells = list(board)
    empty = cells.index(0)
    source = slides(size)[empty][way]
    cells[empty], cells[source] = cells[source], 0
    return tuple(cells)


def distances(size, most):
    """The moves from the solved board to each board, by breadth-first search."""
    goal = (*range(1, size * size), 0)
    far = {goal: 0}
    queue = collections.deque([goal])
    while queue:
        board = queue.popleft()
        if far[board] < most:
            for way in slides(size)[board.index(0)]:
                after = moved(board, size, way)
                if after not in far:
                    far[after] = far[board] + 1
                    queue.append(after)
    return far


@pytest.mark.parametrize("tier", TIERS)
def test_the_oracle_solves_every_board_in_time(tier):
    env = FifteenPuzzle(**TIERS[tier])
    for seed in range(20):
        env.reset(seed=seed)
        total, done = 0.0, False
        while not done:
            assert env.oracle_action() in env.legal_actions()
            _, reward, done, _, info = env.step(env.oracle_action())
            total += reward
        assert info["success"]
        assert total == 1


def test_2x2_draws_all_boards_alike():
    # GEM has 2 of these 11, always 4 moves from the end.
    env = FifteenPuzzle()
    env.reset(seed=0)
    drawn = collections.Counter()
    for _ in range(2200):
        env.reset()
        drawn[tuple(env._board)] += 1
    far = distances(2, 6)
    assert set(drawn) == {board for board, moves in far.items() if moves}
    assert len(drawn) == 11
    assert 140 < min(drawn.values()) <= max(drawn.values()) < 260


@pytest.mark.parametrize("turns", [1, 2, 5])
def test_few_turns_give_near_boards(turns):
    far = {size: distances(size, turns) for size in (2, 3)}
    for size in (2, 3):
        env = FifteenPuzzle(num_rows=size, max_turns=turns)
        for seed in range(40):
            env.reset(seed=seed)
            assert 0 < far[size][tuple(env._board)] <= turns


def test_many_turns_do_not_make_resets_slow():
    start = time.perf_counter()
    FifteenPuzzle(num_rows=3, max_turns=10**9).reset(seed=0)
    assert time.perf_counter() - start < 0.5


def test_large_boards_vary_and_are_not_solved():
    env = FifteenPuzzle(**TIERS["hard"])
    boards = set()
    for seed in range(200):
        env.reset(seed=seed)
        boards.add(tuple(env._board))
        assert env._board != env._goal
        assert len(env._path) <= 50
    assert len(boards) > 195


def test_a_direction_is_the_way_a_tile_moves():
    env = FifteenPuzzle(num_rows=3, max_turns=20)
    env.reset(seed=0)
    env._board, env._empty = [1, 2, 3, 4, 0, 5, 6, 7, 8], 4
    observation, _, _, _, info = act(env, "up")
    assert info["error"] is None
    assert observation.startswith("You moved tile 7 up.\n 1  2  3\n 4  7  5\n 6 __  8\n")
    assert act(env, "right")[0].startswith("You moved tile 6 right.\n 1  2  3\n 4  7  5\n__  6  8")
    observation, reward, done, _, info = act(env, "up")
    assert (reward, done, info["error"]) == (0, False, "illegal")
    assert "none is below the empty cell" in observation
    assert env.legal_actions() == ["\\boxed{down}", "\\boxed{left}"]


def test_solving_pays_1():
    env = FifteenPuzzle()
    env.reset(seed=0)
    env._board, env._empty = [1, 2, 0, 3], 2
    observation, reward, done, _, info = act(env, "left")
    assert (reward, done, info["stop_reason"]) == (1, True, "solved")
    assert "solved" in observation


@pytest.mark.parametrize("last", ["left", "up"])  # one is legal, the other not
def test_spent_turns_pay_the_share_of_cells_in_place(last):
    env = FifteenPuzzle(num_rows=3, max_turns=1)
    env.reset(seed=0)
    env._board, env._empty = [1, 2, 3, 4, 5, 6, 0, 8, 7], 6
    _, reward, done, _, info = act(env, last)
    assert done
    assert info["stop_reason"] == "turns"
    assert reward == pytest.approx({"left": 6 / 9, "up": 6 / 9 + 1 / 9}[last])


def test_the_empty_cell_in_its_place_counts_too():
    env = FifteenPuzzle(num_rows=2, max_turns=1)
    env.reset(seed=0)
    env._board, env._empty = [2, 3, 1, 0], 3
    assert env._partial() == 0.25


@pytest.mark.parametrize("content", ["up", "UP", " Up. ", '"up"', "(up)", "u p"])
def test_plain_ways_to_write_an_action_are_read(content):
    assert FifteenPuzzle()._parse(content) == "up"


@pytest.mark.parametrize("content", ["", "upp", "up down", "north", "1", "u"])
def test_other_actions_are_format_errors(content):
    env = FifteenPuzzle()
    env.reset(seed=0)
    _, reward, done, _, info = act(env, content)
    assert (reward, done, info["error"]) == (-0.1, True, "format")


@given(st.text())
def test_no_text_breaks_the_parser(content):
    assert FifteenPuzzle()._parse(content) in (None, *OPPOSITE)


def test_samples_are_well_formed():
    env = FifteenPuzzle()
    env.action_space.seed(0)
    drawn = {env._parse(env._read_action(env.action_space.sample())) for _ in range(60)}
    assert drawn == set(OPPOSITE)


def test_the_search_finds_shortest_solutions():
    far = distances(3, 14)
    boards = list(far)[1::300]
    for board in boards:
        route = shortest(board, 3, 50, 10**6)
        assert len(route) == far[board]
        for way in route:
            board = moved(board, 3, way)
        assert far[board] == 0


def test_the_search_solves_the_farthest_board():
    assert len(shortest((8, 6, 7, 2, 5, 4, 3, 0, 1), 3, 100, 60_000)) == 31


def test_the_search_gives_up():
    board = (15, 14, 8, 12, 10, 11, 9, 13, 2, 6, 5, 1, 3, 7, 4, 0)  # 80 moves, the most
    assert shortest(board, 4, 200, 5000) is None
    assert shortest((1, 2, 3, 4, 5, 6, 7, 0, 8), 3, 1, 5000) is None


def test_the_oracle_recovers_from_other_moves():
    env = FifteenPuzzle(num_rows=3, max_turns=60)
    for seed in range(5):
        env.reset(seed=seed)
        for number in range(20):
            env.step(env.legal_actions()[number % 2])
        done = env._stop_reason is not None
        while not done:
            done = env.step(env.oracle_action())[2]
        assert env._board == env._goal


def test_large_boards_are_solved_by_the_way_back():
    env = FifteenPuzzle(num_rows=6, max_turns=120)
    env.reset(seed=0)
    done = False
    while not done:
        _, _, done, _, info = env.step(env.oracle_action())
    assert info["success"]


@pytest.mark.parametrize("num_rows", [1, 11, 2.0])
def test_wrong_sizes_are_refused(num_rows):
    with pytest.raises(ValueError, match="num_rows"):
        FifteenPuzzle(num_rows=num_rows)


def test_randomize_draws_gems_tiers():
    env = FifteenPuzzle(randomize=True)
    env.reset(seed=0)
    drawn = set()
    for _ in range(40):
        observation, info = env.reset()
        drawn.add((env.num_rows, info["max_turns"]))
        assert f"{env.num_rows**2 - 1}-Puzzle" in observation
    assert drawn == {(2, 10), (3, 20), (4, 50)}
