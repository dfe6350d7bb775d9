import copy

import gymnasium
import numpy as np
import pytest
from gymnasium.envs.registration import EnvSpec
from gymnasium.vector import AutoresetMode
from gymnasium.wrappers import Autoreset, TimeLimit, TransformReward
from hypothesis import given
from hypothesis import strategies as st

import gem_gymnasium  # noqa: F401 - registers the ids
from gem_gymnasium.wrappers import ConcatHistory, EpisodeTracking

GUESS = {"id": "gem/GuessTheNumber-v0", "max_number": 20, "max_turns": 20}


@given(st.lists(st.integers(0, 5), min_size=1, max_size=5))
def test_counters_of_this_episode_and_the_one_before(scripted, lengths):
    env = EpisodeTracking(scripted(["text"] * 7))
    before = 0
    for length in lengths:
        _, info = env.reset()
        assert info == {
            "seed": None,
            "options": None,
            "step_counter": 0,
            "cumulative_rewards": 0.0,
            "prev_ep_step_counter": before,
            "prev_ep_cumulative_rewards": before * (before + 1) / 2,
        }
        for step in range(1, length + 1):
            *_, info = env.step("x")
            assert info == {"step_counter": step, "cumulative_rewards": step * (step + 1) / 2}
        before = length


@pytest.mark.parametrize("outermost", [True, False])
def test_it_stands_anywhere(outermost):
    env = gymnasium.make(**GUESS)
    env = EpisodeTracking(ConcatHistory(env)) if outermost else ConcatHistory(EpisodeTracking(env))
    env.reset(seed=1)
    env.step(r"\boxed{3}")
    *_, info = env.step("no guess")
    assert (info["step_counter"], info["cumulative_rewards"]) == (2, -0.1)
    assert info["error"] == "format"
    _, info = env.reset()
    assert (info["prev_ep_step_counter"], info["prev_ep_cumulative_rewards"]) == (2, -0.1)


def test_it_counts_what_the_wrappers_inside_it_return():
    env = EpisodeTracking(TransformReward(gymnasium.make(**GUESS), lambda reward: reward * 10))
    env.reset(seed=1)
    *_, info = env.step("no guess")
    assert info["cumulative_rewards"] == -1.0


def test_any_environment_will_do_and_rewards_become_plain_numbers():
    env = EpisodeTracking(TransformReward(gymnasium.make("CartPole-v1"), np.float32))
    env.reset(seed=1)
    *_, info = env.step(np.int64(0))
    assert type(info["cumulative_rewards"]) is float
    assert type(info["step_counter"]) is int


def test_the_environments_own_info_is_left_alone(scripted):
    class Keeps(scripted):
        info = {"mine": 1}

        def step(self, action):
            return "text", 1.0, False, False, self.info

    env = EpisodeTracking(Keeps(["text"]))
    env.reset()
    first = env.step("x")[-1]
    second = env.step("x")[-1]
    assert (first["step_counter"], second["step_counter"]) == (1, 2)
    assert Keeps.info == {"mine": 1}


def test_an_autoreset_belongs_outside():
    with pytest.raises(TypeError, match=r"EpisodeTracking .*Autoreset"):
        EpisodeTracking(Autoreset(gymnasium.make(**GUESS)))
    env = Autoreset(EpisodeTracking(gymnasium.make(**GUESS)))
    env.reset(seed=1)
    env.step("no guess")
    *_, info = env.step("ignored")
    assert info["prev_ep_step_counter"] == 1


def test_a_spec_and_a_fork():
    env = TimeLimit(EpisodeTracking(gymnasium.make(**GUESS)), 9)
    again = gymnasium.make(EnvSpec.from_json(env.spec.to_json()))
    assert again.spec.additional_wrappers == env.spec.additional_wrappers
    env.reset(seed=1)
    env.step(r"\boxed{3}")
    fork = copy.deepcopy(env)
    fork.step(r"\boxed{4}")
    assert env.step(r"\boxed{4}")[-1]["step_counter"] == 2
    assert fork.step(r"\boxed{5}")[-1]["step_counter"] == 3


@pytest.mark.parametrize("mode", [AutoresetMode.NEXT_STEP, AutoresetMode.SAME_STEP])
def test_vector_environments(mode):
    vector = gymnasium.make_vec(
        **GUESS, num_envs=2, vector_kwargs={"autoreset_mode": mode}, wrappers=[EpisodeTracking]
    )
    vector.reset(seed=1)
    vector.step([r"\boxed{3}", r"\boxed{3}"])
    *_, info = vector.step([r"\boxed{4}", "no guess"])
    if mode is AutoresetMode.SAME_STEP:
        assert info["final_info"]["step_counter"][1] == 2
        assert list(info["step_counter"]) == [2, 0]
    else:
        assert list(info["step_counter"]) == [2, 2]
        *_, info = vector.step([r"\boxed{5}", "ignored"])
        assert list(info["step_counter"]) == [3, 0]
    assert info["prev_ep_step_counter"][1] == 2
    assert info["prev_ep_cumulative_rewards"][1] == -0.1
    vector.close()
