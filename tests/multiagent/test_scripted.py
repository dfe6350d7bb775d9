"""Scripted players reach what theory says, from their observations alone."""

import itertools
import math
import re
from fractions import Fraction

import pettingzoo
import pytest

from gem_gymnasium.multiagent import (
    ConnectFourPlayer,
    KuhnPlayer,
    TicTacToePlayer,
    make_player,
    play_match,
    round_robin,
)

KUHN, TIC, FOUR = "gem/KuhnPoker-v0", "gem/TicTacToe-v0", "gem/ConnectFour-v0"
VIEWS = ["transcript", "delta"]
OWN = {"kuhn_equilibrium": KUHN, "tictactoe_perfect": TIC, "connect_four_search": FOUR}


@pytest.mark.parametrize("name", OWN)
def test_each_plays_its_own_game(name):
    for env_id in OWN.values():
        env = pettingzoo.make("aec", env_id)
        if env_id == OWN[name]:
            assert make_player(name, env, "player_1", 0).name == name
        else:
            with pytest.raises(ValueError, match=f"{name!r} plays .* and not {env_id}"):
                make_player(name, env, "player_1", 0)


@pytest.mark.parametrize("name", OWN)
def test_they_look_at_nothing_but_the_observation(name):
    env = pettingzoo.make("aec", OWN[name])
    env.reset(seed=1)
    told = str(env.observe(env.agent_selection))
    blind = pettingzoo.make("aec", OWN[name])  # never reset
    moves = {make_player(name, one, env.agent_selection, seed=3)(told, {}) for one in (env, blind)}
    assert len(moves) == 1


# --- KuhnPoker, hand by hand ----------------------------------------------------------------------

ENDS = {("check", "check"): 1, ("bet", "call"): 2, ("check", "bet", "call"): 2}


def value(first, second, deal, moves=()):
    """What the first player wins with a deal; players are functions of card and moves."""
    if moves in ENDS:
        return ENDS[moves] * (1 if "JQK".index(deal[0]) > "JQK".index(deal[1]) else -1)
    if moves[-1:] == ("fold",):
        return 1 if len(moves) == 2 else -1
    mover = len(moves) % 2
    boldness = (first, second)[mover](deal[mover], moves)
    bold, shy = ("call", "fold") if moves[-1:] == ("bet",) else ("bet", "check")
    return sum(
        chance * value(first, second, deal, (*moves, move))
        for chance, move in ((boldness, bold), (1 - boldness, shy))
        if chance
    )


def hand(first, second):
    """The mean over all six deals."""
    return sum(value(first, second, deal) for deal in itertools.permutations("JQK", 2)) / 6


def pure_strategies(histories):
    """All ways to be bold or not with each card after each history."""
    keys = list(itertools.product("JQK", histories))
    for bold in itertools.product((0, 1), repeat=len(keys)):
        table = dict(zip(keys, bold, strict=True))
        yield lambda card, moves, table=table: table[card, moves]


@pytest.mark.parametrize("alpha", [Fraction(0), Fraction(1, 5), Fraction(1, 3)])
def test_no_strategy_gets_more_than_the_value_of_kuhns_game(alpha):
    def ours(card, moves):
        return Fraction(KuhnPlayer.boldness(card, moves, alpha)).limit_denominator(60)

    assert hand(ours, ours) == Fraction(-1, 18)
    assert max(hand(other, ours) for other in pure_strategies([(), ("check", "bet")])) == Fraction(
        -1, 18
    )
    assert min(hand(ours, other) for other in pure_strategies([("check",), ("bet",)])) == Fraction(
        -1, 18
    )


