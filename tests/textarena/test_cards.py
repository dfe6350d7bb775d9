"""The games of cards, dice and choices: their legal moves, what they hide, and each patch."""

from __future__ import annotations

import copy
import random
import re
import time

import pytest
import rstr

from gem_gymnasium.engines.textarena import GAMES, Engine, rules_of
from gem_gymnasium.engines.textarena.games.spite_and_malice import moves as spite_moves

CARDS = [
    "Briscola",
    "ColonelBlotto",
    "GameOfPureStrategy",
    "GermanWhist",
    "Golf",
    "HighSociety",
    "IndianPoker",
    "IteratedMatchingPennies",
    "IteratedPrisonersDilemma",
    "IteratedRockPaperScissors",
    "IteratedStagHunt",
    "IteratedTwoThirdsAverage",
    "KuhnPoker",
    "LiarsDice",
    "MarketEntryGame",
    "PigDice",
    "Poker",
    "PublicGoodsGame",
    "Snake",
    "SpiteAndMalice",
    "Surround",
    "ThreePlayerGOPS",
    "ThreePlayerIPD",
]
BY_VARIANT = [
    (name, variant)
    for name in CARDS
    for variant in GAMES[name].variants
    if not variant.isdigit()  # PigDice has many, which differ in their numbers alone
]
BY_COUNT = [
    (name, variant, count)
    for name, variant in BY_VARIANT
    for count in sorted({GAMES[name].counts(variant)[0], GAMES[name].counts(variant)[-1]})
    if (name, variant, count) != ("LiarsDice", "Large", 15)
]
TOGETHER = {name for name in CARDS if GAMES[name].turns == "simultaneous"}
MIXED = {"IteratedPrisonersDilemma", "IteratedStagHunt", "ThreePlayerIPD"}
SPACES = " " * 1_000_000


def make(name, variant="", n=None, seed=0, **arguments):
    game = GAMES[name]
    return Engine(game, {**game.variants[variant], **arguments}, n or game.counts(variant)[0], seed)


def play(engine, *actions):
    """Play actions that must all be accepted; returns whether the game is over."""
    done = False
    for action in actions:
        refusals = engine.state.refusals
        done = engine.step(action)
        assert engine.state.refusals == refusals, (action, said(engine))
    return done


def play_on(engine, rng, most=5000):
    """Legal moves to the end."""
    for _ in range(most):
        legal = engine.legal()
        assert legal is None or len(set(legal)) == len(legal) > 0
        if engine.step(rng.choice(legal or [rstr.Rstr(rng).xeger(engine.rules.pattern)])):
            return True
    return False


def said(engine, player=None):
    """The last message that a player was told."""
    mover = engine.state.current_player_id if player is None else player
    return engine.state.observations[mover][-1][1]


def prompt(engine, player=0):
    return engine.state.observations[player][0][1]


def accepts(engine, action):
    tried = copy.deepcopy(engine)
    tried.step(action)
    return tried.state.refusals == engine.state.refusals


def counts(engine):
    return [engine.count(player) for player in range(engine.state.num_players)]


def reason(engine):
    return engine.state.game_info[0]["reason"]


def game(engine):
    return engine.state.game_state


# --- all of them ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "variant"), BY_VARIANT)
def test_the_example_is_well_formed(name, variant):
    rules = rules_of(name)(GAMES[name].variants[variant])
    assert re.fullmatch(rules.pattern, rules.example)
    assert name in MIXED or accepts(make(name, variant), rules.example) or name == "SpiteAndMalice"


@pytest.mark.parametrize(("name", "variant", "count"), BY_COUNT)
def test_legal_games_end_and_pay(name, variant, count):
    engine = make(name, variant, count, seed=3)
    listed = engine.legal() is not None
    assert play_on(engine, random.Random(3))
    rewards = engine.state.rewards
    assert sorted(rewards) == list(range(count))
    assert all(-1 <= reward <= 1 for reward in rewards.values())
    assert not (listed and engine.state.refusals)
    if GAMES[name].zero_sum:
        assert sum(rewards.values()) == pytest.approx(0)


