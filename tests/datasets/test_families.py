"""`Math`, `QA` and `Logic`: their prompts, graders, oracles, and the ids over data sets."""

import json
import re
from pathlib import Path

import gymnasium
import pytest
from gymnasium.error import ResetNeeded

from gem_gymnasium.conformance.stand_ins import make_kwargs
from gem_gymnasium.envs.dataset import DatasetError, EndOfDataset
from gem_gymnasium.registration import entries, gem_id

FAMILIES = ("math", "qa", "logic")  # code has its own tests
DATA = [entry for entry in entries() if entry.family in FAMILIES and entry.needs != "nothing"]


def make(family, rows=None, **kwargs):
    if rows is not None:
        rows = [{"question": question, "answer": answer} for question, answer in rows]
    return gymnasium.make(f"gem/{family}-v0", dataset=rows, **kwargs)


def score(family, gold, reply, **kwargs):
    env = make(family, [("?", gold)], **kwargs)
    env.reset(seed=0)
    return env.step(reply)[4]["score"]


# --- Math -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("gold", "reply", "right"),
    [
        ("72", r"So it is \boxed{72}.", 1),
        ("72", "<answer>72.0</answer>", 1),
        (72, r"\boxed{\$72}", 1),
        (142.0, r"\boxed{142}", 1),
        (r"\frac{1}{2}", r"\boxed{0.5}", 1),
        ("0.5", r"\boxed{\frac{1}{2}}", 1),
        (["7", "seven"], r"\boxed{seven}", 1),
        ("72", r"\boxed{71}", 0),
        ("72", r"\boxed{71, 72}", 0),
        ("72", "72", 0),
        ("72", r"\boxed{72} or \boxed{71}", 0),
    ],
)
def test_math_grades_by_value(gold, reply, right):
    assert score("Math", gold, reply) == right


def test_an_answer_that_cannot_be_decided_says_so(monkeypatch):
    from gem_gymnasium.graders import Grade, math

    asked = []
    grade = Grade(0.0, "timeout", "It took too long.")
    monkeypatch.setattr(
        math, "grade", lambda *args, **kwargs: asked.append((args, kwargs)) or grade
    )
    env = make("Math", [("?", ["1", 2])], timeout=0.25, max_attempts=2)
    env.reset(seed=0)
    *_, info = env.step(r"\boxed{x}")
    assert info["grader"] == "It took too long."
    assert info["score"] == 0.0
    assert asked == [(("x", ("1", 2)), {"timeout": 0.25})]
    monkeypatch.undo()
    assert "grader" not in env.step(r"\boxed{1}")[4]


def test_built_in_math_is_endless_and_worked():
    env = make("Math")
    seen = set()
    for level in range(1, 6):
        one = make("Math", level=level)
        observation, info = one.reset(options={"index": level - 1})
        assert info["task"] == f"math-level-{level}"
        assert observation == env.reset(options={"index": level - 1})[0]  # levels take turns
        seen.add(observation)
        answer = one.unwrapped.oracle_action()
        worked = one.unwrapped.oracle_action(worked=True)
        assert worked.endswith(f"\n\n{answer}")
        assert len(worked) > len(answer) + 10
        assert one.step(worked)[1] == 1.0
    assert len(seen) == 5
    assert len(env.unwrapped.dataset) == 2**31


def test_golds_of_any_form_are_well_formed_actions():
    golds = [
        "3",
        -0.25,
        "1,000",
        r"\frac{14}{3}",
        r"3\sqrt{13}",
        "x = 5",
        "[2, 5)",
        r"\left( 3, \frac{\pi}{2} \right)",
        r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}",
        r"\text{Evelyn}",
        "東京",
        "  7  ",
        "p - q",
        r"x \in \{1, 2\}",
    ]
    env = make("Math", [("?", gold) for gold in golds], order="sequential")
    pattern = re.compile(env.action_space.pattern)
    for _ in golds:
        env.reset()
        action = env.unwrapped.oracle_action()
        assert pattern.fullmatch(action), action
        assert env.step(action)[4]["success"], action


@pytest.mark.slow
@pytest.mark.parametrize("family", ["Math", "Logic", "QA"])
def test_the_oracle_solves_many_problems_that_are_built_in(family):
    env = make(family, **({"world": 1} if family == "QA" else {}))
    pattern = re.compile(env.action_space.pattern)
    for seed in range(500):
        env.reset(seed=seed)
        action = env.unwrapped.oracle_action()
        assert pattern.fullmatch(action)
        assert env.step(action)[4]["success"], (seed, action)


