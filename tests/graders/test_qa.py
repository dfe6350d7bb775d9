import pytest
from hypothesis import given
from hypothesis import strategies as st

from gem_gymnasium.graders import qa


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("The Eiffel Tower", "eiffel tower"),
        ("  eiffel\ttower \n", "eiffel tower"),
        ("Eiffel-Tower!", "eiffeltower"),
        ("an apple, a pear & the plum", "apple pear plum"),
        ("theatre", "theatre"),
        ("1,000", "1000"),
        ("U.S.", "us"),
        ("Röntgen", "röntgen"),
        ("“The” Beatles", "“ ” beatles"),
        ("The", "the"),
        ("The The", "the the"),
        ("A!", "a"),
        ("!?", "!?"),
        ("", ""),
    ],
)
def test_normalize(text, normal):
    assert qa.normalize(text) == normal


@pytest.mark.parametrize(
    ("answer", "gold", "score"),
    [
        ("the Eiffel Tower.", "Eiffel Tower", 1.0),
        ("Tour Eiffel", ["Eiffel Tower", "Tour Eiffel"], 1.0),
        ("Eiffel", "Eiffel Tower", 0.0),
        ("the", "a", 0.0),
        ("", "the", 0.0),
        ("", "", 0.0),
        ("", "!", 0.0),
        ("?", "!", 0.0),
        ("a", "The The", 0.0),
        ("the the", "The The", 1.0),
        ("A", "A", 1.0),
        ("Rontgen", "Röntgen", 0.0),
        ("yes no", "yes", 0.0),
    ],
)
def test_exact_match(answer, gold, score):
    assert qa.grade(answer, gold).score == score


@pytest.mark.parametrize(
    ("answer", "gold", "score"),
    [
        ("tower in Paris", "Eiffel Tower", 0.4),
        ("Eiffel Tower", "the Eiffel Tower", 1.0),
        ("tower tower tower", "Eiffel Tower", 0.4),
        ("London", "Eiffel Tower", 0.0),
        ("no it is", "no", 0.0),
        ("yes or no", "yes", 0.0),
        ("", "Eiffel Tower", 0.0),
        ("the", "the Eiffel Tower", 0.0),
        ("Eiffel", ["Big Ben", "Eiffel Tower"], 2 / 3),
    ],
)
def test_f1(answer, gold, score):
    assert qa.grade(answer, gold, metric="f1").score == pytest.approx(score)


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [("Paris", "correct"), ("Paris or Rome", "wrong"), ("Rome", "wrong"), (" \n", "unreadable")],
)
@pytest.mark.parametrize("metric", ["exact_match", "f1"])
def test_verdicts(answer, verdict, metric):
    found = qa.grade(answer, "Paris", metric=metric)
    assert found.verdict == verdict
    assert (found.score == 1.0) == (verdict == "correct")
    assert found.reason.endswith(".")


@pytest.mark.parametrize(
    ("gold", "metric", "error", "says"),
    [
        ([], "f1", ValueError, "no answer"),
        (["a", 3], "f1", TypeError, "3"),
        ("a", "bleu", ValueError, "'bleu'"),
    ],
)
def test_wrong_arguments_are_errors(gold, metric, error, says):
    with pytest.raises(error, match=says):
        qa.grade("a", gold, metric=metric)


@given(st.text(st.characters()), st.text(st.characters()))
def test_any_texts(answer, gold):
    for metric in ("exact_match", "f1"):
        assert 0.0 <= qa.grade(answer, gold, metric=metric).score <= 1.0
        if gold.strip():
            assert qa.grade(gold, gold, metric=metric).score == 1.0
    assert qa.normalize(qa.normalize(answer)) == qa.normalize(answer) or "ſ" in answer.lower()


@pytest.mark.parametrize(
    "text", ["a " * 500_000, "the" * 400_000, "!" * 1_000_000, "Paris " * 200_000]
)
def test_a_megabyte_is_no_answer(text):
    assert qa.grade(text, "Paris", metric="f1").score < 0.01
