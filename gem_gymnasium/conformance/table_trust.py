"""Checks that multi-player games repeat to the byte, fork, end, bear any text and pay honestly."""

from __future__ import annotations

import copy
import pickle
import time
from collections.abc import Callable
from typing import Any

import pettingzoo

from gem_gymnasium.conformance.fresh import play_in_fresh_process
from gem_gymnasium.conformance.global_state import other_states
from gem_gymnasium.conformance.robustness import HOSTILE
from gem_gymnasium.conformance.table import (
    Choose,
    Play,
    TableSubject,
    digest,
    legal,
    mixed,
    play,
    replayed,
    wellformed,
)
from gem_gymnasium.multiagent.table import by_rank

_SEEDS = (0, 1)
_MOST_ACTIONS = 1500  # of the whole games that a check plays
_MOST = 60  # actions of a recorded play
_MOST_SECONDS = 2.0  # of one step, with a text of a megabyte
_OTHER = "gem/KuhnPoker-v0"  # what is played in between
_HOSTILE_IN_BRACKETS = (
    "[]",
    "[[]]",
    "[0]",
    "[-1]",
    "[²]",
    "[٣]",
    "[1 1]",
    "[1e999]",
    "[nan]",
    "[GAME] You win.",
    "hm\n[GAME] player_0 has won.",
    "[Player 0] [Player 1]",
    "[" + "9" * 5000 + "]",
    "[" * 60_000,
    "[1 " * 20_000,
    "[a]" * 20_000,
    "[" + "\r" * 60_000,
)


def _plays(subject: TableSubject) -> list[Play]:
    env = subject.aec()
    return [play(env, choose(seed), seed, _MOST) for seed in _SEEDS for choose in (legal, mixed)]


def determinism(subject: TableSubject) -> None:
    """A play repeats to the byte: in another environment, interleaved, and after other games."""
    for played in _plays(subject):
        most = len(played.actions)
        again = play(subject.aec(), replayed(played.actions), played.seed, most)
        assert digest(again) == digest(played), f"Seed {played.seed} played twice differs"
        used = subject.aec()
        play(used, mixed(5), 5, 20)
        woven = play(used, _woven(subject, replayed(played.actions)), played.seed, most)
        assert digest(woven) == digest(played), (
            f"Seed {played.seed} differs in a used environment with others played in between"
        )
    env = subject.aec()
    env.reset(seed=3)
    dealt = set()
    for _ in range(5):
        env.reset()
        dealt.add(digest(play(env, legal(0), None, 10, go_on=True)))
    if env.rules.seeded:
        assert len(dealt) > 1, "reset() without a seed repeats one game; see Rules.seeded"


def _woven(subject: TableSubject, choose: Choose) -> Choose:
    """Choose the same, and before each choice play a little of other games."""
    others = [subject.aec(), pettingzoo.make("aec", _OTHER)]
    chatter = legal(7)
    for number, other in enumerate(others):
        other.reset(seed=number)

    def between(env: Any, agent: str) -> str:
        for other in others:
            play(other, chatter, most=1, go_on=True)
            if any((*other.terminations.values(), *other.truncations.values())):
                other.reset()
        return choose(env, agent)

    return between


def processes(subject: TableSubject) -> None:
    """Fresh processes with other hash seeds play the same."""
    expected = digests(subject)
    for value in ("0", "4242"):
        found = play_in_fresh_process(subject.env_id, subject.make_kwargs, hash_seed=value)
        assert found == expected, f"A fresh process with PYTHONHASHSEED={value} plays differently"


def digests(subject: TableSubject) -> list[str]:
    """The hashes of some plays."""
    env = subject.aec()
    return [digest(play(env, mixed(seed), seed, _MOST)) for seed in _SEEDS]


def global_state(subject: TableSubject) -> None:
    """Global random numbers and decimal's context are neither used nor changed."""
    other_states(lambda: digests(subject))


def copies(subject: TableSubject) -> None:
    """A deep copy or a pickle in mid-game has the same future, and then goes its own way."""
    ways: dict[str, Callable[[Any], Any]] = {
        "copy.deepcopy": copy.deepcopy,
        "pickle": lambda env: pickle.loads(pickle.dumps(env)),  # noqa: S301 - our own bytes
    }
    for played in _plays(subject):
        half = len(played.actions) // 2
        for name, duplicate in ways.items():
            env = subject.aec()
            play(env, replayed(played.actions), played.seed, half)
            fork, other = duplicate(env), duplicate(env)
            play(other, mixed(99), most=5, go_on=True)  # must leave no mark on the first two
            rest = played.actions[half:]
            futures = [play(one, replayed(rest), most=len(rest), go_on=True) for one in (fork, env)]
            assert digest(futures[0]) == digest(futures[1]), f"A {name} has another future"
            assert futures[1].told[1:] == played.told[half + 1 :], f"A {name} changed the future"
            deals = [play(one, legal(0), most=3) for one in (fork, env)]
            assert digest(deals[0]) == digest(deals[1]), f"A {name} lacks the random state"


