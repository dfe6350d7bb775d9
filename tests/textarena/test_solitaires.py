"""More games of one player and those with a gamemaster or a jury: rules, solvers, patches."""

import copy
import itertools
import json
import pickle
import random
import time
from importlib.util import find_spec
from pathlib import Path

import pytest

from gem_gymnasium.engines.textarena import GAMES, Engine, rules_of
from gem_gymnasium.engines.textarena.games import _holdem, _klondike, _sokoban
from gem_gymnasium.engines.textarena.games._rush_hour import solution
from gem_gymnasium.engines.textarena.knowledge import SIZE_OF, TRAITS, WORDS
from gem_gymnasium.engines.textarena.language import (
    NO,
    UNKNOWN,
    YES,
    Panel,
    PromptedGamemaster,
    PromptedJury,
    RuleGamemaster,
    RuleJury,
)
from gem_gymnasium.engines.textarena.rules import Unsolvable

SINGLE = [
    "GuessWho",
    "Klondike",
    "RushHour",
    "Secretary",
    "Set",
    "Slitherlink",
    "Sokoban",
    "ThreeCardMonte",
    "TwentyQuestions",
]
PAIRS = [(name, variant) for name in SINGLE for variant in GAMES[name].variants]
LISTED = ["Klondike", "RushHour", "Secretary", "Slitherlink", "Sokoban", "UltimateTexasHoldem"]


def begin(name, variant="", seed=0, services=None, **arguments):
    game = GAMES[name]
    chosen = {**game.variants[variant], **arguments}
    engine = Engine(game, chosen, game.counts()[0], seed, services=services)
    if game.players == "1":
        engine.state.error_allowance = 10**9
    return engine


def said(engine, start=0):
    return "\n".join(text for text, _ in engine.messages(0, start))


def refused(engine, action):
    before = engine.state.refusals
    engine.step(action)
    return engine.state.refusals > before


def solve(engine):
    turns = 0
    while not engine.state.done and turns < engine.rules.max_turns():
        engine.step(engine.rules.oracle(engine.env))
        turns += 1
    return turns


# --- every game -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "variant"), PAIRS)
def test_the_oracle_solves_every_seed(name, variant):
    for seed in range(4 if name == "Klondike" else 10):
        engine = begin(name, variant, seed)
        assert engine.rules.progress(engine.env) < 1
        solve(engine)
        assert engine.state.done, seed
        assert engine.rules.solved(engine.env), seed
        assert engine.state.rewards == {0: 1}
        assert engine.state.refusals == 0


@pytest.mark.slow
@pytest.mark.parametrize(("name", "variant"), PAIRS)
def test_the_oracle_solves_a_hundred_seeds(name, variant):
    for seed in range(1000, 1100):
        engine = begin(name, variant, seed)
        solve(engine)
        assert engine.state.done, seed
        assert engine.rules.solved(engine.env), seed


@pytest.mark.parametrize("name", LISTED)
def test_legal_moves_are_accepted_and_others_refused(name):
    rng = random.Random(name)
    engine = begin(name, seed=3)
    ever = set()
    for _ in range(30):
        legal = engine.legal()
        ever |= {*legal} - {"[forfeit]"}
        for action in rng.sample(sorted(ever), min(6, len(ever))):
            assert refused(copy.deepcopy(engine), action) == (action not in legal), action
        if engine.step(rng.choice([action for action in legal if action != "[forfeit]"])):
            break


@pytest.mark.parametrize("name", [*SINGLE, "UltimateTexasHoldem"])
def test_examples_do_not_win(name):
    rules = rules_of(name)(GAMES[name].variants[""])
    wins = 0
    for seed in range(8):
        engine = begin(name, seed=seed)
        for _ in range(min(rules.max_turns(), 60)):
            if engine.state.done or engine.step(rules.example):
                break
        wins += engine.state.done and engine.rules.solved(engine.env)
    assert wins <= {"ThreeCardMonte": 6, "Secretary": 6}.get(name, 0)


# --- RushHour -------------------------------------------------------------------------------------


