"""The word games of TextArena: their words, rules and solvers, and what each patch mends."""

from __future__ import annotations

import copy
import os
import pickle
import re
import subprocess
import sys
import time

import pytest

from gem_gymnasium.engines.textarena import GAMES, Engine, Rules, rules_of
from gem_gymnasium.engines.textarena.games._ladders import distances, reachable
from gem_gymnasium.engines.textarena.vocabulary import (
    EnglishDictionary,
    WordList,
    nltk,
    pos_tag,
    word_list,
    words,
)
from gem_gymnasium.words import EXAMPLES, common, known, nouns

ALONE = ["Hangman", "Wordle", "WordLadder", "WordSearch", "Crosswords"]
TOGETHER = ["WordChains", "SpellingBee", "LetterAuction", "DontSayIt", "Codenames", "Taboo"]
BY_VARIANT = [(name, variant) for name in ALONE for variant in GAMES[name].variants]
EVERY_VARIANT = [(name, v) for name in ALONE + TOGETHER for v in GAMES[name].variants]
DICTIONARY = EnglishDictionary()
# What costs much when a search starts over at each sign, or a number is read whole.
LONG = ["[" * 10**6, "[a" * 10**5, "[" + "1" * 10**6 + "]", "[a " + " " * 10**6, "[1 " * 10**5]
JUNK = [
    "",
    "[]",
    "[²]",
    "[٣ ٣ ٣ ٣]",
    "[paſſ]",
    "[\ud800]",
    "[K]",
    "[bid 99999999999]",
    "[wind 9999]",
]


def start(name: str, variant: str = "", players: int | None = None, seed: int = 0) -> Engine:
    game = GAMES[name]
    engine = Engine(game, game.variants[variant], players or game.counts(variant)[0], seed)
    if name in ALONE:
        engine.state.error_allowance = 10**9
    return engine


def last(engine: Engine, player: int = 0) -> str:
    return engine.state.observations[player][-1][1]


def refused(engine: Engine, action: str) -> bool:
    before = engine.state.refusals
    engine.step(action)
    return engine.state.refusals > before


# --- the words ------------------------------------------------------------------------------------


def test_plurals_past_forms_and_long_words_may_be_guessed() -> None:
    for word in ["walked", "carried", "babies", "happiest", "unhappily", "abandonment", "WALKING"]:
        assert DICTIONARY.is_english_word(word)


def test_names_and_what_only_looks_like_a_form_may_not() -> None:
    for word in ["plaied", "london", "zzz", "", "²", "dog's", "a" * 10**6]:
        assert not DICTIONARY.is_english_word(word)


@pytest.mark.parametrize("kind", ["common", "dictionary", "nouns", "all nouns"])
def test_whatever_may_be_hidden_is_sorted_and_may_be_guessed(kind) -> None:
    listed = word_list(kind)
    assert list(listed) == sorted(set(listed))
    assert all(word in DICTIONARY for word in listed)


def test_there_are_nouns_enough_for_wordle_and_none_that_prompts_show() -> None:
    for length in (5, 7):
        assert len(word_list("nouns", length, length)) >= 200
        assert len(word_list("all nouns", length, length)) >= 1000
    for word in ["apple", *EXAMPLES.values()]:
        assert word not in word_list("all nouns")
    assert set(nouns()) <= set(word_list("all nouns"))


def test_the_stand_ins_of_nltk_agree_with_the_lists() -> None:
    assert nltk.download("words") is True
    assert words.words("en-basic") == word_list("common")
    assert words.words() == word_list("dictionary")
    assert max(map(len, words.words("en", longest=5))) == 5
    assert pos_tag(["river", "quickly"]) == [("river", "NN"), ("quickly", "")]


def test_lists_are_never_copied() -> None:
    listed = word_list("common")
    assert isinstance(listed, WordList)
    assert copy.copy(listed) is copy.deepcopy(listed) is listed
    assert pickle.loads(pickle.dumps(listed)) is listed
    assert len(pickle.dumps(listed)) < 200


