"""Rollouts: episodes hold what happened, survive a file, and come out the same again."""

from __future__ import annotations

import dataclasses
import json
import math
from pathlib import Path
from typing import Any

import gymnasium
import numpy as np
import pytest

import gem_gymnasium
from gem_gymnasium.policies import OraclePolicy, Quit, RandomPolicy
from gem_gymnasium.rollout import (
    Episode,
    Result,
    Turn,
    evaluate,
    load_episodes,
    remake,
    replay,
    run_episode,
    save_episodes,
)
from gem_gymnasium.wrappers import EpisodeTracking, ToolCalls

ID = "gem/GuessTheNumber-v0"
IDS = [
    ID,
    "gem/GuessTheNumber-Easy-v0",
    "gem/GuessTheNumber-Hard-v0",
    "gem/GuessTheNumber-Random-v0",
]
TEXT = 'x \ud800 \udfff 😀 \u2028 \x00 \x85 "quoted" \\ \n\r\t'  # two lone surrogates among it


def episodes_of(env_id: str, policy: str = "random", **kwargs: Any) -> list[Episode]:
    found: list[Episode] = []
    evaluate(env_id, policy, on_episode=found.append, **kwargs)
    return found


def one(**kwargs: Any) -> Episode:
    return episodes_of(ID, episodes=1, seed=3, **kwargs)[0]


# --- running -------------------------------------------------------------------------------------


def test_an_episode_holds_what_the_environment_returned() -> None:
    env = gymnasium.make(ID)
    episode = run_episode(env, RandomPolicy(env, seed=1), seed=1)
    again = gymnasium.make(ID)
    assert (episode.observation, episode.info) == again.reset(seed=1)
    total = 0.0
    for turn in episode.turns:
        observation, reward, terminated, truncated, info = again.step(turn.action)
        assert turn == Turn(turn.action, observation, reward, terminated, truncated, info)
        total += float(reward)
    assert terminated
    assert (episode.env_id, episode.seed, episode.policy) == (ID, 1, "random")
    assert (episode.length, episode.total_reward) == (len(episode.turns), total)
    assert (episode.success, episode.stop_reason) == (info["success"], info["stop_reason"])


def test_it_can_be_watched_while_it_is_played() -> None:
    seen: list[tuple[int, bool]] = []
    env = gymnasium.make(ID)
    policy = RandomPolicy(env, seed=2)
    episode = run_episode(env, policy, 2, on_turn=lambda e: seen.append((e.length, e.done)))
    assert [length for length, _ in seen] == list(range(episode.length + 1))
    assert [done for _, done in seen] == [False] * episode.length + [True]


def test_a_player_may_leave() -> None:
    def policy(observation: str, info: dict[str, Any]) -> str:
        if info["turn"] == 2:
            raise Quit
        return "\\boxed{1}"

    episode = run_episode(gymnasium.make(ID), policy, seed=0)
    assert (episode.length, episode.done, episode.stop_reason) == (2, False, None)
    assert not episode.success
    assert replay(episode)


def test_gymnasiums_time_limit_is_a_reason_to_stop() -> None:
    episode = one(make_kwargs={"max_episode_steps": 2})
    assert (episode.length, episode.stop_reason) == (2, "time_limit")
    assert episode.max_episode_steps == 2


def test_without_a_seed_the_stream_goes_on() -> None:
    env = gymnasium.make(ID)
    policy = OraclePolicy(env)
    run_episode(env, policy, seed=0)
    actions = {run_episode(env, policy).turns[0].action for _ in range(20)}
    assert len(actions) > 3


# --- evaluation ----------------------------------------------------------------------------------


def test_a_result_is_the_arithmetic_of_its_episodes() -> None:
    found: list[Episode] = []
    result = evaluate(ID, "legal_random", episodes=25, seed=7, on_episode=found.append)
    returns = [episode.total_reward for episode in found]
    assert [episode.seed for episode in found] == list(range(7, 32))
    assert (result.env_id, result.policy, result.seed) == (ID, "legal_random", 7)
    assert result.episodes == 25
    assert result.mean_return == pytest.approx(np.mean(returns))
    assert result.return_error == pytest.approx(np.std(returns, ddof=1) / math.sqrt(25))
    assert result.success_rate == np.mean([episode.success for episode in found])
    assert result.mean_turns == pytest.approx(np.mean([episode.length for episode in found]))
    assert json.loads(json.dumps(result.summary()))["return_error"] == result.return_error


@pytest.mark.parametrize("policy", ["random", "legal_random", "oracle"])
def test_an_episode_depends_on_its_own_seed_alone(policy: str) -> None:
    env_id = "gem/GuessTheNumber-Random-v0"
    many = episodes_of(env_id, policy, episodes=6, seed=10)
    alone = episodes_of(env_id, policy, episodes=1, seed=15)
    assert alone[0] == many[5]


