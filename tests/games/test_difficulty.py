"""What all games have in common: drawn difficulties, scoring, one shared way to count."""

import gymnasium
import pytest

import gem_gymnasium  # noqa: F401 - registers the ids
from gem_gymnasium.core import TextEnv
from gem_gymnasium.envs.games._counted import counted
from gem_gymnasium.envs.games._directions import direction
from gem_gymnasium.registration import entries

GAMES = [entry.id for entry in entries("gem/*-Random-v0") if entry.family == "games"]


@pytest.mark.parametrize("env_id", GAMES)
def test_a_reset_draws_what_the_class_says_and_nothing_else(env_id):
    env = gymnasium.make(env_id).unwrapped
    names = {name for name in vars(env) if not name.startswith("_")}
    before = {name: getattr(env, name) for name in names}
    changed = set()
    for seed in range(30):
        env.reset(seed=seed)
        changed |= {name for name in names if getattr(env, name) != before[name]}
    own = changed - {"turn", "action_space"}
    assert own <= env.drawn
    assert {name for name in env.drawn if name != "max_turns"} <= own


@pytest.mark.parametrize("env_id", GAMES)
def test_what_is_drawn_can_not_be_given(env_id):
    drawn = type(gymnasium.make(env_id).unwrapped).drawn
    if "max_turns" in drawn:
        with pytest.raises(ValueError, match="max_turns"):
            gymnasium.make(env_id, max_turns=499)
    else:
        gymnasium.make(env_id, max_turns=499)


@pytest.mark.parametrize("env_id", GAMES)
def test_scoring_is_a_sentence_of_its_own(env_id):
    env: TextEnv = gymnasium.make(env_id).unwrapped
    told = env.reset(seed=0)[0]
    scoring = env._scoring()
    assert scoring.endswith(".")
    assert told.count(scoring) == 1
    assert scoring not in gymnasium.make(env_id, reward_mode="sparse").reset(seed=0)[0]


def test_counted():
    cases = [(0, "box"), (1, "box"), (2, "box"), (1, "guess"), (3, "guess"), (2, "turn")]
    told = ["0 boxes", "1 box", "2 boxes", "1 guess", "3 guesses", "2 turns"]
    assert [counted(*case) for case in cases] == told


@pytest.mark.parametrize("content", ["up", "UP", "[up]", "move up", "Move Up", "(move up)"])
def test_plain_ways_to_write_a_direction(content):
    assert direction(content) == "up"


@pytest.mark.parametrize("content", ["up or down", "move up down", "remove up", "move", "up down"])
def test_what_is_no_one_direction_is_not_read(content):
    assert direction(content) is None
