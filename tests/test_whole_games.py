"""A hundred whole games of legal random play, of every TextArena game."""

import gymnasium
import pettingzoo
import pytest

from gem_gymnasium.conformance.subject import random_legal, record
from gem_gymnasium.conformance.table import legal
from gem_gymnasium.registration import entries, multiplayer

GAMES = 100
MULTI = [entry for entry in multiplayer() if "variant" not in entry.kwargs]
SINGLE = [
    entry for entry in entries() if entry.family == "textarena" and "variant" not in entry.kwargs
]


@pytest.mark.slow
@pytest.mark.parametrize("entry", MULTI, ids=lambda entry: entry.id)
def test_multiplayer_games_end_properly(entry):
    env = pettingzoo.make("aec", entry.id)
    by_rules = 0
    for seed in range(GAMES):
        env.reset(seed=seed)
        choose, actions = legal(seed), 0
        while not any((*env.terminations.values(), *env.truncations.values())):
            agent = env.agent_selection
            listed = env.legal_actions(agent)
            env.step(choose(env, agent))
            actions += 1
            refused = listed is not None and env.infos[agent]["error"] is not None
            assert not refused, f"seed {seed}, action {actions}: a legal action was refused"
        assert actions <= env.max_cycles
        by_rules += env.terminations[env.agents[0]]
        for agent, info in env.infos.items():
            assert info["stop_reason"] == ("over" if env.terminations[agent] else "time_limit")
        for _ in env.possible_agents:
            env.step(None)
        assert not env.agents
    if not env.game.endless:
        assert by_rules == GAMES, f"{GAMES - by_rules} games ended by the limit from outside"


@pytest.mark.slow
@pytest.mark.parametrize("entry", SINGLE, ids=lambda entry: entry.id)
def test_single_player_games_end_properly(entry):
    env = gymnasium.make(entry.id)
    for seed in range(GAMES):
        env.reset(seed=seed)
        listed = env.get_wrapper_attr("legal_actions")() is not None
        trace = record(env, seed, random_legal(seed), 10_000)
        assert trace.steps[-1].terminated
        if listed:
            assert all(step.info["error"] is None for step in trace.steps)