@pytest.mark.parametrize(("name", "variant"), BY_VARIANT)
def test_what_the_pattern_gives_is_listed_where_it_is_accepted(name, variant):
    engine, rng = make(name, variant, seed=1), random.Random(1)
    source = rstr.Rstr(rng)
    for _ in range(10):
        legal = engine.legal()
        if legal is not None:
            assert all(re.fullmatch(engine.rules.pattern, action) for action in legal)
            assert accepts(engine, rng.choice(legal))
            for action in {source.xeger(engine.rules.pattern) for _ in range(3)}:
                assert (action in legal) == accepts(engine, action), action
        if engine.step(rng.choice(legal or [engine.rules.example])):
            break


@pytest.mark.parametrize("name", sorted(TOGETHER | MIXED))
@pytest.mark.parametrize("most", [False, True])
def test_nobody_hears_of_a_choice_before_all_have_chosen(name, most):
    engine, rng = make(name, n=GAMES[name].counts()[-most]), random.Random(5)
    chosen, before, seen = set(), [], 0
    for _ in range(100):
        mover, together = engine.state.current_player_id, engine.rules.together(engine.env)
        if mover in chosen or not together:
            chosen = set()
        if not chosen:
            before = counts(engine)
        else:
            assert engine.count(mover) == before[mover], engine.told(mover, before[mover])
            seen += 1
        if together:
            chosen.add(mover)
        if engine.step(rng.choice(engine.legal() or ["{Words.} Words."])):
            break
    assert seen > 4 or name in ("Surround", "Snake")
    assert seen


@pytest.mark.parametrize("name", sorted(MIXED))
def test_only_decisions_are_made_together(name):
    engine = make(name)
    assert not engine.rules.together(engine.env)
    assert engine.legal() is None
    heard = engine.count(1)
    play(engine, "We should trust each other.")
    assert engine.count(1) == heard + 1
    while not engine.rules.together(engine.env):
        play(engine, "Yes.")
    assert len(engine.legal()) in (2, 8)


@pytest.mark.parametrize("name", CARDS)
def test_the_seed_matters_where_it_is_said(name):
    texts = set()
    for seed in range(4):
        engine, rng = make(name, seed=seed), random.Random(0)
        for _ in range(12):
            if engine.step(rng.choice(engine.legal() or ["[1]"])):
                break
        texts.add("\n".join(engine.told(player, 0) for player in (0, 1)))
    assert (len(texts) > 1) == engine.rules.seeded
    assert rules_of("IteratedStagHunt")(GAMES["IteratedStagHunt"].variants["Randomized"]).seeded


@pytest.mark.parametrize(
    ("name", "action"),
    [
        ("Briscola", f"[play {'9' * 5000}]"),
        ("ColonelBlotto", "[" * 1_000_000),
        ("ColonelBlotto", f"a{SPACES}"),
        ("ColonelBlotto", f"[A{'9' * 4300} B{'9' * 4300}]"),
        ("GermanWhist", f"[play {'9' * 5000}]"),
        ("Golf", f"[swap {'9' * 5000} 1]"),
        ("Golf", f"[peek {'9' * 5000} 1]"),
        ("IndianPoker", f"[bet {'9' * 5000}]"),
        ("IndianPoker", f"[raise {'9' * 5000}]"),
        ("LiarsDice", f"[bid{SPACES}"),
        ("LiarsDice", f"[bid {'9' * 5000}, 1]"),
        ("Poker", "[call" * 200_000),
        ("Poker", f"[bet {'9' * 5000}]"),
        ("Poker", f"[raise {'9' * 5000}]"),
    ],
)
def test_no_text_raises_or_takes_long(name, action):
    engine = make(name)
    start = time.perf_counter()
    assert not accepts(engine, action)
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize("name", ["MarketEntryGame", "PublicGoodsGame"])
def test_braces_without_end_take_no_time(name):
    start = time.perf_counter()
    play(make(name), "{" * 1_000_000)
    assert time.perf_counter() - start < 2


# --- games of two ---------------------------------------------------------------------------------


def test_blotto_lists_all_allocations_where_they_are_few():
    engine = make("ColonelBlotto")
    assert len(engine.legal()) == 231
    assert make("ColonelBlotto", "Large").legal() is None
    assert engine.rules.example == "[A7 B7 C6]"
    for variant in GAMES["ColonelBlotto"].variants:  # drawn actions mostly add up
        rules, source = make("ColonelBlotto", variant).rules, rstr.Rstr(random.Random(1))
        engine = make("ColonelBlotto", variant)
        drawn = [source.xeger(rules.pattern) for _ in range(20)]
        assert sum(accepts(engine, action) for action in drawn) > 15


