"""Sokoban: the rules of the game, the rooms that are drawn, and the planner."""

import copy
import itertools
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import gymnasium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gem_gymnasium  # noqa: F401 - registers the ids
from gem_gymnasium.envs.games.sokoban import Sokoban

IDS = ["gem/Sokoban-v0", "gem/Sokoban-Easy-v0", "gem/Sokoban-Hard-v0", "gem/Sokoban-Random-v0"]
OFFSETS = {"up": (-1, 0), "down": (1, 0), "left": (0, -1), "right": (0, 1)}


def act(move: str) -> str:
    return f"\\boxed{{{move}}}"


def board_of(text: str) -> list[str]:
    """The rows of the board in an observation, without the spaces between the signs."""
    return [line.replace(" ", "") for line in text.splitlines() if line.startswith("# ")]


def make_room(*rows: str, turns: int = 20, **options: object) -> Sokoban:
    """An environment in a given state."""
    boxes = sum(row.count("X") + row.count("*") for row in rows)
    env = Sokoban(room_size=(len(rows), len(rows[0])), num_boxes=boxes, max_turns=turns, **options)
    env.reset(seed=0)
    board = list("".join(rows))
    env._board = board
    env._player = next(cell for cell, sign in enumerate(board) if sign in "P+")
    env._targets = frozenset(cell for cell, sign in enumerate(board) if sign in "O*+")
    env._floor = frozenset(cell for cell, sign in enumerate(board) if sign != "#")
    env._plan = {}
    return env


def played(env: Sokoban, *moves: str) -> list[tuple[str, float, bool, bool, dict]]:
    return [env.step(act(move)) for move in moves]


def simulate(board: list[str], move: str) -> list[str] | None:
    """The board after a move by rules written again, or None where the move is not possible."""
    cells = {(r, c): sign for r, row in enumerate(board) for c, sign in enumerate(row)}
    (row, col), (down, right) = next(k for k, sign in cells.items() if sign in "P+"), OFFSETS[move]
    there, beyond = (row + down, col + right), (row + 2 * down, col + 2 * right)
    if cells[there] == "#" or (cells[there] in "X*" and cells[beyond] not in "_O"):
        return None
    if cells[there] in "X*":
        cells[beyond] = {"_": "X", "O": "*"}[cells[beyond]]
    cells[there] = {"_": "P", "X": "P", "O": "+", "*": "+"}[cells[there]]
    cells[row, col] = {"P": "_", "+": "O"}[cells[row, col]]
    width = len(board[0])
    signs = [cells[key] for key in sorted(cells)]
    return ["".join(signs[k : k + width]) for k in range(0, len(signs), width)]


@pytest.mark.parametrize("env_id", IDS)
def test_oracle_solves_every_room_for_the_full_reward(env_id: str) -> None:
    env = gymnasium.make(env_id).unwrapped
    for seed in range(25):
        env.reset(seed=seed)
        total, done, info = 0.0, False, {}
        while not done:
            _, reward, done, _, info = env.step(env.oracle_action())
            assert info["error"] is None
            total += reward
        assert info["success"]
        assert total == 1.0


@pytest.mark.parametrize("env_id", IDS)
def test_rooms_are_sound(env_id: str) -> None:
    env = gymnasium.make(env_id).unwrapped
    boards = set()
    for seed in range(40):
        text, _ = env.reset(seed=seed)
        board = board_of(text)
        rows, cols = env.room_size
        boards.add("".join(board))
        assert [len(row) for row in board] == [cols] * rows
        assert {*board[0], *board[-1], *(row[0] for row in board), *(row[-1] for row in board)} == {
            "#"
        }
        signs = "".join(board)
        on = signs.count("*")
        assert signs.count("X") + on == env.num_boxes
        assert signs.count("O") + signs.count("+") + on == env.num_boxes
        assert signs.count("P") + signs.count("+") == 1
        assert signs.count("X") > 0
        # The floor is connected.
        floor = {(r, c) for r in range(rows) for c in range(cols) if board[r][c] != "#"}
        seen = [min(floor)]
        for r, c in seen:
            for down, right in OFFSETS.values():
                if (r + down, c + right) in floor and (r + down, c + right) not in seen:
                    seen.append((r + down, c + right))
        assert len(seen) == len(floor)
    assert len(boards) == 40


def test_boxes_start_off_the_targets() -> None:
    for env_id in ("gem/Sokoban-Easy-v0", "gem/Sokoban-Hard-v0"):
        env = gymnasium.make(env_id).unwrapped
        assert not any("*" in "".join(board_of(env.reset(seed=seed)[0])) for seed in range(100))


def test_a_reset_takes_milliseconds() -> None:
    """GEM's hard tier took 1.4 s a reset; the bound is wide, for busy machines."""
    import time

    env = gymnasium.make("gem/Sokoban-Hard-v0").unwrapped
    start = time.process_time()
    for seed in range(50):
        env.reset(seed=seed)
    assert (time.process_time() - start) / 50 < 0.02


