import copy
import operator
import os
import pickle
import re
import subprocess
import sys
import time

import gymnasium
import numpy as np
import pytest
from gymnasium.spaces import Dict, Text, Tuple, flatdim, flatten, flatten_space, unflatten
from gymnasium.spaces.utils import is_space_dtype_shape_equiv
from gymnasium.vector.utils import (
    batch_space,
    concatenate,
    create_empty_array,
    create_shared_memory,
    read_from_shared_memory,
    write_to_shared_memory,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from gem_gymnasium import UnicodeText

any_text = st.text(st.characters(), max_size=50)  # all code points, lone surrogates too
with_surrogates = st.text(st.characters(categories=("Cs", "Lu")), max_size=50)


def test_membership_is_the_length_of_a_string():
    space = UnicodeText(5, min_length=2)
    assert "ab" in space
    assert "äöü€𝄞" in space
    assert "\ud800\x00" in space
    assert "a" not in space
    assert "abcdef" not in space
    assert b"abc" not in space
    assert 3 not in space
    assert None not in space


@pytest.mark.parametrize(
    ("lengths", "error"),
    [((-1, 3), ValueError), ((4, 3), ValueError), ((0, 2.5), TypeError), (("0", 3), TypeError)],
)
def test_bad_lengths_are_refused(lengths, error):
    with pytest.raises(error):
        UnicodeText(lengths[1], min_length=lengths[0])


def test_it_is_cheap_to_make_pickle_and_copy():
    start = time.perf_counter()
    space = UnicodeText(2**21, pattern="a+", seed=0)
    for _ in range(100):
        copy.deepcopy(space)
    # Gymnasium's Text over all of Unicode takes seconds for one; this is a bound on the order.
    assert time.perf_counter() - start < 1
    assert len(pickle.dumps(space)) < 2000


@given(st.from_regex(r"[a-z]{1,8}", fullmatch=True))
def test_samples_match_the_pattern(word):
    pattern = rf"\\boxed\{{(?:{word}|[0-9]{{2}}) [A-F]+\}}"
    space = UnicodeText(500, pattern=pattern, seed=1)
    samples = [space.sample() for _ in range(20)]
    assert all(re.fullmatch(pattern, sample) for sample in samples)
    assert len(set(samples)) > 1


def test_samples_are_reproducible_and_come_from_the_space_alone():
    one, two = UnicodeText(100, pattern="[a-z]{8}", seed=7), UnicodeText(100, pattern="[a-z]{8}")
    two.seed(7)
    drawn = [one.sample() for _ in range(5)]
    np.random.seed(0)  # noqa: NPY002
    assert drawn == [two.sample() for _ in range(5)]


def test_samples_do_not_depend_on_the_hash_seed():
    code = (
        "from gem_gymnasium import UnicodeText\n"
        r"print(ascii(UnicodeText(99, pattern=r'[^\s]{5}\W{5}[^a-y]{5}\D{5}', seed=0).sample()))"
    )
    drawn = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(drawn) == 1


def test_samples_without_a_pattern_are_printable_members():
    for least, most in ((0, 0), (0, 3), (200, 300), (0, 10**6)):
        space = UnicodeText(most, min_length=least, seed=0)
        for _ in range(20):
            sample = space.sample()
            assert sample in space
            assert sample.isprintable()


def test_samples_of_a_pattern_are_within_the_bounds():
    space = UnicodeText(3, min_length=2, pattern="a{0,9}", seed=0)
    assert {space.sample() for _ in range(50)} == {"aa", "aaa"}
    with pytest.raises(ValueError, match=r"'b\{9\}' were not within the bounds of 0 to 3"):
        UnicodeText(3, pattern="b{9}").sample()


def test_sample_takes_gymnasiums_masks():
    space = UnicodeText(9, seed=0)
    mask = np.zeros(len(space.character_set), dtype=np.int8)
    mask[space.character_index("x")] = 1
    assert space.sample(mask=(4, mask)) == "xxxx"
    assert len(space.sample(mask=(3, None))) == 3


def test_equality_ignores_the_pattern_only():
    assert UnicodeText(5, pattern="a") == UnicodeText(5)
    assert UnicodeText(5) != UnicodeText(6)
    assert UnicodeText(5) != UnicodeText(5, min_length=1)
    assert UnicodeText(5) != Text(5, min_length=0)
    assert Text(5, min_length=0) != UnicodeText(5)
    assert is_space_dtype_shape_equiv(UnicodeText(5), UnicodeText(5, min_length=2))
    assert not is_space_dtype_shape_equiv(UnicodeText(5), UnicodeText(9))  # slots of other sizes
    assert not is_space_dtype_shape_equiv(UnicodeText(5), Text(5))


@pytest.mark.parametrize("duplicate", [copy.deepcopy, lambda s: pickle.loads(pickle.dumps(s))])
def test_copies_carry_the_random_state_and_part_ways(duplicate):
    space = UnicodeText(30, min_length=3, pattern="[a-z]{9}", seed=3)
    space.sample()
    other = duplicate(space)
    assert other == space
    assert other.pattern == space.pattern
    assert [other.sample() for _ in range(3)] == [space.sample() for _ in range(3)]
    other.sample()
    assert other.sample() != space.sample()


@given(st.lists(any_text | with_surrogates, min_size=3, max_size=3))
def test_texts_survive_shared_memory(texts):
    space = UnicodeText(50)
    memory = create_shared_memory(space, n=3)
    view = read_from_shared_memory(space, memory, n=3)
    for index, text in enumerate(texts):
        write_to_shared_memory(space, index, text, memory)
    assert tuple(view) == tuple(texts)
    assert view[1] == texts[1]
    assert view[-1] == texts[-1]
    assert view == tuple(texts)
    kept = copy.deepcopy(view)
    write_to_shared_memory(space, 0, "later", memory)
    assert kept == tuple(texts)
    assert view[0] == "later"
    assert view in batch_space(space, 3)
    now = ("later", *texts[1:])
    assert not operator.ne(view, now)
    assert all(text in view for text in now)
    assert view.index(now[1]) == now.index(now[1])
    assert view.count(now[2]) == now.count(now[2])
    assert operator.add(view, ("more",)) == (*now, "more")
    assert pickle.loads(pickle.dumps(view)) == ("later", *texts[1:])


def test_the_longest_text_fits_and_a_longer_one_is_refused():
    space = UnicodeText(4)
    memory = create_shared_memory(space, n=2)
    for index in (0, 1):
        write_to_shared_memory(space, index, "𝄞" * 4, memory)
    assert tuple(read_from_shared_memory(space, memory, n=2)) == ("𝄞" * 4,) * 2
    with pytest.raises(ValueError, match="5 characters is longer than the 4"):
        write_to_shared_memory(space, 0, "abcde", memory)
    with pytest.raises(ValueError, match="nothing is cut silently"):
        flatten(space, "abcde")


@given(any_text | with_surrogates)
def test_flattening_is_undone(text):
    space = UnicodeText(50)
    flat = flatten(space, text)
    assert flat in flatten_space(space)
    assert flat.shape == (flatdim(space),) == (50,)
    assert unflatten(space, flat) == text


def test_composite_spaces_flatten_and_batch():
    space = Dict({"role": UnicodeText(4), "content": Tuple([UnicodeText(3), UnicodeText(2)])})
    value = {"role": "user", "content": ("abc", "\x00")}
    assert unflatten(space, flatten(space, value)) == value
    memory = create_shared_memory(space, n=2)
    write_to_shared_memory(space, 1, value, memory)
    read = copy.deepcopy(read_from_shared_memory(space, memory, n=2))
    assert read == {"role": ("", "user"), "content": (("", "abc"), ("", "\x00"))}


def test_batches():
    space = UnicodeText(9, min_length=1, pattern="[a-z]", seed=0)
    batch = batch_space(space, 3)
    assert batch.sample() in batch
    texts = concatenate(space, ["a", "b", "c"], create_empty_array(space, 3))
    assert texts == ("a", "b", "c")
    assert texts in batch
    assert copy.deepcopy(texts) == texts
    assert create_empty_array(space, 2) in batch_space(space, 2)


class Echo(gymnasium.Env):
    """Says what it heard."""

    metadata = {"render_modes": []}

    def __init__(self):
        self.observation_space = UnicodeText(1000)
        self.action_space = UnicodeText(1000)

    def reset(self, *, seed=None, options=None):
        super().reset(seed=seed)
        return "\ud800 hello é\x00", {}

    def step(self, action):
        return action, 0.0, False, False, {}


@pytest.mark.parametrize("shared_memory", [True, False])
@pytest.mark.parametrize("context", ["fork", "spawn"])
def test_async_vector_environments_give_the_texts_of_now(shared_memory, context):
    envs = gymnasium.vector.AsyncVectorEnv([Echo] * 2, shared_memory=shared_memory, context=context)
    try:
        first, _ = envs.reset(seed=0)
        second, *_ = envs.step(("eins", "zwei \udfff"))
        third, *_ = envs.step(("", "drei"))
        assert first == ("\ud800 hello é\x00",) * 2
        assert second == ("eins", "zwei \udfff")
        assert third == ("", "drei")
    finally:
        envs.close()


@settings(max_examples=20)
@given(st.lists(any_text, min_size=2, max_size=2))
def test_sync_vector_environments_keep_what_they_returned(texts):
    envs = gymnasium.vector.SyncVectorEnv([Echo] * 2)
    envs.reset()
    before, *_ = envs.step(tuple(texts))
    envs.step(("x", "y"))
    assert before == tuple(texts)
