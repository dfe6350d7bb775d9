"""Small data sets that stand in for those that ids load from the network.

An id over a data set is checked over rows in its schema: the same code loads, shows and grades
them. What only the real rows can show, these checks don't.
"""

from __future__ import annotations

import atexit
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from gem_gymnasium.registration import Entry

__all__ = ["make_kwargs"]

_ROWS = 400  # a check resets an environment as often, without a seed
_PLACES = ("North", "South", "East", "West", "Old", "New", "Upper", "Lower", "Great", "Little")


def make_kwargs(entry: Entry) -> dict[str, Any]:
    """What ``gymnasium.make`` is given so that an id needs no network: nothing for most ids.

    Images are left out, since the checks are those of text; the rest is as the id says.
    """
    if entry.needs == "nothing":
        return {}
    question, answer = (
        entry.kwargs.get(key, default)
        for key, default in (("question_key", "question"), ("answer_key", "answer"))
    )
    given: dict[str, Any] = {"dataset": str(_file(entry.family, question, answer))}
    for name in ("split", "image_key"):
        if entry.kwargs.get(name) is not None:
            given[name] = None
    return given


@cache
def _folder() -> Path:
    folder, maker = Path(tempfile.mkdtemp(prefix="gem_gymnasium_")), os.getpid()

    def remove() -> None:
        if os.getpid() == maker:  # a fork may end before
            shutil.rmtree(folder, ignore_errors=True)

    atexit.register(remove)
    return folder


@cache
def _file(family: str, question: str, answer: str) -> Path:
    """A file of a family's rows, with these columns."""
    path = _folder() / f"{family}_{question}_{answer}.jsonl"
    rows = _FAMILIES[family]()
    path.write_text("".join(json.dumps({question: q, answer: a}) + "\n" for q, a in rows))
    return path


def _math() -> Iterator[tuple[str, Any]]:
    for row in range(_ROWS):
        left, right = 7 * row + 3, 2 + row % 11
        forms = (
            (f"What is {left} times {right}?", str(left * right)),
            (f"What is {left} plus {right}?", left + right),
            (f"What is half of {left}?", [f"\\frac{{{left}}}{{2}}", f"{left / 2}"]),
            (f"Factor $x^2 - {left**2}$.", f"(x - {left})(x + {left})"),
            (
                f"Write the row vector with {left} and {right}.",
                f"\\begin{{pmatrix}} {left} & {right} \\end{{pmatrix}}",
            ),
        )
        yield forms[row % len(forms)]


def _qa() -> Iterator[tuple[str, Any]]:
    for row in range(_ROWS):
        place = f"{_PLACES[row % 10]} {_PLACES[row // 10 % 10]}ford"
        year = 1200 + 2 * row
        if row % 2:
            yield f"In which year was the bridge number {row} of {place} built?", str(year)
        else:
            yield f"Which town built a bridge in {year}?", [f"{place} {row}", f"The {place} {row}"]


def _logic() -> Iterator[tuple[str, Any]]:
    for row in range(_ROWS):
        fact = "" if row % 2 else "not "
        yield f"Cat {row} is {fact}grey. Cat {row} is grey. Is that true?", str(not fact)


_FAMILIES = {"math": _math, "qa": _qa, "logic": _logic}
