"""The board games of TextArena: their legal moves, their ends, and what each patch mends."""

from __future__ import annotations

import ast
import copy
import importlib
import itertools
import random
import re
import time
import timeit

import pytest

from gem_gymnasium.engines.textarena import GAMES, Engine, rules_of, upstream
from gem_gymnasium.engines.textarena.patches import PATCHES

BOARDS = [
    "Alquerque",
    "Battleship",
    "Breakthrough",
    "Checkers",
    "Chess",
    "Chopsticks",
    "ConnectFour",
    "Crusade",
    "LinesOfAction",
    "MemoryGame",
    "Nim",
    "Othello",
    "QuantumTicTacToe",
    "ReverseTicTacToe",
    "Santorini",
    "SimpleTak",
    "Stratego",
    "Tak",
    "ThreePlayerTicTacToe",
    "TicTacToe",
    "UltimateTicTacToe",
    "WildTicTacToe",
]
BY_VARIANT = [(name, variant) for name in BOARDS for variant in GAMES[name].variants]
SEEDED = {"Battleship", "MemoryGame", "Stratego"}


def make(name, variant="", n=None, seed=0):
    game = GAMES[name]
    return Engine(game, game.variants[variant], n or game.counts(variant)[0], seed)


def play(engine, *actions):
    """Play actions that must all be accepted; returns whether the game is over."""
    done = False
    for action in actions:
        refusals = engine.state.refusals
        done = engine.step(action)
        assert engine.state.refusals == refusals, (action, said(engine))
    return done


def said(engine, player=None):
    """The last message that a player was told."""
    mover = engine.state.current_player_id if player is None else player
    return engine.state.observations[mover][-1][1]


def accepts(engine, action):
    tried = copy.deepcopy(engine)
    tried.step(action)
    return tried.state.refusals == engine.state.refusals


def reason(engine):
    return engine.state.game_info[0]["reason"]


def set_board(engine, *rows, empty=""):
    """Put marks on the engine's board, a string a row, with dots where nothing stands."""
    board = engine.state.game_state["board"]
    for row, marks in zip(board, rows, strict=True):
        row[:] = [empty if mark == "." else mark for mark in marks]


# --- all of them ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "variant"), BY_VARIANT)
def test_legal_random_games_end_by_the_rules(name, variant):
    game = GAMES[name]
    for n in game.counts(variant):
        engine, rng = make(name, variant, n, seed=1), random.Random(1)
        pattern = re.compile(engine.rules.pattern)
        assert pattern.fullmatch(engine.rules.example)
        done, steps = False, 0
        while not done and steps < game.max_cycles:
            legal = engine.legal()
            assert len(set(legal)) == len(legal) > 0
            move = rng.choice(legal)
            assert pattern.fullmatch(move)
            done = play(engine, move)
            steps += 1
        assert done
        assert set(engine.state.rewards) == set(range(n))
        assert not game.zero_sum or sum(engine.state.rewards.values()) == 0
        assert isinstance(reason(engine), str)


@pytest.mark.parametrize("name", BOARDS)
def test_a_seed_changes_only_games_that_draw(name):
    assert rules_of(name)(GAMES[name].variants[""]).seeded == (name in SEEDED)
    first, second = make(name, seed=1), make(name, seed=2)
    assert (first.transcript(0) != second.transcript(0)) == (name in {"Battleship", "Stratego"})


def names(files, ranks):
    return [f"{file}{rank}" for file in files for rank in ranks]


def pairs(parts, form):
    return [form.format(one, two) for one in parts for two in parts]


EVERY_ACTION = {
    "Alquerque": pairs(names("abcde", "12345"), "[{} {}]"),
    "Battleship": [f"[{row}{column}]" for row in "ABCDE" for column in range(5)],
    "Breakthrough": pairs(names("abcdefgh", "12345678"), "[{}{}]"),
    "Checkers": [f"[{' '.join(four)}]" for four in itertools.product("01234567", repeat=4)],
    "Chess": [
        move
        for piece in ("", *"qrbn")
        for move in pairs(names("abcdefgh", "12345678"), f"[{{}}{{}}{piece}]")
    ],
    "Chopsticks": pairs("01", "[attack {} {}]") + pairs("012345678", "[split {} {}]"),
    "Crusade": pairs(names("abcdefgh", "12345678"), "[{} {}]"),
    "LinesOfAction": pairs(names("abcdefgh", "12345678"), "[{}{}]"),
    "MemoryGame": [f"[{' '.join(four)}]" for four in itertools.product("0123", repeat=4)],
    "Othello": pairs(range(8), "[{}, {}]"),
    "QuantumTicTacToe": pairs(range(9), "[{},{}]"),
    "Santorini": [
        f"[{worker}{source}{to}{site}]"
        for worker in ("N1", "N2", "W1", "W2")
        for source, to, site in itertools.product(names("ABCDE", "12345"), repeat=3)
    ],
    "Stratego": pairs(names("ABCDEFGHIJ", "0123456789"), "[{} {}]"),
    "UltimateTicTacToe": pairs(range(9), "[{} {}]"),
}


