"""`DatasetEnv`: orders, ends, shards, copies, and what all environments over a set share."""

import copy
import json
import pickle
import tracemalloc
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import datasets
import gymnasium
import numpy as np
import pytest
from gymnasium.vector import AsyncVectorEnv, SyncVectorEnv
from hypothesis import given
from hypothesis import strategies as st

from gem_gymnasium.envs.dataset import DatasetEnv, DatasetError, EndOfDataset, _shuffled
from gem_gymnasium.envs.math import Math

ROWS = [{"question": f"What is {n} + 1?", "answer": str(n + 1)} for n in range(10)]


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "sums.jsonl"
    file.write_text("\n".join(map(json.dumps, ROWS)))
    return str(file)


def make(dataset=ROWS, **kwargs):
    return gymnasium.make("gem/Math-v0", dataset=dataset, **kwargs)


def walk(env, count=None, **first):
    """The indices of the rows that resets show."""
    shown = [env.reset(**first)[1]["index"]]
    while count is None or len(shown) < count:
        try:
            shown.append(env.reset()[1]["index"])
        except EndOfDataset:
            break
    return shown


# --- orders ---------------------------------------------------------------------------------------


def test_a_random_order_depends_on_the_seed_alone():
    env = make()
    first = walk(env, 200, seed=7)
    walk(env, 5)
    assert walk(env, 200, seed=7) == first
    assert walk(make(), 200, seed=7) == first
    assert walk(env, 200, seed=8) != first
    counts = Counter(first)
    assert set(counts) == set(range(10))
    assert max(counts.values()) < 45
    assert env.unwrapped.remaining is None


def test_a_sequence_shows_every_row_once_and_ends():
    env = make(order="sequential")
    assert env.unwrapped.remaining == 10
    assert walk(env) == list(range(10))
    assert env.unwrapped.remaining == 0
    with pytest.raises(EndOfDataset, match=r"All 10 rows of list .*reset\(seed=0\) begins again"):
        env.reset()
    assert walk(env, seed=0) == list(range(10))


def test_seeds_of_a_sequence_are_its_rows():
    env = make(order="sequential")
    assert [env.reset(seed=seed)[1]["index"] for seed in range(12)] == [*range(10), 0, 1]
    assert walk(env, seed=7) == [7, 8, 9, *range(7)]
    assert walk(env, seed=10**12 + 3)[0] == 3


def test_an_end_changes_nothing():
    env = make([ROWS[0], ROWS[1]], order="sequential", max_attempts=2)
    env.reset()
    env.reset()
    env.step(r"\boxed{0}")
    with pytest.raises(EndOfDataset):
        env.reset()
    assert env.step(env.unwrapped.oracle_action())[4]["success"]
    assert env.reset(options={"index": 0})[1]["index"] == 0
    with pytest.raises(EndOfDataset):
        env.reset()


def test_an_index_that_is_asked_for_counts_for_no_order():
    env = make(order="sequential")
    env.reset(seed=0)
    assert env.reset(options={"index": 9})[1]["index"] == 9
    assert env.reset()[1]["index"] == 1
    for index in (-1, 10, "1", True):
        with pytest.raises(ValueError, match="index must be a whole number from 0 to 9"):
            env.reset(options={"index": index})


def test_shuffled_epochs_show_every_row_once_each():
    env = make(order="shuffled")
    shown = walk(env, 40, seed=3)
    epochs = [shown[start : start + 10] for start in range(0, 40, 10)]
    assert all(sorted(epoch) == list(range(10)) for epoch in epochs)
    assert len(set(map(tuple, epochs))) == 4
    assert walk(env, 40, seed=3) == shown
    assert walk(env, 10, seed=4) != shown[:10]
    assert env.unwrapped.remaining == 0


@given(st.integers(1, 300), st.tuples(*[st.integers(0, 2**32 - 1)] * 6))
def test_a_shuffle_is_a_permutation(size, keys):
    assert sorted(_shuffled(place, size, keys) for place in range(size)) == list(range(size))


def test_shuffles_are_even():
    rng = np.random.default_rng(0)
    size, many = 7, 4000
    counts = Counter()
    for _ in range(many):
        keys = tuple(int(key) for key in rng.integers(2**32, size=6))
        counts.update((place, _shuffled(place, size, keys)) for place in range(size))
    expected = many / size
    assert len(counts) == size**2
    assert all(abs(count - expected) < 0.2 * expected for count in counts.values())


