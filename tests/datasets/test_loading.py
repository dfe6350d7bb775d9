"""What can be loaded, and what an error says of what can't."""

import json
import os
import pickle
import threading

import datasets
import pyarrow
import pyarrow.parquet
import pytest

from gem_gymnasium.envs import _loading
from gem_gymnasium.envs._loading import load
from gem_gymnasium.envs._rows import DatasetError, Rows

ROWS = [
    {"q": "What is 1 + 1?", "a": "2", "more": None},
    {"q": "Which town is it?", "a": ["Rome", "Roma"], "more": None},
    {"q": "What is half of 5?", "a": [2.5], "more": None},
]
TEXTS = [{"q": row["q"], "a": str(row["a"])} for row in ROWS]


def read(dataset, **kwargs):
    return load(dataset, **{"question_key": "q", "answer_key": "a", **kwargs})


@pytest.fixture
def file(tmp_path):
    def write(content, name="rows.jsonl"):
        path = tmp_path / name
        if isinstance(content, list):
            content = "\n".join(map(json.dumps, content))
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


def folder(path, **splits):
    """A data-set folder with a card that names its splits."""
    path.mkdir()
    lines = "".join(f"  - split: {name}\n    path: {name}.jsonl\n" for name in splits)
    card = f"---\nconfigs:\n- config_name: default\n  data_files:\n{lines}---\n"
    (path / "README.md").write_text(card)
    for name, rows in splits.items():
        (path / f"{name}.jsonl").write_text("\n".join(map(json.dumps, rows)))
    return path


# --- what can be loaded ---------------------------------------------------------------------------


def test_jsonl_and_json(file):
    for rows in (
        read(file(ROWS)),
        read(str(file(ROWS))),
        read(file(b"\xef\xbb\xbf" + b"\r\n\r\n".join(json.dumps(r).encode() for r in ROWS))),
        read(file(json.dumps(ROWS), "rows.json")),
        read(ROWS),
    ):
        assert [row.question for row in rows] == [row["q"] for row in ROWS]
        assert [row.golds for row in rows] == [("2",), ("Rome", "Roma"), (2.5,)]
        assert rows[-1] == rows[2:][0]
        with pytest.raises(IndexError):
            rows[3]


def test_csv(file):
    rows = read(file('q,a\n"One, or\n""two""?",1\nÄ?, b\n', "rows.csv"))
    assert [(row.question, row.golds) for row in rows] == [
        ('One, or\n"two"?', ("1",)),
        ("Ä?", (" b",)),
    ]


def test_parquet_and_data_sets(tmp_path):
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(TEXTS), tmp_path / "rows.parquet")
    given = datasets.Dataset.from_list(TEXTS)
    both = datasets.DatasetDict(train=given, test=given.select([2, 0]))
    for rows in (
        read(tmp_path / "rows.parquet"),
        read(given),
        read(given.select([0, 1, 2])),
        read(given.with_format("numpy")),
        read(datasets.DatasetDict(train=given)),
        read(both, split="train"),
    ):
        assert [row.golds[0] for row in rows] == [row["a"] for row in TEXTS]
    assert [row.golds for row in read(both, split="test")] == [("[2.5]",), ("2",)]


def test_a_folder_as_hugging_face_has_it(tmp_path, monkeypatch):
    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", tmp_path / "cache")
    place = folder(tmp_path / "mine", train=TEXTS, odd_name=TEXTS[:1])
    assert len(read(place, split="train")) == 3
    assert len(read(str(place), split="odd_name")) == 1
    assert read(place, split="train").name == "mine"
    with pytest.raises(DatasetError, match=r"several splits; pass split=, one of .*'odd_name'"):
        read(place)
    with pytest.raises(DatasetError, match=r"has no split 'dev'.*odd_name"):
        read(place, split="dev")


def test_answers_of_all_types():
    answers = ["x", 3, -0.5, True, ["a", 1], (2,), ["y"]]
    rows = read([{"q": "?", "a": answer} for answer in answers])
    golds = [("x",), (3,), (-0.5,), ("true",), ("a", 1), (2,), ("y",)]
    assert [row.golds for row in rows] == golds
    assert rows.labels == ("-0.5", "2", "3", "a", "true", "x", "y")
    assert read([{"q": "?", "a": a} for a in ("b", "a", " B")]).counts == (2, 1)