def test_threads_draw_the_same_rooms_as_one_after_the_other() -> None:
    """GEM's generator keeps its search in module globals, which threads corrupt."""
    seeds = range(12)

    def rooms(worker: int, barrier: Barrier | None = None) -> list[str]:
        env = gymnasium.make("gem/Sokoban-Random-v0").unwrapped
        if barrier:
            barrier.wait()
        return [env.reset(seed=100 * worker + seed)[0] for seed in seeds]

    alone = [rooms(worker) for worker in range(8)]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(8) as pool:
            together = list(pool.map(rooms, range(8), itertools.repeat(Barrier(8))))
    finally:
        sys.setswitchinterval(interval)
    assert together == alone


def test_walks_and_pushes() -> None:
    env = make_room("######", "#P___#", "#_X_O#", "#____#", "#_*__#", "######")
    text, reward, done, _, info = played(env, "down")[0]
    assert text.startswith("You moved down.")
    assert board_of(text)[2] == "#PX_O#"
    assert (reward, done, info["error"]) == (0.0, False, None)
    text, *_ = played(env, "right")[0]
    assert text.startswith("You pushed a box right.")
    assert board_of(text)[2] == "#_PXO#"
    text, reward, done, truncated, info = played(env, "right")[0]
    assert board_of(text)[2] == "#__P*#"
    assert (reward, done, truncated, info["success"]) == (1.0, True, False, True)
    assert info["stop_reason"] == "solved"


def test_what_stops_a_move_is_illegal_and_changes_nothing() -> None:
    env = make_room("#######", "#PX_O_#", "#XX_O_#", "#X__*_#", "#___O_#", "#######")
    before = env._state()
    for move, why in (
        ("up", "a wall is there"),
        ("left", "a wall is there"),
        ("down", "another box is behind the box"),
    ):
        text, reward, done, _, info = env.step(act(move))
        assert why in text
        assert (reward, done, info["error"]) == (0.0, False, "illegal")
        assert env._state() == before
    assert env.legal_actions() == [act("right")]
    text, *_, info = played(env, "right", "right", "right", "right")[-1]
    assert "a wall is behind the box" in text
    assert info["error"] == "illegal"


def test_player_on_a_target_and_box_off_a_target_are_drawn() -> None:
    env = make_room("#####", "#P*_#", "#OX_#", "#___#", "#####")
    text, *_ = played(env, "down")[0]
    assert board_of(text)[1:3] == ["#_*_#", "#+X_#"]
    text, *_ = played(env, "up", "right")[-1]
    assert board_of(text)[1:3] == ["#_+X#", "#OX_#"]


def test_turns_spent_pay_the_share_of_boxes_on_targets() -> None:
    env = make_room("######", "#PX_O#", "#_*__#", "#_X_O#", "#____#", "######", turns=3)
    *_, (_, reward, done, truncated, info) = played(env, "right", "right", "left")
    assert (done, truncated, info["success"], info["stop_reason"]) == (True, False, False, "turns")
    assert reward == pytest.approx(2 / 3)
    sparse = make_room(
        "######", "#PX_O#", "#_*__#", "#_X_O#", "#____#", "######", turns=1, reward_mode="sparse"
    )
    assert played(sparse, "down")[0][1] == 0.0


@pytest.mark.parametrize("content", ["up", "UP", " Up ", "[up]", r"\text{up}", "u p"])
def test_actions_are_read_where_plain(content: str) -> None:
    env = make_room("#####", "#___#", "#P__#", "#XO_#", "#####")
    *_, info = env.step(act(content))
    assert info["error"] is None
    assert env._player == 6


@pytest.mark.parametrize("content", ["", "north", "up up", "up down", "updown", "1", "\u0443p"])
def test_other_actions_are_format_errors(content: str) -> None:
    env = Sokoban()
    env.reset(seed=0)
    _, reward, done, _, info = env.step(act(content))
    assert (reward, done, info["error"]) == (-0.1, True, "format")


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 1000), st.lists(st.sampled_from(sorted(OFFSETS)), max_size=40))
def test_every_move_follows_the_rules(seed: int, moves: list[str]) -> None:
    env = Sokoban(room_size=(7, 6), num_boxes=3)
    board = board_of(env.reset(seed=seed)[0])
    for move in moves:
        expected = simulate(board, move)
        legal = [name for name in OFFSETS if simulate(board, name)]
        assert env.legal_actions() == [act(name) for name in legal]
        text, _, done, _, info = env.step(act(move))
        board = board_of(text)
        assert info["error"] == (None if expected else "illegal")
        if expected:
            assert board == expected
        assert info["success"] == ("X" not in "".join(board))
        if done:
            break


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 1000), st.lists(st.sampled_from(sorted(OFFSETS)), max_size=10))
def test_oracle_answers_legally_in_any_state(seed: int, moves: list[str]) -> None:
    env = Sokoban(room_size=(6, 6), num_boxes=2, max_turns=20)
    env.reset(seed=seed)
    done = False
    for move in moves:
        if done:
            return
        done = env.step(act(move))[2]
    while not done:
        legal = env.legal_actions()
        action = env.oracle_action()
        assert action in legal or not legal
        done = env.step(action)[2]


