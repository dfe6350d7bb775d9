"""Sudoku: unique puzzles of exactly the clues asked for, and GEM's rewards."""

import re
from itertools import pairwise, product

import gymnasium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gem_gymnasium  # noqa: F401 - registers the ids
from gem_gymnasium.envs.games.sudoku import Sudoku

IDS = ["gem/Sudoku-v0", "gem/Sudoku-Easy-v0", "gem/Sudoku-Hard-v0", "gem/Sudoku-Random-v0"]


def act(*numbers: int) -> str:
    return f"\\boxed{{{' '.join(map(str, numbers))}}}"


def grid_of(text: str) -> list[list[int]]:
    """The numbers that an observation draws, 0 for empty cells."""
    rows = re.findall(r"^\d \| .*$", text, re.MULTILINE)
    return [[int(sign.replace(".", "0")) for sign in re.findall(r"[\d.]", row[1:])] for row in rows]


def units(scale: int) -> list[list[tuple[int, int]]]:
    side = {4: 2, 9: 3}[scale]
    span, corners = range(scale), range(0, scale, side)
    boxes = [
        [(r + k, c + m) for k in range(side) for m in range(side)]
        for r, c in product(corners, corners)
    ]
    return [[(k, m) for m in span] for k in span] + [[(m, k) for m in span] for k in span] + boxes


def solutions(grid: list[list[int]], most: int = 2) -> list[list[list[int]]]:
    """Up to ``most`` solutions, by plain backtracking that shares nothing with the package."""
    scale = len(grid)
    grid = [row[:] for row in grid]
    seen = {
        cell: {other for unit in units(scale) if cell in unit for other in unit if other != cell}
        for cell in product(range(scale), range(scale))
    }
    found: list[list[list[int]]] = []

    def candidates(cell: tuple[int, int]) -> set[int]:
        return set(range(1, scale + 1)) - {grid[r][c] for r, c in seen[cell]}

    def search() -> None:
        empty = [cell for cell in seen if not grid[cell[0]][cell[1]]]
        if not empty:
            found.append([row[:] for row in grid])
            return
        cell = min(empty, key=lambda one: len(candidates(one)))
        for number in sorted(candidates(cell)):
            grid[cell[0]][cell[1]] = number
            search()
            grid[cell[0]][cell[1]] = 0
            if len(found) >= most:
                return

    search()
    return found


@pytest.mark.parametrize(
    ("env_id", "clues", "count"),
    [("gem/Sudoku-v0", 51, 5), ("gem/Sudoku-Easy-v0", 6, 40), ("gem/Sudoku-Hard-v0", 31, 8)],
)
def test_puzzles_have_one_solution_and_the_clues_asked_for(
    env_id: str, clues: int, count: int
) -> None:
    env = gymnasium.make(env_id).unwrapped
    for seed in range(count):
        grid = grid_of(env.reset(seed=seed)[0])
        assert sum(number > 0 for row in grid for number in row) == clues
        (solution,) = solutions(grid)
        for unit in units(env.scale):
            assert sorted(solution[r][c] for r, c in unit) == list(range(1, env.scale + 1))
        assert [number for row in solution for number in row] == env._solution


@pytest.mark.parametrize(("scale", "clues"), [(4, 4), (4, 15), (9, 24), (9, 80)])
def test_puzzles_at_the_bounds_have_one_solution(scale: int, clues: int) -> None:
    env = Sudoku(scale=scale, clues=clues)
    for seed in range(2):
        grid = grid_of(env.reset(seed=seed)[0])
        assert sum(number > 0 for row in grid for number in row) == clues
        assert len(solutions(grid)) == 1


def test_full_grids_vary_beyond_shuffles_of_one() -> None:
    """Renaming numbers and permuting rows keep the cycles that rows make of each other."""
    env = Sudoku()
    kinds, grids = set(), set()
    for seed in range(60):
        env.reset(seed=seed)
        rows = [env._solution[k : k + 9] for k in range(0, 81, 9)]
        grids.add(tuple(env._solution))
        kind = []
        for one, other in [pair for band in (0, 3, 6) for pair in pairwise(rows[band : band + 3])]:
            after, lengths = dict(zip(one, other, strict=True)), []
            while after:
                number, length = next(iter(after)), 0
                while number in after:
                    number, length = after.pop(number), length + 1
                lengths.append(length)
            kind.append(tuple(sorted(lengths)))
        kinds.add(tuple(kind))
    assert len(grids) == 60
    assert len(kinds) > 30


