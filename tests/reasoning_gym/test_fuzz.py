"""A thousand hostile answers for every task: none raises, stalls or is paid too much."""

import random
import time

import pytest
from test_tasks import HOSTILE, MOST_SECONDS, NAMES

from gem_gymnasium.engines.reasoning_gym.task import task_of

COUNT = 1000
ITEMS = 10
PIECES = (
    "0", "1", "9", "-", "+", ".", ",", "/", "*", "^", "(", ")", "[", "]", "{", "}", '"', "'", ":",
    " ", "\n", "\t", "\\", "\\frac{", "e", "E5", "x", "X", "_", "=", "->", "∧", "¬", "→", "nan",
    "inf", "True", "null", "\x00", "\ud800", "٣", "²", "½", "İ", "👩‍👩‍👧", "9" * 400, "((((",
    "]]]]", "**",
)  # fmt: skip


def changed(gold: str, rng: random.Random) -> str:
    """The right answer with some of its characters taken out, doubled, or replaced by pieces."""
    text = gold
    for _ in range(rng.randint(1, 6)):
        start = rng.randint(0, len(text))
        end = min(len(text), start + rng.choice((0, 0, 1, 1, 2, 5, 50)))
        new = rng.choice((rng.choice(PIECES), "", text[start:end] * 2, text[end:start:-1], gold))
        text = text[:start] + new + text[end:]
    return text


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_thousand_hostile_answers(name):
    task, rng = task_of(name), random.Random(name)
    items = [task.item(index + 70_000) for index in range(ITEMS)]
    golds = [task.gold(item) for item in items]
    answers = [(number % ITEMS, text) for number, text in enumerate(HOSTILE)]
    while len(answers) < COUNT + len(HOSTILE):
        number = rng.randrange(ITEMS)
        kind = rng.random()
        if kind < 0.7:
            text = changed(golds[number], rng)
        elif kind < 0.85:
            text = "".join(rng.choices(PIECES, k=rng.randint(1, 40)))
        else:
            text = "".join(map(chr, rng.choices(range(0x11000), k=rng.randint(1, 60))))
        answers.append((number, text.strip()))
    for number, text in answers:
        start = time.thread_time()
        score = task.score(text, items[number])
        seconds = time.thread_time() - start
        assert type(score) is float, text[:200]
        assert 0 <= score <= 1, (text[:200], score)
        assert seconds < MOST_SECONDS, (text[:200], len(text), seconds)