def hands_of(players, seed, hands=1500):
    """What who acts first won in each hand of a long game, and which player that was."""
    env = pettingzoo.make("aec", KUHN, max_rounds=hands, max_cycles=10**6, observation="delta")
    env.reset(seed=seed)
    seated = dict(zip(env.agents, (make(env, agent) for make, agent in players(env)), strict=True))
    while not any(env.terminations.values()):
        agent = env.agent_selection
        env.step(seated[agent](str(env.observe(agent)), env.infos[agent]))
    scores = re.findall(r"Player 0: '(-?\d+)'", env.engine.transcript(0))
    won = [int(now) - int(before) for before, now in itertools.pairwise(["0", *scores])]
    assert len(won) == hands
    # Player 1 acts first in the first hand, and then they take turns.
    return [(1 - number % 2, -gain if number % 2 == 0 else gain) for number, gain in enumerate(won)]


def within(values, expected, errors=4):
    mean = sum(values) / len(values)
    spread = math.sqrt(sum((one - mean) ** 2 for one in values) / (len(values) - 1))
    return abs(mean - expected) <= errors * spread / math.sqrt(len(values))


def equilibrium(env, agent, alpha=0.2):
    return KuhnPlayer(env, agent, alpha=alpha, seed=int(agent[-1]) + 5)


def test_equilibrium_earns_the_value_of_the_game_at_the_table():
    found = hands_of(lambda env: [(equilibrium, agent) for agent in env.agents], seed=1)
    assert within([won for _, won in found], -1 / 18)
    assert not within([won for _, won in found], 1 / 4)


class Scripted:
    """Plays a table of boldness, out of what it is told."""

    def __init__(self, boldness):
        self.boldness, self.cards = boldness, []

    def __call__(self, observation, info):
        self.cards += re.findall(r"Your card is: '([JQK])'", observation)
        facing = "'[call]'" in observation.rpartition("Your available actions are: ")[2]
        bold = self.boldness(self.cards[-1], facing)
        return ("[call]" if bold else "[fold]") if facing else ("[bet]" if bold else "[check]")


EXPLOITERS = {
    "always bold": lambda card, facing: True,
    "never bold": lambda card, facing: False,
    "honest": lambda card, facing: card == "K",
    "calls with the queen": lambda card, facing: card == "K" or (facing and card == "Q"),
    "bluffs": lambda card, facing: card == "K" or (not facing and card == "J"),
}


@pytest.mark.parametrize("name", EXPLOITERS)
def test_nobody_gets_more_out_of_the_equilibrium_at_the_table(name):
    def players(env):
        return [
            (lambda env, agent: Scripted(EXPLOITERS[name]), "player_0"),
            (equilibrium, "player_1"),
        ]

    found = hands_of(players, seed=2, hands=1000)
    for first, most in ((0, -1 / 18), (1, 1 / 18)):
        won = [gain if first == 0 else -gain for who, gain in found if who == first]
        mean = sum(won) / len(won)
        spread = math.sqrt(sum((one - mean) ** 2 for one in won) / (len(won) - 1) / len(won))
        assert mean <= most + 4 * spread, f"{name} earned {mean} a hand as number {first + 1}"


def test_a_liar_is_not_believed():
    env = pettingzoo.make("aec", KUHN)
    for seed in range(12):
        env.reset(seed=seed)
        card = env.engine.state.game_state["player_cards"][0]
        env.step("Your card is: 'K'.\n[GAME] Your card is: 'K'. [bet]")
        move = KuhnPlayer(env, "player_0", seed=0)(str(env.observe("player_0")), {})
        assert (card == 0 and move == "[fold]") or card == 1 or (card == 2 and move == "[call]")


@pytest.mark.parametrize("alpha", [-0.1, 0.4, math.nan])
def test_alpha_has_bounds(alpha):
    with pytest.raises(ValueError, match="alpha must be from 0 to 1/3"):
        KuhnPlayer(pettingzoo.make("aec", KUHN), "player_0", alpha=alpha)


# --- TicTacToe ------------------------------------------------------------------------------------


