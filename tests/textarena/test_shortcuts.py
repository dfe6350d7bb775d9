"""What takes a shortcut for speed gives what the long way gives."""

import copy
import pickle
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gem_gymnasium.engines.textarena import GAMES, Engine
from gem_gymnasium.engines.textarena.patches.spelling_bee import _common, _mask
from gem_gymnasium.engines.textarena.state import ObservationType, one_line
from gem_gymnasium.engines.textarena.streams import CURRENT, Stream
from gem_gymnasium.engines.textarena.streams import numpy as fenced_numpy
from gem_gymnasium.engines.textarena.streams import random as fenced_random
from gem_gymnasium.engines.textarena.vocabulary import word_list


@given(st.text(st.sampled_from(" \n\t\r\xa0\u2028\u3000\x1c\x85\u200bab\ud800"), max_size=8))
@settings(max_examples=300, deadline=None)
def test_one_line_has_the_words_and_no_line_ends(text):
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert line.split() == text.split()


@pytest.mark.parametrize("kind", ObservationType, ids=lambda kind: kind.name)
def test_kinds_of_messages_are_still_members(kind):
    assert getattr(ObservationType, kind.name) is kind is ObservationType[kind.name]
    assert pickle.loads(pickle.dumps(kind)) is copy.deepcopy(kind) is kind


def test_a_transcript_grows_by_what_is_new():
    engine = Engine(GAMES["KuhnPoker"], GAMES["KuhnPoker"].variants[""], 2, 3)
    rng = random.Random(3)
    heard, over = [], False
    while not over:
        mover = engine.state.current_player_id
        if rng.random() < 0.5:  # not at every step, and more than once at some
            heard.append((engine.transcript(mover), engine.count(mover), mover))
            assert engine.transcript(mover) == engine.told(mover, 0)
        fork = copy.deepcopy(engine)
        over = engine.step(rng.choice(engine.legal()))
        assert fork.transcript(mover) == fork.told(mover, 0)
        fork.step("[fold]")
        assert fork.transcript(mover) == fork.told(mover, 0)
    assert heard
    for player in range(2):
        assert engine.transcript(player) == engine.told(player, 0)
    for said, count, player in heard:  # what was given away stays as it was
        begun = engine.told(player, 0)
        assert begun.startswith(said)
        assert engine.count(player) > count
        assert len(said) < len(begun)


def test_draws_are_those_of_the_streams_methods():
    drawn, expected = Stream(5), Stream(5)
    items = list(range(9))
    token = CURRENT.set(drawn)
    try:
        found = [
            fenced_random.choice(items),
            fenced_random.randint(3, 8),
            fenced_random.randint(a=3, b=8),
            fenced_random.choices(items, k=3),
            fenced_random.sample(items, 4),
            fenced_random.uniform(1, 2),
            fenced_numpy.random.choice(items, size=2, replace=False).tolist(),
        ]
    finally:
        CURRENT.reset(token)
    assert found == [
        expected.choice(items),
        expected.randint(3, 8),
        expected.randint(3, 8),
        expected.choices(items, k=3),
        expected.sample(items, 4),
        expected.uniform(1, 2),
        expected.numpy.choice(items, size=2, replace=False).tolist(),
    ]
    assert fenced_numpy.array is np.array


@given(st.sets(st.sampled_from("abcdefghijklmnopqrstuvwxyz"), min_size=1, max_size=12))
@settings(max_examples=20, deadline=None)
def test_spelling_bee_counts_the_words_of_its_letters(letters):
    there = "".join(sorted(letters))
    count = int(np.count_nonzero(_common() & ~_mask(there) == 0))
    assert count == sum(not word.strip(there) for word in word_list("common"))