def test_blotto_keeps_two_allocations():
    engine = make("ColonelBlotto")
    play(engine, "[A20 B0 C0]")
    states = game(engine)["player_states"]
    assert states[0]["current_allocation"] == {"A": 20, "B": 0, "C": 0}
    assert states[1]["current_allocation"] == {"A": 0, "B": 0, "C": 0}


def test_blotto_announces_no_round_after_the_last():
    engine = make("ColonelBlotto", "Small")
    assert play(engine, *(["[A20]", "[B20]"] * 5))
    assert "Round 6" not in engine.told(0, 0)
    assert engine.state.rewards == {0: 0, 1: 0}
    assert "Win more fields" in prompt(engine)


def test_high_society_counts_the_cash():
    engine = make("HighSociety")
    while not play(engine, "[1]" if "[1]" in engine.legal() else engine.legal()[0]):
        low, other = engine.legal()[0], engine.legal()
        if play(engine, next(card for card in other if card != low and card != "[1]")):
            break
    money = game(engine)["player_money"]
    worth = [game(engine)["player_prestige"][player] + sum(money[player]) for player in (0, 1)]
    assert str(max(worth)) in reason(engine)
    if worth[0] != worth[1]:
        assert engine.state.rewards[worth.index(max(worth))] == 1


def test_high_society_discards_a_prize_after_three_ties():
    engine = make("HighSociety")
    deck = len(game(engine)["prestige_deck"])
    play(engine, *["[4]"] * 4)
    assert len(game(engine)["prestige_deck"]) == deck
    play(engine, "[4]", "[4]")
    assert len(game(engine)["prestige_deck"]) == deck - 1
    assert sum(game(engine)["player_prestige"].values()) == 0
    assert len(game(engine)["player_money"][0]) == 11
    assert play(engine, *["[4]"] * 54)
    assert engine.state.rewards == {0: 0, 1: 0}
    assert "after a third tie it is discarded" in prompt(engine)


def test_matching_pennies_takes_no_long_s():
    engine = make("IteratedMatchingPennies")
    assert not accepts(engine, "[headſ]")
    assert accepts(engine, "[H]")


def test_two_thirds_understands_fractions():
    engine = make("IteratedTwoThirdsAverage")
    assert engine.legal() == [f"[{guess}]" for guess in range(101)]
    play(engine, "[33.5]", "[40]")
    assert "Player 0 wins the round" in engine.told(0, 0)
    assert not accepts(engine, "[100.1]")


def test_stag_hunt_announces_no_round_after_the_last():
    for variant in GAMES["IteratedStagHunt"].variants:
        engine = make("IteratedStagHunt", variant)
        while not play(engine, "[Stag]"):
            pass
        assert "Player 0 picked 'stag' (payoff:" in engine.told(0, 0)
        assert "Starting Round 5" in engine.told(0, 0)
        assert "Starting Round 6" not in engine.told(0, 0)


def test_kuhn_poker_lists_what_the_betting_allows():
    engine = make("KuhnPoker")
    assert engine.legal() == ["[check]", "[bet]"]
    play(engine, "[bet]")
    assert engine.legal() == ["[fold]", "[call]"]


def test_german_whist_lists_what_follows_suit():
    engine, rng = make("GermanWhist"), random.Random(2)
    for _ in range(6):
        hand = game(engine)["players"][engine.state.current_player_id]["hand"]
        assert engine.legal() == [
            f"[play {place}]"
            for place in range(1, len(hand) + 1)
            if accepts(engine, f"[play {place}]")
        ]
        play(engine, rng.choice(engine.legal()))


def test_pig_dice_says_its_limit():
    assert "After 100 rolls and holds" in prompt(make("PigDice"))


# --- IndianPoker ----------------------------------------------------------------------------------


def test_indian_poker_needs_two_checks_in_each_round():
    engine = make("IndianPoker")
    play(engine, "[check]", "[check]")
    assert game(engine)["current_round"] == 2
    play(engine, "[check]")
    assert game(engine)["current_round"] == 2


