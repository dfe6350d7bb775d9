"""Games, matches and round-robins."""

import math
import statistics

import pettingzoo
import pytest

from gem_gymnasium.multiagent import MatchResult, play_game, play_match, round_robin
from gem_gymnasium.multiagent.match import GameResult

TIC = "gem/TicTacToe-v0"


def first_free(observation, info):
    _, _, shown = observation.rpartition("Available Moves: ")
    return shown.split(",")[0].strip().strip("'")


def gives_up(observation, info):
    return "I give up."


def test_a_game():
    env = pettingzoo.make("aec", TIC)
    result = play_game(env, {"player_0": first_free, "player_1": gives_up}, seed=7)
    assert result == GameResult(
        seed=7,
        rewards={"player_0": 1.0, "player_1": -1.0},
        actions=3,
        stop_reason="over",
        reason="The submitted move does not follow the correct format.",
    )
    assert env.agents == []


def test_a_game_that_is_truncated():
    env = pettingzoo.make("aec", TIC, max_cycles=2)
    result = play_game(env, {"player_0": first_free, "player_1": first_free})
    assert (result.actions, result.stop_reason, result.reason) == (2, "time_limit", "")
    assert result.rewards == {"player_0": 0.0, "player_1": 0.0}
    assert result.seed is None


def test_players_move_to_the_next_seat_and_meet_the_same_deals():
    seen = []
    result = play_match(TIC, (first_free, gives_up), games=5, seed=10, on_game=seen.append)
    assert result.seats == ((0, 1), (1, 0), (0, 1), (1, 0), (0, 1))
    assert [game.seed for game in result.games] == [10, 10, 11, 11, 12]
    assert tuple(seen) == result.games
    assert result.returns == ((1.0,) * 5, (-1.0,) * 5)
    assert [game.rewards["player_0"] for game in result.games] == [1, -1, 1, -1, 1]
    assert result.names == ("first_free", "gives_up")
    assert result.env_id == TIC


def test_seats_of_three():
    result = play_match("gem/ThreePlayerTicTacToe-v0", ["legal_random"] * 3, games=4)
    assert result.seats == ((0, 1, 2), (1, 2, 0), (2, 0, 1), (0, 1, 2))
    assert [game.seed for game in result.games] == [0, 0, 0, 1]
    for number, game in enumerate(result.games):
        for place, player in enumerate(result.seats[number]):
            assert result.returns[player][number] == game.rewards[f"player_{place}"]


def test_players_may_keep_their_seats():
    result = play_match(TIC, (first_free, gives_up), games=3, seed=10, rotate=False)
    assert result.seats == ((0, 1),) * 3
    assert [game.seed for game in result.games] == [10, 11, 12]


def test_a_match_repeats_and_its_seed_matters():
    def run(seed):
        return play_match("gem/KuhnPoker-v0", ("legal_random", "random"), games=10, seed=seed)

    assert run(1) == run(1)
    assert run(1).games != run(2).games


def test_named_players_are_made_anew_with_seeds_of_their_own():
    result = play_match(TIC, ("legal_random", "legal_random"), games=8, rotate=False)
    assert len({(game.actions, tuple(game.rewards.items())) for game in result.games}) > 1


def test_an_environment_of_ones_own_is_left_open():
    env = pettingzoo.make("aec", TIC, max_cycles=3)
    assert play_match(env, ("random", "random"), games=2).env_id == TIC
    env.reset(seed=0)
    made = play_match(TIC, ("first_legal",) * 2, games=1, make_kwargs={"max_cycles": 3})
    assert made.games[0].stop_reason == "time_limit"


def test_means_errors_and_outcomes():
    returns = ((1.0, 0.0, -1.0, 1.0), (-1.0, 0.0, 1.0, -1.0))
    result = MatchResult("x", ("a", "b"), tuple(range(4)), ((0, 1),) * 4, returns)
    assert result.mean(0) == 0.25
    assert result.error(0) == pytest.approx(statistics.stdev(returns[0]) / math.sqrt(4))
    assert result.outcomes(0) == (2, 1, 1)
    assert result.outcomes(1) == (1, 1, 2)
    single = MatchResult("x", ("a", "b"), (1,), ((0, 1),), ((1.0,), (-1.0,)))
    assert single.error(0) is None


def test_outcomes_of_teams_and_of_three():
    returns = ((1.0, 0.0), (1.0, 2.0), (-1.0, 1.0))
    result = MatchResult("x", tuple("abc"), (1, 2), ((0, 1, 2),) * 2, returns)
    assert [result.outcomes(player) for player in range(3)] == [(1, 0, 1), (2, 0, 0), (0, 0, 2)]


def test_the_standard_error_is_honest():
    """The true mean of equal players is 0: some 95 of 100 matches are within two errors of it."""
    within = 0
    for seed in range(40):
        result = play_match("gem/KuhnPoker-v0", ("legal_random",) * 2, games=30, seed=1000 * seed)
        within += abs(result.mean(0)) <= 2 * result.error(0)
    assert within >= 33


def test_a_round_robin():
    results = round_robin(TIC, (first_free, gives_up, "legal_random"), games=2)
    assert list(results) == [(0, 1), (0, 2), (1, 2)]
    assert results[0, 2].names == ("first_free", "legal_random")
    assert results[1, 2].mean(0) == -1


def test_mistakes_of_the_caller():
    with pytest.raises(ValueError, match="games must be at least 1"):
        play_match(TIC, (first_free, gives_up), games=0)
    with pytest.raises(ValueError, match="has 2 seats, and 1 players came"):
        play_match(pettingzoo.make("aec", TIC), (first_free,))
    with pytest.raises(ValueError, match="num_players"):
        play_match(TIC, (first_free,) * 3)
    with pytest.raises(ValueError, match="Unknown player"):
        play_match(TIC, (first_free, "stockfish"))