@pytest.mark.parametrize("order", ["random", "shuffled", "sequential"])
def test_shards_share_the_rows_among_workers(order):
    parts = [make(order=order, shard=(k, 3)) for k in range(3)]
    shown = [walk(env, 4 if order != "random" else 60, seed=0) for env in parts]
    assert [set(part) for part in shown] == [{0, 3, 6, 9}, {1, 4, 7}, {2, 5, 8}]
    assert parts[1].reset(options={"index": 0})[1]["index"] == 0
    assert len(parts[1].unwrapped.dataset) == 10


# --- vector environments --------------------------------------------------------------------------


def test_a_vector_environment_evaluates_shards():
    envs = SyncVectorEnv([lambda k=k: make(order="sequential", shard=(k, 2)) for k in range(2)])
    _, infos = envs.reset()
    seen = list(infos["index"])
    right = []
    while len(right) < len(ROWS):
        actions = tuple(env.unwrapped.oracle_action() for env in envs.envs)
        *_, infos = envs.step(actions)  # the episodes end
        right += list(infos["success"])
        if len(right) < len(ROWS):
            seen += list(envs.step(actions)[4]["index"])  # and the next ones begin
    assert sorted(seen) == list(range(10))
    assert all(right)
    with pytest.raises(EndOfDataset, match=r"shard=\(k, n\)"):
        envs.step(("", ""))


@pytest.mark.filterwarnings("ignore::UserWarning")  # it warns of the error that it raises
def test_an_end_in_a_worker_is_told(path):
    envs = AsyncVectorEnv([lambda: make(path, order="sequential", shard=(9, 10))])
    envs.reset()
    envs.step(("",))
    with pytest.raises(EndOfDataset, match="All 1 rows"):
        envs.step(("",))
    envs.close(terminate=True)


def test_workers_and_threads_show_what_one_shows(path):
    def play(seed):
        env = make(path)
        observation, _ = env.reset(seed=seed)
        return observation, env.step(env.unwrapped.oracle_action())[1]

    alone = [play(seed) for seed in range(40)]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(play, range(40))) == alone
    envs = gymnasium.make_vec("gem/Math-v0", 2, vectorization_mode="async", dataset=path)
    observations, _ = envs.reset(seed=0)
    assert list(observations) == [observation for observation, _ in alone[:2]]
    envs.close()


# --- copies ---------------------------------------------------------------------------------------


def big(tmp_path, count=2000):
    file = tmp_path / "big.jsonl"
    rows = ({"question": f"What is {n}? " * 20, "answer": str(n)} for n in range(count))
    file.write_text("\n".join(map(json.dumps, rows)))
    return str(file)


@pytest.mark.parametrize("kind", ["path", "list", "dataset"])
def test_all_environments_over_a_set_share_its_rows(tmp_path, kind):
    given = big(tmp_path)
    if kind != "path":
        given = [json.loads(line) for line in Path(given).read_text().splitlines()]
    if kind == "dataset":
        given = datasets.Dataset.from_list(given)
    first = make(given, order="shuffled")
    first.reset(seed=0)
    tracemalloc.start()
    envs = [make(given, order="shuffled") for _ in range(50)]
    for number, env in enumerate(envs):
        env.reset(seed=number)
    forks = [copy.deepcopy(first) for _ in range(50)]
    used = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert used < 100 * 25_000  # bytes each; the rows have 600,000
    shared = first.unwrapped.dataset
    assert all(env.unwrapped.dataset is shared for env in envs + forks)


def test_a_pickle_does_not_carry_the_rows_of_a_path(tmp_path):
    env = make(big(tmp_path), order="shuffled")
    env.reset(seed=5)
    pickled = pickle.dumps(env)
    assert len(pickled) < 10_000
    twin = pickle.loads(pickled)
    assert twin.unwrapped.dataset is env.unwrapped.dataset
    assert walk(twin, 5) == walk(env, 5)


@pytest.mark.parametrize("given", [ROWS, datasets.Dataset.from_list(ROWS)], ids=["list", "dataset"])
def test_an_object_is_pickled_with_the_environment(given):
    env = make(given, max_attempts=2)
    env.reset(seed=5)
    env.step(r"\boxed{0}")
    twin = pickle.loads(pickle.dumps(env))
    assert list(twin.unwrapped.dataset) == list(env.unwrapped.dataset)
    action = env.unwrapped.oracle_action()
    assert twin.step(action) == env.step(action)


