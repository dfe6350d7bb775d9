"""Checks of PettingZoo's interface and of what this package promises of multi-player games."""

from __future__ import annotations

import copy
import math
import re
import warnings
from collections import Counter
from typing import Any

import numpy as np
from gymnasium.error import ResetNeeded
from gymnasium.spaces import Text
from gymnasium.utils.env_checker import check_env

from gem_gymnasium.conformance.table import (
    Play,
    TableSubject,
    any_text,
    legal,
    legal_spaces,
    mixed,
    play,
    wellformed,
)
from gem_gymnasium.multiagent.seat import SeatEnv

_INFO = {"error", "success", "turn", "max_turns", "role", "plays", "eliminated"}
_AT_THE_END = {"stop_reason", "reason", "rank"}
_NO_TAGS = str.maketrans("[]", "()")  # tags that a player puts into its words may be changed
_MANY = 200  # steps after which a long game has shown enough
_FEW = 40  # actions after which a play has shown what a game says


def _as_it_is(env: Any) -> Any:
    return env


_WAYS = {"text": any_text, "well-formed": _as_it_is, "legal": legal_spaces}


def official(subject: TableSubject) -> None:
    """PettingZoo's four tests pass with random text, well-formed and legal actions."""
    from pettingzoo.test.api_test import api_test  # these import pytest
    from pettingzoo.test.parallel_test import parallel_api_test
    from pettingzoo.test.seed_test import parallel_seed_test, seed_test

    with warnings.catch_warnings():
        # They expect arrays, and say so of each observation that is none.
        warnings.simplefilter("ignore")
        for draw in _WAYS.values():

            def aec(draw: Any = draw) -> Any:
                return draw(subject.aec())

            def parallel(draw: Any = draw) -> Any:
                return draw(subject.parallel())

            api_test(aec())
            seed_test(aec, num_cycles=_MANY)
            parallel_api_test(parallel())
            parallel_seed_test(parallel, num_cycles=_MANY)


def contract(subject: TableSubject) -> None:
    """Spaces, rewards, infos and the end are what the package promises."""
    env = subject.aec()
    for agent in env.possible_agents:
        assert re.fullmatch(r"player_\d+", agent), f"An agent is called {agent!r}"
        for space in (env.observation_space(agent), env.action_space(agent)):
            assert isinstance(space, Text), f"{agent} has a space that is no text space: {space}"
    for choose in (legal(0), wellformed(1), mixed(2)):
        found = play(env, choose, seed=3)
        _look_at(found, env)
    try:
        env.reset(seed=0)
        choose = legal(0)
        while env.agents:
            agent = env.agent_selection
            ended = env.terminations[agent] or env.truncations[agent]
            env.step(None if ended else choose(env, agent))
        env.step("[1]")
    except ResetNeeded:
        pass
    else:
        raise AssertionError("step() after the end did not raise ResetNeeded")


def _look_at(found: Play, env: Any) -> None:
    assert found.over != found.truncated, (
        f"After {len(found.actions)} actions: over={found.over}, truncated={found.truncated}"
    )
    assert set(found.rewards) == set(env.possible_agents), "Not every agent has a reward"
    for told in found.told:
        for agent, text in told.items():
            assert text in env.observation_space(agent), (
                f"{agent}'s observation is not in its space"
            )
    for infos in found.infos:
        for agent, info in infos.items():
            assert info.keys() >= _INFO, f"{agent}'s info lacks {_INFO - info.keys()}"
            more = info.keys() - _INFO - _AT_THE_END
            assert not more, f"{agent}'s info has keys that no environment has: {more}"
            assert info["error"] in (None, "illegal"), f"{agent}'s error is {info['error']!r}"
            assert type(info["plays"]) is str, f"{agent} plays {info['plays']!r}"
    assert all(found.told[0].values()), "An agent is told nothing at the start"
    for infos in found.infos[:-1]:
        assert not any("stop_reason" in info for info in infos.values()), "A game ended twice"
    for agent, info in found.infos[-1].items():
        assert "stop_reason" in info, f"{agent}'s last info has no stop_reason"
        if found.over:
            _check_result(agent, info, found)


def _check_result(agent: str, info: dict[str, Any], found: Play) -> None:
    reward = found.rewards[agent]
    assert math.isfinite(reward), f"{agent} earned {reward}"
    better = sum(other > reward for other in found.rewards.values())
    assert info["rank"] == better + 1, f"{agent} earned {reward} and has rank {info['rank']}"
    alone = better == 0 and min(found.rewards.values()) < reward
    assert info["success"] == alone, f"{agent}: success is {info['success']} with {found.rewards}"
    assert info["reason"], f"{agent} is not told why the game ended"


