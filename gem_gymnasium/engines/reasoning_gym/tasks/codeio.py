"""What a function gives for an input (CodeI/O)."""

from __future__ import annotations

import builtins
import copy
import gzip
import importlib
import json
import math
import re
import zlib
from collections.abc import Mapping
from decimal import Context, localcontext
from functools import cache
from importlib import resources
from random import Random
from types import ModuleType
from typing import Any

from gem_gymnasium.engines.reasoning_gym.answers import json_value
from gem_gymnasium.engines.reasoning_gym.task import Item, Task

_DRAWS = 200
_LONGEST = 500  # characters of an output
_LONGEST_INPUT = 3000
_TOLERANCE = 1e-6  # of a float, relative
_FILE = "codeio.jsonl.gz"
_CHECKSUM = 548563867
# Which of the file's lines are asked, as bits from the first on. Their programs use none but the
# modules below and no built-in function that reaches outside; 40 inputs gave the same output in
# every process and Python, in a few milliseconds, and no output came up for more than a quarter.
_ASKED = """
249377594e4ce86363ae1efd47fb977bfdf66d5e312baf44b3817673c63ee2de2720accca460d69ff4df5f93cf78deab
cbb2b2dc4ac1ec79926747fc3ef37121dc6c9a0011c9f47c4fce2f07fa0def2329c3bcb060ee2a1813d048e6546394c2
828e90140a8432a680861ec042431ae01eb338bc6c6941122c53c4c4ae80090b701ab911848b5000882b106149210a8a
6418a80070b89b28a103c60c60a11ce1a44645e65c2a94cea51a0bf00816d18c49830e103231e085240903805e5416b8
1e8ea060deb8a5642214604096252f0b80bc401e78eb303800b4608801392409a238215b0612aa24136c1934d544ab44
ec41a0f414e64c4c0f71e049007e58b228877d419ca6a96b52a98554344962a080e0c2b83230b2638e3be0080a266a84
11ce654220e2348eb69603a184296053788c146f6083293000100eaacf318032e00c521ae0ca610274d0d09133309033
060f003070a254984010f99e0004662a04034ed94043801c149d1d6011e683089acc544c8704d05
"""
_MODULES = {
    "abc", "base64", "binascii", "bisect", "cmath", "collections", "collections.abc", "copy",
    "dataclasses", "decimal", "enum", "fractions", "functools", "hashlib", "heapq", "itertools",
    "json", "math", "numbers", "operator", "re", "statistics", "string", "struct", "textwrap",
    "typing",
}  # fmt: skip
_HIDDEN = {
    "breakpoint", "compile", "dir", "eval", "exec", "exit", "globals", "hash", "help", "id",
    "input", "locals", "memoryview", "open", "quit", "vars",
}  # fmt: skip


class Codeio(Task):
    """The output of a function that reasoning-gym ships."""

    name = "codeio"
    example = '{"total": 12345}'
    pattern = r"-?\d{1,4}|true|false|[\[{\"\-\dn][ -~]{0,499}"
    tagged = True
    form = "Write the output as JSON."
    changes = (
        "Only outputs are asked, whatever input_prediction_probability is: many inputs can give "
        "an output, and to check one means to run a program on a model's text.",
        "Of 3,002 programs those are used that depend on nothing but their input, are quick, and "
        "give many different outputs.",
        "The input is shown as it was before the program changed it.",
        "An output scores 1 if it is the same JSON value, floats within a millionth, else 0: "
        "reasoning-gym pays for likeness, 0.01 for any object, and for what contains the right "
        "one.",
    )

    def make_dataset(self, **extra: Any) -> Any:
        # Without its own __init__, which reads all lines into a variable of the class, where a data
        # set of another difficulty replaces them.
        from reasoning_gym.dataset import ProceduralDataset
        from reasoning_gym.factory import DATASETS

        cls: Any
        cls, config_class = DATASETS[self.name]
        config = config_class(**{**self.config, **extra})
        dataset = cls.__new__(cls)
        ProceduralDataset.__init__(dataset, config, config.seed, config.size)  # it validates
        _lines(config.difficulty)
        return dataset

    def item(self, index: int) -> Item:
        from reasoning_gym.code.codeio import OUTPUT_PREDICTION_PROMPT_TEMPLATE

        dataset = self.dataset
        lines = _lines(dataset.config.difficulty)
        rng = Random(dataset.seed + index)
        for _ in range(_DRAWS):
            entry = json.loads(rng.choice(lines))
            try:
                given, output = run(entry["code_sample"], entry["input_generator"], rng)
                answer = json.dumps(output, allow_nan=False)
            except Exception:  # noqa: S112 - whatever a program raises
                continue
            if len(answer) <= _LONGEST and len(str(given)) <= _LONGEST_INPUT:
                break
        else:
            raise AssertionError(dataset.config)  # pragma: no cover - nearly all inputs are good
        return {
            "question": OUTPUT_PREDICTION_PROMPT_TEMPLATE.format(
                entry["task_description"], entry["input_output_spec"], given, entry["code_sample"]
            ),
            "answer": answer,
            "metadata": {
                "source_dataset": self.name,
                "source_index": index,
                "input_data": given,
                "output_data": output,
                "difficulty": {"difficulty": dataset.config.difficulty},
            },
        }

    def score(self, answer: str, item: Item) -> float:
        gold = json.loads(item["answer"])
        if len(answer) > 8 * len(item["answer"]) + 1000:
            return 0.0
        if isinstance(gold, str) and answer == gold:
            return 1.0  # without quotes
        return float(_same(_value(answer), gold))