# --- QA -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("gold", "reply", "metric", "right"),
    [
        ("Rome", "<answer>rome.</answer>", "exact_match", 1),
        ("Rome", r"It is \boxed{\text{Rome}}", "exact_match", 1),
        (["Rome", "Roma"], "<answer>The Roma</answer>", "exact_match", 1),
        (1969, "<answer>1969</answer>", "exact_match", 1),
        ("Rome", "<answer>Rome or Milan</answer>", "exact_match", 0),
        ("the", "<answer>a</answer>", "exact_match", 0),
        ("Rome", "Rome", "exact_match", 0),
        ("Eiffel Tower", "<answer>tower in Paris</answer>", "f1", 0.4),
        ("Eiffel Tower", "<answer>the Eiffel tower</answer>", "f1", 1),
    ],
)
def test_qa_grades_by_words(gold, reply, metric, right):
    assert score("QA", gold, reply, metric=metric) == pytest.approx(right)


def test_built_in_questions_show_the_articles_that_they_need():
    for level in range(1, 6):
        env = make("QA", level=level, world=5, articles=12)
        observation, info = env.reset(seed=level)
        assert info["task"] == f"qa-level-{level}"
        titles = re.findall(r"^# (.+)$", observation, re.MULTILINE)
        known = {article["title"]: article for article in env.unwrapped.corpus}
        assert len(titles) == 12
        for title in titles:
            assert known[title]["contents"].partition("\n")[2] in observation
        assert env.reset(options={"index": info["index"]})[0] == observation
        assert env.step(env.unwrapped.oracle_action(worked=True))[4]["success"]


def test_articles_can_be_left_to_a_search():
    env = make("QA", articles=0, world=5)
    with pytest.raises(ResetNeeded, match="corpus was asked for before the first reset"):
        _ = env.unwrapped.corpus
    observation, _ = env.reset(seed=1)
    assert "#" not in observation
    corpus = env.unwrapped.corpus
    assert len({article["id"] for article in corpus}) == len(corpus) > 100
    assert all(
        article["contents"].startswith(f'"{article["title"]}"\n')
        and article.keys() == {"id", "title", "contents"}
        for article in corpus
    )
    env.reset(seed=2)
    assert env.unwrapped.corpus == corpus
    with pytest.raises(ValueError, match="has questions and no articles"):
        _ = make("QA", [("?", "x")]).unwrapped.corpus


@pytest.mark.parametrize(
    ("kwargs", "message"),
    [
        ({"metric": "bleu"}, "metric must be one of 'exact_match', 'f1', got 'bleu'"),
        ({"level": 6}, "level must be a whole number from 1 to 5, got 6"),
        ({"articles": 101}, "articles must be a whole number from 0 to 100, got 101"),
        ({"world": -1}, "world must be a whole number from 0"),
        ({"rows": [("?", "x")], "articles": 5}, "articles=5 is of the questions that are built in"),
        ({"rows": [("?", "x")], "world": 5}, "world=5 is of the questions that are built in"),
    ],
)
def test_arguments_of_qa_that_are_refused(kwargs, message):
    with pytest.raises(ValueError, match=message):
        make("QA", **kwargs)


# --- Logic ----------------------------------------------------------------------------------------


def test_the_labels_of_logic_are_those_of_the_data():
    rows = [("Is it so?", label) for label in ("True", "False", "True", True)]
    env = make("Logic", rows, max_attempts=1)
    assert env.unwrapped.labels == ("false", "true")
    assert env.unwrapped.chance == 0.75
    observation, _ = env.reset(seed=0)
    assert "The answer is false or true." in observation
    assert observation.count(r"\boxed{}") == 1
    assert make("Logic", rows, max_attempts=2).unwrapped.chance == 1.0


@pytest.mark.parametrize(
    "reply", [r"\boxed{true}", "<answer>TRUE.</answer>", r"\boxed{\text{True}}"]
)
def test_ways_to_write_a_label(reply):
    assert score("Logic", "True", reply) == 1
    assert score("Logic", "False", reply) == 0


