"""The puzzles of TextArena: rules, solvers, and what each patch changes."""

import itertools
import random
import time

import pytest

from gem_gymnasium.engines.textarena import GAMES, Engine, rules_of
from gem_gymnasium.engines.textarena.games import _cryptarithms, _sudoku
from gem_gymnasium.engines.textarena.games.fifteen_puzzle import route
from gem_gymnasium.engines.textarena.patches import PATCHES
from gem_gymnasium.engines.textarena.upstream import source_of

NAMES = [
    "Bandit",
    "Blackjack",
    "Countdown",
    "Cryptarithm",
    "FifteenPuzzle",
    "FrozenLake",
    "Game2048",
    "GuessTheNumber",
    "LightsOut",
    "LogicPuzzle",
    "Mastermind",
    "Minesweeper",
    "PegJump",
    "Sudoku",
    "TowerOfHanoi",
]
SLOW = {"Easy", "", "Hard", "VeryHard", "Extreme", "3x3", "5x5", "6x6", "8x8", "10x10"}
PAIRS = [
    (name, variant)
    for name in NAMES
    for variant in GAMES[name].variants
    if name != "Game2048" or variant not in SLOW
]
LARGE_2048 = [("Game2048", variant) for variant in GAMES["Game2048"].variants if variant in SLOW]


def begin(name, variant="", seed=0, **arguments):
    game = GAMES[name]
    engine = Engine(game, {**game.variants[variant], **arguments}, 1, seed)
    engine.state.error_allowance = 10**9
    return engine


def said(engine, start=0):
    return "\n".join(text for text, _ in engine.messages(0, start))


def boards(engine):
    return [text for text, board in engine.messages(0) if board]


def refused(engine, action):
    before = engine.state.refusals
    engine.step(action)
    return engine.state.refusals > before


def reward(engine):
    return engine.state.rewards[0]


def finish(engine):
    """Follow the oracle; the steps that it took."""
    steps, over = 0, False
    while not over:
        over = engine.step(engine.oracle())
        steps += 1
        assert steps <= engine.rules.max_turns()
    return steps


def solve(name, variant, seeds):
    for seed in seeds:
        engine = begin(name, variant, seed)
        if engine.rules.no_oracle:
            pytest.skip(engine.rules.no_oracle)
        finish(engine)
        assert engine.rules.solved(engine.env), seed


@pytest.mark.parametrize("name", NAMES)
def test_patches_fit_the_installed_source(name):
    module = f"envs.{name}.env"
    source = source_of(module)
    for patch in PATCHES.get(module, ()):
        assert patch.fits(source), patch.reason
        source = patch.edit(source)


@pytest.mark.parametrize(("name", "variant"), PAIRS)
def test_the_oracle_solves_every_seed(name, variant):
    solve(name, variant, range(2))


@pytest.mark.slow
@pytest.mark.parametrize(("name", "variant"), LARGE_2048)
def test_the_oracle_makes_large_tiles(name, variant):
    solve(name, variant, range(2))


@pytest.mark.parametrize(("name", "variant"), PAIRS)
def test_the_oracle_solves_from_later_states(name, variant):
    """After legal moves at random, unless these have lost or solved the game."""
    if name in ("Blackjack", "Countdown", "PegJump", "Game2048"):
        pytest.skip("Moves lose these games.")
    rng = random.Random(1)
    engine = begin(name, variant, 5)
    for _ in range(3):
        legal = engine.legal()
        if legal is not None and engine.step(rng.choice(legal)):
            return
    finish(engine)
    assert engine.rules.solved(engine.env)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "text",
    [
        "[" + "1" * 5000 + "]",
        "[" + "1" * 5000 + " 1]",
        "[" + "1" * 5000 + " 1 1]",
        "[1" + " " * 100_000 + "x",
        "[A" + " " * 100_000 + "x",
        "[" * 100_000,
        "[٣ ²]",
        "\ud800[]",
    ],
    ids=range(8),
)
def test_strange_actions_are_refused_fast(name, text):
    engine = begin(name)
    start = time.perf_counter()
    assert refused(engine, text)
    assert time.perf_counter() - start < 1
    assert not engine.state.done


