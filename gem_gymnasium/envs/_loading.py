"""Data sets: found, read and checked once a process, then shared by all environments over them."""

from __future__ import annotations

import csv
import json
import os
import re
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from importlib import import_module
from pathlib import Path
from typing import Any, TypeAlias
from weakref import WeakValueDictionary

from gem_gymnasium.envs._rows import DatasetError, Read, Rows, TestedRows

__all__ = ["Dataset", "load", "load_tested"]

Dataset: TypeAlias = Any
"""A Hugging Face id, a path, a ``datasets.Dataset`` or ``DatasetDict``, or a list of dicts."""

_HUB_ID = re.compile(r"(?:[\w-][\w.-]*/)?[\w-][\w.-]*", re.ASCII)
_SUFFIXES = (".jsonl", ".json", ".csv", ".parquet")
_MOST_KEPT = 32  # data sets that stay loaded though no environment uses them

# By what they were loaded from. The objects that users gave live as long as an environment over
# them does, and no longer.
_kept: dict[Any, Rows | TestedRows] = {}
_given: WeakValueDictionary[Any, Rows | TestedRows] = WeakValueDictionary()
_lock = threading.RLock()


def _renew_lock() -> None:
    """A fork has its parent's lock, which a thread that it has not may hold."""
    global _lock
    _lock = threading.RLock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_renew_lock)


@dataclass(frozen=True)
class _Request:
    """What was asked for; called, it loads it again."""

    dataset: Dataset
    split: str | None
    subset: str | None
    question_key: str
    answer_key: str | tuple[str, ...]  # several of tests
    image_key: str | None = None
    solution_key: str | None = None
    read: Read | None = None

    def __call__(self) -> Any:
        asked = tuple(getattr(self, one.name) for one in fields(self) if one.name != "dataset")
        if isinstance(self.dataset, str):
            key = (self.dataset, _stamp(self.dataset), *asked)
            with _lock:
                if key not in _kept:
                    _kept[key] = self._load()
                    if len(_kept) > _MOST_KEPT:
                        del _kept[next(iter(_kept))]
                return _kept[key]
        with _lock:
            # The rows hold the object, so that its id stays its own.
            rows = _given.get((id(self.dataset), *asked))
            if rows is None:
                rows = _given[id(self.dataset), *asked] = self._load()
            return rows

    def _load(self) -> Rows | TestedRows:
        table = _table(self.dataset, self.split, self.subset)
        answers = (self.answer_key,) if isinstance(self.answer_key, str) else self.answer_key
        for key in (self.question_key, *answers, self.image_key, self.solution_key):
            if key is not None and key not in table.columns:
                raise DatasetError(
                    f"{table.name} has no column {key!r}; it has "
                    f"{', '.join(map(repr, table.columns)) or 'none'}. Pass question_key= and "
                    "answer_key= as they are called there."
                )
        questions = table.column(self.question_key)
        if self.read is not None:
            one = isinstance(self.answer_key, str)
            return TestedRows(
                table.name,
                questions,
                table.cells(answers[0]) if one else _joined(table, answers),
                read=self.read,
                columns=(self.question_key, ", ".join(answers)),
                solutions=None if self.solution_key is None else table.cells(self.solution_key),
                reload=self,
            )
        return Rows(
            table.name,
            questions,
            table.column(answers[0]),
            columns=(self.question_key, answers[0]),
            images=None if self.image_key is None else table.cells(self.image_key),
            reload=self,
        )


def _joined(table: _Table, keys: tuple[str, ...]) -> Callable[[int], dict[str, Any]]:
    """From a row's index to a dictionary of some of its columns."""
    cells = {key: table.cells(key) for key in keys}
    return lambda index: {key: cell(index) for key, cell in cells.items()}


def load(
    dataset: Dataset,
    *,
    split: str | None = None,
    subset: str | None = None,
    question_key: str,
    answer_key: str,
    image_key: str | None = None,
) -> Rows:
    """The rows of a data set: the same object for the same arguments, in any thread.

    Args:
        dataset: A Hugging Face id, a file (jsonl, json, csv, parquet), a folder as
            ``datasets.load_dataset`` takes it, a ``datasets.Dataset`` or ``DatasetDict``, or a list
            of dicts. An object that is given must not be changed afterwards.
        split: Which split, where there are several.
        subset: Which configuration of a Hugging Face data set, where there are several.
        question_key: The column of questions.
        answer_key: The column of right answers.
        image_key: The column of images, if they are wanted.

    Raises:
        DatasetError: If it can't be found, read, or used; the message says what to do.
    """
    split, subset, image_key = _named(split=split, subset=subset, image_key=image_key)
    question, answer = _column("question_key", question_key), _column("answer_key", answer_key)
    rows: Rows = _Request(_place(dataset), split, subset, question, answer, image_key)()
    return rows