def test_labels_in_dress_are_labels():
    for labels in (["(A)", "(B)"], ["yes.", "no,"], [r"\text{a}", "{b}"], ["$", "**b**"]):
        env = make("Logic", [("?", label) for label in labels])
        for index in range(2):
            env.reset(options={"index": index})
            assert env.step(env.unwrapped.oracle_action())[4]["success"], labels[index]
            env.reset(options={"index": index})
            assert not env.step(rf"\boxed{{{labels[1 - index]}}}")[4]["success"], labels[index]
    assert score("Logic", "(A)", r"\boxed{A}") == 1
    assert score("Logic", "$", r"\boxed{.}") == 0


def test_many_attempts_make_no_chance_above_1():
    for family in ("Math", "QA", "Logic"):
        assert make(family, max_attempts=500).unwrapped.chance == 1.0


def test_logic_is_for_few_labels():
    with pytest.raises(DatasetError, match=r"list has 21 different answers.* gem/QA-v0 for any"):
        make("Logic", [("?", str(number)) for number in range(21)])


def test_built_in_logic():
    env = make("Logic", level=3)
    observation, info = env.reset(seed=0)
    assert info["task"] == "logic-level-3"
    assert "The answer is false, true or unknown." in observation
    assert env.unwrapped.chance == pytest.approx(1 / 3)
    assert env.step(env.unwrapped.oracle_action(worked=True))[4]["success"]


# --- ids over data sets ---------------------------------------------------------------------------


def test_gems_ids_of_data_sets_resolve():
    assert gem_id("math:GSM8K") == "gem/Math-GSM8K-v0"
    assert gem_id("math:Math8K-3to5") == "gem/Math-Math8K3To5-v0"
    assert gem_id("eval:AIME24") == "gem/Math-Eval-AIME24-v0"
    assert gem_id("eval:QaOpen") == "gem/QA-Eval-NQOpen-v0"
    assert gem_id("qa:HotpotQA") == "gem/QA-HotpotQA-v0"
    assert gem_id("eval:HotpotQA") == "gem/QA-Eval-HotpotQA-v0"
    assert gem_id("logic:RuleTaker-d0") == "gem/Logic-RuleTakerD0-v0"
    assert len(DATA) == 27


def test_ids_of_data_sets_say_what_they_need_and_what_to_do(monkeypatch):
    import datasets

    asked = []

    def refuse(place, subset, split):
        asked.append((place, split))
        raise ConnectionError("no network")

    monkeypatch.setattr(datasets, "load_dataset", refuse)
    for entry in DATA:
        assert entry.needs == f"{entry.kwargs['dataset']} of Hugging Face"
        with pytest.raises(DatasetError, match=f"hf download {entry.kwargs['dataset']} "):
            gymnasium.make(entry.id)
        assert asked.pop() == (entry.kwargs["dataset"], entry.kwargs.get("split"))


def test_a_download_replaces_the_network(tmp_path, monkeypatch):
    import datasets

    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", tmp_path / "cache")
    place = tmp_path / "search-eval"
    place.mkdir()
    splits = ["2wiki", "bamboogle"]
    files = "".join(f"  - split: {name}\n    path: {name}.jsonl\n" for name in splits)
    (place / "README.md").write_text(
        f"---\nconfigs:\n- config_name: default\n  data_files:\n{files}---\n"
    )
    for name in splits:
        row = {"question": f"Which set is it, {name}?", "answer": [name], "data_source": name}
        (place / f"{name}.jsonl").write_text(json.dumps(row))
    env = gymnasium.make("gem/QA-Eval-2Wiki-v0", dataset=str(place))
    observation, info = env.reset()
    assert "Which set is it, 2wiki?" in observation
    assert info["task"] == "search-eval"
    with pytest.raises(EndOfDataset):
        env.reset()


@pytest.mark.parametrize("entry", DATA, ids=lambda entry: entry.id)
def test_evaluations_are_sequential_and_training_is_random(entry):
    env = gymnasium.make(entry.id, **make_kwargs(entry))
    sequential = "-Eval-" in entry.id
    assert (env.unwrapped.remaining is not None) == sequential
    assert (env.reset(seed=3)[1]["index"] == 3) == sequential
    assert env.step(env.unwrapped.oracle_action())[4]["success"]


def test_the_guide_lists_every_data_set():
    guide = Path(__file__).parents[2] / "docs" / "datasets.md"
    rows = re.findall(
        r"^\| `(gem/\S+)` \| `(\S+)`[^|]* \| (\w*) ?\|$", guide.read_text(), re.MULTILINE
    )
    assert rows == [
        (entry.id, entry.kwargs["dataset"], entry.kwargs.get("split", "")) for entry in DATA
    ]