# --- once a process -------------------------------------------------------------------------------


def test_a_file_is_read_once_and_anew_when_it_changed(file, monkeypatch):
    read_files = []
    monkeypatch.setattr(
        _loading, "_jsonl", lambda path, real=_loading._jsonl: read_files.append(path) or real(path)
    )
    path = file(ROWS)
    found = []
    threads = [threading.Thread(target=lambda: found.append(read(path))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(rows) for rows in found}) == len(read_files) == 1
    assert read(path, answer_key="q") is not found[0]
    file(ROWS[:1])
    os.utime(path, ns=(1, 1))
    assert len(read(path)) == 1


def test_an_object_is_read_once_and_lives_no_longer_than_its_rows():
    given = [dict(row) for row in ROWS]
    rows = read(given)
    assert read(given) is rows
    assert read([dict(row) for row in ROWS]) is not rows
    before = len(_loading._given)
    del rows
    assert len(_loading._given) == before - 1


def test_a_pickle_names_the_rows_and_does_not_carry_them(file):
    path = file([{"q": f"What is {n}?" * 20, "a": str(n)} for n in range(1000)])
    rows = read(path)
    pickled = pickle.dumps(rows)
    assert len(pickled) < 1000
    assert pickle.loads(pickled) is rows
    file(ROWS)
    with pytest.raises(DatasetError, match="has 3 rows, and had 1000 when this was pickled"):
        pickle.loads(pickled)


def test_an_object_goes_with_the_pickle():
    rows = read(datasets.Dataset.from_list(TEXTS))
    twin = pickle.loads(pickle.dumps(rows))
    assert list(twin) == list(rows)
    assert twin is not rows


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_fork_loads_though_its_parent_held_the_lock(file):
    path = file(ROWS)
    with _loading._lock:
        child = os.fork()
        if child == 0:
            loaded = []
            thread = threading.Thread(target=lambda: loaded.append(len(read(path))), daemon=True)
            thread.start()
            thread.join(10)
            os._exit(0 if loaded == [3] else 1)
        assert os.waitpid(child, 0)[1] == 0


# --- errors ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("rows.txt", "x", r"has the suffix '\.txt'; files of \.jsonl, \.json, \.csv, \.parquet"),
        ("rows", "x", "has the suffix ''"),
        ("rows.jsonl", "", "has no rows"),
        ("rows.json", "[]", "has no rows"),
        ("rows.csv", "q,a\n", "has no rows"),
        ("rows.csv", "", "has no rows"),
        ("rows.jsonl", '{"q": "x", "a": 1}\n\n{"q": "x", "a"}', r"Line 3 of .*rows\.jsonl is no"),
        ("rows.jsonl", b'{"q": "\xff", "a": 1}', "Line 1 of"),
        ("rows.jsonl", "[" * 100_000, "Line 1 of"),
        ("rows.jsonl", '{"q": "x", "a": ' + "9" * 5000 + "}", "Line 1 of"),
        ("rows.jsonl", '{"q": "x", "a": 1}\n[1]', r"Row 1 of rows .* must be an object.*got list"),
        ("rows.json", '[\n{"q": }]', "is no JSON: .*line 2"),
        ("rows.json", '{"q": "x", "a": 1}', r"must hold a list of objects, got dict.*\.jsonl"),
        ("rows.csv", "q,a\nx,1,2\n", "Line 2 of .* has more fields than the header"),
        ("rows.csv", "q,a\nx\n", r"Row 0 of rows .*: 'a' must be .* got null"),
        ("rows.csv", 'q,a\n"x,1\n', "is no CSV"),
        ("rows.csv", b"q,a\n\xff,1\n", "is no CSV in UTF-8"),
        ("rows.csv", "q,q,a\nx,y,1\n", "has the column 'q' twice"),
        ("rows.parquet", "no parquet", "is no Parquet file"),
        ("rows.jsonl", '{"q": "x", "answer": 1}', "no column 'a'; it has 'q', 'answer'. Pass"),
    ],
)
def test_bad_files(file, name, content, message):
    path = file(content, name)
    with pytest.raises(DatasetError, match=message):
        read(path)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"q": "x"}, "'a' must be a text, a finite number or a list of those, got nothing"),
        ({"q": None, "a": "1"}, "'q' must be a text, got null"),
        ({"q": 5, "a": "1"}, r"'q' must be a text, got 5 \(int\)"),
        ({"q": " \n", "a": "1"}, "'q' is blank"),
        ({"q": "x" * (2**17 + 1), "a": "1"}, "'q' has 131,073 characters; at most 131,072 fit"),
        ({"q": "x", "a": None}, "'a' must be .* got null"),
        ({"q": "x", "a": ""}, "'a' is a blank answer"),
        ({"q": "x", "a": []}, "'a' must hold a right answer, got an empty list"),
        ({"q": "x", "a": ["1", None]}, "'a' must be .* got null"),
        ({"q": "x", "a": {"value": 1}}, r"'a' must be .* got \{'value': 1\} \(dict\)"),
        ({"q": "x", "a": float("nan")}, r"'a' must be .* got nan \(float\)"),
        ({"q": "x", "a": 10**5000}, "'a' is an integer of more than 8192 bits"),
        ({"q": "x", "a": "1" * 70_000}, "'a' has 70,000 characters; answers are read up to 65,536"),
    ],
)
def test_bad_rows_are_found_and_named(row, message):
    with pytest.raises(DatasetError, match=r"Row 2 of list \(rows .* from 0\): " + message):
        read([{"q": "x", "a": "1"}, {"q": "y", "a": "2"}, row])