@pytest.mark.parametrize(("name", "variant"), PAIRS)
def test_playing_at_random_solves_few_games(name, variant):
    rng = random.Random(2)
    solved = 0
    for seed in range(4):
        engine = begin(name, variant, seed)
        for _ in range(engine.rules.max_turns()):
            legal = engine.legal() or [f"[{' '.join('1' * 6)}]"]
            if engine.step(rng.choice(legal)):
                solved += engine.rules.solved(engine.env)
                break
        if not (engine.state.done and engine.rules.solved(engine.env)):
            assert 0 <= engine.rules.progress(engine.env) < 1
    assert solved <= 3


# --- Bandit ---------------------------------------------------------------------------------------


def choose(rank):
    """What is paid for the button of a rank, 0 for the best."""
    engine = begin("Bandit", seed=3)
    means = engine.state.game_state["ground_truth"]
    button = sorted(means, key=means.get, reverse=True)[rank]
    for _ in range(21):
        over = engine.step(f"[{button}]")
    assert over
    return reward(engine), engine.rules.solved(engine.env)


def test_bandit_pays_more_for_better_buttons():
    paid = [choose(rank) for rank in range(5)]
    assert paid[0] == (1, True)
    assert paid[4][0] == 0
    assert paid == sorted(paid, reverse=True)
    assert not any(solved for _, solved in paid[1:])


def test_bandit_tells_how_to_press_and_what_was_gained():
    engine = begin("Bandit")
    assert "[red]" in said(engine)
    engine.step("I press [red], not [blue]")
    assert "You pressed the red button" in said(engine)
    assert "red: " in engine.rules.board(engine.env)
    assert "(played 1 times)" in engine.rules.board(engine.env)


def test_a_refused_press_uses_up_a_time_step():
    engine = begin("Bandit")
    for _ in range(20):
        assert refused(engine, "[nothing]")
    assert "exhausted your budget" in said(engine)
    assert engine.step(engine.oracle())
    assert engine.rules.solved(engine.env)


# --- Blackjack ------------------------------------------------------------------------------------


def test_blackjack_pays_the_share_of_hands_won():
    engine = begin("Blackjack", seed=1)
    over = False
    while not over:
        over = engine.step("[Stand]")
    won = engine.state.game_state["results_summary"]["win"]
    assert reward(engine) == engine.rules.progress(engine.env) == won / 5
    assert boards(engine)[-1].startswith("Hand 5/5")


# --- Countdown ------------------------------------------------------------------------------------


def test_countdown_draws_its_instance():
    drawn = {
        (tuple(e.env.orig_numbers), e.env.target)
        for e in (begin("Countdown", seed=s) for s in range(30))
    }
    assert len(drawn) == 30
    for numbers, target in drawn:
        assert len(numbers) == 6
        assert 101 <= target <= 999
        assert target not in numbers


def test_countdown_classic_is_upstreams():
    engine = begin("Countdown", "Classic", 7)
    assert (engine.env.orig_numbers, engine.env.target) == ([100, 75, 6, 4, 3, 2], 532)
    assert not engine.rules.seeded
    assert begin("Countdown").rules.seeded


def test_countdown_refusals_are_numbers_and_texts():
    engine = Engine(GAMES["Countdown"], {}, 1, 0)
    engine.step("nothing")
    assert "Invalid action format" in said(engine)
    assert engine.step("[0 0 +]")
    assert isinstance(reward(engine), float)


@pytest.mark.parametrize("given", [{"numbers": [25, 50, 3, 7, 8, 9]}, {"target": 777}])
def test_countdown_draws_what_is_not_given(given):
    for seed in range(5):
        engine = begin("Countdown", seed=seed, **given)
        finish(engine)
        assert engine.rules.solved(engine.env)


def test_countdown_refuses_what_cannot_be_made():
    with pytest.raises(ValueError, match="can't be made"):
        begin("Countdown", numbers=[1, 1, 1], target=999)


