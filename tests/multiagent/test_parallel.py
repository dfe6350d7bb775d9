"""The parallel view of multi-player games."""

import copy
import pickle

import pettingzoo
import pytest
from gymnasium.error import InvalidAction, ResetNeeded
from pettingzoo.test import parallel_api_test, parallel_seed_test

from gem_gymnasium.multiagent.textarena import TextArenaAEC, TextArenaParallel


def make(env_id="gem/TicTacToe-v0", **kwargs):
    return pettingzoo.make("parallel", env_id, **kwargs)


def to_act(infos):
    return [agent for agent, info in infos.items() if info["to_act"]]


def started(toy, **kwargs):
    env = TextArenaParallel(toy, **kwargs)
    return env, *env.reset(seed=0)


def test_pettingzoos_own_tests_pass_unmodified():
    parallel_api_test(make("gem/KuhnPoker-v0"), num_cycles=200)
    parallel_seed_test(lambda: make("gem/KuhnPoker-v0"), num_cycles=200)


# --- games in turns -------------------------------------------------------------------------------


def test_in_a_sequential_game_one_agent_acts_at_a_time():
    env = make()
    observations, infos = env.reset(seed=0)
    assert set(observations) == set(infos) == {"player_0", "player_1"}
    assert to_act(infos) == ["player_0"]
    assert env.legal_actions("player_1") == []
    observations, rewards, terminations, truncations, infos = env.step({"player_0": "[4]"})
    assert to_act(infos) == ["player_1"]
    assert "in cell 4" in observations["player_1"]
    assert rewards == {"player_0": 0.0, "player_1": 0.0}
    assert not any((*terminations.values(), *truncations.values()))
    assert len(env.legal_actions("player_1")) == 8


def test_what_others_send_is_not_looked_at():
    env = make()
    env.reset(seed=0)
    observations, *_, infos = env.step({"player_0": "[4]", "player_1": "[0]"})
    assert "[Player 1]" not in observations["player_0"]
    assert to_act(infos) == ["player_1"]
    *_, infos = env.step({"player_1": "[0]", "player_0": 17})
    assert to_act(infos) == ["player_0"]


def test_the_end():
    env = make()
    env.reset(seed=0)
    for number, cell in enumerate((0, 3, 1, 4)):
        env.step({f"player_{number % 2}": f"[{cell}]"})
    _, rewards, terminations, truncations, infos = env.step({"player_0": "[2]"})
    assert rewards == {"player_0": 1.0, "player_1": -1.0}
    assert terminations == {"player_0": True, "player_1": True}
    assert truncations == {"player_0": False, "player_1": False}
    assert infos["player_1"]["rank"] == 2
    assert infos["player_1"]["stop_reason"] == "over"
    assert env.agents == []
    assert env.legal_actions("player_0") == []
    with pytest.raises(ResetNeeded):
        env.step({"player_0": "[5]"})
    env.reset()
    assert env.agents == ["player_0", "player_1"]


def test_truncation():
    env = make(max_cycles=2)
    env.reset(seed=0)
    env.step({"player_0": "[0]"})
    _, rewards, terminations, truncations, infos = env.step({"player_1": "[1]"})
    assert truncations == {"player_0": True, "player_1": True}
    assert not any(terminations.values())
    assert rewards == {"player_0": 0.0, "player_1": 0.0}
    assert infos["player_0"]["stop_reason"] == "time_limit"
    assert env.agents == []


# --- games in which all choose at once ------------------------------------------------------------


def test_a_simultaneous_game_takes_all_choices_in_one_step(toy):
    env, observations, infos = started(toy, num_players=4)
    assert to_act(infos) == env.agents
    assert all(len(env.legal_actions(agent)) == 10 for agent in env.agents)
    choices = {agent: f"[{digit}]" for digit, agent in enumerate(env.agents)}
    observations, rewards, _, _, infos = env.step(choices)
    for observation in observations.values():
        for digit in range(4):
            assert f"Player {digit} chose {digit}." in observation
    assert set(rewards.values()) == {0.0}
    assert to_act(infos) == env.agents
    _, rewards, terminations, _, _ = env.step(choices)
    assert list(rewards.values()) == [0.0, 0.0, 0.0, 2.0]
    assert all(terminations.values())


def test_after_a_refused_move_only_those_who_have_not_chosen_act(toy):
    env, _, _ = started(toy, num_players=3)
    _, _, _, _, infos = env.step({"player_0": "[1]", "player_1": "?", "player_2": "[3]"})
    assert to_act(infos) == ["player_1", "player_2"]
    assert [info["error"] for info in infos.values()] == [None, "illegal", None]
    assert env.legal_actions("player_0") == []
    assert len(env.legal_actions("player_2")) == 10
    observations, *_, infos = env.step({"player_1": "[2]", "player_2": "[3]"})
    assert "Player 0 chose 1." in observations["player_2"]
    assert to_act(infos) == env.agents


def test_who_is_eliminated_is_not_asked(toy):
    env, _, _ = started(toy, num_players=3, rounds=3, on_invalid="forfeit")
    *_, infos = env.step({"player_0": "[1]", "player_1": "?", "player_2": "[3]"})
    assert to_act(infos) == ["player_0", "player_2"]
    assert infos["player_1"]["eliminated"]
    assert env.agents == ["player_0", "player_1", "player_2"]  # what it earns is known at the end
    *_, infos = env.step({"player_0": "[1]", "player_2": "[3]"})
    _, rewards, terminations, _, _ = env.step({"player_0": "[1]", "player_2": "[3]"})
    assert all(terminations.values())
    assert rewards == {"player_0": 0.0, "player_1": 0.0, "player_2": 3.0}