def test_rush_hour_deals_puzzles_only():
    for seed in range(12):
        engine = begin("RushHour", seed=seed)
        cars = engine.state.game_state["vehicles"]
        cells = [cell for car in cars.values() for cell in car.cells()]
        assert len(cells) == len(set(cells))
        assert 6 <= len(solution(cars.values(), 6)) <= 20


def test_rush_hour_draws_nothing_when_it_is_made():
    engine = begin("RushHour", seed=1)
    assert not hasattr(type(engine.env)(), "initial_layout")


def test_rush_hour_solutions_are_shortest_and_none_where_there_are_none():
    car = type(next(iter(begin("RushHour").state.game_state["vehicles"].values())))
    red = car("X", 2, 0, 2, True)
    assert solution([red], 6) == [("X", True)] * 4
    assert solution([red, car("A", 2, 3, 2, True)], 6) is None
    found = solution([red, car("A", 1, 3, 2, False)], 6)
    assert sorted(found) == [("A", False), *[("X", True)] * 4] or len(found) == 6


# --- Secretary, Set, Slitherlink, ThreeCardMonte --------------------------------------------------


def test_a_copy_of_secretary_shows_the_same_values():
    engine = begin("Secretary", seed=5)
    twin = pickle.loads(pickle.dumps(engine))
    for one in (engine, twin):
        one.step("[continue]")
    assert engine.transcript(0) == twin.transcript(0)
    values = engine.state.game_state["draws"][:2]
    shown = ", ".join(f"{value:.4f}" for value in values)
    assert engine.rules.board(engine.env) == f"Values so far (2 of 5): {shown}"


def test_the_last_value_is_taken():
    engine = begin("Secretary", seed=5)
    draws = engine.state.game_state["draws"]
    for number in range(5):
        assert engine.step("[continue]") == (number == 4)
    assert engine.state.rewards == {0: float(draws[-1] == max(draws))}


def test_a_card_counts_once():
    engine = begin("Set", seed=1)
    assert refused(engine, "[1, 1, 1]")
    assert engine.state.game_state["score"] == 0


@pytest.mark.parametrize("action", ["[²,1,2]", "[" + "1" * 5000 + ",1,2]", "[1,2", "[13, 1, 2]"])
def test_set_refuses_what_is_no_place(action):
    assert refused(begin("Set", seed=1), action)


def test_there_is_a_set_on_every_board():
    for seed in range(6):
        engine = begin("Set", seed=seed)
        for turn in range(20):
            assert engine.rules.oracle(engine.env) in engine.legal()
            assert engine.rules.progress(engine.env) == turn / 20
            board = engine.messages(0)[-1][0]
            assert len(board.splitlines()) == len(engine.state.game_state["board"]) + 1
            engine.step(engine.rules.oracle(engine.env))
        assert engine.state.rewards == {0: 1}


def test_set_pays_a_share():
    engine = begin("Set", seed=2)
    for turn in range(20):
        sets = engine.rules.oracle(engine.env)
        engine.step(sets if turn < 5 else next(a for a in engine.legal() if a != sets))
    assert engine.state.rewards[0] == engine.state.game_state["score"] / 20


def test_set_is_small_to_copy():
    assert len(pickle.dumps(begin("Set"))) < 50_000


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("Slitherlink", "[h 9 9]"),
        ("Slitherlink", "no"),
        ("Slitherlink", f"[h {'1' * 5000} 0]"),
        ("ThreeCardMonte", "[9]"),
        ("ThreeCardMonte", "no"),
        ("ThreeCardMonte", f"[{'1' * 5000}]"),
    ],
)
def test_rewards_of_refused_actions_are_numbers(name, bad):
    engine = begin(name)
    engine.state.error_allowance = 1
    assert not engine.step(bad)
    assert engine.step(bad)
    assert type(engine.state.rewards[0]) is float


def test_slitherlink_says_what_the_player_said():
    engine = begin("Slitherlink")
    engine.step("[h 0 0]")
    assert "[Player] [h 0 0]" in engine.transcript(0)


def test_slitherlink_shows_the_edge_where_the_prompt_says():
    engine = begin("Slitherlink")
    engine.step("[h 0 0]")
    engine.step("[v 1 0]")
    board = engine.messages(0)[-1][0].splitlines()
    assert any(line.startswith(" 0: +───+   ") for line in board)
    assert board[[line[:3] for line in board].index(" 1:") + 1].startswith("    │")
    assert "'·' means no constraint" in said(engine)


