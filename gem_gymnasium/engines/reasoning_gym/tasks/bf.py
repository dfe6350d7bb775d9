"""What a program of Brainf*ck prints."""

from __future__ import annotations

import re
from random import Random
from threading import Lock
from typing import Any

from gem_gymnasium.engines.reasoning_gym.answers import integer
from gem_gymnasium.engines.reasoning_gym.task import Item, Task
from gem_gymnasium.engines.reasoning_gym.tasks._upstream import replaced

_DRAWS = 10_000
_STEPS = 1000  # an 8-bit cell is above a target after fewer, or never
_BYTE = 256
_COMPILING = Lock()  # the compiler keeps its functions in a global table


class Bf(Task):
    """The output of a program: a word, or a number at higher difficulties."""

    name = "bf"
    example = "hello"
    pattern = r"[a-z]{5}|\d{1,3}"
    changes = (
        "An answer must be the output; reasoning-gym pays a share for a text that contains it.",
        "Programs whose numbers pass 255 are drawn again: what they print depends on the size of "
        "a cell, and some never end.",
        "Our own code knows the output from the source that is compiled: reasoning-gym's "
        "interpreter takes up to five seconds.",
    )

    def item(self, index: int) -> Item:
        dataset = self.dataset
        rng = Random(dataset.seed + index)
        for _ in range(_DRAWS):
            source = dataset.generate_bfit_code(dataset.config.difficulty, rng)
            output = _output(source)
            if output is not None:
                break
        else:  # pragma: no cover - one draw in two is good
            raise AssertionError(source)
        program = _compiled(source)
        return {
            "question": rng.choice(dataset._prompt_templates).format(bf_program=program),
            "answer": output,
            "metadata": {
                "source_dataset": self.name,
                "source_index": index,
                "bfit_code": source,
                "bf_program": program,
                "difficulty": {"difficulty": dataset.config.difficulty},
            },
        }

    def score(self, answer: str, item: Item) -> float:
        gold: str = item["answer"]
        if answer == gold:
            return 1.0
        return float(integer(gold) is not None and integer(answer) == integer(gold))


def _output(source: str) -> str | None:
    """What a program of reasoning-gym's three kinds prints; None if a number leaves a byte."""
    word = re.search(r'print\("(\w+)"\)', source)
    if word:
        return word[1]
    target, x, y = (int(value) for value in re.findall(r"int \w+ = (\d+);", source)[1:])
    bound = re.search(r"acc > (-?\d+)", source)
    total = 0
    for _ in range(_STEPS):
        if max(total, target) >= _BYTE:
            return None
        if total >= target:
            return str(total)
        total += x
        if bound is None or total > int(bound[1]):
            total += y
    return None


def _compiled(source: str) -> str:
    from reasoning_gym.code.contrib.bfit.Compiler import Compiler, Optimizer

    optimize: Any = replaced(Optimizer.optimize, print=lambda *_, **__: None)  # it prints a dot
    with _COMPILING:
        compiler = Compiler.Compiler(source)
        optimize(compiler.parser.tokens)
        program: str = compiler.compile()
    return program