def test_a_copy_goes_its_own_way():
    env = make(order="sequential")
    env.reset(seed=0)
    fork = copy.deepcopy(env)
    assert walk(fork, 3) == [1, 2, 3]
    assert env.reset()[1]["index"] == 1


# --- what is shown --------------------------------------------------------------------------------


def test_the_question_the_task_and_the_rows(path):
    env = make(path, order="sequential")
    observation, info = env.reset()
    assert observation.startswith("What is 0 + 1?\n\nPut your final answer")
    assert (info["task"], info["index"]) == ("sums", 0)
    assert len(env.unwrapped.dataset) == 10
    assert env.unwrapped.dataset[9].question == "What is 9 + 1?"
    assert env.unwrapped.dataset[9].golds == ("10",)


def test_a_prompt_stands_around_the_question():
    rows = [{"question": r"Is {question} in $\frac{1}{2}$?", "answer": "1"}]
    env = make(rows, prompt="Think of {x}.\n{question}\nBe brief.")
    observation, _ = env.reset(seed=0)
    assert observation.startswith(
        "Think of {x}.\nIs {question} in $\\frac{1}{2}$?\nBe brief.\n\nPut your final answer"
    )


def test_the_longest_question_fits():
    env = make(
        [{"question": "x" * 2**17, "answer": "1"}],
        prompt="{question}" + "y" * 100_000,
        order="shuffled",
    )
    observation, _ = env.reset(seed=0)
    assert observation in env.observation_space
    assert not env.unwrapped.seeded


def test_arguments_go_through_json(path):
    env = make(path, question_key="question", order="sequential", shard=(1, 2))
    spec = gymnasium.envs.registration.EnvSpec.from_json(env.spec.to_json())
    assert walk(gymnasium.make(spec)) == walk(env) == [1, 3, 5, 7, 9]


@pytest.mark.parametrize(
    ("kwargs", "message"),
    [
        ({"order": "backwards"}, "order must be one of 'random', 'shuffled', 'sequential'"),
        ({"prompt": "Solve it."}, r"prompt must be a text with \{question\} in it"),
        ({"prompt": "{question}{question}"}, "2 times"),
        ({"prompt": "{question}" + " " * 2**17}, "prompt has 131,082 characters"),
        ({"shard": 1}, r"shard must be None or \(k, n\)"),
        ({"shard": (2, 2)}, "the first of shard must be a whole number from 0 to 1, got 2"),
        ({"shard": (0, 11)}, "the second of shard must be a whole number from 1 to 10, got 11"),
        ({"max_attempts": 0}, "max_attempts must be"),
        ({"level": 1}, "level=1 is of the problems that are built in"),
        ({"question_key": "problem"}, "no column 'problem'"),
        ({"dataset": None, "question_key": "problem"}, "dataset=None takes the problems"),
        ({"dataset": None, "split": "train"}, "dataset=None takes the problems"),
        ({"dataset": None, "image_key": "images"}, "is a column of a data set"),
        ({"timeout": 0}, "timeout must be a number of seconds above 0, got 0"),
        ({"timeout": True}, "timeout must be"),
    ],
)
def test_arguments_that_are_refused(kwargs, message):
    with pytest.raises(ValueError, match=message):
        make(**{"dataset": ROWS, **kwargs})


def test_an_unknown_argument_is_named_with_those_that_are_known():
    with pytest.raises(TypeError, match=r"'answer_column'; it takes answer_key, dataset, .*split"):
        Math(dataset=ROWS, answer_column="a")


# --- an environment of one's own ------------------------------------------------------------------


class Backwards(DatasetEnv):
    """Write the question backwards."""

    example = "cba"

    def _pattern(self):
        return "[a-z]{1,9}"

    def _grade(self, content):
        return float(content == self._item.question[::-1])

    def _oracle(self):
        return self._item.question[::-1]


def test_a_subclass_needs_a_grader_and_a_pattern():
    env = Backwards([{"question": "abc", "answer": "unused"}])
    env.reset(seed=0)
    assert env.step(env.oracle_action())[1] == 1.0
    with pytest.raises(DatasetError, match="Backwards needs dataset="):
        Backwards(None)