def test_a_slitherlink_without_numbers_needs_a_loop_only():
    engine = begin("Slitherlink")
    engine.env.clues = [[None] * 4 for _ in range(4)]
    for action in ("[h 0 0]", "[h 1 0]", "[v 0 0]", "[v 0 1]"):
        engine.step(action)
    assert engine.state.rewards == {0: 1}


def test_all_numbers_right_is_not_yet_solved():
    engine = begin("Slitherlink")
    engine.env.clues = [[0] + [None] * 3, *([None] * 4 for _ in range(3))]
    assert engine.env._progress() == 1
    assert engine.rules.progress(engine.env) < 1


def test_the_cups_are_shown_after_a_refused_guess():
    engine = begin("ThreeCardMonte", seed=4)
    engine.step("where?")
    board = engine.rules.board(engine.env)
    assert board.splitlines()[0].startswith("Ball starts:")
    assert board.count("swapped") == 10
    ball = board.splitlines()[0].removeprefix("Ball starts: ").split().index("[X]")
    for line in board.splitlines()[1:]:
        a, b = (int(word.strip(".")) for word in line.split()[-3::2])
        ball = {a: b, b: a}.get(ball, ball)
    assert engine.rules.oracle(engine.env) == f"[{ball}]"


# --- Sokoban --------------------------------------------------------------------------------------


@pytest.mark.parametrize("variant", ["", "Medium"])
def test_rooms_are_drawn_fast_and_begin_unsolved(variant):
    start = time.process_time()
    for seed in range(20):
        engine = begin("Sokoban", variant, seed)
        assert engine.rules.progress(engine.env) == 0
        state, fixed = engine.env.room_state, engine.env.room_fixed
        assert (state == 4).sum() == (fixed == 2).sum() == engine.env.num_boxes
        assert (state == 5).sum() == 1
    assert (time.process_time() - start) / 20 < 0.05


def test_rooms_do_not_depend_on_other_games():
    alone = said(begin("Sokoban", seed=7))
    begin("Sokoban", seed=8)
    assert said(begin("Sokoban", seed=7)) == alone


def test_the_player_does_not_hide_a_goal():
    for seed in range(40):
        engine = begin("Sokoban", seed=seed)
        goals = int((engine.env.room_fixed == 2).sum())
        for _ in range(8):
            grid = engine.messages(0)[-1][0].partition("\n\n")[2].partition("\nAvailable")[0]
            assert grid.count("O") + grid.count("√") + grid.count("S") == goals
            assert grid.count("P") + grid.count("S") == 1
            engine.step(engine.rules.oracle(engine.env))
            if engine.state.done:
                break


def test_a_room_that_is_lost_has_no_way():
    room = _sokoban.Room(frozenset({6, 7, 8, 11, 12, 13}), frozenset({12}), frozenset({6}), 7)
    assert _sokoban.route(room, 5, 30) == {}
    assert _sokoban.route(_sokoban.Room(room.floor, room.goals, frozenset({7}), 6), 5, 30) == {}
    solvable = _sokoban.Room(room.floor, frozenset({8}), frozenset({7}), 6)
    assert list(_sokoban.route(solvable, 5, 30).values()) == [1]


def test_impossible_rooms_are_refused():
    with pytest.raises(ValueError, match="no place for 20 boxes"):
        begin("Sokoban", num_boxes=20)


def test_the_oracle_goes_on_from_where_others_went():
    rng = random.Random(3)
    solved = 0
    for seed in range(10):
        engine = begin("Sokoban", seed=seed)
        for _ in range(3):
            engine.step(rng.choice(engine.legal()))
        try:
            solve(engine)
        except Unsolvable:
            continue
        solved += engine.rules.solved(engine.env)
    assert solved >= 3


# --- Klondike -------------------------------------------------------------------------------------


