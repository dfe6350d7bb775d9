"""Every id passes every check, and its oracle solves 200 seeds. There is no list of exceptions.

Ids over data sets that come from the network are checked over small ones in the same schema.
"""

import dataclasses
import itertools

import gymnasium
import pytest

from gem_gymnasium.conformance import check, counts_to_check
from gem_gymnasium.conformance.checks import Subject
from gem_gymnasium.conformance.stand_ins import make_kwargs
from gem_gymnasium.conformance.trust import solve
from gem_gymnasium.core import NoOracle
from gem_gymnasium.registration import entries, multiplayer
from gem_gymnasium.wrappers import ToolCalls

ENTRIES = pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.id)
GAMES = [entry.id for entry in entries() if entry.family == "games"]
TEXTARENA = [entry.id for entry in entries() if entry.family == "textarena"]
QUESTIONS = [
    entry for entry in entries() if entry.family in ("math", "qa", "logic", "code", "reasoning_gym")
]
BUILT_IN = ["gem/Math-v0", "gem/QA-v0", "gem/Logic-v0"]
CHUNK, SEEDS = 50, 200
MOST_TURNS = 10_000  # of a chunk
TABLES = [
    pytest.param(entry.id, count, id=f"{entry.id}-{count}")
    for entry in multiplayer()
    for count in counts_to_check(entry)
]
PLAIN = [entry for entry in multiplayer() if "variant" not in entry.kwargs]
# A class each, as it is by default: what is quick to check of an id is mostly its class's.
CLASSES = [
    next(group)
    for _, group in itertools.groupby(
        entries(), key=lambda entry: (entry.entry_point, entry.kwargs.get("game"))
    )
]


@pytest.mark.slow
@ENTRIES
def test_it_conforms(entry):
    report = check(entry.id, make_kwargs=make_kwargs(entry))
    print(report)
    report.raise_if_failed()


@pytest.mark.slow
@pytest.mark.parametrize(
    "inner",
    [
        "gem/GuessTheNumber-v0",
        "gem/Sokoban-Easy-v0",
        "gem/TwentyQuestions-v0",
        "gem/ReasoningGym-Gcd-v0",
        "gem/Math-v0",
        "gem/QA-v0",
        "gem/Logic-v0",
        "gem/Code-v0",
    ],
)
def test_an_environment_with_tools_conforms(inner, monkeypatch):
    name = f"tools/{inner.partition('/')[2]}"
    tools = ToolCalls.wrapper_spec(
        tools=[{"name": "python", "session": True}], parsers=["tags", "hermes"]
    )
    spec = gymnasium.spec(inner)
    with_tools = dataclasses.replace(spec, id=name, additional_wrappers=(tools,))
    monkeypatch.setitem(gymnasium.registry, name, with_tools)
    report = check(name)
    print(report)
    report.raise_if_failed()


@pytest.mark.slow
@pytest.mark.parametrize("level", range(1, 6))
@pytest.mark.parametrize("env_id", BUILT_IN)
def test_what_is_built_in_conforms_at_every_level(env_id, level):
    one_world = {"world": level} if env_id == "gem/QA-v0" else {}  # the plain id draws worlds
    report = check(env_id, make_kwargs={"level": level, **one_world})
    print(report)
    report.raise_if_failed()
    assert len(solve(Subject(env_id, make_kwargs={"level": level}), range(SEEDS))) == SEEDS


@pytest.mark.slow
@pytest.mark.parametrize("entry", QUESTIONS, ids=lambda entry: entry.id)
def test_the_right_answer_solves_every_seed(entry):
    seeds = CHUNK if entry.family == "code" else SEEDS  # programs take a while
    assert len(solve(Subject(entry.id, make_kwargs=make_kwargs(entry)), range(seeds))) == seeds


@pytest.mark.slow
@pytest.mark.parametrize("level", range(1, 6))
def test_the_reference_solves_every_level(level):
    subject = Subject("gem/Code-v0", make_kwargs={"level": level})
    assert len(solve(subject, range(CHUNK))) == CHUNK


def has_oracle(env_id):
    env = gymnasium.make(env_id)
    env.reset(seed=0)
    try:
        env.get_wrapper_attr("oracle_action")()
    except NoOracle:
        return False
    return True


@pytest.mark.slow
@pytest.mark.parametrize("start", range(0, SEEDS, CHUNK))
@pytest.mark.parametrize("env_id", GAMES)
def test_the_oracle_solves_every_seed(env_id, start):
    turns = gymnasium.make(env_id).reset(seed=0)[1]["max_turns"]
    seeds = range(start, start + min(CHUNK, MOST_TURNS // turns))  # those of 1200 turns are fewer
    assert len(solve(Subject(env_id), seeds)) == len(seeds)


@pytest.mark.slow
@pytest.mark.parametrize("env_id", TEXTARENA)
def test_the_oracle_of_a_textarena_game_solves_other_seeds(env_id):
    env = gymnasium.make(env_id)
    turns = env.reset(seed=0)[1]["max_turns"]
    if has_oracle(env_id):
        # `test_it_conforms` has solved the first seeds; games of thousands of turns are few here.
        seeds = range(1000, 1000 + max(1, min(CHUNK, MOST_TURNS // turns)))
        assert len(solve(Subject(env_id), seeds)) == len(seeds)


@pytest.mark.parametrize("entry", CLASSES, ids=lambda entry: entry.id)
def test_it_conforms_in_what_is_quick_to_check(entry):
    quick = ["check_env", "info", "spec", "determinism", "copies", "sample", "legal_actions"]
    check(entry.id, checks=quick, seeds=3, make_kwargs=make_kwargs(entry)).raise_if_failed()


@pytest.mark.slow
@pytest.mark.parametrize(("env_id", "players"), TABLES)
def test_a_game_of_several_conforms(env_id, players):
    report = check(env_id, make_kwargs={"num_players": players})
    print(report)
    report.raise_if_failed()


@pytest.mark.parametrize("entry", PLAIN, ids=lambda entry: entry.id)
def test_a_game_of_several_conforms_in_what_is_quick_to_check(entry):
    quick = ["contract", "legal_actions", "copies", "determinism"]
    kwargs = {"num_players": entry.players[0]}
    check(entry.id, checks=quick, seeds=2, make_kwargs=kwargs).raise_if_failed()