@pytest.mark.parametrize("env_id", IDS)
def test_oracle_solves_every_puzzle_for_the_full_reward(env_id: str) -> None:
    env = gymnasium.make(env_id).unwrapped
    for seed in range(20):
        _, info = env.reset(seed=seed)
        share, total, done = 1 / env._empty, 0.0, False
        assert env._empty <= info["max_turns"]
        while not done:
            _, reward, done, _, info = env.step(env.oracle_action())
            assert reward == pytest.approx(share, abs=1e-12)
            total += reward
        assert info["success"]
        assert abs(total - 1) < 1e-12


def test_a_reset_takes_milliseconds() -> None:
    """GEM's hard tier took 50 ms a reset; the bound is wide, for busy machines."""
    import time

    env = gymnasium.make("gem/Sudoku-Hard-v0").unwrapped
    start = time.process_time()
    for seed in range(50):
        env.reset(seed=seed)
    assert (time.process_time() - start) / 50 < 0.01


def open_cell(env: Sudoku) -> tuple[int, int, int]:
    """Row and column, from 1, of an empty cell, and what belongs there."""
    cell = env._grid.index(0)
    return cell // env.scale + 1, cell % env.scale + 1, env._solution[cell]


def test_a_right_number_is_written_down() -> None:
    env = Sudoku()
    before = grid_of(env.reset(seed=1)[0])
    row, col, number = open_cell(env)
    text, reward, done, _, info = env.step(act(row, col, number))
    before[row - 1][col - 1] = number
    assert grid_of(text) == before
    assert (reward, done, info["error"]) == (1 / 30, False, None)
    assert info["reward_parts"] == {"progress": 1 / 30}


def test_a_wrong_number_pays_nothing_and_is_not_written_down() -> None:
    env = gymnasium.make("gem/Sudoku-Hard-v0").unwrapped
    before = grid_of(env.reset(seed=1)[0])
    row, col, number = open_cell(env)
    reasons = set()
    for wrong in range(1, 10):
        if wrong == number:
            continue
        text, reward, done, _, info = env.step(act(row, col, wrong))
        assert grid_of(text) == before
        assert (reward, done, info["error"]) == (0.0, False, None)
        said = re.match(
            r"(\d) is wrong in row (\d), column (\d)(?:: the (\w+) holds it already)?\.", text
        )
        assert said
        reason = said.group(4)
        inside = [unit for unit in units(9) if (row - 1, col - 1) in unit]
        held = [
            name
            for name, unit in zip(("row", "column", "box"), inside, strict=True)
            if any(before[r][c] == wrong for r, c in unit)
        ]
        assert reason == (held[0] if held else None)
        reasons.add(reason)
    assert len(reasons) > 1


def test_filled_cells_and_what_is_not_in_the_grid_are_illegal() -> None:
    env = Sudoku(scale=4, clues=6, max_turns=15)
    env.reset(seed=1)
    row, col, number = open_cell(env)
    env.step(act(row, col, number))
    text, reward, done, _, info = env.step(act(row, col, number))
    assert f"holds {number} already" in text
    assert (reward, done, info["error"]) == (0.0, False, "illegal")
    for numbers in ((0, 1, 1), (1, 5, 1), (1, 1, 5), (1, 1, 0), (-1, 1, 1), (999999999, 1, 1)):
        text, reward, done, _, info = env.step(act(*numbers))
        assert "is not in the grid" in text
        assert (reward, done, info["error"]) == (0.0, False, "illegal")


def test_turns_spent_pay_nothing_more() -> None:
    env = Sudoku(scale=4, clues=12, max_turns=4)
    env.reset(seed=0)
    row, col, number = open_cell(env)
    for _ in range(3):
        env.step(act(row, col, number % 4 + 1))
    _, reward, done, truncated, info = env.step(act(row, col, number))
    assert (reward, done, truncated, info["stop_reason"]) == (0.25, True, False, "turns")