def brute(numbers, target):
    """Whether the target can be made: every operation on every pair."""
    for i, j in itertools.permutations(range(len(numbers)), 2):
        a, b = numbers[i], numbers[j]
        rest = [number for k, number in enumerate(numbers) if k not in (i, j)]
        for result in [a + b, a - b, a * b, *([a // b] if b and a % b == 0 else [])]:
            if result == target or (len(rest) and brute([*rest, result], target)):
                return True
    return False


def test_countdown_search_is_complete():
    rng = random.Random(4)
    rules = rules_of("Countdown")
    for _ in range(60):
        numbers = [rng.randint(1, 20) for _ in range(4)]
        target = rng.randint(30, 400)
        if brute(numbers, target):
            engine = Engine(GAMES["Countdown"], {"numbers": numbers, "target": target}, 1, 0)
            finish(engine)
            assert reward(engine) == 1
        else:
            with pytest.raises(ValueError, match="can't be made"):
                rules({"numbers": numbers, "target": target})


# --- Cryptarithm ----------------------------------------------------------------------------------


def test_every_cryptarithm_has_one_solution():
    assert len(set(_cryptarithms.EQUATIONS)) == 40
    for equation in _cryptarithms.EQUATIONS:
        (solution,) = _cryptarithms.solutions(equation)
        assert 7 <= len(solution) <= 9
        assert len(set(solution.values())) == len(solution)
        text = equation.translate({ord(letter): str(digit) for letter, digit in solution.items()})
        left, right = text.split("=")
        assert sum(map(int, left.split("+"))) == int(right)
        assert all(word[0] != "0" for word in text.split() if word.isdigit())


def test_cryptarithm_draws_and_keeps_upstreams():
    assert len({begin("Cryptarithm", seed=seed).env.equation_raw for seed in range(40)}) > 15
    assert begin("Cryptarithm", "Classic", 3).env.equation_raw == "SEND+MORE=MONEY"
    with pytest.raises(ValueError, match="no solution"):
        begin("Cryptarithm", equation="A + A = A")


def test_cryptarithm_oracle_untangles_exchanged_digits():
    engine = begin("Cryptarithm", "Classic")
    (right,) = _cryptarithms.solutions("SEND + MORE = MONEY")
    letters = sorted(right)[:-1]
    for letter, other in zip(letters, letters[1:] + letters[:1], strict=True):
        action = f"[{letter} {right[other]}]"
        if action in engine.legal():
            engine.step(action)
    finish(engine)
    assert reward(engine) == 1


def test_cryptarithm_pays_right_letters_alone():
    engine = begin("Cryptarithm", "Classic")
    engine.step("[Y 3]")
    assert engine.rules.progress(engine.env) == 0
    engine.step("[M 1]")
    assert engine.rules.progress(engine.env) == 1 / 8
    assert "M → 1" in boards(engine)[-1]
    assert "the game ends" in said(engine)


# --- FifteenPuzzle --------------------------------------------------------------------------------


def test_every_fifteen_puzzle_can_be_solved():
    for seed in range(200):
        tiles = [tile or 0 for row in begin("FifteenPuzzle", seed=seed).env.board for tile in row]
        numbers = [tile for tile in tiles if tile]
        inversions = sum(a > b for a, b in itertools.combinations(numbers, 2))
        assert (inversions + tiles.index(0) // 4) % 2 == 1


def test_fifteen_puzzle_routes_are_short():
    for seed in range(2):
        board = begin("FifteenPuzzle", seed=seed).env.board
        assert len(route(tuple(tile or 0 for row in board for tile in row))) <= 110


# --- FrozenLake, Game2048, GuessTheNumber ---------------------------------------------------------


def test_frozen_lake_prompt_is_true_of_every_corner():
    assert "top-left" not in said(begin("FrozenLake", "Random"))


def test_a_hole_loses_the_game():
    for seed in range(20):
        engine = begin("FrozenLake", "Hardcore", seed)
        grid = engine.state.game_state["grid"]
        for way, cell in (("[right]", grid[0][1]), ("[down]", grid[1][0])):
            if cell == "H":
                assert engine.step(way)
                assert not engine.rules.solved(engine.env)
                return
    pytest.fail("No lake has a hole beside the start.")


def test_2048_shows_the_last_board():
    engine = begin("Game2048", "UltraEasy")
    finish(engine)
    assert "32" in boards(engine)[-1]


def test_2048_on_three_rows_asks_for_a_tile_that_there_can_be():
    assert GAMES["Game2048"].variants["3x3"]["target_tile"] <= 2**10


def test_guess_the_number_shows_all_guesses():
    engine = begin("GuessTheNumber")
    number = engine.env.game_number
    wrong = [guess for guess in (1, 20, 2) if guess != number][:2]
    for guess in wrong:
        engine.step(f"[{guess}]")
    for guess in wrong:
        assert f"{guess}: {'lower' if guess > number else 'higher'}" in engine.rules.board(
            engine.env
        )
        assert f"[{guess}]" not in engine.legal()
        assert refused(engine, f"[{guess}]")


# --- LightsOut ------------------------------------------------------------------------------------


def test_lights_out_never_begins_solved_and_needs_at_most_15_presses():
    for seed in range(200):
        engine = begin("LightsOut", seed=seed)
        assert not engine.env._is_solved(engine.state.game_state["grid"])
        if seed < 20:
            assert finish(engine) <= 15


def test_lights_out_shows_true_shares_and_the_last_board():
    engine = begin("LightsOut", seed=1)
    assert "0.0% complete" in boards(engine)[0]
    finish(engine)
    assert "100.0% complete" in boards(engine)[-1]
    assert "O" not in boards(engine)[-1].partition("\n")[2]


def test_lights_out_share_is_not_negative():
    shares = []
    for seed in range(20):
        engine = begin("LightsOut", seed=seed)
        for action in engine.legal()[::7]:
            engine.step(action)
            shares.append(engine.rules.progress(engine.env))
    assert min(shares) == 0


@pytest.mark.parametrize("size", [2, 3, 4, 6])
def test_lights_out_of_other_sizes(size):
    engine = begin("LightsOut", size=size, max_turns=size * size)
    finish(engine)
    assert reward(engine) == 1


# --- LogicPuzzle, Mastermind ----------------------------------------------------------------------


def test_logic_puzzle_plays_one_mark_a_turn():
    engine = begin("LogicPuzzle")
    one, two = engine.legal()[0], engine.legal()[2]
    engine.step(f"{one}{two}")
    assert said(engine).count("is valid.") == 1
    assert one not in engine.legal()
    assert two in engine.legal()


def test_logic_puzzle_patterns_know_all_items():
    items = set(rules_of("LogicPuzzle").pattern.split(")")[0].removeprefix(r"\[(").split("|"))
    seen = set()
    for seed in range(60):
        for variant in GAMES["LogicPuzzle"].variants:
            seen.update(*(a[1:-1].split()[:2] for a in begin("LogicPuzzle", variant, seed).legal()))
    assert seen == items


def test_logic_puzzle_example_is_not_refused():
    for seed in range(40):
        engine = begin("LogicPuzzle", seed=seed)
        if "[alice park X]" in engine.legal():
            assert "'[alice park X]'" in said(engine)
            assert not refused(engine, "[alice park X]")
            return
    pytest.fail("The example fits no puzzle.")


@pytest.mark.parametrize(("variant", "example"), [("", "1 2 3 4"), ("Extreme", "1 2 3 4 5 6")])
def test_mastermind_example_has_the_right_length(variant, example):
    engine = begin("Mastermind", variant)
    assert f"'[{example}]'" in said(engine)
    assert not refused(engine, f"[{example}]")
    assert f"[{example}]: " in engine.rules.board(engine.env)


# --- Minesweeper ----------------------------------------------------------------------------------


def mines(engine):
    grid = engine.env.grid
    return [(r, c) for r, row in enumerate(grid) for c, value in enumerate(row) if value == -1]


def test_a_mine_loses_the_game():
    engine = begin("Minesweeper", seed=1)
    engine.step("[0 0]")
    assert len(mines(engine)) == 10
    row, col = mines(engine)[0]
    assert engine.step(f"[{row} {col}]")
    assert not engine.rules.solved(engine.env)
    assert 0 <= engine.rules.progress(engine.env) == reward(engine) < 1
    assert "*" in boards(engine)[-1]
    assert f"You revealed the cell at ({row}, {col})" not in said(engine)


def test_the_first_reveal_of_minesweeper_is_safe_and_open():
    for seed in range(20):
        engine = begin("Minesweeper", "Hard", seed)
        engine.step("[5 5]")
        assert sum(map(sum, engine.env.revealed)) >= 9
        assert engine.rules.progress(engine.env) == 0


def test_more_mines_than_fit_are_refused():
    with pytest.raises(ValueError, match="num_mines=8"):
        begin("Minesweeper", rows=4, cols=4, num_mines=8)


def test_minesweeper_examples_fit_the_small_board():
    engine = begin("Minesweeper", "Small")
    assert "[5 6]" not in said(engine)
    assert not refused(engine, "[1 4]")


# --- PegJump --------------------------------------------------------------------------------------


def test_peg_jumps_are_along_lines():
    place = {}
    for row in range(5):
        for col in range(row + 1):
            place[len(place) + 1] = (row, col)
    jumps = begin("PegJump").env.ALLOWED_MOVES
    assert len(jumps) == len(set(jumps)) == 36
    for source, over, target in jumps:
        (a, b), (c, d), (e, f) = place[source], place[over], place[target]
        assert (c - a, d - b) == (e - c, f - d)
        assert (c - a, d - b) in {(0, 1), (0, -1), (1, 0), (-1, 0), (1, 1), (-1, -1)}


@pytest.mark.parametrize("hole", range(1, 16))
def test_every_peg_jump_can_be_solved(hole):
    engine = begin("PegJump", initial_empty=hole)
    assert finish(engine) == 13
    assert reward(engine) == 1
    assert boards(engine)[-1].startswith("Pegs left: 1\n")


# --- Sudoku ---------------------------------------------------------------------------------------


def count(puzzle, limit=2):
    """Solutions of a puzzle, at most ``limit``: by trying numbers cell by cell."""
    best = None
    for row, col in itertools.product(range(9), range(9)):
        if not puzzle[row][col]:
            seen = {*puzzle[row], *(line[col] for line in puzzle)}
            r, c = row // 3 * 3, col // 3 * 3
            seen.update(*(line[c : c + 3] for line in puzzle[r : r + 3]))
            free = [number for number in range(1, 10) if number not in seen]
            if best is None or len(free) < len(best[2]):
                best = row, col, free
    if best is None:
        return 1
    row, col, free = best
    total = 0
    for number in free:
        puzzle[row][col] = number
        total += count(puzzle, limit - total)
        puzzle[row][col] = 0
        if total >= limit:
            break
    return total


@pytest.mark.parametrize("variant", GAMES["Sudoku"].variants)
def test_sudokus_have_one_solution(variant):
    engine = begin("Sudoku", variant, 4)
    board = [row[:] for row in engine.state.game_state["board"]]
    given = sum(value > 0 for row in board for value in row)
    # Upstream, too, gives more clues than asked for where a cell can't be emptied.
    assert GAMES["Sudoku"].variants[variant]["clues"] <= given < 80
    assert count(board) == 1


def test_sudoku_grids_are_full_and_right():
    grid = _sudoku.filled(random.Random(1).shuffle)
    units = [*grid, *zip(*grid, strict=True)]
    units += [[grid[r + k // 3][c + k % 3] for k in range(9)] for r in (0, 3, 6) for c in (0, 3, 6)]
    assert all(sorted(unit) == list(range(1, 10)) for unit in units)


def test_sudokus_with_few_clues_are_dealt_fast():
    start = time.perf_counter()
    for seed in range(3):
        begin("Sudoku", "Hard", seed)
    assert time.perf_counter() - start < 3


def test_a_wrong_sudoku_number_costs_a_turn_and_is_not_written():
    engine = begin("Sudoku")
    right = engine.oracle()
    wrong = f"{right[:-2]}{int(right[-2]) % 9 + 1}]"
    assert wrong in engine.legal()
    assert not refused(engine, wrong)
    assert "is wrong" in said(engine)
    assert right in engine.legal()
    engine.step(right)
    assert refused(engine, right)


def test_sudoku_prompt_has_no_empty_grids():
    prompt = said(begin("Sudoku"))
    assert "Grid Snippet" not in prompt
    assert "Current Sudoku Grid:" not in prompt


# --- TowerOfHanoi ---------------------------------------------------------------------------------


def test_hanoi_plays_one_move_a_turn():
    engine = begin("TowerOfHanoi")
    engine.step("[A C] [A B]")
    assert engine.state.game_state["towers"] == {"A": [3, 2], "B": [], "C": [1]}
    assert refused(engine, "[C C]")
    assert refused(engine, "[A C]")
    assert "[Player] [A C] [A B]" in engine.transcript(0)


@pytest.mark.parametrize("variant", GAMES["TowerOfHanoi"].variants)
def test_hanoi_oracle_is_shortest(variant):
    engine = begin("TowerOfHanoi", variant)
    assert finish(engine) == 2**engine.env.num_disks - 1