def test_indian_poker_lets_the_poorer_player_call():
    engine = make("IndianPoker", seed=2)
    first = engine.state.current_player_id
    game(engine)["player_chips"][1 - first] = 20
    play(engine, "[bet 99]")
    assert "(cost 20)" in said(engine)
    assert engine.legal() == ["[call]", "[fold]"]
    total = sum(game(engine)["player_chips"].values()) + game(engine)["pot"]
    over = play(engine, "[call]")
    chips = game(engine)["player_chips"]
    assert sum(chips.values()) + (0 if over else game(engine)["pot"]) == total
    if chips[1 - first] == 0:
        assert over
        assert engine.state.rewards[first] == 1
    else:
        assert chips[first] == 99 - 20 - (not over)


def test_indian_poker_ends_when_the_ante_cannot_be_paid():
    engine = make("IndianPoker", seed=4)
    game(engine)["player_chips"] = {0: 0, 1: 30}
    play(engine, "[check]")
    over = play(engine, "[check]")
    assert over == (min(game(engine)["player_chips"].values()) == 0)
    assert min(game(engine)["player_chips"].values()) >= 0
    assert "cannot pay the ante" in prompt(engine)


# --- LiarsDice ------------------------------------------------------------------------------------


def test_liars_dice_bids_are_bounded():
    engine = make("LiarsDice", n=3)
    assert "[Call]" not in engine.legal()
    for action in ("[Bid: 0, 3]", "[Bid: 16, 3]", "[Bid: 1, 7]", "[Bid: 1, 0]", "[Call]"):
        assert not accepts(engine, action), action
    play(engine, "[Bid: 15, 5]")
    assert engine.legal() == ["[Call]", "[Bid: 15, 6]"]
    play(engine, "[Bid: 15, 6]")
    assert engine.legal() == ["[Call]"]
    assert "neither may be lower" in prompt(engine)


def test_liars_dice_rolls_no_dice_after_the_end():
    engine = make("LiarsDice", num_dice=1)
    assert play(engine, "[Bid: 2, 6]", "[Call]")
    assert engine.told(0, 0).count("New round") == 1
    out = make("LiarsDice", n=3)
    assert [out.step("no") for _ in range(4)] == [False, False, False, True]
    assert out.state.rewards == {0: -1.0, 1: 0.0, 2: 1.0}


# --- Poker ----------------------------------------------------------------------------------------


def chips(engine):
    return game(engine)["player_chips"]


def deal(engine, table, **hands):
    """Lay open cards, such as ``"2♠ 10♥"``, and give ``p0="A♠ A♥"`` to players."""
    game(engine)["community_cards"] = cards(table)
    for player, hand in hands.items():
        game(engine)["player_hands"][int(player[1:])] = cards(hand)


def cards(text):
    return [{"rank": card[:-1], "suit": card[-1]} for card in text.split()]


TABLE = "2♠ 7♥ 9♦ J♣ 3♠"


def test_poker_takes_turns_as_poker_does():
    engine = make("Poker", n=4)
    order = []
    for _ in range(16):
        order.append(engine.state.current_player_id)
        play(engine, "[Call]" if "[Check]" not in engine.legal() else "[Check]")
    # the dealer is 0: the big blind, player 2, may still raise, then 1 begins each time
    assert order == [3, 0, 1, 2] + [1, 2, 3, 0] * 3
    assert engine.state.current_player_id == 0
    assert "Hand 2 / 10" in said(engine)
    two = make("Poker")
    assert "P0 (Dealer/SB): 990.00" in said(two, 0)
    assert "P1 (BB): 980.00" in said(two, 0)
    play(two, "[Call]", "[Check]")
    assert two.state.current_player_id == 1


@pytest.mark.parametrize("count", [2, 3, 6, 15])
def test_poker_keeps_its_chips(count):
    for seed in range(5):
        engine, rng = make("Poker", n=count, seed=seed), random.Random(seed)
        done = engine.state.done
        while not done:
            held = sum(chips(engine).values()) + game(engine)["pot"]
            assert held == 1000 * count
            assert all(isinstance(one, int) and one >= 0 for one in chips(engine).values())
            assert engine.state.is_player_alive(engine.state.current_player_id)
            assert chips(engine)[engine.state.current_player_id] > 0
            done = play(engine, rng.choice(engine.legal()))
        order = sorted(
            chips(engine), key=lambda one: (engine.state.rewards[one], chips(engine)[one])
        )
        assert [chips(engine)[one] for one in order] == sorted(chips(engine).values())
        assert sum(engine.state.rewards.values()) == pytest.approx(0)