def observe(subject: TableSubject) -> None:
    """Observing changes nothing, "delta" leaves nothing out, and nobody is told less over time."""
    whole, news = subject.aec(), subject.aec(observation="delta")
    for seed in range(2):
        played = play(whole, mixed(seed), seed, _FEW)
        heard = {agent: [text] for agent, text in played.told[0].items()}
        news.reset(seed=seed)
        last_heard = dict.fromkeys(played.told[0], "")
        said = dict.fromkeys(played.told[0], "")
        for (agent, action), before in zip(played.actions, played.told, strict=False):
            assert news.agent_selection == agent, "Another agent is asked with observation='delta'"
            for other, text in before.items():
                assert played.told[-1].get(other, text).startswith(text), (
                    f"{other} was told something that is not in its transcript any more"
                )
            heard[agent].append(str(news.observe(agent)))
            assert str(news.observe(agent)) == heard[agent][-1], "Observing twice differs"
            tag = f"[{_called(news, agent)}] "
            new = before[agent][len(last_heard[agent]) :]
            _nothing_left_out(agent, new, heard[agent][-1], tag, said[agent])
            last_heard[agent], said[agent] = before[agent], action
            news.step(action)
        for agent, last in played.told[-1].items():
            lines = set(last.splitlines())
            for text in heard[agent]:
                missing = [line for line in text.splitlines() if line not in lines]
                assert not missing, f"'delta' tells {agent} {missing[0]!r}, its transcript does not"


def _called(env: Any, agent: str) -> str:
    """The name that stands before what an agent says."""
    player = env.possible_agents.index(agent)
    return str(env.engine.state.role_mapping.get(player) or f"Player {player}")


def _plain(line: str) -> str:
    """A line without the brackets that the game may change in what a player says."""
    return line.translate(_NO_TAGS)


def _nothing_left_out(agent: str, new: str, heard: str, tag: str, said: str) -> None:
    """``heard`` is all that is new in a transcript, but for the agent's own words."""
    # The game may cut what is said, and tags in it are changed.
    own = [_plain(line) for line in said.splitlines() if line]
    missing = [
        line
        for line in (Counter(new.splitlines()) - Counter(heard.splitlines())).elements()
        if line and not (line.startswith(tag) or any(one.startswith(_plain(line)) for one in own))
    ]
    assert not missing, f"'delta' does not tell {agent} {missing[0]!r}, its transcript does"
    assert len(heard) <= len(new), f"'delta' tells {agent} more than is new: {heard!r}"


def together(subject: TableSubject) -> None:
    """Who chooses together is told the same whatever the others have chosen."""
    env = subject.aec()
    if env.game.turns == "sequential":
        return
    for seed in range(subject.seeds):
        env.reset(seed=seed)
        choose, choose_else = legal(seed), legal(seed + 1000)
        acted: list[str] = []
        fork: Any = None  # the same game, in which the agents choose something else
        for _ in range(_MANY):
            agent = env.agent_selection
            if _ended(env, agent):
                break
            choosing = env.rules.together(env.engine.env)
            if agent in acted or not choosing:
                acted, fork = [], None
            if choosing and fork is None:
                fork = copy.deepcopy(env)
            if choosing and fork.agent_selection == agent and not _ended(fork, agent):
                now, otherwise = str(env.observe(agent)), str(fork.observe(agent))
                assert now == otherwise, (
                    f"{agent} is to choose and was told of what {', '.join(acted)} chose: "
                    f"{now[-200:]!r}, or else {otherwise[-200:]!r}"
                )
                fork.step(choose_else(fork, agent))
            env.step(choose(env, agent))
            if choosing and env.infos[agent]["error"] is None:  # else it is asked again
                acted.append(agent)


def _ended(env: Any, agent: str) -> bool:
    return bool(env.terminations[agent] or env.truncations[agent])


def views_agree(subject: TableSubject) -> None:
    """The parallel environment plays the same game as the AEC one."""
    aec, parallel = subject.aec(), subject.parallel()
    for seed in range(2):
        played = play(aec, legal(seed), seed)
        observations, infos = parallel.reset(seed=seed)
        rest = list(played.actions)
        rewards: dict[str, float] = {}
        truncated = False
        while parallel.agents and rest:
            actions: dict[str, str] = {}
            for agent, action in rest:
                if agent in actions or not infos[agent]["to_act"]:
                    break
                actions[agent] = action
            assert actions, f"{rest[0][0]} acts next, and to_act says otherwise"
            for agent in parallel.agents:  # whose actions must not count
                if not infos[agent]["to_act"]:
                    actions.setdefault(agent, "junk")
            used = sum(infos[agent]["to_act"] for agent in actions)
            waiting = [agent for agent in parallel.agents if infos[agent]["to_act"]]
            for agent in waiting:  # who is not asked after all, since the game ends before
                actions.setdefault(agent, "junk")
            observations, rewards, _, truncations, infos = parallel.step(actions)
            truncated = any(truncations.values())
            rest = rest[used:]
        assert not rest, (
            f"The parallel game of seed {seed} is over and {len(rest)} actions are left"
        )
        assert rewards == played.rewards, f"Seed {seed}: {rewards} differ from {played.rewards}"
        assert truncated == played.truncated, f"Seed {seed} is truncated in one view alone"
        last = {agent: str(text) for agent, text in observations.items()}
        assert last == played.told[-1], f"Seed {seed}: the two views tell agents different things"


