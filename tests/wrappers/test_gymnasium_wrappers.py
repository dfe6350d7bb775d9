"""Gymnasium's own wrappers work over our environments, and around and inside our wrappers."""

import gymnasium
import numpy as np
import pytest
from gymnasium.wrappers import (
    Autoreset,
    DelayObservation,
    RecordEpisodeStatistics,
    RecordVideo,
    TimeAwareObservation,
    TimeLimit,
    TransformObservation,
    TransformReward,
)
from gymnasium.wrappers import vector as vector_wrappers

from gem_gymnasium.registration import entries
from gem_gymnasium.spaces import UnicodeText
from gem_gymnasium.wrappers import ChatMessages, ConcatHistory

GUESS = "gem/GuessTheNumber-v0"
REASONING_GYM = {"gem/ReasoningGym-Gcd-v0", "gem/ReasoningGym-MiniSudoku-v0"}
IDS = pytest.mark.parametrize(
    "env_id",
    [
        pytest.param(entry.id, marks=() if entry.id == GUESS else pytest.mark.slow)
        for entry in entries()
        # Seats: see tests/multiagent/test_seat.py. Two stand for the tasks of one class, and what
        # is built in for the data sets of its class.
        if entry.family != "multiplayer"
        and entry.needs == "nothing"
        and (entry.family != "reasoning_gym" or entry.id in REASONING_GYM)
    ],
)
# What a frame looks like is a class's affair: its first id will do.
FRAMES = {
    (entry.entry_point, entry.kwargs.get("game")): entry.id
    for entry in reversed(entries())
    if entry.family != "multiplayer" and entry.needs == "nothing"
}
NONSENSE = ""  # ends the episode with the reward of a format error


def needs_format_errors(env_id):
    env = gymnasium.make(env_id)
    env.reset(seed=1)
    if env.step(NONSENSE)[4]["error"] != "format":
        pytest.skip("Any text is a move in it.")


def example(env):
    """A well-formed action, which may be illegal now."""
    return env.unwrapped.example_action


@IDS
def test_time_limit(env_id):
    env = TimeLimit(gymnasium.make(env_id, on_format_error="continue"), 2)
    if env.reset(seed=1)[1]["max_turns"] == 1:
        pytest.skip("Its rules end it first.")
    assert env.step(NONSENSE)[2:4] == (False, False)
    assert env.step(NONSENSE)[2:4] == (False, True)
    again = gymnasium.make(env.spec)
    again.reset(seed=1)
    again.step(NONSENSE)
    assert again.step(NONSENSE)[2:4] == (False, True)
    by_make = gymnasium.make(env_id, max_episode_steps=1, on_format_error="continue")
    by_make.reset(seed=1)
    assert by_make.step(NONSENSE)[3] is True


@IDS
def test_record_episode_statistics(env_id):
    needs_format_errors(env_id)
    env = RecordEpisodeStatistics(gymnasium.make(env_id))
    for episode in range(2):
        env.reset(seed=episode)
        total, done = 0.0, False
        for action in (example(env), NONSENSE):
            if not done:
                _, reward, done, _, info = env.step(action)
                total += reward
        assert done
        assert info["episode"]["r"] == pytest.approx(total)
        assert info["episode"]["l"] == info["turn"]
    assert len(env.return_queue) == 2


@IDS
@pytest.mark.parametrize("mode", ["sync", "async"])
def test_record_episode_statistics_of_a_vector(env_id, mode):
    needs_format_errors(env_id)
    envs = gymnasium.make_vec(env_id, 2, vectorization_mode=mode)
    try:
        envs = vector_wrappers.RecordEpisodeStatistics(envs)
        envs.reset(seed=1)
        *_, info = envs.step([NONSENSE] * 2)
        assert info["episode"]["l"].tolist() == [1, 1]
        assert info["episode"]["r"] == pytest.approx([-0.1, -0.1])
        envs.step(["ignored"] * 2)  # resets both
        *_, info = envs.step([NONSENSE] * 2)
        assert info["episode"]["l"].tolist() == [1, 1]
        assert len(envs.return_queue) == 4
    finally:
        envs.close()