def test_a_game_may_end_before_all_are_asked(toy):
    env, _, _ = started(toy, on_invalid="forfeit")
    _, rewards, terminations, _, infos = env.step({"player_0": "?", "player_1": "[3]"})
    assert all(terminations.values())
    assert rewards == {"player_0": -1.0, "player_1": 1.0}
    assert infos["player_1"]["turn"] == 0


@pytest.mark.parametrize("missing", [{}, {"player_0": "[1]"}, {"player_0": "[1]", "player_1": 3}])
def test_a_step_without_an_action_is_refused_before_anything_is_played(toy, missing):
    env, _, _ = started(toy)
    with pytest.raises(InvalidAction, match=r"player_. is to act and needs a string"):
        env.step(missing)
    after, *_, infos = env.step({"player_0": "[1]", "player_1": "[2]"})
    assert infos["player_0"]["turn"] == 1
    assert after["player_0"].count("[Player 0]") == 1


def test_delta_leaves_out_nothing_that_was_said_within_the_step(toy):
    env, _, _ = started(toy, num_players=3, announce=True, observation="delta")
    choices = dict.fromkeys(env.agents, "[4]")
    observations, *_ = env.step(choices)
    for agent in env.agents:
        for player in range(3):
            assert f"[GAME] {player} has acted." in observations[agent]
            assert f"[Player {player}]" not in observations[agent]
        assert "Choose" not in observations[agent]


def test_limits_count_actions(toy):
    env, _, _ = started(toy, num_players=3, max_cycles=4)
    choices = dict.fromkeys(env.agents, "[4]")
    *_, truncations, _ = env.step(choices)
    assert not any(truncations.values())
    *_, truncations, infos = env.step(choices)
    assert all(truncations.values())
    assert sum(info["turn"] for info in infos.values()) == 4


def test_a_game_that_the_deal_decides_ends_at_the_first_step(toy):
    env, observations, _ = started(toy, decided=True)
    assert observations["player_0"].endswith("The deal decides.")
    _, rewards, terminations, _, _ = env.step({"player_0": "[1]", "player_1": "[1]"})
    assert all(terminations.values())
    assert rewards == {"player_0": -1.0, "player_1": 1.0}


def test_both_views_play_the_same_game(toy):
    aec, parallel = TextArenaAEC(toy, num_players=3), TextArenaParallel(toy, num_players=3)
    aec.reset(seed=0)
    parallel.reset(seed=0)
    for digits in ("123", "321"):
        for digit in digits:
            aec.step(f"[{digit}]")
        choices = {
            agent: f"[{digit}]" for agent, digit in zip(parallel.agents, digits, strict=True)
        }
        observations, rewards, *_ = parallel.step(choices)
        assert observations == {agent: aec.observe(agent) for agent in aec.possible_agents}
    assert rewards == aec.rewards


@pytest.mark.parametrize(
    "duplicate",
    [copy.deepcopy, lambda env: pickle.loads(pickle.dumps(env))],
    ids=["copy", "pickle"],
)
def test_copies(toy, duplicate):
    env, _, _ = started(toy, num_players=3)
    env.step({"player_0": "[1]", "player_1": "?", "player_2": "[3]"})
    fork = duplicate(env)
    rest = {"player_1": "[2]", "player_2": "[3]"}
    assert fork.step(rest) == env.step(rest)
    fork.step(dict.fromkeys(env.agents, "[0]"))
    assert env.agents
    assert env.engine.state.game_state["round"] == 2


def test_rendering():
    env = make(render_mode="ansi")
    env.reset(seed=0)
    assert "| 4 |" in env.render()


# --- TextArena's own simultaneous and mixed games -------------------------------------------------


def test_rock_paper_scissors_is_played_in_steps_of_two():
    env = make("gem/IteratedRockPaperScissors-v0", num_rounds=2)
    _, infos = env.reset(seed=0)
    for _ in range(2):
        assert to_act(infos) == ["player_0", "player_1"]
        _, rewards, terminations, _, infos = env.step({"player_0": "[rock]", "player_1": "[paper]"})
        if any(terminations.values()):
            break
    assert all(terminations.values())
    assert rewards == {"player_0": -1.0, "player_1": 1.0}


def test_the_prisoners_talk_in_turn_and_then_choose_at_once():
    env = make("gem/IteratedPrisonersDilemma-v0", num_rounds=1)
    _, infos = env.reset(seed=0)
    for agent in env.agents:
        assert to_act(infos) == [agent]
        *_, infos = env.step({agent: "Let us cooperate."})
    assert to_act(infos) == ["player_0", "player_1"]
    _, rewards, terminations, _, _ = env.step({"player_0": "[Cooperate]", "player_1": "[Defect]"})
    assert all(terminations.values())
    assert rewards == {"player_0": -1.0, "player_1": 1.0}


def test_snakes_that_die_wait_for_the_end():
    env = make("gem/Snake-v0", num_players=3)
    _, infos = env.reset(seed=0)
    died = False
    while env.agents:
        moves = {agent: "[up]" for agent, info in infos.items() if info["to_act"]}
        _, rewards, terminations, _, infos = env.step(moves)
        gone = [agent for agent, info in infos.items() if info["eliminated"]]
        if env.agents and gone:
            died = True
            assert not set(gone) & set(to_act(infos))
    assert all(terminations.values())
    assert sorted(rewards.values())[-1] > min(rewards.values()) or not died
