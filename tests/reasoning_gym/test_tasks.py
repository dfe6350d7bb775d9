"""Every task's items and scores can be trusted."""

import importlib
import json
import random
import re
import time

import numpy as np
import pytest
import rstr

from gem_gymnasium.engines.reasoning_gym.catalog import CATEGORIES, TASKS, camel_case
from gem_gymnasium.engines.reasoning_gym.task import Task, task_of

NAMES = sorted(TASKS)
MOST_SECONDS = 0.5  # of one score
CONSTANTS = (
    "0", "1", "2", "-1", "42", "0.5", "1/2", "yes", "no", "Yes", "No", "true", "false", "True",
    "False", "A", "B", "a", "C", "None", "null", "on", "off", "undetermined", "[]", "{}", "[[]]",
    "0 0", "1, 2, 3", "infeasible", "-", ".", "*", "()", "[0]", '""', "UP", "RRR", "P", "x",
)  # fmt: skip
HOSTILE = (
    "", " ", "\x00", "\ud800", "\udfff 1", "NaN", "inf", "-inf", "1e999", "1e-999", "1e9999999",
    "9" * 5000, "-" * 5000, "0x10", "1_000", "٣", "²", "１", "½", "½ ½", "ﬀ", "İ", "ſ",
    "10**10**10", "9**9**9**9", "((((1))))", "1/0", "0/0", "x**x**x", "factorial(9**9)",
    "__import__('os').system('true')", "exec('1')", "(lambda: 1)()", "().__class__", "open('/')",
    "%s %d {0} {answer}", "{", "}", "[", "]", "[[", "]]", "{{}}", '{"a": ', '{"a": NaN}',
    "[1, [2, [3, [4]]]]", "[null]", "[[null]]", "[true]", '{"1": null}', '{"1": {}}', '[{}]',
    '["a", 1, null, {}]', "[1e999]", '{"a": 1e999}', "-0", "+0", "00", "--1", "1 1 1 1 1 1 1 1 1",
    "\n\n\n", "\t", "\r\n1\r\n", "<answer>", "</answer>", "👩‍👩‍👧‍👦" * 50, "a b c d e f g",
    "[" * 5000, "(" * 5000, "(" * 5000 + ")" * 5000, "-" * 100_000, "~" * 5000 + "A", "¬" * 100_000,
    "1 " * 500_000, "1," * 500_000, "a" * 1_000_000, "9" * 1_000_000, "[1]" * 300_000,
    "[" * 1_000_000, "(" * 1_000_000, "\n" * 1_000_000, " " * 1_000_000, "\ud800" * 300_000,
    "R U " * 250_000, "+1" * 500_000, "x*" * 500_000, "{" * 500_000 + "}" * 500_000,
    '["a", ' * 200_000, "1 2\n" * 250_000, "->" * 500_000, "^" * 1_000_000, '"' * 1_000_000,
)  # fmt: skip


def guesses(task: Task, item, rng: random.Random) -> dict[str, str]:
    """Answers that need no solving, by name."""
    question = item["question"]
    found = {f"constant {value}": value for value in CONSTANTS}
    found["example"] = task.example
    found["question"] = question
    found["twice"] = f"{task.gold(item)} {task.gold(item)}"  # the right answer and more
    found["wrong too"] = f"{task.gold(item)} or {task.example}"
    found["around"] = f"9{task.gold(item)}9"
    for line in (0, -1):
        found[f"line {line}"] = question.strip().split("\n")[line]
    numbers = re.findall(r"-?\d+", question)
    for place in (0, -1):
        found[f"number {place}"] = numbers[place] if numbers else ""
    found["all numbers"] = " ".join(numbers)
    found["sorted numbers"] = " ".join(sorted(numbers))
    found["last word"] = (question.split() or [""])[-1]
    return found


def sample(task: Task, rng: random.Random) -> str:
    return rstr.Rstr(rng).xeger(task.pattern)


def global_state():
    return random.getstate(), np.random.get_state()[1].tolist()  # noqa: NPY002 - what is fenced


def test_the_table_is_what_is_installed():
    reasoning_gym = importlib.import_module("reasoning_gym.factory")
    assert {*TASKS, "composite"} == set(reasoning_gym.DATASETS)
    assert sum(map(len, CATEGORIES.values())) == len(TASKS)