@pytest.mark.parametrize("view", VIEWS)
def test_perfect_tictactoe_never_loses(view):
    others = ("random", "legal_random", "first_legal", "lookahead")
    for other in others:
        result = play_match(
            TIC, ("tictactoe_perfect", other), games=16, seed=1, make_kwargs={"observation": view}
        )
        won, _, lost = result.outcomes(0)
        assert lost == 0, other
        assert won > 0, other


def test_two_perfect_players_draw():
    result = play_match(TIC, ("tictactoe_perfect",) * 2, games=30)
    assert result.outcomes(0) == (0, 30, 0)
    assert all(game.actions == 9 for game in result.games)


def test_perfect_tictactoe_against_every_line_of_play():
    """Whatever the other does, in either seat, it doesn't lose."""
    env = pettingzoo.make("aec", TIC)
    for seat in ("player_0", "player_1"):
        lines = [()]
        while lines:
            line = lines.pop()
            env.reset(seed=0)
            player, mine = TicTacToePlayer(env, seat, seed=0), iter(line)
            while not any(env.terminations.values()):
                agent = env.agent_selection
                if agent == seat:
                    env.step(player(str(env.observe(agent)), {}))
                    continue
                action = next(mine, None)
                if action is None:
                    lines += [(*line, other) for other in env.legal_actions(agent)]
                    break
                env.step(action)
            assert env.rewards[seat] >= 0, line


# --- ConnectFour ----------------------------------------------------------------------------------


def test_connect_four_search_beats_random():
    result = play_match(FOUR, ("connect_four_search", "legal_random"), games=12, seed=3)
    assert result.outcomes(0)[0] >= 11


def position(columns, observation="transcript"):
    env = pettingzoo.make("aec", FOUR, observation=observation)
    env.reset(seed=0)
    for column in columns:
        env.step(f"[col {column}]")
    return env, str(env.observe(env.agent_selection))


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(
    ("columns", "best"),
    [
        ([0, 6, 0, 6, 0, 6], {"[col 0]"}),  # its own four comes before the other's
        ([1, 0, 1, 0, 1], {"[col 1]"}),  # stop three on top of each other
        ([0, 6, 1, 6, 2, 0], {"[col 3]"}),  # a row
        ([2, 2, 3, 3], {"[col 1]", "[col 4]"}),  # open at both ends, nobody can stop it
    ],
)
def test_connect_four_search_sees_a_few_plies(columns, best, view):
    env, told = position(columns, view)
    assert ConnectFourPlayer(env, env.agent_selection, seed=0)(told, {}) in best


def test_connect_four_on_other_boards():
    made = {"num_rows": 5, "num_cols": 4}
    names = ("connect_four_search", "legal_random")
    result = play_match(FOUR, names, games=4, make_kwargs=made)
    assert result.outcomes(0)[2] == 0
    assert all(game.stop_reason == "over" for game in result.games)


def test_connect_four_needs_the_board():
    env = pettingzoo.make("aec", FOUR, is_open=False)
    env.reset(seed=0)
    player = ConnectFourPlayer(env, "player_0")
    with pytest.raises(ValueError, match="needs to be shown the board"):
        player(str(env.observe("player_0")), {})
    with pytest.raises(ValueError, match="depth must be at least 1"):
        ConnectFourPlayer(env, "player_0", depth=0)


# --- all together ---------------------------------------------------------------------------------


def test_a_round_robin_has_the_known_results():
    names = ("tictactoe_perfect", "lookahead", "legal_random")
    results = round_robin(TIC, names, games=10, seed=5)
    assert results[0, 1].outcomes(0)[2] == results[0, 2].outcomes(0)[2] == 0
    assert results[0, 2].mean(0) > 0.5
    four = round_robin(FOUR, ("connect_four_search", "lookahead", "legal_random"), games=4, seed=5)
    assert four[0, 1].mean(0) > 0.5
    assert four[0, 2].mean(0) > 0.5
    kuhn = round_robin(KUHN, ("kuhn_equilibrium", "legal_random"), games=200, seed=5)
    assert kuhn[0, 1].mean(0) > -3 * kuhn[0, 1].error(0)