@pytest.mark.parametrize("name", EVERY_ACTION)
def test_legal_actions_are_those_that_the_engine_accepts(name):
    engine, rng, done, steps = make(name), random.Random(7), False, 0
    while not done and steps < 45:
        if steps % 14 == 2:
            for told in engine.state.observations.values():  # copies are faster without them
                told.clear()
            legal = set(engine.legal())
            assert legal <= set(EVERY_ACTION[name])
            tried = rng.sample(EVERY_ACTION[name], min(40, len(EVERY_ACTION[name])))
            for action in {*tried, *rng.sample(sorted(legal), min(20, len(legal)))}:
                assert accepts(engine, action) == (action in legal), action
        done = play(engine, rng.choice(engine.legal()))
        steps += 1


FASTER = {
    "Battleship": ("env", "BattleshipEnv._render_player_view", [(0,), (1,)]),
    "Chess": ("env", "ChessEnv._board_with_coords", [("board",)]),
    "Crusade": ("env", "CrusadeEnv._legal_moves_for_player", [(0,), (1,)]),
    "Othello": ("env", "OthelloEnv._valid_moves", [("B",), ("W",)]),
    "Santorini": ("env", "SantoriniBaseFixedWorkerEnv._get_valid_moves", [(0,), (1,)]),
    "Santorini's board": ("renderer", "create_board_str", [("board",)]),
    "Stratego": ("env", "StrategoEnv._render_board", [(0, False), (1, False), (None, True)]),
}


def functions(name):
    """Our function and theirs, and what a position gives them as arguments."""
    file, path, arguments = FASTER[name]
    place = f"envs.{name.partition(chr(39))[0]}.{file}"
    module = importlib.import_module(f"{upstream.__name__}.{place}")
    source = upstream.source_of(place)
    for patch in PATCHES[place]:
        source = patch.edit(source)
    ours, node = module, ast.parse(source)
    for part in path.split("."):
        ours = getattr(ours, part)
        node = next(child for child in node.body if getattr(child, "name", None) == part)
    node.decorator_list.clear()
    space = dict(vars(module))
    exec(ast.unparse(node), space)  # the installed engine's own function

    def given(engine):
        board = engine.state.game_state["board"]
        first = () if "." not in path or arguments == [("board",)] else (engine.env,)
        return [first + tuple(board if one == "board" else one for one in a) for a in arguments]

    return ours, space[node.name], given


@pytest.mark.parametrize("name", FASTER)
def test_faster_functions_say_the_same(name):
    engine, rng, done = make(name.partition("'")[0]), random.Random(3), False
    ours, theirs, given = functions(name)
    while not done and engine.state.turn < 60:
        done = play(engine, rng.choice(engine.legal()))
        for arguments in given(engine):
            assert ours(*arguments) == theirs(*arguments)


@pytest.mark.slow
@pytest.mark.parametrize("name", FASTER)
def test_faster_functions_are_faster(name):
    engine, rng = make(name.partition("'")[0]), random.Random(3)
    for _ in range(10):
        play(engine, rng.choice(engine.legal()))
    ours, theirs, given = functions(name)
    arguments = given(engine)[0]

    def seconds(function):
        return min(timeit.repeat(lambda: function(*arguments), repeat=9, number=30))

    assert seconds(ours) < 0.7 * seconds(theirs)


JUNK = (
    ["", "²", "[²]", "[٣]", "\ud800", "[0000]", "[e2e2]", "[E2 E3]", "[9 9]", "[8,8]", "[İ0]"]
    + ["[" + "9" * 5000 + suffix for suffix in ("]", " 1]", " 1 1 1]", ",1]", "")]
    + ["[split " + "9" * 5000 + " 1]", "[A" + "9" * 5000 + "]", "[X " + "9" * 5000 + "]"]
    + ["[place () {(1,2,3): [F0]}]", "[place () {(1,1): []}]", "[place () {(a,b): [F0]}]"]
    + ["[place () {(1,1): [Fxx0]}]", "[place () {}]", "[move (1,1) {(1,2): []}]", "[place () {1}]"]
    + ["[move (" + "9" * 5000 + ",1) {(1,2): [F0]}]", "[place () {(1,1): ['']}]"]
)