@pytest.mark.parametrize(
    "form", ["{} {} {}", "{}, {}, {}", "({},{},{})", "[{} {} {}]", " {}  {} {} "]
)
def test_actions_are_read_where_plain(form: str) -> None:
    env = Sudoku()
    env.reset(seed=0)
    _, reward, _, _, info = env.step(f"\\boxed{{{form.format(*open_cell(env))}}}")
    assert info["error"] is None
    assert reward > 0


@pytest.mark.parametrize(
    "content", ["", "1 2", "1 2 3 4", "1.0 2 3", "a b c", "1 2 \u0663", "9" * 400]
)
def test_other_actions_are_format_errors(content: str) -> None:
    env = Sudoku()
    env.reset(seed=0)
    _, reward, done, _, info = env.step(f"\\boxed{{{content}}}")
    assert (reward, done, info["error"]) == (-0.1, True, "format")


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(*[st.integers(1, 4)] * 3), max_size=30))
def test_only_what_the_solution_says_is_ever_written(moves: list[tuple[int, int, int]]) -> None:
    env = Sudoku(scale=4, clues=6, max_turns=40)
    start = grid_of(env.reset(seed=5)[0])
    done, total = False, 0.0
    for row, col, number in moves:
        if done:
            break
        legal = act(row, col, number) in env.legal_actions()
        text, reward, done, _, info = env.step(act(row, col, number))
        assert (info["error"] is None) == legal
        total += reward
        grid = grid_of(text)
        filled = 0
        for k, (r, c) in enumerate(product(range(4), range(4))):
            assert grid[r][c] in (start[r][c], env._solution[k])
            filled += grid[r][c] != start[r][c]
        assert total == pytest.approx(filled / 10)


def test_rules_of_a_small_grid_speak_of_its_boxes() -> None:
    small = gymnasium.make("gem/Sudoku-Easy-v0").reset(seed=0)[0]
    large = gymnasium.make("gem/Sudoku-Hard-v0").reset(seed=0)[0]
    assert "four 2x2 boxes" in small
    assert "nine" not in small
    assert "nine 3x3 boxes" in large


def test_drawing() -> None:
    env = Sudoku(scale=4, clues=15)
    env.reset(seed=0)
    env._grid = [1, 0, 3, 4, 3, 4, 1, 2, 2, 1, 4, 3, 4, 3, 2, 1]
    env._solution = [1, 2, *env._grid[2:]]
    from gem_gymnasium.envs.games import sudoku

    env._drawing = sudoku._drawn(env._grid)
    assert env._state().splitlines() == [
        "    1 2   3 4",
        "  +-----+-----+",
        "1 | 1 . | 3 4 |",
        "2 | 3 4 | 1 2 |",
        "  +-----+-----+",
        "3 | 2 1 | 4 3 |",
        "4 | 4 3 | 2 1 |",
        "  +-----+-----+",
    ]
    text, _, done, _, info = env.step(act(1, 2, 2))
    assert "1 | 1 2 | 3 4 |" in text
    assert done
    assert info["success"]


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ({"scale": 16}, "scale"),
        ({"scale": 9.0}, "scale"),
        ({"scale": 4}, "clues"),
        ({"clues": 23}, "clues"),
        ({"clues": 81}, "clues"),
        ({"clues": 31, "max_turns": 49}, "max_turns"),
    ],
)
def test_wrong_arguments_are_named(arguments: dict, named: str) -> None:
    with pytest.raises(ValueError, match=named):
        Sudoku(**arguments)


def test_random_draws_both_tiers() -> None:
    env = gymnasium.make("gem/Sudoku-Random-v0").unwrapped
    drawn = set()
    for seed in range(20):
        text, info = env.reset(seed=seed)
        assert len(grid_of(text)) == env.scale
        assert f"[1-{env.scale}]" in env.action_space.pattern
        drawn.add((env.scale, env.clues, info["max_turns"]))
    assert drawn == {(4, 6, 15), (9, 31, 50)}