def reachable(board: list[str], turns: int) -> Iterator[list[str]]:
    """Every board that some moves within the turns lead to."""
    seen, layer = {"".join(board)}, [board]
    for _ in range(turns + 1):
        yield from layer
        after = [simulate(board, move) for board in layer for move in OFFSETS]
        layer = []
        for board in filter(None, after):
            if "".join(board) not in seen:
                seen.add("".join(board))
                layer.append(board)


def test_oracle_reaches_the_best_reward_from_states_off_its_plan() -> None:
    solved = 0
    for seed in range(12):
        env = Sokoban(room_size=(5, 6), num_boxes=2, max_turns=16)
        env.reset(seed=seed)
        for move in ("left", "down", "right", "up", "left")[: 3 + seed % 3]:
            env.step(act(move))
        if env._stop_reason:
            continue
        board, turns = board_of(env._state()), env.max_turns - env.turn
        best = max("".join(found).count("*") for found in reachable(board, turns))
        done, reward = False, 0.0
        while not done:
            _, reward, done, _, info = env.step(env.oracle_action())
        assert reward == best / 2
        solved += info["success"]
    assert solved > 3


def test_oracle_finds_a_solution_that_takes_every_turn() -> None:
    for seed in range(10):
        env = Sokoban(room_size=(6, 5), num_boxes=2)
        board = board_of(env.reset(seed=seed)[0])
        shortest = next(
            turns
            for turns in range(1, 40)
            if any("X" not in "".join(found) for found in reachable(board, turns))
        )
        env = make_room(*board, turns=shortest)
        done, info = False, {}
        while not done:
            *_, done, _, info = env.step(env.oracle_action())
        assert info["success"]


def test_oracle_of_a_lost_room_keeps_what_it_has() -> None:
    # The upper box is in a corner; the other one can still be brought to a target.
    env = make_room("######", "#X___#", "#_PXO#", "#___O#", "######", turns=8)
    done, reward = False, 0.0
    while not done:
        _, reward, done, _, info = env.step(env.oracle_action())
        assert info["error"] is None
    assert reward == 0.5


def test_oracle_of_a_player_without_a_move_does_not_raise() -> None:
    env = make_room("#####", "#PX##", "#X#O#", "##O_#", "#####", turns=2)
    assert env.legal_actions() == []
    assert env.oracle_action() == act("up")


def test_a_fork_with_a_plan_goes_its_own_way() -> None:
    env = Sokoban(room_size=(8, 8), num_boxes=4, max_turns=50)
    env.reset(seed=3)
    env.step(env.oracle_action())
    fork = copy.deepcopy(env)
    state = env._state()
    fork.step(fork.oracle_action())
    assert env._state() == state != fork._state()


def test_room_size_may_be_a_list() -> None:
    env = Sokoban(room_size=[6, 9], num_boxes=2)
    assert env.room_size == (6, 9)
    assert len(board_of(env.reset(seed=0)[0])[0]) == 9


@pytest.mark.parametrize(
    "arguments",
    [
        {"room_size": (4, 6)},
        {"room_size": (6, 21)},
        {"room_size": (6,)},
        {"room_size": 6},
        {"room_size": "66"},
        {"room_size": (6.0, 6.0)},
        {"room_size": (True, 6)},
        {"num_boxes": 0},
        {"num_boxes": "2"},
        {"num_boxes": 5},
        {"max_turns": 0},
    ],
)
def test_wrong_arguments_are_named(arguments: dict) -> None:
    with pytest.raises(ValueError, match=next(iter(arguments))):
        Sokoban(**arguments)


@pytest.mark.parametrize(("size", "boxes", "turns"), [(5, 2, 1), (6, 4, 3), (20, 81, 5)])
def test_rooms_exist_for_extreme_arguments(size: int, boxes: int, turns: int) -> None:
    env = Sokoban(room_size=(size, size), num_boxes=boxes, max_turns=turns)
    for seed in range(3):
        env.reset(seed=seed)
        done = False
        while not done:
            *_, done, _, info = env.step(env.oracle_action())
        assert info["success"]


def test_random_draws_gems_tiers() -> None:
    env = gymnasium.make("gem/Sokoban-Random-v0").unwrapped
    drawn = set()
    for seed in range(20):
        _, info = env.reset(seed=seed)
        assert info["max_turns"] == env.max_turns
        drawn.add((env.room_size, env.num_boxes, env.max_turns))
    assert drawn == {((6, 6), 2, 20), ((8, 8), 5, 50)}