@pytest.mark.parametrize("name", BOARDS)
def test_junk_is_refused(name):
    engine = make(name)
    engine.state.error_allowance = 10**9
    for action in JUNK:
        assert not engine.step(action)
        turn = engine.state.turn
    assert turn < 3  # "[٣]" is a 3


LONG = [part * (200_000 // len(part)) for part in ("a", " ", "[", "\n", "[1 ", "[place () {", "1")]
LONG += [f"{head}{fill * 200_000}" for head in ("[", "[1", "[a1", "[1 ,") for fill in " 1"]


@pytest.mark.parametrize("name", BOARDS)
def test_long_texts_take_linear_time(name):
    engine = make(name)
    engine.state.error_allowance = 10**9
    for action in LONG:
        start = time.perf_counter()
        engine.step(action)
        assert time.perf_counter() - start < 1, action[:20]


@pytest.mark.parametrize("name", [name for name in BOARDS if name != "Santorini"])
def test_the_second_refused_move_in_a_row_loses(name):
    engine = make(name)
    play(engine, engine.legal()[0])
    mover = engine.state.current_player_id
    assert not engine.step("no move")
    assert engine.step("no move")
    assert engine.state.rewards[mover] == -1
    assert all(engine.state.rewards[p] == 1 for p in engine.state.rewards if p != mover)


# --- one by one -----------------------------------------------------------------------------------


def test_alquerque_where_neither_can_move_the_one_to_move_loses():
    engine = make("Alquerque")
    set_board(engine, ".....", "R....", ".....", ".....", ".B...")
    assert play(engine, "[a4 a5]")  # either last piece is on its last rank
    assert engine.state.rewards == {0: 1, 1: -1}
    assert reason(engine) == "Player 1 cannot move."


def test_battleship_shows_each_player_his_own_ships_from_the_start():
    engine = make("Battleship", seed=3)
    for player in (0, 1):
        view = said(engine, player)
        assert f"Player {player}'s View" in view
        ships = engine.state.game_state["board"][player]
        for row, label in zip(ships, "ABCDE", strict=True):
            assert f"\n{label}   {'  '.join(row)} " in view
            assert f"{label}   ~  ~  ~  ~  ~ " in view
    assert said(engine, 0) != said(engine, 1)


def test_battleship_names_columns_of_two_digits():
    engine = make("Battleship", "Extreme")
    play(engine, "[A19]")
    assert " at A19! " in said(engine, 0)
    assert " at A19! " in said(engine, 1)


@pytest.mark.parametrize("seed", range(5))
def test_battleship_hides_the_ships_that_were_not_hit(seed):
    engine, rng = make("Battleship", seed=seed), random.Random(seed)
    done = False
    while not done:
        done = play(engine, rng.choice(engine.legal()))
        for player in (0, 1):
            shots = said(engine, player).split("\n")[-5:]
            assert all(set(line[-15:].split()) <= {"~", "X", "O"} for line in shots)


def test_breakthrough_player_who_cannot_move_loses():
    engine = make("Breakthrough", "Tiny")
    set_board(engine, ".....", "..W..", ".....", "..B..", ".....")
    assert play(engine, "[c2c3]")  # the pawns face each other: neither can move
    assert engine.state.rewards == {0: 1, 1: -1}
    assert reason(engine) == "Player 1 cannot move."


def test_breakthrough_refused_move_does_not_ask_whether_the_other_can_move():
    engine = make("Breakthrough", "Tiny")
    set_board(engine, "W....", "..W..", "..B..", ".....", ".....")
    assert not engine.step("[a1a3]")
    assert engine.state.rewards is None
    assert engine.legal() == ["[a1a2]"]


def test_breakthrough_home_row_wins():
    engine = make("Breakthrough", "Tiny")
    set_board(engine, ".....", ".....", ".....", "W....", "....B")
    assert play(engine, "[a4a5]")
    assert engine.state.rewards == {0: 1, 1: -1}


def test_checkers_player_who_cannot_move_loses():
    engine = make("Checkers")
    blocked = (".b......", "r.r.....", "...r....")
    set_board(engine, *blocked, *["........"] * 2, "....r...", *["........"] * 2, empty=".")
    assert play(engine, "[5 4 4 3]")
    assert engine.state.rewards == {0: 1, 1: -1}
    assert reason(engine) == "Player 1 has no moves left."


def test_checkers_player_who_has_just_moved_need_not_be_able_to_move_again():
    engine = make("Checkers")
    rows = ("...b....", "b.b.....", "........", "r.......")
    set_board(engine, *rows, *["........"] * 4, empty=".")
    assert not play(engine, "[3 0 2 1]")
    assert engine.state.current_player_id == 1
    assert "[1 0 3 2]" in engine.legal()


def test_chess_ends_at_the_turn_limit():
    engine, rng, done = make("Chess"), random.Random(0), False
    while not done:
        done = play(engine, rng.choice(engine.legal()))
    assert engine.state.turn == 100
    assert engine.state.rewards == {0: 0, 1: 0}
    assert reason(engine) == "The turn limit has been reached."


def test_chess_mate_and_the_board_that_is_shown():
    engine = make("Chess")
    assert play(engine, "[f2f3]", "[e7e5]", "[g2g4]", "[d8h4]")
    assert engine.state.rewards == {0: -1, 1: 1}
    assert said(engine).startswith(
        "Current board:\n"
        "   +-----------------+\n"
        " 8 | r n b . k b n r |\n"
        " 7 | p p p p . p p p |\n"
        " 6 | . . . . . . . . |\n"
        " 5 | . . . . p . . . |\n"
        " 4 | . . . . . . P q |\n"
        " 3 | . . . . . P . . |\n"
        " 2 | P P P P P . . P |\n"
        " 1 | R N B Q K B N R |\n"
        "   +-----------------+\n"
        "    a b c d e f g h \n"
        "Valid moves: "
    )


@pytest.mark.parametrize("variant", ["", "Blind"])
def test_chess_castling_is_written_as_the_kings_move(variant):
    engine = make("Chess", variant)
    play(engine, "[g1f3]", "[a7a6]", "[g2g3]", "[b7b6]", "[f1g2]", "[c7c6]")
    assert "[e1g1]" in engine.legal()
    assert not accepts(engine, "[e1h1]")
    play(engine, "[E1G1]")
    assert engine.state.game_state["board"].piece_at(5).symbol() == "R"


def test_chess_lists_the_moves_of_the_present_position():
    engine = make("Chess")
    play(engine, "[e2e4]")
    listed = said(engine).partition("Valid moves: ")[2].split(", ")
    assert listed == engine.legal()
    assert "[e7e5]" in listed


@pytest.mark.parametrize("hands", [[0, 1], [4, 4], [60, 50]])
def test_chopsticks_splits_keep_the_total(hands):
    engine = make("Chopsticks", "Long")
    engine.state.game_state["hands"][0][:] = hands
    splits = [move for move in engine.legal() if "split" in move]
    assert len(splits) == sum(hands)
    for move in (splits[0], splits[-1]):
        assert re.fullmatch(engine.rules.pattern, move)
        assert accepts(engine, move)


def test_connect_four_takes_the_last_column_of_the_first_line_that_names_one():
    engine = make("ConnectFour")
    play(engine, "not [1] but [col 2]\nand not [3]")
    assert "column 2." in engine.transcript(1)


@pytest.mark.parametrize("variant", ["", "Large"])
def test_connect_four_columns_are_bounded_and_fill_up(variant):
    engine = make("ConnectFour", variant)
    columns = engine.env.num_cols
    assert not accepts(engine, f"[col {columns}]")
    assert accepts(engine, f"[col {columns - 1}]")
    rows = engine.env.num_rows
    play(engine, *["[col 0]"] * rows)
    assert "[col 0]" not in engine.legal()
    assert not accepts(engine, "[col 0]")


def test_connect_four_full_board_is_a_draw():
    engine = make("ConnectFour")
    rows = ["XXOOXXO", "OOXXOOX"] * 3
    set_board(engine, *rows, empty=".")
    engine.state.game_state["board"][0][0] = "."
    assert play(engine, "[col 0]")
    assert engine.state.rewards == {0: 0, 1: 0}


def test_crusade_tells_the_player_to_move_what_he_can():
    engine = make("Crusade")
    play(engine, "[b1 c3]")
    assert said(engine).endswith("Available Moves: " + ", ".join(engine.legal()))
    assert not engine.transcript(0).endswith(", ".join(engine.legal()))


def test_crusade_higher_score_wins_at_the_limit():
    engine = make("Crusade")
    engine.state.game_state["move_count"] = 39
    engine.state.game_state["score"] = [0, 2]
    assert play(engine, "[b1 c3]")
    assert engine.state.rewards == {0: -1, 1: 1}


def loa(*rows):
    engine = make("LinesOfAction")
    set_board(engine, *rows)
    return engine


def test_lines_of_action_capture_can_connect_the_opponent():
    engine = loa(
        "O.X.....",
        "........",
        "........",
        "...XX...",
        "........",
        "........",
        "O.......",
        "....O...",
    )
    assert play(engine, "[a8c8]")  # takes the piece that stood alone
    assert engine.state.rewards == {0: -1, 1: 1}


def test_lines_of_action_mover_wins_where_both_are_connected():
    engine = loa(
        "O.X.....",
        ".O......",
        "........",
        "....XX..",
        "........",
        "........",
        "........",
        "........",
    )
    assert play(engine, "[a8c8]")
    assert engine.state.rewards == {0: 1, 1: -1}


def test_lines_of_action_player_who_cannot_move_loses():
    engine = loa(
        "XO......",
        "OO......",
        "........",
        "....O...",
        "........",
        "........",
        "......OO",
        "......OX",
    )
    assert play(engine, "[e5f5]")
    assert engine.state.rewards == {0: 1, 1: -1}
    assert reason(engine) == "The opponent cannot move."


def test_lines_of_action_third_repetition_is_a_draw():
    engine = make("LinesOfAction")
    there_and_back = ["[b8b6]", "[a7c7]", "[b6b8]", "[c7a7]"]
    assert play(engine, *there_and_back, *there_and_back)  # the first position, and twice more
    assert engine.state.rewards == {0: 0, 1: 0}
    assert reason(engine) == "Position repeated three times."


def test_memory_game_pair_scores_and_moves_again():
    engine = make("MemoryGame")
    board = engine.state.game_state["board"]
    cells = [(r, c) for r in range(4) for c in range(4)]
    one, two = next(
        (a, b) for a in cells for b in cells if a != b and board[a[0]][a[1]] == board[b[0]][b[1]]
    )
    play(engine, f"[{one[0]} {one[1]} {two[0]} {two[1]}]")
    assert engine.state.current_player_id == 0
    assert engine.state.game_state["score"] == {0: 1, 1: 0}
    assert len(engine.legal()) == 14 * 13


def test_nim_last_object_wins():
    engine = make("Nim")
    assert play(engine, "[2 5]", "[1 4]", "[0 3]")
    assert engine.state.rewards == {0: 1, 1: -1}


def test_othello_passes_over_a_player_without_a_move():
    engine = make("Othello", "Tiny")
    set_board(engine, "WB..", "....", "....", "..BW")
    engine.state.current_player_id = 1
    engine.state.game_state["valid_moves"] = engine.env._valid_moves("W")
    assert engine.legal() == ["[0, 2]", "[3, 1]"]
    assert not play(engine, "[0, 2]")
    assert engine.state.current_player_id == 1
    assert "Player 0 (B) has no valid moves and must skip." in engine.transcript(0)
    assert engine.legal() == ["[3, 1]"]
    assert play(engine, "[3, 1]")
    assert engine.state.rewards == {0: -1, 1: 1}


def test_othello_moves_flank():
    engine = make("Othello")
    assert engine.legal() == ["[2, 3]", "[3, 2]", "[4, 5]", "[5, 4]"]
    play(engine, "[2, 3]")
    assert engine.state.game_state["black_count"] == 4
    assert said(engine).endswith("Scores - Black: 4, White: 1\n")


def test_quantum_cycle_of_two_collapses_onto_both_cells():
    engine = make("QuantumTicTacToe")
    play(engine, "[0,4]", "[0,4]")
    assert engine.state.game_state["board"] == [["O", "", ""], ["", "X", ""], ["", "", ""]]
    assert not engine.state.game_state["superpositions"]


def test_quantum_no_mark_of_a_cycle_is_lost_and_dependent_marks_collapse():
    engine = make("QuantumTicTacToe")
    play(engine, "[0,1]", "[2,1]", "[2,5]", "[2,0]")
    cells = [mark for row in engine.state.game_state["board"] for mark in row]
    assert [cell for cell, mark in enumerate(cells) if mark] == [0, 1, 2, 5]
    assert not engine.state.game_state["superpositions"]
    assert cells[5] == "O"


def test_quantum_last_cell_goes_to_the_player_to_move_and_the_game_ends():
    engine = make("QuantumTicTacToe")
    game = engine.state.game_state
    set_board(engine, "OXO", "XO.", "X..")
    game["numbers"] = {cell: cell for cell in (0, 1, 2, 3, 4, 6)}
    engine.env.move_count = 6
    assert play(engine, "[5,7]", "[7,5]")  # 5 and 7 fill; 8 is left to Player 0
    assert game["board"] == [["O", "X", "O"], ["X", "O", "O"], ["X", "X", "O"]]
    assert engine.state.rewards == {0: 1, 1: -1}


def test_quantum_earlier_line_wins_where_both_get_one():
    engine = make("QuantumTicTacToe")
    set_board(engine, "OO.", "XX.", "...")
    engine.state.game_state["numbers"] = {0: 0, 1: 2, 3: 1, 4: 3}
    engine.env.move_count = 4
    assert play(engine, "[2,5]", "[2,5]")
    assert engine.state.game_state["board"][:2] == [["O"] * 3, ["X"] * 3]
    assert engine.state.rewards == {0: 1, 1: -1}


def test_quantum_board_names_marks_as_the_prompt_does():
    engine = make("QuantumTicTacToe")
    play(engine, "[0,4]", "[0,8]")
    assert "O0 / X1" in said(engine)
    assert "A last open square gets the mark of the player to move." in engine.transcript(0)


def test_quantum_every_game_ends_with_a_line_or_a_full_board():
    for seed in range(40):
        engine, rng, done = make("QuantumTicTacToe"), random.Random(seed), False
        while not done:
            done = play(engine, rng.choice(engine.legal()))
        full = all(mark for row in engine.state.game_state["board"] for mark in row)
        assert full or engine.state.rewards[0]


def test_santorini_prompts_list_moves_to_the_first_player_alone():
    engine = make("Santorini", n=3)
    assert ", ".join(engine.legal()) in engine.transcript(0)
    for player in (1, 2):
        assert "Valid moves" not in engine.transcript(player)


def test_santorini_last_player_wins_where_the_others_have_forfeited():
    engine = make("Santorini", n=2)
    for _ in range(10):
        assert not engine.step("no move")
    assert engine.step("no move")
    assert engine.state.rewards == {0: -1, 1: 1}
    assert "too many invalid moves" in reason(engine)


def test_santorini_three_go_on_as_two_after_a_forfeit():
    engine = make("Santorini", n=3)
    play(engine, engine.legal()[0])
    for _ in range(11):
        assert not engine.step("no move")
    assert engine.state.current_player_id == 2
    play(engine, engine.legal()[0])
    assert engine.state.current_player_id == 0
    play(engine, engine.legal()[0])
    assert engine.state.current_player_id == 2
    for _ in range(11):
        done = engine.step("no move")
    assert done
    assert engine.state.rewards == {0: 1, 1: -1, 2: -1}


def test_santorini_climbing_to_level_three_wins():
    engine = make("Santorini")
    board = engine.env.board
    board[2][1] = (2, board[2][1][1])
    board[2][0] = (3, None)
    assert play(engine, "[N1C2C1C2]")
    assert engine.state.rewards == {0: 1, 1: -1}
    assert "C │ 3 N1│ 3   │" in said(engine)


@pytest.mark.parametrize("seed", range(3))
def test_stratego_tells_nobody_the_opponents_ranks(seed):
    """An opponent's pieces may be swapped without any change of what a player is told."""
    engine = make("Stratego", seed=seed)
    other = copy.deepcopy(engine)
    board = other.env.board
    mine = [(r, c) for r in range(6, 10) for c in range(10)]
    for one, two in zip(mine[:20], reversed(mine[20:]), strict=True):
        board[one[0]][one[1]]["rank"], board[two[0]][two[1]]["rank"] = (
            board[two[0]][two[1]]["rank"],
            board[one[0]][one[1]]["rank"],
        )
    rng, started = random.Random(seed), (engine.count(0), engine.count(1))
    for _ in range(16):
        if engine.state.current_player_id == 1:
            both = sorted(set(engine.legal()) & set(other.legal()))
            quiet = [move for move in both if empty(engine, move)]
        else:
            quiet = [move for move in engine.legal() if empty(engine, move)]
        if not quiet:
            break
        move = rng.choice(quiet)
        play(engine, move)
        play(other, move)
    assert engine.state.turn > 5
    assert engine.told(0, started[0]) == other.told(0, started[0])
    assert engine.told(1, started[1]) != other.told(1, started[1])


def empty(engine, move):
    row, column = "ABCDEFGHIJ".index(move[4]), int(move[5])
    return engine.env.board[row][column] is None


def test_stratego_shows_both_players_their_own_armies_from_the_start():
    engine = make("Stratego")
    for player, rows in ((0, "ABCD"), (1, "GHIJ")):
        lines = said(engine, player).split("\n")
        hidden = [line[0] for line in lines if "?" in line]
        assert hidden == [row for row in "ABCDGHIJ" if row not in rows]
    assert "Available Moves: [D" in said(engine, 0)
    assert "Available Moves" not in said(engine, 1)


def stratego(pieces, mover=0):
    """A board with few pieces: {(row, column): (player, rank)}."""
    engine = make("Stratego")
    env = engine.env
    for row in range(10):
        for column in range(10):
            if env.board[row][column] != "~":
                env.board[row][column] = None
    env.player_pieces[0].clear()
    env.player_pieces[1].clear()
    for (row, column), (player, rank) in pieces.items():
        env.board[row][column] = {"rank": rank, "player": player}
        env.player_pieces[player].append((row, column))
    engine.state.current_player_id = mover
    return engine


FLAGS = {(0, 0): (0, "Flag"), (9, 9): (1, "Flag")}


def test_stratego_player_0_wins_by_elimination():
    engine = stratego({**FLAGS, (3, 0): (0, "Major"), (4, 0): (1, "Scout")})
    assert play(engine, "[D0 E0]")
    assert engine.state.rewards == {0: 1, 1: -1}
    assert reason(engine) == "Player 0 wins! Player 1 has no more movable pieces."


def test_stratego_defused_bomb_is_gone():
    engine = stratego({**FLAGS, (3, 0): (0, "Miner"), (4, 0): (1, "Bomb"), (7, 7): (1, "Major")})
    assert not play(engine, "[D0 E0]", "[H7 H8]", "[E0 F0]", "[H8 H7]")
    assert (4, 0) not in engine.env.player_pieces[1]


def test_stratego_capture_of_the_flag_has_a_reason():
    engine = stratego({**FLAGS, (9, 8): (0, "Scout"), (7, 7): (1, "Major")})
    assert play(engine, "[J8 J9]")
    assert reason(engine) == "Player 0 has captured the opponent's flag!"


def test_stratego_last_pieces_that_fall_together_draw():
    engine = stratego({**FLAGS, (3, 0): (0, "Major"), (4, 0): (1, "Major")})
    assert play(engine, "[D0 E0]")
    assert engine.state.rewards == {0: 0, 1: 0}


def test_stratego_player_whose_pieces_are_blocked_loses():
    pieces = {**FLAGS, (9, 8): (1, "Bomb"), (8, 9): (1, "Major"), (7, 9): (1, "Bomb")}
    engine = stratego({**pieces, (8, 8): (1, "Bomb"), (3, 0): (0, "Major")})
    assert play(engine, "[D0 E0]")
    assert engine.state.rewards == {0: 1, 1: -1}


def test_stratego_move_from_a_lake_is_refused():
    engine = make("Stratego")
    assert not engine.step("[E2 E3]")
    assert engine.state.refusals == 1


def tak(variant="", **stacks):
    """A board with stacks such as ``a12="F0/W1"`` on row 1, column 2."""
    engine = make("Tak", variant)
    for name, stack in stacks.items():
        engine.env.board[int(name[1])][int(name[2])].extend(stack.split("/"))
    return engine


def test_tak_road_wins():
    engine = tak(a00="F0", a01="F0", a02="C0")
    assert play(engine, "[place () {(0,3): [F0]}]")
    assert engine.state.rewards == {0: 1, 1: -1}


def test_tak_wall_is_no_road():
    engine = tak(a00="F0", a01="F0", a02="F0")
    assert not play(engine, "[place () {(0,3): [W0]}]")


def test_tak_road_is_found_from_every_edge():
    """Squares that a search from the top edge has seen still count for one from the left."""
    engine = tak(a01="F0", a10="F0", a11="F0", a12="F0")
    assert play(engine, "[place () {(1,3): [F0]}]")


def test_tak_road_that_a_move_uncovers_wins_for_the_opponent():
    engine = tak(a00="F1", a01="F1", a02="F1/F0", a03="F1")
    assert play(engine, "[move (0,2) {(1,2): [F0]}]")
    assert engine.state.rewards == {0: -1, 1: 1}


def test_tak_full_board_counts_flat_stones():
    cells = {f"a{row}{column}": "W0" for row in range(4) for column in range(4)}
    cells |= {"a00": "F1", "a02": "F1", "a11": "F0"}
    del cells["a33"]
    engine = tak(**cells)
    assert play(engine, "[place () {(3,3): [W0]}]")
    assert engine.state.rewards == {0: -1, 1: 1}
    assert reason(engine) == "Player 1 has more flat stones on top, 2 to 1."


def test_tak_spent_pieces_end_the_game():
    engine = tak()
    engine.env.players[0].update(stones=1, capstones=0)
    assert play(engine, "[place () {(3,3): [F0]}]")
    assert engine.state.rewards == {0: 1, 1: -1}


def test_tak_stack_moves_along_one_line():
    engine = tak("Hard", a00="F0/F0/F0")
    assert accepts(engine, "[move (0,0) {(0,1): [F0], (0,2): [F0, F0]}]")
    assert accepts(engine, "[move (0,0) {(1,0): [F0, F0, F0]}]")
    for squares in ("(0,1) (1,1)", "(0,1) (2,0)", "(0,2) (0,1)", "(0,1) (0,3)"):
        bent = ", ".join(f"{square}: [F0]" for square in squares.split())
        assert not accepts(engine, f"[move (0,0) {{{bent}}}]")


def test_tak_capstone_flattens_a_wall():
    engine = tak(a00="C0", a01="F0/W1", a10="F0/C0", a11="W1")
    play(engine, "[move (0,0) {(0,1): [C0]}]")
    assert engine.env.board[0][1] == ["F0", "F1", "C0"]
    assert "Player 0 moved pieces from (0, 0) to [(0, 1)]." in engine.transcript(1)
    engine = tak(a10="F0/C0", a11="W1")
    assert "[move (1,0) {(1,1): [F0, C0]}]" not in engine.legal()


def test_tak_legal_moves_are_those_that_the_engine_accepts():
    engine = tak(a00="F0/F1/C0", a01="W1", a11="F1/F0", a12="F1", a22="C1", a33="F0/F1/F0")
    legal = set(engine.legal())
    cells = list(itertools.product(range(4), range(4)))
    every = [
        f"[place () {{({row},{column}): [{piece}{player}]}}]"
        for (row, column), piece, player in itertools.product(cells, "FWC", "01")
    ]
    for row, column in cells:
        stack = engine.env.board[row][column]
        for height in range(1, len(stack) + 1):
            for first, one, two in itertools.product(range(1, height + 1), cells, cells):
                drops = {one: stack[-height:][:first]}
                if first < height and one != two:
                    drops[two] = stack[-height:][first:]
                parts = [f"({r},{c}): [{', '.join(left)}]" for (r, c), left in drops.items()]
                every.append(f"[move ({row},{column}) {{{', '.join(parts)}}}]")
    accepted = {action for action in every if probe(engine, action)}
    assert accepted == {move for move in legal if move.count("): ") < 3}
    assert any(move.count("): ") == 3 for move in legal)


def probe(engine, action):
    """Whether the engine allows a move, asked of its checks alone."""
    match = re.fullmatch(r"\[(place|move) \(([^)]*)\) (\{.*\})\]", action)
    kind, source, allocation = engine.env.extract_values(match.groups())
    if kind == "place":
        return engine.env._is_valid_placement(allocation)
    return engine.env._is_valid_movement(source, allocation)


def test_tak_prompt_says_how_the_game_ends():
    assert "more flat stones" in make("Tak").transcript(0)


def test_three_player_tic_tac_toe_four_in_a_row_win():
    engine = make("ThreePlayerTicTacToe")
    rounds = [f"[{cell}]" for k in range(3) for cell in (k, k + 10, k + 20)]
    assert play(engine, *rounds, "[3]")
    assert engine.state.rewards == {0: 1, 1: -1, 2: -1}


def test_ultimate_full_board_without_a_winner_is_a_draw():
    engine = make("UltimateTicTacToe")
    drawn = [list("XOX"), list("XOO"), list("OXX")]
    game = engine.state.game_state
    for mini in range(9):
        game["board"][mini] = copy.deepcopy(drawn)
    game["board"][0][0][0] = " "
    game["board"][0][2] = list("OXO")
    game["next_micro_board"] = 0
    assert engine.legal() == ["[0 0]"]
    assert play(engine, "[0 0]")
    assert engine.state.rewards == {0: 0, 1: 0}


def test_wild_tic_tac_toe_either_mark_wins():
    engine = make("WildTicTacToe")
    assert play(engine, "[X 0]", "[X 1]", "[x 2]")
    assert engine.state.rewards == {0: 1, 1: -1}


def test_reverse_tic_tac_toe_three_in_a_row_lose():
    engine = make("ReverseTicTacToe")
    assert play(engine, "[0]", "[3]", "[1]", "[4]", "[2]")
    assert engine.state.rewards == {0: -1, 1: 1}
