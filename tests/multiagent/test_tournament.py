"""The example that plays a tournament."""

import runpy
from pathlib import Path

import pytest

EXAMPLE = runpy.run_path(str(Path(__file__).parents[2] / "examples" / "tournament.py"))


def test_a_small_tournament(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")
    EXAMPLE["main"](["--games", "2", "--seed", "3"])
    out = capsys.readouterr().out
    assert len(EXAMPLE["GAMES"]) == 5
    for title in (*EXAMPLE["GAMES"], "Overall"):
        assert out.count(title) == 1
    for policy in EXAMPLE["POLICIES"]:
        assert out.count(f" {policy} ") == 12
    last = out[out.index("Overall") :].splitlines()
    scores = {line.split()[1]: line for line in last if "±" in line}
    assert "-" in scores["random"].rpartition("│")[0].rpartition("│")[2]
    assert "+" in scores["lookahead"].rpartition("│")[0].rpartition("│")[2]


def test_cells():
    assert EXAMPLE["mean_and_error"]([1.0, -1.0]) == "+0.00 ± 1.00"
    assert EXAMPLE["mean_and_error"]([1.0]) == "+1.00"


def test_bad_arguments():
    with pytest.raises(ValueError, match="games must be at least 1"):
        EXAMPLE["main"](["--games", "0"])
