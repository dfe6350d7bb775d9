import time
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from pathlib import Path

import pytest
from hostile import HOSTILE
from hypothesis import given, settings
from hypothesis import strategies as st

from gem_gymnasium.graders import Grade, math

PAIRS = [
    line.split("\t")
    for line in Path(__file__).with_name("math_pairs.tsv").read_text("utf-8").splitlines()[1:]
]
# Pairs that are graded otherwise than the table says, as (answer, gold): none at present.
KNOWN: set[tuple[str, str]] = set()
LIMIT = 0.5  # seconds for sympy


def test_pairs_are_graded_as_the_table_says():
    disagreed = set()
    for equal, answer, gold, _ in PAIRS:
        found = math.grade(answer, gold, timeout=30)
        assert found.verdict not in ("error", "timeout"), (answer, gold, found)
        if (found.score == 1.0) != (equal == "yes"):
            disagreed.add((answer, gold))
    assert disagreed == KNOWN
    assert len(PAIRS) >= 300
    assert len(KNOWN) <= len(PAIRS) // 100


def test_the_table_has_no_row_twice():
    assert len({(answer, gold) for _, answer, gold, _ in PAIRS}) == len(PAIRS)
    assert {equal for equal, *_ in PAIRS} == {"yes", "no"}


def test_every_gold_equals_itself():
    for _, answer, gold, _ in PAIRS:
        assert math.grade(gold, gold).verdict == "correct", gold
        if answer.strip(" .") and answer != r"\boxed{}":
            assert math.grade(answer, answer).verdict == "correct", answer


@pytest.mark.parametrize(
    ("answer", "gold", "verdict"),
    [
        ("72", "72", "correct"),
        ("73", "72", "wrong"),
        ("", "72", "unreadable"),
        ("I don't know", "72", "unreadable"),
        ("7" * 5000, "72", "unreadable"),
        ("9^9^9^9^9", "72", "timeout"),
        ("(10^8)!", r"\frac{x^2+1}{2}", "timeout"),
        ("1e999999999", "72", "timeout"),
        ("}{", "72", "unreadable"),
    ],
)
def test_verdicts(answer, gold, verdict):
    found = math.grade(answer, gold)
    assert (found.score, found.verdict) == (float(verdict == "correct"), verdict)
    assert found.reason.endswith(".")


def test_any_of_several_golds_may_match():
    assert math.grade("1/2", ["7", 0.5]).score == 1.0
    assert math.grade("8", ["7", 0.5]).verdict == "wrong"
    assert math.grade("7", (6, 7)).score == 1.0


@pytest.mark.parametrize(("gold", "answer"), [(72, "72"), (0.25, "1/4"), (3.0, "3"), (-1, "-1")])
def test_golds_may_be_numbers(gold, answer):
    assert math.grade(answer, gold).score == 1.0


@pytest.mark.parametrize(
    ("gold", "timeout", "error", "says"),
    [
        ([], 1.0, ValueError, "no answer"),
        (None, 1.0, TypeError, "None"),
        (["1", None], 1.0, TypeError, "NoneType"),
        (True, 1.0, TypeError, "True"),
        ("1", 0, ValueError, "timeout=0"),
        ("1", float("nan"), ValueError, "timeout=nan"),
    ],
)
def test_wrong_arguments_are_errors(gold, timeout, error, says):
    with pytest.raises(error, match=says):
        math.grade("2", gold, timeout=timeout)


@settings(max_examples=200, deadline=None)
@given(st.integers(-(10**9), 10**9), st.integers(1, 999), st.integers(1, 50))
def test_a_fraction_equals_itself_in_every_form(above, below, factor):
    value = Fraction(above, below)
    forms = [
        f"{above}/{below}",
        rf"\frac{{{above}}}{{{below}}}",
        rf"\dfrac{{{above * factor}}}{{{below * factor}}}",
        f"{above} / {below}",
        rf"$x = \frac{{{above}}}{{{below}}}$.",
    ]
    if value.denominator == 1:
        forms += [f"{value.numerator:,}", f"{value.numerator}.0"]
    for form in forms:
        assert math.grade(form, str(value)).score == 1.0, form
        assert math.grade(form, str(value + 1)).verdict == "wrong", form


