"""How many mathematical answers are graded a second, beside GEM's grader in the same run?

python benchmarks/math_grader.py [--json FILE]

Both grade the same pairs, one after the other on one core. Ours are timed without the memory of
pairs and values, which training with groups of samples would hit; sympy's process is started
before. GEM's is its default (Hendrycks' normalisation, then sympy, then math-verify) with a limit
of a second by a signal; it needs pylatexenc beside GEM.
"""

from __future__ import annotations

import functools
import logging
import random
import signal
import time
import warnings
from collections.abc import Callable
from typing import Any

from common import parser, report

from gem_gymnasium.graders import math
from gem_gymnasium.graders.math import clear_cache

Pairs = list[tuple[str, str]]

PLAIN = ["72", "-5", "1,234", "0.75", "3/4", "12.50", "100", "7", "2048", "18"]
LATEX = [
    (r"\frac{1}{2}", r"\dfrac{2}{4}"), (r"2\sqrt{3}", r"\sqrt{12}"), (r"\frac{\pi}{2}", r"\pi/2"),
    (r"x^2+2x+1", r"(x+1)^2"), (r"\frac{1}{\sqrt{2}}", r"\frac{\sqrt{2}}{2}"), (r"90^\circ", "90"),
    (r"\left(3,\frac{\pi}{2}\right)", r"(3, \pi/2)"), (r"[1,2)", r"\left[1, 2\right)"),
    (r"\frac{3\sqrt{3}}{4}", r"\frac{3}{4}\sqrt{3}"), (r"y=2x+1", "2x+1"), ("10\\%", "10\\%"),
    (r"5\text{ cm}", "5"), (r"\frac{a+b}{2}", r"\frac{b+a}{2}"), (r"3+4i", "4i+3"),
    (r"(-\infty,3)\cup(5,\infty)", r"(-\infty, 3) \cup (5, \infty)"), (r"2^{10}", "1024"),
    (r"\sqrt[3]{16}", r"2\sqrt[3]{2}"), (r"\text{Evelyn}", r"\text{Evelyn}"), ("6 - 5i", "6-5i"),
    (r"\begin{pmatrix} 1 \\ 2 \end{pmatrix}", r"\begin{pmatrix}1\\2\end{pmatrix}"),
    (r"\{1,2,3\}", r"\{3,2,1\}"), (r"\$32,000", "32000"), (r"11\sqrt2", r"11\sqrt{2}"),
    (r"\frac{270}7\text{ degrees}", r"\frac{270}{7}"), ("(x-1)(x+1)", "x^2-1"),
    (r"\sin^2 x", r"\sin^{2}(x)"), (r"\ln 4", r"2\ln 2"), (r"\log_2 8", "3"),
    (r"\cos(2x)", r"2\cos^2 x-1"), (r"e^{x+y}", "e^x e^y"),
]  # fmt: skip
"""As answers and golds of MATH are: most are numbers, roots and polynomials, some are functions."""


def plain_pairs(right: bool, count: int) -> Pairs:
    """Numbers as they are written, each different."""
    rng = random.Random(0)
    pairs = []
    for _ in range(count):
        value = rng.randint(-100_000, 100_000)
        gold = value if right else value + rng.randint(1, 9)
        form = rng.choice(["{0}", "{0:,}", "{0}.0", "{1}/2", "\\${0}", "{0}.", "{0} apples"])
        pairs.append((form.format(abs(value), 2 * abs(value)), str(abs(gold))))
    return pairs


def latex_pairs(right: bool) -> Pairs:
    """Pairs of LaTeX: equal ones, or each answer with the gold of the next."""
    golds = [gold for _, gold in LATEX]
    if not right:
        golds = golds[1:] + golds[:1]
    return [(answer, gold) for (answer, _), gold in zip(LATEX, golds, strict=True)]


def load_gem_grader() -> Callable[[str, str], bool] | None:
    """GEM's default grader with its time limit, or None where it isn't installed."""
    try:
        warnings.simplefilter("ignore")
        from gem.utils.math_grader import boxed_reward_fn, run_with_timeout_signal
    except ImportError:
        return None
    logging.disable(logging.CRITICAL)

    def graded(answer: str, gold: str) -> bool:
        function = functools.partial(boxed_reward_fn, fast=False)
        found: Any = run_with_timeout_signal(
            function, args=(f"\\boxed{{{answer}}}", gold), timeout_seconds=1
        )
        signal.alarm(0)
        return bool(found and found[1])

    return graded


def ours(answer: str, gold: str) -> bool:
    return math.grade(answer, gold).score == 1.0


def rate(grade: Callable[[str, str], bool], pairs: Pairs, seconds: float) -> tuple[float, int]:
    """Pairs a second, and how many of them are graded as equal."""
    clock = time.perf_counter
    equal = [grade(*pair) for pair in pairs]  # grammars and processes warm up
    done = 0
    start = clock()
    while clock() - start < seconds:
        clear_cache()
        for pair in pairs:
            grade(*pair)
        done += len(pairs)
    return done / (clock() - start), sum(equal)


def main() -> None:
    options = parser(__doc__ or "").parse_args()
    theirs = load_gem_grader()
    rows = []
    sets = {
        "numbers, right": plain_pairs(True, 2000),
        "numbers, wrong": plain_pairs(False, 2000),
        "LaTeX, right": latex_pairs(True),
        "LaTeX, wrong": latex_pairs(False),
    }
    for name, pairs in sets.items():
        ours_rate, ours_equal = rate(ours, pairs, options.seconds)
        few = pairs[:100]
        their_rate, their_equal = (
            rate(theirs, few, options.seconds) if theirs is not None else (None, None)
        )
        rows.append(
            {
                "answers": name,
                "pairs": len(pairs),
                "equal": ours_equal,
                "per second": ours_rate,
                "GEM pairs": len(few),
                "GEM equal": their_equal,
                "GEM per second": their_rate,
                "ratio": ours_rate / their_rate if their_rate else None,
            }
        )
    report("Mathematical answers graded a second, on one core", rows, options.json)


if __name__ == "__main__":
    main()