@IDS
def test_transform_reward(env_id):
    needs_format_errors(env_id)
    env = TransformReward(gymnasium.make(env_id), lambda reward: 10 * reward)
    env.reset(seed=1)
    assert env.step(NONSENSE)[1] == pytest.approx(-1.0)


@IDS
def test_transform_observation(env_id):
    plain = gymnasium.make(env_id)
    env = TransformObservation(gymnasium.make(env_id), str.upper, UnicodeText(2**17))
    assert env.reset(seed=1)[0] == plain.reset(seed=1)[0].upper()
    action = example(plain)
    assert env.step(action)[0] == plain.step(action)[0].upper()


@IDS
@pytest.mark.parametrize("flatten", [True, False])
def test_time_aware_observation(env_id, flatten):
    plain = gymnasium.make(env_id, max_episode_steps=50)
    env = gymnasium.make(env_id, max_episode_steps=50)
    env = TimeAwareObservation(env, flatten=flatten, normalize_time=False)
    seen, _ = env.reset(seed=1)
    text, _ = plain.reset(seed=1)
    action = example(plain)
    for time in (0, 1):
        assert seen in env.observation_space
        if flatten:
            assert isinstance(seen, np.ndarray)
            seen = gymnasium.spaces.unflatten(env.env.observation_space, seen[:-1])
            assert seen == text
        else:
            assert (seen["obs"], seen["time"].item()) == (text, time)
        if time == 0:
            seen, *_ = env.step(action)
            text, *_ = plain.step(action)


@IDS
def test_delay_observation(env_id):
    plain = gymnasium.make(env_id)
    env = DelayObservation(gymnasium.make(env_id), delay=1)
    first, _ = plain.reset(seed=1)
    assert env.reset(seed=1)[0] == ""
    assert env.step(example(plain))[0] == first


@IDS
def test_autoreset(env_id):
    needs_format_errors(env_id)
    env = Autoreset(gymnasium.make(env_id))
    env.reset(seed=1)
    assert env.step(NONSENSE)[2] is True
    observation, reward, terminated, truncated, info = env.step("ignored")
    assert (reward, terminated, truncated, info["turn"]) == (0.0, False, False, 0)
    assert env.unwrapped.example_action in observation  # the rules again, of another instance
    assert env.step(NONSENSE)[2] is True


@pytest.mark.parametrize(
    "env_id", [GUESS, *(pytest.param(one, marks=pytest.mark.slow) for one in FRAMES.values())]
)
def test_record_video(env_id, tmp_path):
    pytest.importorskip("moviepy")
    env = gymnasium.make(env_id, render_mode="rgb_array")
    folder = tmp_path / "videos"
    env = RecordVideo(env, str(folder), episode_trigger=lambda episode: True, disable_logger=True)
    for seed in range(2):
        env.reset(seed=seed)
        for action in (example(env), NONSENSE):
            *_, terminated, truncated, _ = env.step(action)
            if terminated or truncated:
                break
    env.close()
    videos = sorted(folder.glob("*.mp4"))
    assert len(videos) == 2
    assert all(b"ftyp" in video.read_bytes()[:16] for video in videos)


@pytest.mark.parametrize("ours", [ConcatHistory, ChatMessages])
def test_our_wrappers_inside_and_outside_of_gymnasiums(ours):
    def stack(env):
        env = RecordEpisodeStatistics(TransformReward(env, lambda reward: reward + 1))
        return Autoreset(TimeLimit(ours(env), 3))

    env = stack(gymnasium.make(GUESS, max_number=20, max_turns=20))
    first, _ = env.reset(seed=1)
    for turn, number in enumerate((1, 2, 3), 1):
        seen, reward, terminated, truncated, info = env.step(rf"\boxed{{{number}}}")
        assert (reward, terminated, truncated) == (1.0, False, turn == 3)
        assert seen in env.observation_space
    assert info["turn"] == 3
    seen, *_ = env.step("ignored")
    assert len(seen) == len(first)  # a new history


def test_time_aware_observation_of_messages():
    env = gymnasium.make(GUESS, max_episode_steps=4)
    env = TimeAwareObservation(ChatMessages(env), flatten=False)
    env.reset(seed=1)
    seen, *_ = env.step(example(env))
    assert [message["role"] for message in seen["obs"]] == ["user", "assistant", "user"]
    assert seen in env.observation_space
