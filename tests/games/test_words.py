"""The word lists."""

import subprocess
import sys

import pytest

from gem_gymnasium.words import _DATA, EXAMPLES, accepted, common, dictionary, known, nouns

BLOCKED = set((_DATA / "blocked_words.txt").read_text().split())
RARE = set((_DATA / "rare_words.txt").read_text().split())


def well_formed(words, length):
    return all(len(w) == length and w.isascii() and w.isalpha() and w.islower() for w in words)


@pytest.mark.parametrize(
    ("length", "least"), [(3, 500), (4, 1600), (5, 2250), (6, 400), (7, 500), (8, 250)]
)
def test_common_words_are_enough_sorted_and_screened(length, least):
    words = common(length)
    assert len(words) >= least
    assert list(words) == sorted(set(words))
    assert well_formed(words, length)
    assert not BLOCKED.intersection(words)
    assert EXAMPLES[length] not in words


@pytest.mark.parametrize("length", range(3, 11))
def test_the_dictionary_is_sorted_and_screened_and_has_no_proper_nouns(length):
    words = dictionary(length)
    assert len(words) > 1000
    assert list(words) == sorted(set(words))
    assert well_formed(words, length)
    assert not BLOCKED.intersection(words)


@pytest.mark.parametrize("length", [3, 4, 5])
def test_whatever_may_be_hidden_may_be_guessed(length):
    assert accepted(length).issuperset(common(length))
    assert EXAMPLES[length] in accepted(length)
    assert well_formed(accepted(length), length)


def test_plurals_past_forms_and_words_that_reasoning_gym_holds_out_may_be_guessed():
    assert {"cats", "held", "soft", "oven"} <= accepted(4)
    assert {"gun", "box", "has"} <= accepted(3)


@pytest.mark.parametrize("length", [6, 7, 8])
def test_our_own_common_words_are_in_the_dictionary(length):
    assert set(dictionary(length)).issuperset(common(length))


def test_our_own_list_is_of_three_lengths_without_repetition():
    words = (_DATA / "common_words.txt").read_text("ascii").split()
    assert len(words) == len(set(words))
    assert {len(word) for word in words} == {6, 7, 8}
    assert not BLOCKED.intersection(words)


def test_reading_the_lists_does_not_import_reasoning_gym():
    code = (
        "import sys; from gem_gymnasium import words as w; w.common(5); "
        "w.accepted(5); w.dictionary(8); print('reasoning_gym' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize("length", [3, 4])
def test_rare_words_are_not_common_and_may_be_guessed(length):
    rare = {word for word in RARE if len(word) == length}
    assert not rare.intersection(common(length))
    assert accepted(length).issuperset(rare)


def test_blocked_words_may_be_guessed():
    assert "hoe" in BLOCKED
    assert "hoe" in accepted(3)


def test_nouns_are_sorted_screened_words_of_the_dictionary_without_the_examples():
    listed = nouns()
    assert len(listed) > 1500
    assert list(listed) == sorted(set(listed))
    assert not BLOCKED.intersection(listed)
    assert not set(EXAMPLES.values()).intersection(listed)
    assert all(word.isascii() and word.isalpha() and word.islower() for word in listed)
    assert min(map(len, listed)) == 3


@pytest.mark.parametrize("length", range(3, 11))
def test_known_words_are_the_dictionary_before_it_is_screened(length):
    assert known(length) >= set(dictionary(length))