def test_klondike_prompts_for_brackets_and_pays_a_share():
    engine = begin("Klondike", seed=1)
    assert "square brackets" in said(engine)
    assert "[draw, move W T1, move T2 F1]" in said(engine)
    while not sum(map(len, engine.env.klondike.foundations)):
        engine.step(engine.rules.oracle(engine.env))
    share = sum(map(len, engine.env.klondike.foundations)) / 52
    assert engine.rules.progress(engine.env) == share
    assert engine.step("[forfeit]")
    assert engine.state.rewards == {0: share}


def test_klondike_ends_after_its_turns():
    engine = begin("Klondike", seed=1, max_turns=3)
    assert [engine.step("[draw]") for _ in range(3)] == [False, False, True]
    assert engine.state.rewards == {0: 0}


def test_a_list_that_fails_midway_shows_the_board():
    engine = begin("Klondike", seed=1)
    told = engine.count(0)
    assert not refused(engine, "[draw, move F1 T1, draw]")
    text = said(engine, told)
    assert "Executed 1 action(s) before failure." in text
    assert "Stock: 23 cards" in text
    assert len(engine.env.klondike.waste) == 1


@pytest.mark.parametrize(
    "action",
    [
        "draw",
        "[",
        "[]",
        "[move F1 T1]",
        "[move T² F1]",
        f"[move T{'1' * 5000} F1]",
        "[dance, draw]",
        f"[move T1 T2 {'9' * 5000}]",
        f"[{'draw,' * 60}draw]",
    ],
)
def test_what_can_not_be_done_changes_nothing(action):
    engine = begin("Klondike", seed=1)
    board = engine.env._render_board()
    assert refused(engine, action)
    assert engine.env._render_board() == board


def test_the_oracle_finds_the_foundations_that_others_chose():
    engine = begin("Klondike", seed=2)
    up = 0
    while up < 2:
        action = engine.rules.oracle(engine.env)
        if " F" in action and up == 0:  # the ace goes to the last foundation in place of its own
            action = action[: action.index(" F")] + " F4]"
        engine.step(action)
        up = sum(map(bool, engine.env.klondike.foundations))
    solve(engine)
    assert engine.rules.solved(engine.env)
    assert engine.state.refusals == 0


def test_klondike_keeps_all_cards():
    rng = random.Random(1)
    engine = begin("Klondike", seed=3)
    for _ in range(60):
        engine.step(rng.choice(engine.legal()[:-1]))
        game = engine.env.klondike
        cards = [card for pile in [*game.tableau, game.stock, game.waste] for card, _ in pile]
        cards += itertools.chain(*game.foundations)
        assert sorted(map(_klondike.number_of, cards)) == list(range(52))


def test_three_cards_at_a_time_have_no_oracle():
    engine = begin("Klondike", draw_count=3)
    with pytest.raises(Unsolvable):
        engine.rules.oracle(engine.env)
    engine.step("[draw]")
    assert len(engine.env.klondike.waste) == 3


# --- UltimateTexasHoldem --------------------------------------------------------------------------


def by_trying(five_of, cards):
    """The best of all choices of five cards, and the first choice that is so good."""
    best, chosen = (0, []), []
    for five in itertools.combinations(cards, 5):
        found = five_of(five)
        if found > best:
            best, chosen = found, list(five)
    return best, chosen


def test_hands_are_those_of_trying_all_choices():
    env = begin("UltimateTexasHoldem").env
    deck, rng = env._create_deck(), random.Random(0)
    few = [card for card in deck if card["suit"] in "♠♥"]
    for number in range(600):
        cards = rng.sample(few if number % 2 else deck, 7)
        best, chosen = by_trying(env._evaluate_five_card_hand, cards)
        assert env._evaluate_hand(cards) == best
        assert env._get_best_five_cards(cards) == chosen


@pytest.mark.parametrize(
    ("hand", "kind"),
    [
        ("10♠ J♠ Q♠ K♠ A♠ 2♥ 3♥", (10, [14])),
        ("A♠ 2♠ 3♠ 4♠ 5♠ A♥ A♦", (9, [5])),
        ("9♠ 9♥ 9♦ 9♣ 2♠ 2♥ 3♥", (8, [9, 3])),
        ("9♠ 9♥ 9♦ 5♣ 5♠ 5♥ 3♥", (7, [9, 5])),
        ("A♠ 2♥ 3♦ 4♣ 5♠ K♥ Q♥", (5, [5])),
        ("K♠ K♥ 8♦ 8♣ 3♠ 3♥ 5♥", (3, [13, 8, 5])),
    ],
)
def test_hands(hand, kind):
    cards = [{"rank": card[:-1], "suit": card[-1]} for card in hand.split()]
    assert _holdem.score(cards) == kind