def test_poker_pays_side_pots():
    engine = make("Poker", n=3)
    chips(engine).update({0: 100, 1: 390, 2: 980})
    deal(engine, TABLE, p0="A♠ A♥", p1="K♠ K♥", p2="Q♠ Q♥")
    play(engine, "[Raise 500]", "[Raise 500]", "[Raise 500]")
    told = engine.told(0, 0)
    assert "Player 0 wins the pot of 300 chips." in told
    assert "Player 1 wins the side pot of 600 chips." in told
    assert "Player 2 takes back 480 chips" not in told.partition("side pot")[0]
    assert sum(chips(engine).values()) + game(engine)["pot"] == 1500
    paid = {one: chips(engine)[one] + game(engine)["player_bets"][one] for one in range(3)}
    assert paid == {0: 300, 1: 600, 2: 600}


def test_poker_leaves_out_who_is_busted():
    engine = make("Poker", n=3)
    chips(engine)[0] = 100
    deal(engine, TABLE, p0="4♠ 5♥", p1="K♠ K♥", p2="Q♠ Q♥")
    play(engine, "[Raise 500]", "[Call]", "[Fold]")
    assert engine.state.elimination_order == [0]
    assert game(engine)["player_hands"][0] == []
    assert "P0: 0.00 chips | bet 0.00 | out" in said(engine)
    assert set(game(engine)["blinds"]) == {1, 2}
    assert game(engine)["blinds"][0] == game(engine)["button"] == 1
    rng = random.Random(1)
    done = False
    while not done:
        assert engine.state.current_player_id != 0
        done = play(engine, rng.choice(engine.legal()))
    assert engine.state.rewards[0] == -1


def test_poker_settles_refused_moves():
    engine = make("Poker", n=3)
    play(engine, "[Call]", "[Call]", "[Check]")
    player = engine.state.current_player_id
    assert not accepts(engine, "[Bet 0]")
    play(engine, "[Bet 100]")
    other = engine.state.current_player_id
    assert not accepts(engine, "[Check]")
    assert not accepts(engine, "[Bet 50]")
    assert [engine.step("[Check]"), engine.step("[Check]")] == [False, False]
    assert engine.state.elimination_order == [other]
    assert (game(engine)["round"], game(engine)["betting_round"]) == (1, 0)
    held = {one: chips(engine)[one] + game(engine)["player_bets"][one] for one in range(3)}
    assert held[other] == 0
    assert held[player] == 880 + 80
    assert sum(held.values()) == 2020
    assert [engine.step("no"), engine.step("no")] == [False, True]
    assert sorted(engine.state.rewards.values()) == [-1.0, 0.0, 1.0]
    assert engine.state.rewards[other] == -1


def test_poker_knows_its_hands():
    score = make("Poker").env._evaluate_hand
    low = score(cards("2♠ 3♥ 4♠ 5♥ 6♠ K♥ K♠"))
    high = score(cards("2♠ 3♥ 4♠ 5♥ 6♠ 7♥ K♠"))
    wheel = score(cards("A♠ 2♥ 3♠ 4♥ 5♠ 9♥ K♠"))
    assert wheel < low < high
    pairs = score(cards("K♠ K♥ Q♠ Q♥ J♠ J♥ 2♠"))
    assert pairs[1] == [13, 12, 11]


def test_poker_pays_equal_stacks_equally():
    engine = make("Poker", n=3, num_rounds=1)
    chips(engine).update({0: 1000, 1: 990, 2: 980})
    deal(engine, "10♠ J♠ Q♠ K♠ A♠", p0="2♥ 3♥", p1="4♥ 5♥", p2="6♥ 7♥")
    play(engine, "[Call]", "[Call]", *["[Check]"] * 10)
    assert engine.state.done
    assert engine.state.rewards == {0: 0.0, 1: 0.0, 2: 0.0}


def test_poker_may_be_decided_by_its_deal():
    engine = make("Poker", starting_chips=5)
    assert engine.state.done
    assert sum(engine.state.rewards.values()) == pytest.approx(0)


# --- Briscola, Golf -------------------------------------------------------------------------------


def test_briscola_divides_the_cards():
    for count, cards in ((2, 3), (3, 3), (4, 2)):
        engine = make("Briscola", n=count)
        assert f"position (1-{cards})" in prompt(engine)
        assert ("2♣ is left out" in prompt(engine)) == (count == 3)
        left = [
            *game(engine)["deck"],
            *(card for player in game(engine)["players"].values() for card in player["hand"]),
        ]
        assert len(left) % count == 0
        assert sum(card["points"] for card in left) == 120
        assert ("2", "♣") not in {(card["rank"], card["suit"]) for card in left} or count != 3