def run(program: str, generator: str, rng: Random) -> tuple[dict[str, Any], Any]:
    """An input for a program of reasoning-gym's file, and its output.

    The programs are part of reasoning-gym and known (see `_ASKED`); what is hidden from them is a
    second line of defence.
    """
    names: dict[str, Any] = {"__builtins__": _visible(), "__name__": "builtins", "Random": Random}
    with localcontext(Context()):  # some set the precision, and a thread's is not the process's
        exec(f"{program}\n\n{generator}", names)  # noqa: S102 - no answer of a model
        given = names["generate_inputs"](rng)
        before = copy.deepcopy(given)
        return before, names["main_solution"](**given)


@cache
def _visible() -> dict[str, Any]:
    """The built-in names of the programs."""
    names = {name: value for name, value in vars(builtins).items() if name not in _HIDDEN}
    return {**names, "__import__": _imported, "print": lambda *_, **__: None}


class _Absent(ModuleType):
    """A module that a program imports and doesn't use."""

    def __getattr__(self, name: str) -> None:
        if name.startswith("__"):
            raise AttributeError(name)


def _imported(
    name: str,
    _globals: Mapping[str, Any] | None = None,
    _locals: Mapping[str, Any] | None = None,
    wanted: tuple[str, ...] = (),
    _level: int = 0,
) -> ModuleType:
    if name not in _MODULES:
        return _Absent(name)
    return importlib.import_module(name if wanted else name.partition(".")[0])


@cache
def _lines(difficulty: int | None = None) -> list[str]:
    """The lines of the file that are asked, of a difficulty if one is given."""
    if difficulty is not None:
        lines = [line for line in _lines() if json.loads(line).get("difficulty") == difficulty]
        if not lines:
            has = sorted({json.loads(line).get("difficulty") or 0 for line in _lines()} - {0})
            msg = f"difficulty={difficulty!r}: there are programs of {has}."
            raise ValueError(msg)
        return lines
    file = resources.files("reasoning_gym.data").joinpath(_FILE)
    raw = gzip.decompress(file.read_bytes())
    if zlib.crc32(raw) != _CHECKSUM:
        msg = f"{_FILE} is not the one of reasoning-gym 0.1.25."
        raise RuntimeError(msg)
    asked = int("".join(_ASKED.split()), 16)
    return [
        line.decode("utf-8") for number, line in enumerate(raw.splitlines()) if asked >> number & 1
    ]


_NOTHING = object()
_NAMES = {"True": "true", "False": "false", "None": "null"}


def _value(text: str) -> Any:
    """The JSON value of a text, which may be written as Python does; `_NOTHING` if it is none."""
    for candidate in (text, re.sub(r"\b(?:True|False|None)\b", lambda word: _NAMES[word[0]], text)):
        value = json_value(candidate)
        if value is not None or candidate.strip() == "null":
            return value
    return _NOTHING


def _same(value: Any, gold: Any) -> bool:
    """Whether two JSON values are the same, floats nearly."""
    if isinstance(gold, dict):
        return (
            isinstance(value, dict)
            and value.keys() == gold.keys()
            and all(_same(value[key], gold[key]) for key in gold)
        )
    if isinstance(gold, list):
        return isinstance(value, list) and len(value) == len(gold) and all(map(_same, value, gold))
    if isinstance(gold, float) and type(value) in (int, float):
        return abs(value) < 1e300 and math.isclose(value, gold, rel_tol=_TOLERANCE, abs_tol=1e-12)
    if type(gold) is int and type(value) is float:
        return value == gold
    return type(value) is type(gold) and bool(value == gold)