@settings(max_examples=100, deadline=None)
@given(*[st.integers(-20, 20)] * 3, st.integers(2, 99))
def test_expanded_and_factored_are_equal_and_another_is_not(a, b, c, root):
    factored = rf"(x+({a}))(x+({b}))\sqrt{{{root}}}"
    expanded = rf"\sqrt{{{root}}} (x^2+({a + b})x+({a * b}))"
    assert math.grade(factored, expanded).score == 1.0
    assert math.grade(rf"{factored}+{c * c + 1}", expanded).verdict == "wrong"


SIGNS = r"0 3 12 x y i e + - * / ^ _ ( ) [ ] { } , ; : = < > | ! % . ' & $ ~ or and km percent"
COMMANDS = r"\frac \sqrt \text{ \pm \cup \pi \infty \left( \right) \{ \} \le \in \overline{ ^{ _{"
PIECES = [*SIGNS.split(), *COMMANDS.split(), " ", "\\", "\n", "\x00", "\ud800", "½", "√", "Evelyn"]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_no_soup_raises_or_equals_a_gold_that_it_does_not_hold(text):
    found = math.grade(text, "98765")
    assert isinstance(found, Grade)
    assert found.score == 0.0
    assert found.verdict != "error"


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(), max_size=60), st.text(st.characters(), max_size=20))
def test_any_text_and_any_gold_give_a_grade(text, gold):
    assert math.grade(text, gold).score in (0.0, 1.0)


EXTREMES = ["1e2000", "1e-2000", "10^{4900}", "(10^{4500}+3)", "9" * 1999, "1000!", "0.5", r"\pi"]
FORMS = [r"\sqrt{%s}", r"\sqrt[3]{%s}", "1/(%s)", r"5 \approx %s", r"x = %s", "-%s", r"\sin(%s)"]
EXTREME = st.tuples(st.sampled_from(FORMS), st.sampled_from(FORMS), st.sampled_from(EXTREMES))


@settings(max_examples=100, deadline=None)
@given(EXTREME, st.sampled_from(["x=5", "0.333", "1e400", r"3 \approx 4", "x<3"]))
def test_numbers_of_any_size_give_a_grade(parts, gold):
    outer, inner, number = parts
    for text in (outer % number, outer % (inner % number)):
        assert math.grade(text, gold, timeout=LIMIT).score == 0.0


def test_a_gold_longer_than_what_is_read_equals_itself():
    gold = "x+1, " * 1000
    assert math.grade(gold + " ", gold).score == 1.0
    assert math.grade(gold + "y", gold).verdict == "unreadable"


def test_hostile_answers_cost_only_themselves():
    right = [
        (r"\sin(2x)", r"2\sin(x)\cos(x)"),
        (r"\cos(2x)", r"2\cos^2 x - 1"),
        (r"\arctan 1", r"\pi/4"),
    ]
    for pair in right:
        math.grade(*pair, timeout=60)  # the processes start, outside of the times below
    slow = []

    def hostile(text):
        start = time.monotonic()
        found = math.grade(text, "3", timeout=LIMIT)
        slow.append((time.monotonic() - start, text[:40], found.verdict))
        return found

    def correct(pair):
        math.clear_cache()
        return math.grade(*pair, timeout=30)

    with ThreadPoolExecutor(2) as attackers, ThreadPoolExecutor(1) as honest:
        grades = attackers.map(hostile, HOSTILE)
        verdicts = [found.verdict for found in honest.map(correct, right * 4)]
        for text, found in zip(HOSTILE, grades, strict=True):
            assert found.score == 0.0, text[:80]
            assert found.verdict != "error", (text[:80], found)
    assert set(verdicts) == {"correct"}
    # Three threads share the processes, so an answer may wait for one or two others.
    assert max(slow)[0] < 3 * (LIMIT + 1), max(slow)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.slow
def test_each_hostile_answer_is_decided_in_time(text):
    math.grade(r"\sin x", r"\cos x", timeout=60)
    for gold in ("3", "x+1", r"\ln 5", r"\{1,2\}", "Evelyn"):
        start = time.monotonic()
        assert math.grade(text, gold, timeout=LIMIT).score == 0.0
        assert time.monotonic() - start < LIMIT + 1