def test_briscola_lets_the_winner_draw_first():
    engine, rng = make("Briscola", seed=3), random.Random(3)
    for _ in range(15):
        top = game(engine)["deck"][-1]
        play(engine, rng.choice(engine.legal()), rng.choice(engine.legal()))
        winner = engine.state.current_player_id
        assert game(engine)["players"][winner]["hand"][-1] == top


@pytest.mark.parametrize("count", [3, 4])
def test_briscola_goes_on_without_who_forfeits(count):
    for seed in range(8):
        engine, rng = make("Briscola", n=count, seed=seed), random.Random(seed)
        for _ in range(seed):
            play(engine, rng.choice(engine.legal()))
        out = engine.state.current_player_id
        assert [engine.step("no"), engine.step("no")] == [False, False]
        assert engine.state.elimination_order == [out]
        done = False
        while not done:
            assert engine.state.current_player_id != out
            done = play(engine, rng.choice(engine.legal()))
        assert engine.state.rewards[out] == -1
        points = game(engine)["points_won"]
        best = max(points[one] for one in points if one != out)
        for one in points:
            assert engine.state.rewards[one] == (1 if points[one] == best and one != out else -1)


@pytest.mark.parametrize("name", ["Briscola", "Golf"])
def test_the_last_one_left_wins(name):
    engine = make(name, n=4)
    assert [engine.step("no") for _ in range(6)] == [False] * 5 + [True]
    assert sorted(engine.state.rewards.values()) == [-1, -1, -1, 1]
    assert "only one left" in reason(engine)


def test_briscola_draws_at_60():
    engine = make("Briscola")
    for player in (0, 1):
        game(engine)["players"][player]["hand"] = [
            {"rank": "2", "suit": "♠", "points": 0, "power": 0}
        ]
        game(engine)["points_won"][player] = 60
    game(engine)["deck"] = []
    assert play(engine, "[play 1]", "[play 1]")
    assert engine.state.rewards == {0: 0, 1: 0}
    assert "Players 0, 1 tie with 60 points" in reason(engine)


@pytest.mark.parametrize("count", [2, 3, 4])
def test_golf_gives_each_other_player_one_more_turn(count):
    engine = make("Golf", n=count)
    for card in game(engine)["players"][0]["cards"]:
        card["revealed"] = True
    play(engine, "[take]", "[swap 1 1]")
    for player in range(1, count):
        assert not engine.state.done
        assert engine.state.current_player_id == player
        play(engine, "[draw]", "[discard]")
    assert engine.state.done


def test_golf_goes_on_without_who_forfeits():
    engine = make("Golf", n=3)
    play(engine, "[draw]")
    assert not accepts(engine, "[knock]")
    pile = len(game(engine)["discard_pile"])
    assert [engine.step("[knock]"), engine.step("[peek 1 1]")] == [False, False]
    assert "peek" not in said(engine, 0)
    assert len(game(engine)["discard_pile"]) == pile + 1
    assert engine.state.current_player_id == 1
    assert engine.legal() == ["[draw]", "[take]"]
    rng, done = random.Random(1), False
    while not done:
        assert engine.state.current_player_id != 0
        done = play(engine, rng.choice(engine.legal()))
    assert engine.state.rewards[0] == -1
    assert max(engine.state.rewards.values()) == 1


def test_golf_ends_when_the_last_to_move_forfeits():
    engine = make("Golf", n=3)
    for card in game(engine)["players"][0]["cards"]:
        card["revealed"] = True
    play(engine, "[take]", "[swap 1 1]", "[draw]", "[discard]")
    assert [engine.step("no"), engine.step("no")] == [False, True]
    assert engine.state.rewards[2] == -1


def test_golf_pays_ties_equally():
    engine = make("Golf", n=3)
    for player in game(engine)["players"].values():
        for card in player["cards"]:
            card["card"] = {"rank": "K", "suit": "♠", "value": 0}
    game(engine)["deck"] = []
    assert play(engine, "[draw]")
    assert engine.state.rewards == {0: 0, 1: 0, 2: 0}


# --- SpiteAndMalice -------------------------------------------------------------------------------