def test_each_episode_has_a_policy_of_its_own_seed() -> None:
    assert len({episode.turns[0].action for episode in episodes_of(ID, episodes=20)}) > 5


def test_the_oracle_reaches_everything() -> None:
    for env_id in IDS:
        result = evaluate(env_id, "oracle", episodes=20)
        assert (result.success_rate, result.mean_return, result.return_error) == (1, 1, 0)


def test_one_episode_has_no_standard_error() -> None:
    assert evaluate(ID, episodes=1).return_error is None


def test_a_policy_and_an_environment_of_ones_own() -> None:
    def first(observation: str, info: dict[str, Any]) -> str:
        return "\\boxed{1}"

    with gymnasium.make(ID, max_turns=3) as env:
        result = evaluate(env, first, episodes=4)
        assert (result.env_id, result.policy, result.mean_turns) == (ID, "first", 3)
        env.reset(seed=0)  # it is not closed


@pytest.mark.parametrize(
    ("kwargs", "message"),
    [
        ({"episodes": 0}, "episodes must be at least 1"),
        ({"policy": "gpt"}, "Unknown policy 'gpt'"),
        ({"env": gymnasium.make(ID), "make_kwargs": {"max_turns": 3}}, "made already"),
    ],
)
def test_what_cant_be_evaluated_is_refused(kwargs: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        evaluate(**{"env": ID, **kwargs})


def test_a_result_needs_episodes() -> None:
    with pytest.raises(ValueError, match="at least one"):
        Result.of(ID, "random", 0, [])


# --- files ---------------------------------------------------------------------------------------


def odd() -> Episode:
    """An episode with text that files and terminals find hard."""
    env = gymnasium.make(ID, on_format_error="continue")
    texts = iter([TEXT, "\\boxed{3}"] * 10)
    episode = run_episode(env, lambda observation, info: next(texts), seed=0)
    episode.observation += TEXT
    return episode


def test_any_text_survives_a_file(tmp_path: Path) -> None:
    path = tmp_path / "episodes.jsonl"
    written = [odd(), one(), odd()]
    assert save_episodes(path, iter(written)) == 3
    data = path.read_bytes()
    assert data.isascii()
    assert data.count(b"\n") == len(data.splitlines()) == 3
    assert list(load_episodes(path)) == written


def test_a_line_says_what_it_is_without_this_package(tmp_path: Path) -> None:
    episode = one(make_kwargs={"max_turns": 4})
    line = json.loads(episode.to_json())
    assert line["env_id"] == ID
    assert line["kwargs"] == {"max_turns": 4}
    assert line["version"] == gem_gymnasium.__version__
    assert line["success"] == episode.success
    assert line["total_reward"] == episode.total_reward
    assert [turn["action"] for turn in line["turns"]] == [turn.action for turn in episode.turns]


GOOD = json.loads(one().to_json())


@pytest.mark.parametrize(
    "line",
    [
        "no json",
        "[]",
        "{}",
        json.dumps({**GOOD, "turns": 3}),
        json.dumps({**GOOD, "turns": [3]}),
        json.dumps({**GOOD, "turns": [{"action": "x"}]}),
        json.dumps({**GOOD, "kwargs": None}),
        json.dumps({**GOOD, "wrappers": ["os:system"]}),
        json.dumps({**GOOD, "seed": "1"}),
        json.dumps(GOOD)[:-20],
        "[" * 100_000,
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "episodes.jsonl"
    path.write_text(f"{json.dumps(GOOD)}\n\n{line}\n")
    read = load_episodes(path)
    next(read)
    with pytest.raises(ValueError, match=r"episodes.jsonl, line 3: "):
        next(read)


def test_what_json_cant_hold_is_named() -> None:
    episode = one()
    episode.info["odd"] = object()
    with pytest.raises(TypeError, match="object object"):
        episode.to_json()


def test_numpys_values_are_saved_as_numbers() -> None:
    episode = one()
    episode.info["n"] = [np.int64(3), np.float32(0.5), np.array([1, 2]), np.bool_(True)]
    assert Episode.from_json(episode.to_json()).info["n"] == [3, 0.5, [1, 2], True]


# --- replay --------------------------------------------------------------------------------------


@pytest.mark.parametrize("env_id", IDS)
@pytest.mark.parametrize("policy", ["random", "oracle"])
def test_a_saved_episode_comes_out_the_same(env_id: str, policy: str) -> None:
    for episode in episodes_of(env_id, policy, episodes=5):
        assert replay(episode) == replay(Episode.from_json(episode.to_json()))
        assert replay(episode).same


def test_arguments_and_wrappers_are_made_again() -> None:
    rewards = gem_gymnasium.Rewards(success=2.0, illegal=-0.5)
    env = gymnasium.make(ID, rewards=rewards, max_turns=30, max_episode_steps=20)
    env = gymnasium.wrappers.RecordEpisodeStatistics(env)  # puts the time into the last info
    env = gymnasium.wrappers.ClipReward(env, -0.3, 1.5)
    saved = run_episode(env, lambda observation, info: "\\boxed{99}", seed=0)
    assert (saved.length, saved.total_reward) == (20, pytest.approx(-6.0))
    episode = Episode.from_json(saved.to_json())
    assert replay(episode)
    assert replay(dataclasses.replace(episode, wrappers=[])).difference.startswith("turn 1: reward")
    with remake(episode) as again:
        assert again.unwrapped.rewards == rewards
        assert replay(episode, again)


@pytest.mark.parametrize(
    "tool",
    [
        {"name": "mcp", "command": "touch", "args": ["proof"]},
        {"name": "python", "level": "unsafe"},
        "a registered function",
    ],
)
def test_a_file_starts_no_tool_but_python_in_the_sandbox(tool: Any) -> None:
    env = ToolCalls(gymnasium.make(ID), ["python"])
    saved = run_episode(env, lambda observation, info: "\\boxed{1}", seed=0)
    episode = Episode.from_json(saved.to_json())
    assert replay(episode)
    episode.wrappers[-1]["kwargs"]["tools"] = [tool]
    with pytest.raises(ValueError, match="from a file only Python"):
        replay(episode)


def test_a_window_is_not_opened_for_a_replay(capsys: pytest.CaptureFixture[str]) -> None:
    episode = one(make_kwargs={"render_mode": "human"})
    capsys.readouterr()
    assert replay(episode)
    assert capsys.readouterr().out == ""


def changed(**changes: Any) -> Episode:
    episode = one()
    for name, value in changes.items():
        owner = episode if hasattr(episode, name) else episode.turns[1]
        setattr(owner, name, value)
    return episode


@pytest.mark.parametrize(
    ("episode", "where"),
    [
        (changed(observation="Another game."), "the first observation"),
        (changed(info={}), "the first info"),
        (changed(kwargs={"max_turns": 19}), "the first observation"),
        (changed(reward=0.5), "turn 2: reward"),
        (changed(terminated=True), "turn 2: terminated"),
        (changed(truncated=True), "turn 2: truncated"),
        (changed(turns=[dataclasses.replace(one().turns[0], info={})]), "turn 1: info"),
        (changed(turns=[*one().turns, one().turns[-1]]), "the number of turns"),
    ],
)
def test_a_difference_is_found_and_named(episode: Episode, where: str) -> None:
    report = replay(episode)
    assert not report
    assert report.difference.startswith(f"{where} was ")


def test_a_difference_in_a_long_text_is_shown_where_it_is() -> None:
    episode = one()
    text = episode.turns[0].observation
    episode.turns[0].observation = "y" * 3000 + text
    episode.observation = episode.observation.replace("20", "30")
    episode.version = "0.0.1"
    report = replay(episode)
    assert "30" in report.difference
    assert "20" in report.difference
    assert "version 0.0.1" in report.difference
    assert len(report.difference) < 250


def test_without_a_seed_there_is_no_replay() -> None:
    env = gymnasium.make(ID)
    with pytest.raises(ValueError, match="without a seed"):
        replay(run_episode(env, OraclePolicy(env)))


@pytest.mark.parametrize(
    "entry_point", ["os:system", "gem_gymnasium.rollout:replay", "gymnasium:make"]
)
def test_a_file_cant_have_code_run(entry_point: str) -> None:
    episode = one()
    episode.wrappers = [{"name": "x", "entry_point": entry_point, "kwargs": {"command": "false"}}]
    with pytest.raises(ValueError, match="not made from a file"):
        replay(episode)


def test_an_id_that_is_not_registered_is_an_error() -> None:
    with pytest.raises(gymnasium.error.Error, match="Nothing"):
        replay(changed(env_id="gem/Nothing-v0"))


def test_an_environment_without_an_id_can_be_passed() -> None:
    from gem_gymnasium.envs.games.guess_the_number import GuessTheNumber

    env = GuessTheNumber(max_number=5)
    episode = run_episode(env, OraclePolicy(env), seed=0)
    assert episode.env_id == "GuessTheNumber"
    assert replay(episode, env)


def test_counters_of_the_episode_before_are_no_part_of_an_episode():
    env = EpisodeTracking(gymnasium.make("gem/GuessTheNumber-v0"))
    saved = []
    evaluate(env, "random", episodes=3, seed=0, on_episode=saved.append)
    assert all(replay(episode) for episode in saved)


def test_wrappers_that_write_are_not_made_from_a_file():
    episode = run_episode(gymnasium.make("gem/GuessTheNumber-v0"), lambda *_: "", seed=0)
    video = {
        "name": "RecordVideo",
        "entry_point": "gymnasium.wrappers.rendering:RecordVideo",
        "kwargs": {"video_folder": "videos"},
    }
    with pytest.raises(ValueError, match="RecordVideo"):
        replay(dataclasses.replace(episode, wrappers=[video]))