def test_every_round_is_played_and_the_last_ends_the_game():
    engine = begin("UltimateTexasHoldem", max_turns=2)
    done = []
    while not engine.state.done:
        done.append(engine.step(engine.legal()[0]))
    assert done == [False] * 5 + [True]
    assert engine.state.rewards == {0: 1}
    assert "SHOWDOWN" in said(engine)
    assert "complete 2 rounds" in said(engine)


def test_running_out_of_chips_ends_the_game_at_once():
    for seed in range(30):
        engine = begin("UltimateTexasHoldem", seed=seed, start_chips=50)
        for action in ("[check]", "[check]", "[fold]"):
            done = engine.step(action)
        assert done
        assert engine.state.rewards == {0: -1}
        assert not engine.rules.solved(engine.env)
        assert engine.rules.progress(engine.env) == 0


def test_the_prompt_has_amounts_and_bets_follow_the_ante():
    engine = begin("UltimateTexasHoldem", ante_amount=10)
    assert "{self" not in said(engine)
    assert "500:1 ($5000)" in said(engine)
    engine.step("[4x]")
    assert engine.state.game_state["play_bet"] == 40
    assert engine.state.game_state["chips"] == 1000 - 20 - 40
    assert engine.legal() == ["[skip]"]
    assert not refused(engine, "[skip]")
    assert engine.legal() == ["[skip]"]


def test_a_refused_bet_costs_the_next_action_nothing():
    engine = begin("UltimateTexasHoldem")
    assert refused(engine, "[fold]")
    engine.step("[check]")
    assert (engine.state.turn, engine.state.refusals) == (1, 1)
    engine.state.error_allowance = 0
    assert engine.step("[fold]")
    assert engine.state.done


def test_chance_has_no_oracle():
    engine = begin("UltimateTexasHoldem")
    with pytest.raises(Unsolvable, match="Luck"):
        engine.rules.oracle(engine.env)


# --- GuessWho and TwentyQuestions -----------------------------------------------------------------

ASK = RuleGamemaster()


def data(path):
    """A data file of TextArena's, which is not imported."""
    root = Path(find_spec("textarena").origin).parent
    return json.loads((root / "envs" / path).read_text("utf-8"))


def characters():
    return {one["name"]: one for one in data("GuessWho/characters.json")}


@pytest.mark.parametrize(
    ("question", "alex", "anita", "bernard"),
    [
        ("Is the character male?", YES, NO, YES),
        ("is it a WOMAN", NO, YES, NO),
        ("Does the character have facial hair?", YES, NO, YES),
        ("Does the character wear round glasses?", YES, NO, NO),
        ("Do they wear glasses?", YES, NO, NO),
        ("Does the character wear a hat?", NO, NO, YES),
        ("Is the character bald?", NO, NO, YES),
        ("Is the character not bald?", YES, YES, NO),
        ("Does the character have blue eyes?", NO, YES, NO),
        ("Are the eyes brown or blue?", YES, YES, YES),
        ("Is the hair black or white?", NO, NO, NO),
        ("Does the character have brown hair and brown eyes?", YES, NO, YES),
        ("Does the character have a mustache but no glasses?", NO, NO, YES),
        ("Is the character Alex?", YES, NO, NO),
        ("Is the name Anita?", NO, YES, NO),
        ("Does the name start with the letter 'B'?", NO, NO, YES),
        ("Does the name have more than 4 letters?", NO, YES, YES),
        ("Is the character tall?", UNKNOWN, UNKNOWN, UNKNOWN),
        ("Does the character have dark hair?", UNKNOWN, UNKNOWN, UNKNOWN),
        ("What is your name?", UNKNOWN, UNKNOWN, UNKNOWN),
        ("", UNKNOWN, UNKNOWN, UNKNOWN),
        ("²٣\ud800", UNKNOWN, UNKNOWN, UNKNOWN),
        ("is it male " * 10**5, UNKNOWN, UNKNOWN, UNKNOWN),
    ],
)
def test_questions_about_characters(question, alex, anita, bernard):
    known = characters()
    answers = [ASK(question, known[name]) for name in ("Alex", "Anita", "Bernard")]
    assert answers == [alex, anita, bernard]