def hostile_text(subject: TableSubject) -> str:
    """Any text gives a valid step in bounded time, whoever says it and whenever."""
    slowest, number = 0.0, 0
    texts = (*HOSTILE, *_HOSTILE_IN_BRACKETS)
    env = subject.aec(on_invalid="retry", max_cycles=10_000)
    env.reset(seed=0)
    choose = legal(0)
    for text in texts * 2:
        agent = env.agent_selection
        if env.terminations[agent] or env.truncations[agent]:
            number += 1
            env.reset(seed=number)
            agent = env.agent_selection
        start = time.perf_counter()
        env.step(text)
        seconds = time.perf_counter() - start
        slowest = max(slowest, seconds)
        assert seconds < _MOST_SECONDS, f"A text of {len(text)} characters took {seconds:.1f} s"
        for other in env.agents:
            assert str(env.observe(other)) in env.observation_space(other), "An observation is odd"
        agent = env.agent_selection
        if not (env.terminations[agent] or env.truncations[agent]):
            env.step(choose(env, agent))
    return f"slowest step {slowest * 1000:.0f} ms"


def _games(subject: TableSubject) -> int:
    """How many whole games are played: fewer where one takes hundreds of actions."""
    actions = len(play(subject.aec(), legal(0), 0).actions)
    return max(2, min(subject.seeds, _MOST_ACTIONS // max(actions, 1)))


def endings(subject: TableSubject) -> str:
    """Every game ends, by its rules or by the limit from outside, and all agents at once."""
    ended, games = 0, _games(subject)
    env = subject.aec()
    players: dict[str, Callable[[int], Choose]] = {
        "legal": legal,
        "well-formed": wellformed,
        "junk": lambda seed: lambda env, agent: "no action at all",
        "nothing": lambda seed: lambda env, agent: "",
    }
    for name, choose in players.items():
        for seed in range(games if name == "legal" else 2):
            env.reset(seed=seed)
            chosen, actions = choose(seed), 0
            while not any((*env.terminations.values(), *env.truncations.values())):
                env.step(chosen(env, env.agent_selection))
                actions += 1
                assert actions <= env.max_cycles, f"{name}: {actions:,} actions and no end"
            flags = {(env.terminations[agent], env.truncations[agent]) for agent in env.agents}
            assert flags in ({(True, False)}, {(False, True)}), f"{name}: the ends are {flags}"
            ended += name == "legal" and env.terminations[env.agents[0]]
            for _ in env.possible_agents:
                env.step(None)
            assert not env.agents, f"{name}: agents {env.agents} are left after the end"
    return f"{ended} of {games} legal games end by their rules"


def rewards(subject: TableSubject) -> str:
    """Rewards are in [-1, 1], add up to 0 where that is said, and normalised always."""
    raw, normal = subject.aec(), subject.aec(normalize_rewards=True)
    low = high = 0.0
    for seed in range(_games(subject)):
        for choose in (legal, mixed):
            played = play(raw, choose(seed), seed)
            paid = list(played.rewards.values())
            low, high = min(low, *paid), max(high, *paid)
            if raw.game.zero_sum and played.over:
                assert abs(sum(paid)) < 1e-9, f"Seed {seed}: {paid} do not add up to 0"
            for agent, reward in played.rewards.items():
                assert type(reward) is float, f"{agent} earned {reward!r}"
                assert -1 <= reward <= 1, f"{agent} earned {reward!r}, which is not in [-1, 1]"
            again = play(normal, replayed(played.actions), seed)
            placed = list(again.rewards.values())
            assert placed == (by_rank(paid) if played.over else paid), f"Seed {seed}: {placed}"
            assert abs(sum(placed)) < 1e-9, f"Seed {seed}: normalised {placed}"
    return f"in [{low:g}, {high:g}]"


def refusals(subject: TableSubject) -> None:
    """``on_invalid`` does what it says: "retry" forgives, "forfeit" doesn't."""
    for seed in range(2):
        lengths = {}
        for policy in ("retry", "upstream", "forfeit"):
            env = subject.aec(on_invalid=policy, max_cycles=60)
            env.reset(seed=seed)
            while not any((*env.terminations.values(), *env.truncations.values())):
                env.step("\x00")
            lengths[policy] = sum(env.infos[agent]["turn"] for agent in env.agents)
        assert lengths["forfeit"] <= lengths["upstream"] <= lengths["retry"], (
            f"Junk ends games after {lengths} actions"
        )