# --- all games ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "variant"), EVERY_VARIANT)
def test_games_are_made_and_copied_without_their_words(name, variant) -> None:
    engine = start(name, variant)
    began = time.process_time()
    for seed in range(5):
        start(name, variant, seed=seed)
    assert time.process_time() - began < 0.5
    assert len(pickle.dumps(engine)) < 50_000
    began = time.process_time()
    copy.deepcopy(engine)
    assert time.process_time() - began < 0.05
    rules = rules_of(name)(GAMES[name].variants[variant])
    assert re.fullmatch(rules.pattern, rules.example)


@pytest.mark.parametrize("name", ALONE + TOGETHER)
def test_any_text_is_answered_at_once(name) -> None:
    for action in LONG + JUNK:
        engine = start(name)
        for _ in range(2 if len(action) < 100 else 1):
            began = time.process_time()
            done = engine.step(action)
            assert time.process_time() - began < 2
            if done:
                break


@pytest.mark.slow
def test_games_do_not_depend_on_the_hash_seed() -> None:
    code = (
        "from gem_gymnasium.engines.textarena import GAMES, Engine\n"
        f"for name in {ALONE + TOGETHER}:\n"
        "    game = GAMES[name]\n"
        "    engine = Engine(game, game.variants[''], game.counts()[0], 5)\n"
        "    engine.step('[1 1 A] [2 2 B] [3 3 C]'), engine.step('[1 1 1 4] [2 2 2 5] [e]')\n"
        "    print(engine.transcript(0))\n"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            encoding="utf-8",
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1
    assert len(told.pop()) > 1000


@pytest.mark.parametrize(("name", "variant"), BY_VARIANT)
def test_the_oracle_solves_every_instance(name, variant) -> None:
    for seed in range(12):
        engine = start(name, variant, seed=seed)
        for _ in range(engine.rules.max_turns()):
            if engine.step(engine.oracle()):
                break
        assert engine.state.done
        assert engine.rules.solved(engine.env)
        assert engine.state.refusals == 0


@pytest.mark.parametrize(("name", "variant"), BY_VARIANT)
def test_the_oracle_solves_what_others_have_begun(name, variant) -> None:
    engine = start(name, variant, seed=3)
    for action in (engine.legal() or ["[house]"])[:3]:
        engine.step(action)
    assert 0 <= engine.rules.progress(engine.env) < 1
    for _ in range(engine.rules.max_turns()):
        if engine.step(engine.oracle()):
            break
    assert engine.rules.solved(engine.env)


# --- one player -----------------------------------------------------------------------------------


def test_a_wrong_word_costs_a_life_in_hangman() -> None:
    engine = start("Hangman")
    for lives in range(5, 0, -1):
        assert not engine.step("[QQQ]")
        assert f"You have {lives} tries left" in last(engine)
    assert engine.step("[QQQ]")
    assert not engine.rules.solved(engine.env)


def test_hangman_shows_all_that_was_guessed() -> None:
    engine = start("Hangman")
    engine.step("[Z]")
    engine.step("[E]")
    assert "Guessed letters: E, Z" in last(engine)
    assert "[Z]" not in (engine.legal() or [])
    assert refused(engine, "[Z]")
    assert refused(engine, "[\u212a]")  # the sign of Kelvin, which ignoring case takes for a k


def test_the_word_may_be_guessed_as_a_whole_in_hangman() -> None:
    engine = start("Hangman")
    assert engine.step(f"[{engine.env.state.game_state['target_word']}]")
    assert engine.rules.solved(engine.env)


def test_wordle_keeps_the_guesses_in_sight_and_refuses_what_is_no_word() -> None:
    engine = start("Wordle")
    assert engine.rules.board(engine.env) == "Guesses so far: none"
    assert refused(engine, "[zzzzz]")
    assert not refused(engine, "[crane]")
    assert not refused(engine, "[MOUTH]")
    assert refused(engine, "[mouth]")
    board = engine.rules.board(engine.env) or ""
    assert "C R A N E" in board
    assert "M O U T H" in board
    assert "You have 4 guesses left." in engine.transcript(0)


def test_wordle_ends_after_its_guesses() -> None:
    engine = start("Wordle")
    for guess in ["crane", "mouth", "zebra", "tulip", "wagon"]:
        assert not engine.step(f"[{guess}]")
    assert engine.step("[fifty]")
    assert not engine.rules.solved(engine.env)
    assert engine.rules.max_turns() == 12


def test_wordle_says_that_there_are_no_such_nouns() -> None:
    with pytest.raises(ValueError, match="word_length=40"):
        Engine(GAMES["Wordle"], {"word_length": 40}, 1, 0)


@pytest.mark.parametrize("variant", GAMES["WordLadder"].variants)
def test_ladders_are_as_long_as_they_shall_be(variant) -> None:
    bounds = GAMES["WordLadder"].variants[variant]
    for seed in range(20):
        game = start("WordLadder", variant, seed=seed).env
        steps = reachable(game.start_word, 99)[game.target_word]
        assert bounds["min_distance"] <= steps <= bounds["max_distance"]
        assert game.target_word in common(len(game.target_word))


def test_steps_of_a_ladder_are_what_the_dictionary_allows() -> None:
    engine = start("WordLadder", seed=1)
    word, legal = engine.env.current_word, engine.legal() or []
    assert legal
    for other in DICTIONARY.stems(len(word)):
        if sum(a != b for a, b in zip(word, other, strict=True)) == 1:
            assert f"[{other}]" in legal
    for move in legal:
        assert not refused(copy.deepcopy(engine), move)
    assert refused(engine, f"[{word}]")


def test_a_ladder_is_climbed_from_a_word_that_the_lists_lack() -> None:
    engine = start("WordLadder", seed=1)
    game = engine.env
    game.history = [game.start_word, "q" * len(game.start_word)]
    game.current_word = game.history[-1]
    assert engine.oracle() == f"[{game.start_word}]"


def test_ladders_that_do_not_exist_are_an_error() -> None:
    with pytest.raises(ValueError, match="ladder of 90 to 99"):
        Engine(GAMES["WordLadder"], {"min_distance": 90, "max_distance": 99}, 1, 0)


def test_distances_shrink_by_one_on_the_way() -> None:
    far = distances("stone")
    assert far["stone"] == 0
    assert far["store"] == 1
    assert all(other in known(5) or other in DICTIONARY for other in far)


@pytest.mark.parametrize("variant", GAMES["WordSearch"].variants)
def test_every_word_stands_in_the_grid_once(variant) -> None:
    for seed in range(30):
        game = start("WordSearch", variant, seed=seed).env
        rows = ["".join(row) for row in game.game_board]
        columns = ["".join(column) for column in zip(*game.game_board, strict=True)]
        assert len(game.placed_words) == 5
        for word in game.placed_words:
            assert sum(line.count(word) for line in rows + columns) == 1


def test_the_board_of_word_search_marks_what_was_found() -> None:
    engine = start("WordSearch")
    assert "{player_id}" not in engine.transcript(0)
    before = last(engine)
    assert before.count("[") == 0
    move = engine.oracle()
    engine.step(move)
    row, col, *_ = map(int, move[1:-1].split())
    letter = engine.env.game_board[row][col]
    assert f"[{letter}]" in last(engine)
    assert len(last(engine)) == len(before)
    assert refused(engine, move)
    assert move not in (engine.legal() or [])


def test_a_selection_that_is_no_line_costs_no_attempt() -> None:
    engine = start("WordSearch")
    for move in ["[0 0 1 1]", "[2 2 2 2]", "[0 0 0 99]"]:
        assert refused(engine, move)
    assert "Incorrect Attempts Remaining: 20" in last(engine)
    assert not refused(engine, "[0 0 0 1]")
    assert refused(engine, "[0 0 0 1]")
    assert "Incorrect Attempts Remaining: 19" in last(engine)


def test_only_the_first_selection_of_an_action_counts() -> None:
    engine = start("WordSearch")
    engine.step("[0 0 0 1] [0 0 0 2] [0 0 0 3]")
    assert engine.env.num_incorrect_tries == 19


def test_clues_do_not_say_the_word_and_count_its_letters() -> None:
    for variant in GAMES["Crosswords"].variants:
        for seed in range(40):
            game = start("Crosswords", variant, seed=seed).env
            state = game.state.game_state
            assert list(state["placed_words"]) == list(state["clues"])
            for word, clue in state["clues"].items():
                assert clue.endswith(f"({len(word)} letters)")
                assert not re.search(rf"\b{word}\b", clue, re.IGNORECASE)


def test_the_letters_of_crosswords_are_not_more_than_the_turns() -> None:
    for variant in GAMES["Crosswords"].variants:
        for seed in range(40):
            board = start("Crosswords", variant, seed=seed).env.state.game_state["board"]
            assert sum(cell == "_" for row in board for cell in row) <= 30
    with pytest.raises(ValueError, match="max_turns=5"):
        Engine(GAMES["Crosswords"], {"num_words": 5, "max_turns": 5}, 1, 0)


def test_a_wrong_letter_costs_its_turn_and_is_not_refused() -> None:
    engine = start("Crosswords")
    right = engine.oracle()
    wrong = right[:-2] + ("A" if right[-2] != "A" else "B") + "]"
    assert not refused(engine, wrong)
    assert "is wrong" in last(engine)
    assert wrong in (engine.legal() or [])
    assert not refused(engine, right)
    assert right not in (engine.legal() or [])
    assert refused(engine, right)


def test_several_letters_are_read_up_to_a_wrong_one() -> None:
    engine = start("Crosswords")
    first = engine.oracle()
    probe = copy.deepcopy(engine)
    probe.step(first)
    second = probe.oracle()
    assert not refused(engine, f"{first} [99 99 A] {second}")
    assert "What follows it was not read." in last(engine)
    assert engine.oracle() == second


# --- two players ----------------------------------------------------------------------------------


def chain(engine: Engine) -> str | None:
    state = engine.env.state.game_state
    fitting = (
        word
        for word in sorted(DICTIONARY.stems(state["required_length"]))
        if word[0] == state["required_start_letter"] and word not in state["used_words"]
    )
    return next(fitting, None)


def test_word_chains_end_when_there_is_no_longer_word() -> None:
    engine = start("WordChains")
    assert "exactly one letter longer" in engine.transcript(0)
    turns = 0
    while word := chain(engine):
        assert not engine.step(f"[{word}]")
        turns += 1
    assert turns > 5
    assert not engine.step("[none]")
    assert engine.step("[none]")
    assert sorted(engine.state.rewards.values()) == [-1, 1]


@pytest.mark.parametrize("variant", GAMES["SpellingBee"].variants)
def test_there_are_words_of_the_letters(variant) -> None:
    number = GAMES["SpellingBee"].variants[variant]["num_letters"]
    for seed in range(15):
        letters = start("SpellingBee", variant, seed=seed).env.state.game_state["allowed_letters"]
        assert len(letters) == number
        assert sum(set(word) <= letters for word in word_list("common")) >= 10


def test_a_spelling_bee_goes_on_with_words_that_are_not_shorter() -> None:
    engine = start("SpellingBee")
    letters = engine.env.state.game_state["allowed_letters"]
    fitting = [word for word in word_list("common") if set(word) <= letters]
    fitting.sort(key=len)
    for word in fitting[:6]:
        assert not refused(engine, f"[{word}]")
    assert refused(engine, f"[{fitting[0]}]")
    assert not engine.state.done


def auctioned(bids: dict[str, str], default: str = "[pass]") -> Engine:
    """An auction in which letters are bought at their first bid, by either player."""
    engine = start("LetterAuction")
    game = engine.env
    while game.round_number < 26:
        letter = game.round_letter
        who = bids.get(letter)
        if who is not None and engine.state.current_player_id == int(who):
            engine.step("[bid 2]")
        else:
            engine.step(default)
    return engine


def test_bids_are_between_the_last_one_and_the_coins() -> None:
    engine = start("LetterAuction", "Hard")
    assert engine.legal() == ["[pass]", *(f"[bid {amount}]" for amount in range(1, 26))]
    engine.step("[bid 20]")
    assert engine.legal() == ["[pass]", *(f"[bid {amount}]" for amount in range(21, 26))]
    assert refused(copy.deepcopy(engine), "[bid 20]")
    assert refused(copy.deepcopy(engine), "[bid 26]")
    assert not refused(engine, "[bid 21]")


def test_a_bid_below_the_first_is_refused_and_buys_nothing() -> None:
    engine = start("LetterAuction")
    assert refused(engine, "[bid 0]")
    assert not refused(engine, "[pass]")
    assert "for 1?" in last(engine)  # nobody has bid
    engine.step("[pass]")
    assert engine.env.player_states[0]["letters"] == []
    assert engine.env.player_states[0]["coins"] == 100


def test_words_are_spelled_of_the_letters_that_were_bought() -> None:
    engine = auctioned({"D": "0", "O": "0", "G": "0"})
    assert sorted(engine.env.player_states[0]["letters"]) == ["D", "G", "O"]
    assert "submit [pass]" in engine.transcript(1)
    first = engine.state.current_player_id
    if first == 1:
        engine.step("[pass]")
    assert engine.legal() is None
    assert not engine.step("[cat]")
    engine.step("[dog]")
    if not engine.state.done:
        engine.step("[pass]")
    assert engine.state.rewards == {0: 1, 1: -1}


def test_a_refused_word_does_not_end_the_game() -> None:
    engine = auctioned({"D": "0", "O": "0", "G": "0", "A": "1", "T": "1"})
    before = engine.state.current_player_id
    engine.step({0: "[dog]", 1: "[at]"}[before])
    assert not engine.step("[zzz]")
    assert engine.step({1: "[dog]", 0: "[at]"}[before])
    assert engine.state.rewards == {0: 1, 1: -1}


def secrets(engine: Engine) -> dict[int, str]:
    found: dict[int, str] = engine.env.state.game_state["target_words"]
    return found


def test_nobody_is_told_the_word_of_the_other() -> None:
    for seed in range(30):
        engine = start("DontSayIt", seed=seed)
        mine = secrets(engine)
        assert mine[0] != mine[1]
        engine.step("Hm.")
        engine.step("Well.")
        for player in (0, 1):
            assert f"'{mine[player]}'" in engine.transcript(player)
            assert f"'{mine[1 - player]}'" not in engine.transcript(player)


def test_a_word_is_said_by_itself_or_in_the_plural() -> None:
    for said, over in [("{}", True), ("My {}s!", True), ("x{}", False), ("{}x", False)]:
        engine = start("DontSayIt")
        assert engine.step(said.format(secrets(engine)[1].upper())) is over
        assert engine.state.rewards == ({0: -1, 1: 1} if over else None)


def test_dont_say_it_lasts_as_long_as_it_says() -> None:
    engine = start("DontSayIt")
    assert "lasts for 20 turns in total" in engine.transcript(0)
    assert [engine.step("Hm.") for _ in range(20)] == [False] * 19 + [True]
    assert engine.state.rewards == {0: 0, 1: 0}


def test_dont_say_it_without_a_limit_goes_on() -> None:
    engine = start("DontSayIt", "Unlimited")
    assert "has no turn limit" in engine.transcript(1)
    assert not any(engine.step("Hm.") for _ in range(200))


# --- teams ----------------------------------------------------------------------------------------


def of_team(engine: Engine, team: str) -> list[str]:
    return [word for word, owner in engine.env.board.items() if owner == team]


def test_operatives_never_see_the_key_of_codenames() -> None:
    engine = start("Codenames")
    key = engine.env.board
    for clue, guess in [("[zzz 1]", "R"), ("[yyy 1]", "B"), ("[xxx 1]", "N")]:
        engine.step(clue)
        engine.step(f"[{of_team(engine, guess)[0]}]")
        if engine.state.current_player_id in (1, 3):
            engine.step("[pass]")
    guessed = engine.env.state.game_state["guessed_words"]
    for player in range(4):
        boards = [text for text, board in engine.messages(player) if board]
        shown = {
            line.split()[0]
            for text in boards
            for line in text.splitlines()[1:]
            if len(line.split()) > 1
        }
        assert shown == (set(key) if player in (0, 2) else shown & guessed)


def test_operatives_may_guess_what_is_not_revealed() -> None:
    engine = start("Codenames")
    assert engine.legal() is None
    engine.step("[zzz 3]")
    legal = engine.legal() or []
    assert len(legal) == 26
    mine = of_team(engine, "R")[0]
    assert not refused(engine, f"[{mine}]")
    assert f"[{mine}]" not in (engine.legal() or [])
    assert refused(engine, f"[{mine}]")
    assert engine.state.current_player_id == 2


@pytest.mark.parametrize("change", [str.lower, str.upper, lambda word: word[:3]])
def test_a_clue_of_a_word_on_the_board_loses(change) -> None:
    engine = start("Codenames")
    assert "a clue that is in a word on the board" in engine.transcript(0)
    assert engine.step(f"[{change(of_team(engine, 'B')[0])} 1]")
    assert engine.state.rewards == {0: -1, 1: -1, 2: 1, 3: 1}


def test_codenames_is_won_and_lost() -> None:
    engine = start("Codenames")
    engine.step("[zzz 20]")
    lost = copy.deepcopy(engine)
    assert lost.step(f"[{of_team(lost, 'A')[0]}]")
    assert lost.state.rewards == {0: -1, 1: -1, 2: 1, 3: 1}
    done = [engine.step(f"[{word}]") for word in of_team(engine, "R")]
    assert done == [False] * 8 + [True]
    assert engine.state.rewards == {0: 1, 1: 1, 2: -1, 3: -1}


def secret(engine: Engine) -> str:
    word: str = engine.env.state.game_state["word_to_guess"]
    return word


def test_only_the_clue_giver_is_told_the_word_of_taboo() -> None:
    engine = start("Taboo", "Animals", players=6)
    assert f"'{secret(engine)}'" in engine.transcript(0)
    for player in range(1, 6):
        assert secret(engine) not in engine.transcript(player)


def test_a_refused_clue_is_not_read_by_the_guessers() -> None:
    engine = start("Taboo", "Animals")
    assert refused(engine, f"It is a {secret(engine).lower()}!")
    assert secret(engine).lower() not in engine.transcript(1).lower()
    assert engine.state.current_player_id == 0
    engine.step("a beast")
    assert "a beast" in engine.transcript(1)
    assert "a beast" not in engine.transcript(2)


def test_a_second_refused_clue_ends_the_round() -> None:
    engine = start("Taboo", "Animals")
    for _ in range(2):
        engine.step(f"It is a {secret(engine)}!")
    assert engine.state.current_player_id == 2


def test_a_guesser_without_brackets_does_not_hold_the_game_up() -> None:
    engine = start("Taboo")
    for turn in range(500):
        if engine.step("hm" if turn % 7 else "[hm]"):
            break
    assert engine.state.done
    assert turn < 200


@pytest.mark.parametrize(("variant", "players"), [("Long", 4), ("Cars", 16), ("Full", 16)])
def test_a_good_team_never_runs_out_of_words(variant, players) -> None:
    engine = start("Taboo", variant, players=players)
    half = players // 2
    for _ in range(1000):
        player = engine.state.current_player_id
        first = engine.env.state.role_mapping[player] == "Clue Giver"
        if engine.step("..." if first or player >= half else f"[{secret(engine)}]"):
            break
    assert engine.state.rewards == {one: 1 if one < half else -1 for one in range(players)}


def test_the_category_is_fixed_by_the_seed() -> None:
    drawn = [start("Taboo", "Full", seed=seed).env.categories for seed in range(20)]
    assert drawn == [start("Taboo", "Full", seed=seed).env.categories for seed in range(20)]
    assert len({category for (category,) in drawn}) > 3


def test_an_unknown_category_is_an_error_that_names_the_known_ones() -> None:
    arguments = {**GAMES["Taboo"].variants[""], "categories": ["numbers"]}
    with pytest.raises(ValueError, match="animals"):
        Engine(GAMES["Taboo"], arguments, 4, 0)


@pytest.mark.parametrize("name", ALONE + TOGETHER)
def test_rules_are_of_the_games_name(name) -> None:
    assert issubclass(rules_of(name), Rules)