@pytest.mark.parametrize(
    ("given", "kwargs", "message"),
    [
        ("no_such.jsonl", {}, r"no file or folder 'no_such\.jsonl' \(looked for at /"),
        ("./no/such/folder", {}, "no file or folder"),
        ("", {}, "is an empty text"),
        ([], {}, "list has no rows"),
        (["x"], {}, "must be an object with columns, got str"),
        (5, {}, "got int"),
        ({"q": ["x"]}, {}, "got dict"),
        (ROWS, {"split": "train"}, "has no splits; drop split='train'"),
        (ROWS, {"split": 1}, "split must be a text or None, got 1"),
        (ROWS, {"subset": "main"}, "subset='main' is of Hugging Face ids"),
        (ROWS, {"question_key": ["q"]}, r"question_key must be a text, got \['q'\]"),
        (ROWS, {"answer_key": None}, "answer_key must be a text, got None"),
        (ROWS, {"image_key": 3}, "image_key must be a text or None, got 3"),
        (datasets.Dataset.from_list(TEXTS).to_iterable_dataset(), {}, "streamed"),
        (
            datasets.Dataset.from_list(TEXTS),
            {"question_key": "z"},
            "no column 'z'; it has 'q', 'a'",
        ),
    ],
)
def test_bad_requests(given, kwargs, message):
    with pytest.raises(DatasetError, match=message):
        read(given, **kwargs)


def test_a_file_takes_no_split(file):
    with pytest.raises(DatasetError, match=r"one file, which has no splits: drop split='test'"):
        read(file(ROWS), split="test")


def test_splits_of_a_dict_of_data_sets():
    one = datasets.Dataset.from_list(TEXTS)
    two = datasets.DatasetDict(train=one, test=one)
    with pytest.raises(DatasetError, match="several splits; pass split=, one of 'train', 'test'"):
        read(two)
    with pytest.raises(DatasetError, match="has no split 'dev'; it has 'train', 'test'"):
        read(two, split="dev")


def test_what_cannot_be_had_from_hugging_face_says_what_to_do(monkeypatch):
    asked = []

    def refuse(place, subset, split):
        asked.append((place, subset, split))
        raise ConnectionError("Couldn't reach it")

    monkeypatch.setattr(datasets, "load_dataset", refuse)
    with pytest.raises(DatasetError, match=r"'me/no-such-set' can't be loaded") as caught:
        read("me/no-such-set", split="train[:10]", subset="main")
    assert asked == [("me/no-such-set", "main", "train[:10]")]
    for part in (
        "ConnectionError: Couldn't reach it",
        "hf download me/no-such-set --repo-type dataset --local-dir no-such-set",
        "dataset='no-such-set'",
        "HF_HUB_OFFLINE=1",
    ):
        assert part in str(caught.value)


def test_rows_need_rows():
    with pytest.raises(DatasetError, match="mine has no rows"):
        Rows("mine", [], [], columns=("q", "a"), reload=lambda: None)
