"""Players by name, and what they do."""

import copy
import re

import pettingzoo
import pytest

from gem_gymnasium.multiagent import PLAYERS, LookaheadPlayer, RandomPlayer, make_player
from gem_gymnasium.multiagent.players import player_name

TIC = "gem/TicTacToe-v0"


def started(actions=(), env_id=TIC, **kwargs):
    env = pettingzoo.make("aec", env_id, **kwargs)
    env.reset(seed=0)
    for action in actions:
        env.step(action)
    return env


def answers(player, env, count=40):
    agent = env.agent_selection
    return [player(str(env.observe(agent)), env.infos[agent]) for _ in range(count)]


@pytest.mark.parametrize("name", ["random", "legal_random", "first_legal", "lookahead"])
def test_players_for_every_game(name):
    env = started(["[4]", "[0]"])
    player = make_player(name, env, "player_0", seed=1)
    assert player_name(player) == player.name == name
    found = answers(player, env)
    assert all(re.fullmatch(r"\[[0-8]\]", action) for action in found)
    again = make_player(name, started(["[4]", "[0]"]), "player_0", seed=1)
    assert answers(again, env) == found
    if name != "random":
        assert set(found) <= set(env.legal_actions("player_0"))
    if name != "first_legal":
        other = make_player(name, env, "player_0", seed=2)
        assert answers(other, env) != found


def test_players_leave_the_game_alone():
    env = started(["[4]", "[0]"])
    before = copy.deepcopy(env)
    for name in ("random", "legal_random", "first_legal", "lookahead"):
        answers(make_player(name, env, "player_0", seed=1), env, 3)
    assert env.observe("player_0") == before.observe("player_0")
    assert env.legal_actions("player_0") == before.legal_actions("player_0")
    spaces = [one.action_space("player_0") for one in (env, before)]
    for space in spaces:
        space.seed(0)
    assert spaces[0].sample() == spaces[1].sample()


def test_random_draws_well_formed_actions_and_legal_random_legal_ones():
    env = started(["[4]", "[0]"])
    assert set(answers(RandomPlayer(env, "player_0", seed=0), env, 200)) == {
        f"[{cell}]" for cell in range(9)
    }
    legal = answers(RandomPlayer(env, "player_0", legal=True, seed=0), env, 200)
    assert set(legal) == set(env.legal_actions("player_0"))


def test_first_legal():
    env = started(["[0]"])
    assert answers(make_player("first_legal", env, "player_1", 0), env, 1) == ["[1]"]


def test_lookahead_wins_where_it_can_and_does_not_lose_at_once():
    env = started(["[0]", "[3]", "[1]", "[4]"])
    assert set(answers(LookaheadPlayer(env, "player_0", seed=3), env, 5)) == {"[2]"}


def test_lookahead_tries_no_more_than_it_is_told():
    env = started()
    tried = answers(LookaheadPlayer(env, "player_0", most=1, seed=3), env, 60)
    assert set(tried) == set(env.legal_actions("player_0"))


def test_lookahead_shows_nobody_what_it_tries(capsys):
    env = started(render_mode="human")
    capsys.readouterr()
    answers(LookaheadPlayer(env, "player_0", seed=3), env, 1)
    assert capsys.readouterr().out == ""
    assert env.render_mode == "human"


def test_players_where_legal_actions_can_not_be_listed(monkeypatch):
    env = started()
    monkeypatch.setattr(type(env), "legal_actions", lambda self, agent: None)
    for name in ("legal_random", "first_legal", "lookahead"):
        found = answers(make_player(name, env, "player_0", seed=1), env, 60)
        assert len(set(found)) > 3, name
        assert all(re.fullmatch(r"\[[0-8]\]", action) for action in found)


def test_an_unknown_player():
    with pytest.raises(ValueError, match=f"'stockfish'; known are {', '.join(PLAYERS)}"):
        make_player("stockfish", started(), "player_0")


def test_names():
    class Deep:
        def __call__(self, observation, info):
            return "[0]"

    def talker(observation, info):
        return "[0]"

    assert player_name("random") == "random"
    assert player_name(talker) == "talker"
    assert player_name(Deep()) == "Deep"
    assert player_name(RandomPlayer(started(), "player_0", legal=True)) == "legal_random"