def load_tested(
    dataset: Dataset,
    *,
    split: str | None = None,
    subset: str | None = None,
    question_key: str,
    answer_key: str | Sequence[str],
    solution_key: str | None = None,
    read: Read,
) -> TestedRows:
    """The rows of a data set whose answers are tested; otherwise as `load`.

    Args:
        dataset: As in `load`.
        split: As in `load`.
        subset: As in `load`.
        question_key: The column of questions.
        answer_key: The column of tests, or several that ``read`` takes as a dictionary.
        solution_key: The column of right answers, if there is one.
        read: Reads tests; a function that pickles.

    Raises:
        DatasetError: If it can't be found, read, or used; the message says what to do.
    """
    split, subset, solution_key = _named(split=split, subset=subset, solution_key=solution_key)
    question = _column("question_key", question_key)
    answers: str | tuple[str, ...]
    if isinstance(answer_key, list | tuple) and answer_key:
        answers = tuple(_column("answer_key", key) for key in answer_key)
    else:
        answers = _column("answer_key", answer_key)
    rows: TestedRows = _Request(
        _place(dataset), split, subset, question, answers, solution_key=solution_key, read=read
    )()
    return rows


def _column(name: str, key: object) -> str:
    if not isinstance(key, str):
        raise DatasetError(f"{name} must be a text, got {key!r}.")
    return key


def _named(**names: str | None) -> list[str | None]:
    """Names that may be left out, checked."""
    for name, key in names.items():
        if key is not None and not isinstance(key, str):
            raise DatasetError(f"{name} must be a text or None, got {key!r}.")
    return list(names.values())


def _place(name: Dataset) -> Dataset:
    """The whole path of a file or folder; a Hugging Face id or an object as it is."""
    if isinstance(name, os.PathLike):
        name = os.fspath(name)
    if not isinstance(name, str):
        return name
    if not name:
        raise DatasetError("dataset is an empty text; pass a Hugging Face id or a path.")
    path = os.path.abspath(os.path.expanduser(name))
    if os.path.exists(path):
        return path
    if not _HUB_ID.fullmatch(name) or name.endswith(_SUFFIXES):
        raise DatasetError(f"There is no file or folder {name!r} (looked for at {path}).")
    return name


def _stamp(path: str) -> tuple[int, int] | None:
    """What changes when a file does."""
    if not os.path.isfile(path):
        return None
    found = os.stat(path)
    return found.st_mtime_ns, found.st_size


# --- tables: a name, and columns ------------------------------------------------------------------

Row: TypeAlias = Mapping[str, Any]
_MISSING = type("missing", (), {"__repr__": lambda self: "nothing"})()


@dataclass(frozen=True)
class _Table:
    name: str
    columns: Sequence[str]
    column: Callable[[str], Sequence[object]]
    cells: Callable[[str], Callable[[int], Any]]
    """From a column's name to a function that reads one cell, since images are read one by one."""


def _table(dataset: Dataset, split: str | None, subset: str | None) -> _Table:
    if isinstance(dataset, str):
        path = Path(dataset)
        if not path.is_file():
            return _from_datasets(path.name if path.is_dir() else dataset, dataset, split, subset)
        if split is not None or subset is not None:
            raise DatasetError(
                f"{dataset} is one file, which has no splits: drop split={split!r} and "
                f"subset={subset!r} (pass None over those of an id)."
            )
        return _from_file(path)
    if subset is not None:
        raise DatasetError(f"subset={subset!r} is of Hugging Face ids; drop it.")
    columns = getattr(dataset, "column_names", None)
    if isinstance(columns, dict):
        dataset, split = _one_split("The DatasetDict", dataset, split), None
        columns = dataset.column_names
    if split is not None:
        raise DatasetError(f"The data set that was given has no splits; drop split={split!r}.")
    if isinstance(columns, list) and hasattr(dataset, "__len__"):
        return _of_dataset("dataset", dataset)
    if isinstance(dataset, list | tuple):
        return _of_records("list", dataset)
    raise DatasetError(
        "dataset must be a Hugging Face id, a path, a datasets.Dataset or DatasetDict (which isn't "
        f"streamed), or a list of dicts, got {type(dataset).__name__}."
    )


def _one_split(name: str, splits: Mapping[str, Any], split: str | None) -> Any:
    known = ", ".join(map(repr, splits))
    if split is None and len(splits) != 1:
        raise DatasetError(f"{name} has several splits; pass split=, one of {known}.")
    if split is not None and split not in splits:
        raise DatasetError(f"{name} has no split {split!r}; it has {known}.")
    return next(iter(splits.values())) if split is None else splits[split]