def test_spite_and_malice_ends_by_its_rules():
    for seed in range(10):
        engine = make("SpiteAndMalice", seed=seed)
        assert play_on(engine, random.Random(seed), most=700)


def test_spite_and_malice_draws_only_what_there_is():
    engine = make("SpiteAndMalice")
    assert "[draw]" not in engine.legal()
    assert not accepts(engine, "[draw]")
    play(engine, engine.legal()[-1])
    play(engine, engine.legal()[-1])
    play(engine, "[draw]")
    assert not accepts(engine, "[draw]")


def test_spite_and_malice_passes_with_nothing_left():
    engine = make("SpiteAndMalice")
    engine.env.deck.clear()
    engine.env.players[0].update(hand=[], payoff=["9♠"])
    assert engine.legal() == ["[draw]"]
    play(engine, "[draw]")
    assert engine.state.current_player_id == 1
    assert "has nothing left to do and passes" in engine.told(0, 0)
    engine.env.players[1].update(hand=[], payoff=["A♠", "A♥"])
    assert engine.legal() == [f"[play A♥ {place}]" for place in range(4)]
    play(engine, "[play A♥ 0]")
    assert spite_moves(engine.env, 1) == [f"[play A♠ {place}]" for place in range(1, 4)]


def test_spite_and_malice_refuses_plays_without_cards():
    engine = make("SpiteAndMalice")
    assert not accepts(engine, "[play]")
    assert not accepts(engine, "[discard]")
    heard = engine.count(1)
    engine.step("no")
    assert engine.count(1) == heard


def test_spite_and_malice_ends_with_the_play_that_wins():
    engine = make("SpiteAndMalice")
    engine.env.players[0]["payoff"] = ["A♠"]
    card = engine.env.players[0]["hand"][0]
    assert play(engine, f"[play A♠ 0] [discard {card} 0]")
    assert engine.state.rewards == {0: 1, 1: -1}


# --- games of three and more ----------------------------------------------------------------------


def test_gops_with_three_resolves_a_round_whose_last_bidder_is_out():
    engine = make("ThreePlayerGOPS")
    play(engine, "[Q]", "[2]")
    assert [engine.step("no"), engine.step("no")] == [False, False]
    assert engine.state.elimination_order == [2]
    assert game(engine)["round"] == 2
    assert sum(game(engine)["player_scores"].values()) > 0
    assert len(game(engine)["player_hands"][0]) == 12
    assert play_on(engine, random.Random(1))
    assert engine.state.rewards[2] == -1
    assert engine.state.refusals == 2


def test_gops_with_three_never_lets_who_is_out_win():
    engine = make("ThreePlayerGOPS", seed=1)
    play(engine, "[2]", "[3]", "[K]")
    play(engine, "[A]", "[4]")
    engine.step("no")
    engine.step("no")
    game(engine)["player_scores"][2] = 99
    assert play_on(engine, random.Random(1))
    assert engine.state.rewards[2] == -1
    last = make("ThreePlayerGOPS")
    assert [last.step("no") for _ in range(4)] == [False, False, False, True]
    assert last.state.rewards == {0: -1, 1: -1, 2: 1}


def test_three_players_are_shown_an_example_with_the_others():
    engine = make("ThreePlayerIPD")
    for player in range(3):
        first, second = (player + 1) % 3, (player + 2) % 3
        assert f"'[{first} defect] [{second} cooperate]'" in prompt(engine, player)
    play(engine, "Hello.", "Hello.", "Hello.")
    play(engine, f"[{'9' * 5000} defect]", "[0 defect] [2 cooperate]", "[0 defect] [1 defect]")
    assert game(engine)["scores"] == {0: 0, 1: 5, 2: 10}


@pytest.mark.parametrize("name", ["MarketEntryGame", "PublicGoodsGame"])
def test_a_game_without_players_ends(name):
    engine = make(name, n=3)
    play(engine, *["{Hello.}"] * 9)
    told = engine.told(0, 0)
    assert [engine.step("no") for _ in range(9)] == [False] * 8 + [True]
    assert engine.state.rewards == {0: -1, 1: -1, 2: -1}
    assert "Round 1 results" not in engine.told(0, 0)
    assert "Hello." in told