@pytest.mark.parametrize("name", NAMES)
def test_a_task_says_what_it_is(name):
    task = task_of(name)
    assert task.name == name
    assert type(task).__name__ == camel_case(name)
    assert re.fullmatch(task.pattern, task.example), "the example is not well-formed"
    assert all(change.endswith(".") and change[0].isupper() for change in task.changes)
    assert not task.form or task.form.endswith(".")
    assert task_of(name, {}) is task
    rng = random.Random(1)
    assert all(len(sample(task, rng)) < 2000 for _ in range(20))


@pytest.mark.parametrize("name", NAMES)
def test_the_gold_answer_solves_fifty_items(name):
    task = task_of(name)
    for index in range(1000, 1050):
        item = task.item(index)
        gold = task.gold(item)
        assert gold, index
        assert gold == gold.strip(), repr(gold)
        assert item["question"].strip()
        assert re.fullmatch(task.pattern, gold), f"{gold!r} does not match the pattern"
        score = task.score(gold, item)
        assert type(score) is float
        assert score == 1.0, (index, gold, score)


@pytest.mark.parametrize("name", NAMES)
def test_an_item_is_a_function_of_its_index(name):
    task = task_of(name)
    indices = [0, 1, 7, 2**31 - 1, 123_456_789]
    random.seed(5)
    before = global_state()
    first = [json.dumps(task.item(index), default=str) for index in indices]
    golds = [task.gold(task.item(index)) for index in indices]
    assert global_state() == before
    other = type(task)({})  # another object of the same task, in another order
    again = [json.dumps(other.item(index), default=str) for index in reversed(indices)]
    assert again[::-1] == first
    assert [other.gold(other.item(index)) for index in indices] == golds
    assert len(set(first)) >= 3, "items hardly differ"


@pytest.mark.parametrize("name", NAMES)
def test_scoring_changes_no_item_and_repeats(name):
    task = task_of(name)
    item = task.item(3)
    before = json.dumps(item, default=str)
    rng = random.Random(0)
    tries = [task.gold(item), sample(task, rng), task.example, "1", ""]
    scores = [task.score(answer, item) for answer in tries]
    assert scores == [task.score(answer, item) for answer in tries]
    assert json.dumps(item, default=str) == before


@pytest.mark.parametrize("name", NAMES)
def test_hostile_answers_score_and_never_raise_or_stall(name):
    task = task_of(name)
    for index in range(2):
        item = task.item(index)
        gold = task.gold(item)
        changed = [gold[:-1], gold + gold, gold[::-1], gold.upper(), gold.replace(" ", "")]
        for answer in (*HOSTILE, *changed):
            start = time.thread_time()
            score = task.score(answer, item)
            seconds = time.thread_time() - start
            assert type(score) is float, answer[:50]
            assert 0 <= score <= 1, (answer[:50], score)
            assert seconds < MOST_SECONDS, (answer[:50], len(answer), seconds)
            if len(answer) > 50_000:
                assert score < 1, answer[:50]


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_what_solves_nothing_succeeds_no_more_than_chance(name):
    task = task_of(name)
    rng = random.Random(3)
    solved: dict[str, int] = {}
    count = 60
    for index in range(count):
        item = task.item(index + 5000)
        for kind, answer in {**guesses(task, item, rng), "sample": sample(task, rng)}.items():
            solved[kind] = solved.get(kind, 0) + (task.score(answer.strip(), item) == 1)
    allowed = task.chance * count + 3 * (task.chance * (1 - task.chance) * count) ** 0.5 + 1
    best = max(solved, key=lambda kind: solved[kind])
    assert solved[best] <= allowed, (best, solved[best], allowed)
    assert task.chance < 0.05 or solved[best] >= task.chance * count / 3, "chance is said too high"


@pytest.mark.parametrize("name", NAMES)
def test_items_are_made_in_bounded_time(name):
    task = task_of(name)
    task.item(0)
    times = []
    for index in range(30):
        start = time.thread_time()
        item = task.item(20_000 + index)
        task.gold(item)
        times.append(time.thread_time() - start)
    assert max(times) < 2.0, max(times)  # 1 s on an idle machine