def legal_actions(subject: TableSubject) -> str:
    """Every listed action is legal and well-formed, and who is not to move has none."""
    env, tried = subject.aec(), 0
    for seed in range(2):
        env.reset(seed=seed)
        rng = np.random.default_rng([seed, 1])
        choose = legal(seed)
        for _ in range(30):
            agent = env.agent_selection
            if env.terminations[agent] or env.truncations[agent]:
                break
            others = [env.legal_actions(other) for other in env.agents if other != agent]
            assert all(listed == [] for listed in others), "An agent that waits has legal actions"
            listed: list[str] | None = env.legal_actions(agent)
            if listed is not None:
                tried += _try(env, agent, listed, rng)
            env.step(choose(env, agent))
    return f"{tried} tried" if tried else "can't be listed"


def _try(env: Any, agent: str, listed: list[str], rng: np.random.Generator) -> int:
    pattern = re.compile(env.action_space(agent).pattern)
    assert listed, "The list of legal actions is empty and the game goes on"
    assert len(set(listed)) == len(listed), "The list of legal actions repeats itself"
    some = rng.choice(len(listed), size=min(3, len(listed)), replace=False)
    for index in some:
        action = listed[int(index)]
        assert pattern.fullmatch(action), f"{action!r} is legal and not well-formed"
        assert not _refused(copy.deepcopy(env), action), f"{action!r} is listed and was refused"
    sample = wellformed(int(rng.integers(2**31)))(env, agent)
    if not _refused(copy.deepcopy(env), sample):
        assert sample in listed, f"{sample!r} is legal and the list lacks it"
    return len(some)


def _refused(env: Any, action: str) -> bool:
    agent = env.agent_selection
    env.step(action)
    return env.infos[agent]["error"] is not None


def arguments(subject: TableSubject) -> None:
    """Arguments that nobody knows, and counts of players that are not allowed, are errors."""
    for make in (subject.aec, subject.parallel):
        for name, value, kind in (
            ("no_such_argument", 1, TypeError),
            ("num_players", 99, ValueError),
            ("observation", "all", ValueError),
            ("on_invalid", "never", ValueError),
            ("max_cycles", 0, ValueError),
        ):
            try:
                make(**{name: value})
            except kind as error:
                assert name in str(error), f"The error doesn't name {name}: {error}"
            else:
                raise AssertionError(f"{name}={value!r} was swallowed")


def render(subject: TableSubject) -> None:
    """All three render modes work, and looking changes nothing."""
    for mode in subject.aec().metadata["render_modes"]:
        env = subject.aec(render_mode=mode)
        env.reset(seed=0)
        shown = env.render()
        if mode == "ansi":
            assert isinstance(shown, str), f"ansi gave {shown!r}"
            assert shown.strip(), "ansi gave an empty string"
        elif mode == "rgb_array":
            assert isinstance(shown, np.ndarray), f"rgb_array gave {type(shown)}"
            assert shown.dtype == np.uint8, f"rgb_array gave {shown.dtype}"
        else:
            assert shown is None, "human rendering returned something"
        env.step(legal(0)(env, env.agent_selection))
        env.render()


def seat(subject: TableSubject) -> None:
    """A seat of the game is a Gymnasium environment that passes ``check_env``."""
    for number in _seats(subject):
        env = SeatEnv(subject.aec(observation="delta"), number, "legal_random")
        check_env(env, skip_render_check=True)
        for seed in range(2):
            plays = []
            for _ in range(2):
                observation, _ = env.reset(seed=seed)
                texts, done = [observation], False
                choose = legal(seed)
                while not done:
                    observation, reward, terminated, truncated, info = env.step(
                        choose(env.game, env.agent)
                    )
                    texts.append(f"{observation}{reward}{info}")
                    done = terminated or truncated
                plays.append(texts)
            assert plays[0] == plays[1], f"Seat {number}: seed {seed} played twice differs"


def _seats(subject: TableSubject) -> set[int]:
    """The first seat and the last; the one that begins, where others never get past a random word.

    In games with words of a dictionary random opponents lose before anybody else is asked.
    """
    env = subject.aec()
    env.reset(seed=0)
    agent = env.agent_selection
    env.step(legal(0)(env, agent))
    if env.infos[agent]["error"] is not None:
        return {env.possible_agents.index(agent)}
    return {0, env.num_players - 1}