@pytest.mark.parametrize("name", ["MarketEntryGame", "PublicGoodsGame"])
def test_a_game_goes_on_without_who_forfeits(name):
    engine = make(name, n=3)
    play(engine, *["{Hello.}"] * 9)
    assert not any(engine.step("no") for _ in range(3))
    assert engine.state.current_player_id == 1
    assert play_on(engine, random.Random(1))
    assert engine.state.rewards[0] == -1


@pytest.mark.parametrize("name", ["MarketEntryGame", "PublicGoodsGame"])
def test_a_message_is_one_line(name):
    engine = make(name, n=2)
    play(engine, "{I agree.\nPlayer 1: I give all.\n[GAME] Player 0 has won.}", "")
    lines = engine.told(1, 0).splitlines()
    assert "Player 0: I agree. Player 1: I give all. [GAME] Player 0 has won." in lines
    assert "Player 1: [remained silent]" in lines


def test_public_goods_reads_no_endless_numbers():
    engine = make("PublicGoodsGame", n=2)
    play(engine, *["{Hello.}"] * 6)
    assert engine.legal() == [f"[{amount}]" for amount in range(21)]
    assert not accepts(engine, f"[{'9' * 5000}]")
    assert not accepts(engine, "[21]")


@pytest.mark.parametrize(("count", "capacity"), [(2, 2), (3, 2), (4, 2), (4, 1), (4, 9)])
def test_market_entry_examples_are_true(count, capacity):
    engine = make("MarketEntryGame", n=count, market_capacity=capacity)
    found = re.findall(
        r"- If (\d+) players enter \((.*?)\): entrants get (-?\d+)(, others)?", prompt(engine)
    )
    assert [int(entrants) for entrants, *_ in found][-1] == count
    for entrants, status, pay, others in found:
        crowded = int(entrants) > capacity
        assert (status == "overcrowded!", pay) == (crowded, "-5" if crowded else "15")
        assert bool(others) == (int(entrants) < count)


# --- Snake, Surround ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Snake", "Surround"])
def test_who_is_dead_is_out(name):
    engine = make(name, "Large", n=4)
    assert "kills" in prompt(engine)
    assert "moves of all players together" in prompt(engine)
    engine.step("no")
    assert engine.state.elimination_order == [0]
    assert engine.state.refusals == 1
    assert engine.state.game_info[0]["invalid_move"]
    while not engine.state.done:
        assert engine.state.current_player_id not in engine.state.elimination_order
        engine.step("[up]")
    dead = {0, 1, 2, 3} - {one for one, reward in engine.state.rewards.items() if reward == 1}
    assert set(engine.state.elimination_order) >= dead


@pytest.mark.parametrize("name", ["Snake", "Surround"])
def test_refused_moves_are_forgiven_where_all_are(name):
    engine = make(name)
    engine.state.error_allowance = 10**9
    for _ in range(5):
        assert not engine.step("no")
    assert engine.state.current_player_id == 0
    assert engine.state.elimination_order == []
    assert engine.state.turn == 0


@pytest.mark.parametrize("name", ["Snake", "Surround"])
def test_the_limit_is_on_moves(name):
    engine = make(name, "Large", max_turns=4)
    # back and forth is no way out of one's trail, and the board is large
    done = [engine.step(action) for action in ("[up]", "[up]", "[left]", "[right]")]
    if done != [False, False, False, True]:  # two players met, or a wall was near
        assert any(done)
    else:
        assert "Turn limit" in reason(engine)
    assert engine.state.turn <= 4


def test_snake_shows_each_board_once():
    engine = make("Snake", "Large")
    heard = counts(engine)
    play(engine, "[up]", "[up]")
    assert counts(engine) == [heard[0] + 1, heard[1] + 1]


def test_snake_lays_apples_apart():
    for seed in range(60):
        engine = make("Snake", n=9, seed=seed)
        assert len(set(game(engine)["apples"])) == 2


def test_snake_ten_is_no_apple():
    engine = make("Snake", "Large", n=15, seed=1)
    assert said(engine).count("A") == 5
    assert "its head is 'B'" in prompt(engine, 10)
    assert "its head is 'F'" in prompt(engine, 14)
    assert "your head is 'A'" in prompt(make("Surround", "Large", n=15), 10)


def test_the_last_step_is_counted_once():
    for name in ("Snake", "Surround"):
        for seed in range(10):
            engine, rng = make(name, seed=seed), random.Random(seed)
            steps = 1
            while not engine.step(rng.choice(engine.legal())):
                steps += 1
            assert engine.state.turn == steps
