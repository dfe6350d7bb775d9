"""Our vector environments return what Gymnasium's do."""

from functools import partial

import gymnasium
import numpy as np
import pytest
from gymnasium.error import ResetNeeded
from gymnasium.utils.env_checker import data_equivalence
from gymnasium.vector import AutoresetMode
from hypothesis import given
from hypothesis import strategies as st

from gem_gymnasium.conformance.stand_ins import make_kwargs
from gem_gymnasium.registration import entries
from gem_gymnasium.vector import AsyncVectorEnv, SyncVectorEnv, batch_infos

IDS = ["gem/GuessTheNumber-v0", "gem/GuessTheNumber-Easy-v0", "gem/GuessTheNumber-Random-v0"]

# Values of one type under a key, as Gymnasium's batching needs them.
VALUES = {
    "number": st.integers(-9, 9),
    "share": st.floats(-1, 1),
    "flag": st.booleans(),
    "text": st.text(max_size=3) | st.none(),
    "list": st.lists(st.integers(0, 3), max_size=3),
    "tuple": st.tuples(st.integers(0, 3), st.text(max_size=2)),
    "array": st.integers(0, 9).map(lambda value: np.array([value, value + 0.5])),
    "numpy": st.integers(0, 9).map(np.int32),
    "final_obs": st.text(max_size=3),
    "final_info": st.fixed_dictionaries({}, optional={"turn": st.integers(0, 9)}),
    "parts": st.fixed_dictionaries(
        {}, optional={"a": st.floats(0, 1), "b": st.dictionaries(st.just("c"), st.booleans())}
    ),
}


def stock_batch(infos, num_envs):
    """The infos as Gymnasium batches them."""
    stock = gymnasium.vector.VectorEnv()
    stock.num_envs = num_envs
    batch = {}
    for index, info in infos.items():
        batch = stock._add_info(batch, info, index)
    return batch


@given(st.lists(st.fixed_dictionaries({}, optional=VALUES), max_size=5), st.integers(0, 2))
def test_infos_are_batched_as_gymnasium_batches_them(infos, missing):
    given_infos = dict(enumerate(infos))
    num_envs = len(infos) + missing
    ours = batch_infos(given_infos, num_envs)
    theirs = stock_batch(given_infos, num_envs)
    assert ours.keys() == theirs.keys()
    for key in theirs:
        assert data_equivalence(ours[key], theirs[key], exact=True), key


def plays(make, steps=40):
    """What a vector environment returns, step by step."""
    envs = make()
    rng = np.random.default_rng(0)
    try:
        yield envs.reset(seed=3)
        for _ in range(steps):
            numbers = rng.integers(0, 12, envs.num_envs)
            done = envs.step(tuple(f"\\boxed{{{number}}}" for number in numbers))
            yield done
            if envs.metadata["autoreset_mode"] == AutoresetMode.DISABLED:
                ended = done[2] | done[3]
                if ended.any():
                    yield envs.reset(options={"reset_mask": ended})
    finally:
        envs.close()


@pytest.mark.parametrize("mode", list(AutoresetMode))
@pytest.mark.parametrize(
    ("ours", "stock"),
    [
        (SyncVectorEnv, gymnasium.vector.SyncVectorEnv),
        (AsyncVectorEnv, gymnasium.vector.AsyncVectorEnv),
    ],
)
def test_plays_are_those_of_gymnasium(mode, ours, stock):
    makers = [lambda env_id=env_id: gymnasium.make(env_id) for env_id in IDS]
    pairs = zip(
        plays(lambda: ours(makers, autoreset_mode=mode)),
        plays(lambda: stock(makers, autoreset_mode=mode)),
        strict=True,
    )
    for number, (mine, theirs) in enumerate(pairs):
        assert data_equivalence(tuple(mine[0]), tuple(theirs[0])), number
        for one, other in zip(mine[1:], theirs[1:], strict=True):
            if isinstance(one, dict):
                assert one.keys() == other.keys()
                for key in one:
                    assert data_equivalence(one[key], other[key], exact=True), (number, key)
            else:
                np.testing.assert_array_equal(one, other)
                assert one.dtype == other.dtype


def test_what_was_returned_is_not_changed_by_the_next_step():
    envs = SyncVectorEnv([lambda: gymnasium.make(IDS[0])] * 2)
    envs.reset(seed=0)
    first = envs.step(("\\boxed{1}", "\\boxed{2}"))
    kept = [np.copy(value) for value in first[1:4]]
    envs.step(("nothing", "nothing"))
    for value, copy in zip(first[1:4], kept, strict=True):
        np.testing.assert_array_equal(value, copy)


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_wrong_number_of_actions_steps_nothing(count):
    envs = SyncVectorEnv([lambda: gymnasium.make(IDS[0])] * 2)
    envs.reset(seed=0)
    with pytest.raises(ValueError, match=f"Got {count} actions for 2 environments"):
        envs.step(("\\boxed{1}",) * count)
    assert envs.get_attr("turn") == (0, 0)


def test_stepping_an_ended_environment_without_autoreset_says_which():
    makers = [lambda: gymnasium.make(IDS[0])] * 2
    envs = SyncVectorEnv(makers, autoreset_mode=AutoresetMode.DISABLED)
    envs.reset(seed=0)
    envs.step(("\\boxed{1}", "junk"))
    with pytest.raises(ResetNeeded, match=r"\[1\] have ended"):
        envs.step(("\\boxed{2}", "\\boxed{2}"))


@pytest.mark.parametrize("cls", [SyncVectorEnv, gymnasium.vector.SyncVectorEnv])
def test_all_environments_stack_in_one(cls):
    makers = [
        partial(gymnasium.make, entry.id, **make_kwargs(entry))
        for entry in entries()
        if entry.family != "multiplayer"
    ]
    envs = cls(makers)
    observations, infos = envs.reset(seed=0)
    assert observations in envs.observation_space
    assert set(infos["role"]) == {"user"}
    actions = tuple(env.get_wrapper_attr("example_action") for env in envs.envs)
    observations, *_ = envs.step(actions)
    assert len(observations) == len(makers)
    for index, env in enumerate(envs.envs):
        fresh = makers[index]()
        fresh.reset(seed=index)
        assert fresh.step(actions[index])[0] == observations[index]
        env.close()


@pytest.mark.parametrize("cls", [SyncVectorEnv, gymnasium.vector.SyncVectorEnv])
def test_seats_of_different_games_stack(cls):
    games = ["gem/TicTacToe-v0", "gem/KuhnPoker-v0"]
    envs = cls([lambda game=game: gymnasium.make("gem/Seat-v0", game=game) for game in games])
    observations, _ = envs.reset(seed=0)
    assert observations in envs.observation_space
    assert "Tic Tac Toe" in observations[0]
    assert "Kuhn" in observations[1]
    envs.close()