def test_every_trait_of_every_character_can_be_asked():
    questions = {
        "gender": "Is the character {}?",
        "hair_color": "Is the character's hair {}?",
        "hair_style": "Does the character have {} hair?",
        "eye_color": "Does the character have {} eyes?",
        "facial_hair": "Does the character have a {}?",
        "skin_tone": "Does the character have {} skin?",
        "hat_type": "Does the character wear a {} hat?",
        "eyewear_style": "Are the glasses {}?",
        "nose_shape": "Does the character have a {} nose?",
        "ear_size": "Does the character have {} ears?",
        "smile_type": "Does the character have a {} smile?",
        "clothing_style": "Does the character wear {} clothes?",
        "age_range": "Is the character {}?",
        "complexion": "Is the complexion {}?",
        "cheek_features": "Does the character have {} on the cheeks?",
    }
    people = characters().values()
    for trait, question in questions.items():
        for value in {person[trait] for person in people} - {"none"}:
            for person in people:
                curly = value == "curly" and person["hair_texture"] == "curly"
                want = YES if person[trait] == value or curly else NO
                assert ASK(question.format(value), person) == want, (person["name"], value)


@pytest.mark.parametrize(
    ("question", "piano", "penguin", "tomato", "school"),
    [
        ("Is it alive?", NO, YES, NO, NO),
        ("Is it not alive?", YES, NO, YES, YES),
        ("Is it an animal?", NO, YES, NO, NO),
        ("Is it an animal that lives in water?", NO, YES, NO, NO),
        ("Is it a kind of food or drink?", NO, NO, YES, NO),
        ("Is it a fruit?", NO, NO, UNKNOWN, NO),
        ("Is it bigger than a car?", NO, NO, NO, YES),
        ("Does it fit in your hand?", NO, NO, YES, NO),
        ("Is it a musical instrument?", YES, NO, NO, NO),
        ("Is it a piano?", YES, NO, NO, NO),
        ("Does it start with p?", YES, YES, NO, NO),
        ("Does it have 6 letters?", NO, NO, YES, YES),
        ("Is it two words?", NO, NO, NO, NO),
        ("Is it related to France?", UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
        ("How big is it?", UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
        ("Isn't it alive?", UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
    ],
)
def test_questions_about_words(question, piano, penguin, tomato, school):
    words = ("piano", "penguin", "tomato", "school")
    answers = [ASK(question, {"word": word, "theme": ""}) for word in words]
    assert answers == [piano, penguin, tomato, school]


def secret_words():
    lists = data("TwentyQuestions/twenty_questions_words.json")
    return {
        (theme, word.lower())
        for themes in lists.values()
        for theme, words in themes.items()
        for word in words
    }


def test_the_table_knows_all_secret_words_and_no_others():
    secrets = {word for _, word in secret_words()}
    assert secrets == WORDS
    assert SIZE_OF.keys() <= secrets
    for trait in TRAITS:
        assert trait.words | trait.unsure <= secrets, trait.phrases


def test_the_theme_of_every_word_is_known():
    kinds = {"places": "Is it a place?", "people": "Is it a person?", "things": "Is it a thing?"}
    for theme, word in secret_words():
        secret = {"word": word, "theme": theme}
        assert ASK(kinds[theme], secret) in (YES, UNKNOWN if theme == "things" else YES), word


@pytest.mark.parametrize("name", ["GuessWho", "TwentyQuestions"])
def test_questions_and_answers_stay_on_the_board(name):
    engine = begin(name, seed=3)
    assert engine.rules.board(engine.env) == "No questions so far."
    engine.step("Does the name have\nmore than 4 letters?")
    engine.step("x" * 1000)
    board = engine.rules.board(engine.env).splitlines()
    assert board[1].startswith("1. Does the name have more than 4 letters? ")
    assert len(board) == 3
    assert len(board[2]) < 300
    assert board[2].endswith(UNKNOWN)


def test_two_wrong_guesses_in_a_row_lose():
    engine = begin("GuessWho", seed=1)
    assert "A wrong guess right after another loses the game." in said(engine)
    assert not engine.step("[Nobody]")
    assert not engine.step("Is it male?")
    assert not engine.step("[Nobody]")
    assert engine.state.refusals == 0
    assert engine.step("[Nobody]")
    assert engine.state.rewards == {0: -1}
    assert not engine.rules.solved(engine.env)


def test_the_list_of_characters_has_their_hats():
    assert "bowler hat type" in said(begin("GuessWho"))


def test_only_the_word_itself_is_right():
    listed = " ".join(sorted(word for _, word in secret_words() if "-" not in word))
    engine = begin("TwentyQuestions", seed=2)
    assert engine.step(f"[{listed}]")
    assert engine.state.rewards == {0: 0}
    engine = begin("TwentyQuestions", seed=2)
    assert engine.step(f"I say [The  {engine.env.game_word.upper()}]")
    assert engine.state.rewards == {0: 1}


@pytest.mark.parametrize("word", ["yo-yo", "TV presenter", "globe-trotting trunk"])
def test_words_with_hyphens_and_capitals_can_be_guessed(word):
    engine = begin("TwentyQuestions")
    engine.env.game_word = word
    engine.step(engine.rules.oracle(engine.env))
    assert engine.rules.solved(engine.env)


class Echo:
    """A gamemaster that notes what it was asked."""

    def __init__(self, answer):
        self.answer = answer
        self.asked = []

    def __call__(self, question, secret):
        self.asked.append((question, dict(secret)))
        return self.answer


@pytest.mark.parametrize("name", ["GuessWho", "TwentyQuestions"])
def test_a_gamemaster_of_ones_own(name):
    echo = Echo(" Yes\n")
    engine = begin(name, services={"gamemaster": echo})
    engine.step("Is it blue?")
    question, secret = echo.asked[0]
    assert question == "Is it blue?"
    assert secret.keys() >= ({"name", "gender"} if name == "GuessWho" else {"word", "theme"})
    assert engine.messages(0)[-1][0] == YES
    twin, other = copy.deepcopy(engine), pickle.loads(pickle.dumps(engine))
    twin.step("Is it red?")
    assert len(echo.asked) == 2  # copies share it, what was pickled has its own
    other.step("Is it red?")
    assert len(echo.asked) == 2


def test_answers_that_are_none_are_not_told():
    engine = begin("TwentyQuestions", services={"gamemaster": Echo("The word is piano.")})
    engine.step("Is it blue?")
    assert "piano" not in said(engine)
    assert "I don't understand" in said(engine)


def broken(*_):
    raise ConnectionError("no model")


def play(name, services):
    engine = begin(name, services=services)
    for _ in range(6):
        engine.step("Is it blue?")


@pytest.mark.parametrize("name", ["GuessWho", "TwentyQuestions", "Debate", "ScenarioPlanning"])
def test_errors_of_models_are_raised(name):
    asks = GAMES[name].asks
    with pytest.raises(ConnectionError, match="no model"):
        play(name, {asks: broken})


def test_models_can_be_gamemasters_and_jurors():
    seen = []

    def model(prompt):
        seen.append(prompt)
        return "No. That is all."

    assert PromptedGamemaster(model)("Is it blue?", {"word": "sun"}).startswith(NO)
    assert "word: sun" in seen[0]
    assert "Is it blue?" in seen[0]
    jury = PromptedJury(lambda _: "Affirmative!", lambda _: "negative", lambda _: "either")
    assert jury("x", ["Affirmative", "Negative"]) == {"Affirmative": 0.5, "Negative": 0.5}
    assert PromptedJury()("x", ["A", "B"]) == {"A": 0, "B": 0}


# --- Debate and ScenarioPlanning ------------------------------------------------------------------

GOOD = (
    "Lowering the voting age would strengthen democracy because young people already work, pay "
    "taxes and live with what governments decide. For example, evidence from Austria suggests that "
    "early voters stay engaged. However, critics claim that they lack maturity; therefore schools "
    "should teach civics first."
)
POOR = "I think that this is right."


def judged(first, second, jury=None):
    engine = begin("ScenarioPlanning", services={} if jury is None else {"jury": jury})
    engine.step(first)
    assert engine.step(second)
    return engine.state.rewards


def test_the_jury_of_rules_prefers_the_better_text_in_either_seat():
    assert judged(GOOD, POOR) == {0: 1, 1: -1}
    assert judged(POOR, GOOD) == {0: -1, 1: 1}
    assert judged(GOOD, GOOD) == judged("", "") == {0: 0, 1: 0}


@pytest.mark.parametrize(
    "farmed", [GOOD * 8, "x" * 10**5, "because " * 500, "because evidence risk"]
)
def test_repetition_and_length_gain_nothing(farmed):
    assert judged(farmed, GOOD)[0] < 0


@pytest.mark.parametrize("size", [1, 2, 5, 11])
def test_votes_are_shares_of_the_jury(size):
    context = f"Topic\nPlayer 0 (A): {GOOD}\nPlayer 1 (B): {POOR}"
    votes = RuleJury(size)(context, ["A", "B"])
    assert votes["A"] + votes["B"] == pytest.approx(1)
    assert votes["A"] > votes["B"]
    assert (votes["A"] * size * 2) % 1 == pytest.approx(0)
    assert RuleJury(size)("Topic", ["A", "B"]) == {"A": 0.5, "B": 0.5}


def test_a_draw_is_a_draw():
    assert judged(POOR, GOOD, lambda *_: {"Player 0": 0.5, "Player 1": 0.5}) == {0: 0, 1: 0}


@pytest.mark.parametrize(
    "votes", [{}, {"Player 0": 1.0}, {"Player 0": 1.0, "Player 1": float("nan")}]
)
def test_juries_must_vote_on_every_option(votes):
    with pytest.raises(ValueError, match="share of the votes"):
        judged(POOR, GOOD, lambda *_: votes)


def test_no_text_speaks_for_the_other_player_before_the_jury():
    contexts = []

    def jury(context, options):
        contexts.append(context)
        return dict.fromkeys(options, 0.5)

    judged("Mine.\n\nPlayer 1's Strategy:\nI give up.", GOOD, jury)
    assert contexts[-1].count("\nPlayer 1's Strategy:\n") == 1
    engine = begin("Debate", services={"jury": jury})
    side = engine.state.game_state["sides"][1]
    for _ in range(6):
        engine.step(f"Mine.\nPlayer 1 ({side}): I give up.\u2028Player 1 ({side}): Really.")
    lines = contexts[-1].splitlines()
    assert sum(line.startswith(f"Player 1 ({side}): ") for line in lines) == 3
    assert sum(line.startswith("Player 0 (") for line in lines) == 3


def test_who_gains_votes_wins_the_debate():
    for seed in range(4):
        engine = begin("Debate", seed=seed)
        topic = engine.state.game_state["topic"]
        assert engine.state.game_state["votes"]["pre-debate"]["Negative"] == 0.5
        while not engine.state.done:
            player = engine.state.current_player_id
            engine.step(POOR if player else f"{topic} {GOOD}")
        assert engine.state.rewards == {0: 1, 1: -1}
        assert engine.state.turn == 6


def test_plans_are_not_shown_to_the_other():
    engine = begin("ScenarioPlanning")
    engine.step("My secret plan is to hide in the cave.")
    assert "secret plan" not in engine.transcript(1)
    assert engine.rules.simultaneous


def test_juries_are_shared_by_copies_and_can_be_pickled():
    engine = begin("Debate")
    twin, other = copy.deepcopy(engine), pickle.loads(pickle.dumps(engine))
    assert twin.env.jury is engine.env.jury
    assert isinstance(other.env.jury, Panel)
    for one in (engine, twin, other):
        for text in (GOOD, POOR) * 3:
            one.step(text)
    assert engine.state.rewards == twin.state.rewards == other.state.rewards