def _of_records(name: str, rows: Sequence[Any]) -> _Table:
    for number, row in enumerate(rows):
        if not isinstance(row, Mapping):
            raise DatasetError(
                f"Row {number} of {name} (rows are counted from 0) must be an object with columns, "
                f"got {type(row).__name__}."
            )

    def column(key: str) -> list[object]:
        return [row.get(key, _MISSING) for row in rows]

    columns = list(map(str, rows[0])) if rows else []
    if not rows:
        raise DatasetError(f"{name} has no rows.")
    return _Table(name, columns, column, lambda key: lambda index: rows[index].get(key))


def _of_dataset(name: str, dataset: Any) -> _Table:
    plain = dataset.with_format(None)
    return _Table(
        name,
        plain.column_names,
        lambda key: list(plain[key]),
        lambda key: lambda index: plain[index][key],
    )


# --- files ----------------------------------------------------------------------------------------


def _from_file(path: Path) -> _Table:
    suffix = path.suffix.lower()
    if suffix not in _SUFFIXES:
        raise DatasetError(
            f"{path} has the suffix {suffix!r}; files of {', '.join(_SUFFIXES)} can be read."
        )
    if suffix == ".parquet":
        return _from_parquet(path)
    return _of_records(path.stem, {".jsonl": _jsonl, ".json": _json, ".csv": _csv}[suffix](path))


def _jsonl(path: Path) -> list[Any]:
    rows = []
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if number == 1:
                line = line.removeprefix(b"\xef\xbb\xbf")
            if line.strip():
                try:
                    rows.append(json.loads(line))
                except (ValueError, RecursionError) as error:
                    raise DatasetError(f"Line {number} of {path} is no JSON: {error}.") from None
    return rows


def _json(path: Path) -> list[Any]:
    try:
        rows = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise DatasetError(f"{path} is no JSON: {error}.") from None
    if not isinstance(rows, list):
        raise DatasetError(
            f"{path} must hold a list of objects, got {type(rows).__name__}; a file with an object "
            "on each line has the suffix .jsonl."
        )
    return rows


def _csv(path: Path) -> list[Any]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines, strict=True)
        try:
            header = reader.fieldnames or []
            doubled = sorted({name for name in header if header.count(name) > 1})
            if doubled:
                raise DatasetError(f"{path} has the column {doubled[0]!r} twice.")
            rows = []
            for row in reader:
                if None in row:
                    raise DatasetError(
                        f"Line {reader.line_num} of {path} has more fields than the header."
                    )
                rows.append(row)
        except (csv.Error, UnicodeDecodeError) as error:
            line = reader.line_num + 1
            raise DatasetError(f"Line {line} of {path} is no CSV in UTF-8: {error}.") from None
    return rows


def _from_parquet(path: Path) -> _Table:
    parquet = import_module("pyarrow.parquet")  # heavy, and most data sets don't need it
    try:
        table = parquet.read_table(path)
    except (ValueError, OSError) as error:  # as Arrow's own errors are
        raise DatasetError(f"{path} is no Parquet file: {error}") from None
    return _Table(
        path.stem,
        table.column_names,
        lambda key: table.column(key).to_pylist(),
        lambda key: lambda index: table.column(key)[index].as_py(),
    )


# --- Hugging Face's library -----------------------------------------------------------------------


def _from_datasets(name: str, place: str, split: str | None, subset: str | None) -> _Table:
    datasets = import_module("datasets")  # it takes seconds
    try:
        found = datasets.load_dataset(place, subset, split=split)
    except Exception as error:  # it raises what its many parts raise
        raise DatasetError(_why(place, split, error)) from error
    if isinstance(found, Mapping):
        found = _one_split(name, found, None)
    return _of_dataset(name, found)


def _why(place: str, split: str | None, error: Exception) -> str:
    """What went wrong when a data set was looked for, and what to do."""
    said = f"{type(error).__name__}: {error}"[:400]
    if isinstance(error, ValueError) and split is not None and "split" in str(error).lower():
        return f"{place} has no split {split!r}. {said}"
    if os.path.isdir(place):
        return f"The folder {place} can't be loaded. {said}"
    folder = place.rpartition("/")[2]
    return (
        f"The data set {place!r} can't be loaded from Hugging Face. {said}\n"
        "If the name is right, and there is no network here, load it once where there is one: "
        f"`hf download {place} --repo-type dataset --local-dir {folder}`, and pass the folder as "
        f"dataset={folder!r}. HF_HUB_OFFLINE=1 takes what is in the cache and asks nobody."
    )
