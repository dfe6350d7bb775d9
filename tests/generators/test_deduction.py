"""Deduction problems: an independent solver reads the text back and agrees; no guess does well."""

import hashlib
import itertools
import re
from collections import Counter

import numpy as np
import pytest

from gem_gymnasium.generators import deduction

LEVELS = range(1, 6)

# --- the text, read back --------------------------------------------------------------------------
# An atom is (subject, word, other or None); a literal is (atom, holds).

_NAME = r"[Tt]he \w+|[A-Z]\w+"
_SUBJECT = rf"{_NAME}|[Ss]omeone|[Ss]omething|they|it"
_QUALITY = re.compile(rf"({_SUBJECT}) (?:is|are) (not )?(\w+)")
_WHOSE = re.compile(rf"({_SUBJECT}) (\w+) some(?:one|thing) (?:who|that) is (not )?(\w+)")
_NOT = re.compile(rf"({_SUBJECT}) (?:does|do) not (\w+) ({_NAME})")
_RELATION = re.compile(rf"({_SUBJECT}) (\w+) ({_NAME})")
_SHORT = re.compile(r"(\w+(?:, \w+)*) (?:people|animals|things) are (not )?(\w+)")
_STEMS = {"touches": "touch"}


def name(text):
    text = text.lower()
    return "X" if text in ("someone", "something", "they", "it") else text


def stem(verb):
    return _STEMS.get(verb, verb.removesuffix("s"))


def read_literals(text):
    """The literals of a clause; two for a relation to "someone who is"."""
    if match := _QUALITY.fullmatch(text):
        return [((name(match[1]), match[3], None), not match[2])]
    if match := _WHOSE.fullmatch(text):
        return [
            ((name(match[1]), stem(match[2]), "Y"), True),
            (("Y", match[4], None), not match[3]),
        ]
    if match := _NOT.fullmatch(text):
        return [((name(match[1]), match[2], name(match[3])), False)]
    match = _RELATION.fullmatch(text)
    assert match, text
    return [((name(match[1]), stem(match[2]), name(match[3])), True)]


def read(question):
    """The facts, the rules (bodies and heads) and the statement of a question."""
    _, theory, statement, *_ = re.split(r":\n|\n\n", question)
    facts, rules = [], []
    for sentence in theory.removesuffix(".").split(". "):
        if sentence.startswith("If "):
            body, head = sentence[3:].split(", then ")
            clauses = body.split(" and ")
            literals = [literal for clause in clauses for literal in read_literals(clause)]
            rules.append((literals, read_literals(head)[0]))
        elif match := _SHORT.fullmatch(sentence):
            words = [word.lower() for word in match[1].split(", ")]
            head = (("X", match[3], None), not match[2])
            rules.append(([(("X", word, None), True) for word in words], head))
        else:
            facts += read_literals(sentence)
    (goal,) = read_literals(statement.removeprefix("Statement: ").removesuffix("."))
    return facts, rules, goal


def ground(literal, names):
    (subject, word, other), holds = literal
    return (names.get(subject, subject), word, names.get(other, other)), holds


def clauses_of(facts, rules, goal):
    """The theory as ground clauses, sets of literals of which one must be so."""
    everybody = (
        {atom[0] for atom, _ in [*facts, goal]}
        | {
            atom[place]
            for body, head in rules
            for atom, _ in [*body, head]
            for place in (0, 2)
            if atom[place]
        }
        | {atom[2] for atom, _ in [*facts, goal] if atom[2]}
    )
    everybody = sorted(everybody - {"X", "Y"})
    clauses = [frozenset([fact]) for fact in facts]
    for body, head in rules:
        variables = sorted({a[p] for a, _ in [*body, head] for p in (0, 2)} & {"X", "Y"})
        for values in itertools.product(everybody, repeat=len(variables)):
            names = dict(zip(variables, values, strict=True))
            lacking = [ground((atom, not holds), names) for atom, holds in body]
            clauses.append(frozenset([*lacking, ground(head, names)]))
    return clauses


def satisfiable(clauses):
    """Whether all clauses can be so at once (DPLL)."""
    clauses = [clause for clause in clauses if not any((a, not h) in clause for a, h in clause)]
    while unit := next((clause for clause in clauses if len(clause) == 1), None):
        ((atom, holds),) = unit
        clauses = [
            clause - {(atom, not holds)} for clause in clauses if (atom, holds) not in clause
        ]
        if frozenset() in clauses:
            return False
    if not clauses:
        return True
    atom, holds = next(iter(min(clauses, key=len)))
    return any(satisfiable([*clauses, frozenset([(atom, value)])]) for value in (holds, not holds))


def chained(facts, rules):
    """What follows by forward chaining, over all values of the variables."""
    known = set(facts)
    everybody = {a[p] for a, _ in facts for p in (0, 2) if a[p]}
    everybody |= {a[p] for b, h in rules for a, _ in [*b, h] for p in (0, 2) if a[p]}
    everybody -= {"X", "Y"}
    depth = dict.fromkeys(known, 0)
    number = 0
    while True:
        number += 1
        new = set()
        for body, head in rules:
            for x, y in itertools.product(everybody, repeat=2):
                names = {"X": x, "Y": y}
                if all(ground(one, names) in known for one in body):
                    new.add(ground(head, names))
        if new <= known:
            return depth
        depth.update(dict.fromkeys(new - known, number))
        known |= new


def check(index, level):
    """The solvers' answer to a problem, which must be its own; and the depth of its proof."""
    problem = deduction.problem(index, level)
    facts, rules, (atom, holds) = read(problem.question)
    clauses = clauses_of(facts, rules, (atom, holds))
    assert satisfiable(clauses)
    follows = not satisfiable([*clauses, frozenset([(atom, not holds)])])
    refuted = not satisfiable([*clauses, frozenset([(atom, holds)])])
    assert problem.answer == ("true" if follows else "false" if refuted else "unknown"), problem
    depth = chained(facts, rules)
    assert follows == ((atom, holds) in depth)
    assert refuted == ((atom, not holds) in depth)
    assert problem.solution.endswith(f"\nAnswer: {problem.answer}")
    if problem.answer != "unknown":
        proof = depth[atom, holds == follows]
        assert proof in ((0, 1), (2,), (3,), (4,), (5, 6, 7))[level - 1]
    return facts, rules, problem


@pytest.mark.parametrize("level", LEVELS)
def test_an_independent_solver_agrees(level):
    for index in range(20):
        check(index, level)


@pytest.mark.slow
@pytest.mark.parametrize("level", LEVELS)
def test_an_independent_solver_agrees_on_many(level):
    for index in range(20, 400):
        check(index, level)


@pytest.mark.parametrize("level", LEVELS)
def test_a_proof_takes_only_what_is_given(level):
    for index in range(40):
        problem = deduction.problem(index, level)
        facts, _, goal = read(problem.question)
        known = set()
        if problem.answer == "unknown":
            continue
        *steps, _, _ = problem.solution.split("\n")
        for step in steps:
            claim, fact, _ = step.partition(", as a fact says.")
            claim, _, rule = claim.partition(", by the rule: ")
            (literal,) = read_literals(claim)
            if fact:
                assert literal in facts
            else:
                assert rule in problem.question
                _, ((body, head),), _ = read(f":\n{rule}\n\nStatement: {claim}.")
                people = {a[p] for a, _ in [*known, literal] for p in (0, 2) if a[p]}
                assert any(
                    ground(head, names) == literal
                    and all(ground(one, names) in known for one in body)
                    for names in ({"X": x, "Y": y} for x in people for y in people)
                ), (step, problem)
            known.add(literal)
        atom, holds = goal
        assert literal == (atom, holds == (problem.answer == "true"))


# --- what can be guessed --------------------------------------------------------------------------


def features(problem):
    question = problem.question
    theory, statement = question.split("\n\n")[:2]
    facts, rules, goal = read(question)
    about = goal[0][0]
    return {
        "negated statement": not goal[1],
        "relation": goal[0][2] is not None,
        "rules": len(rules),
        "facts": len(facts),
        "length of the statement": len(statement) // 4,
        "length of the theory": len(theory) // 150,
        "facts about the one": sum(atom[0] == about for atom, _ in facts),
        "negated facts": sum(not holds for _, holds in facts),
        "negated rules": sum(not holds for _, (_, holds) in rules),
        "rules for it": sum(h[0][1] == goal[0][1] and h[1] == goal[1] for _, h in rules),
        "rules against it": sum(h[0][1] == goal[0][1] and h[1] != goal[1] for _, h in rules),
        "first sentence": theory.split("\n")[1].startswith("If"),
    }


def check_guesses(level, count, margin):
    problems = [deduction.problem(index, level) for index in range(count)]
    answers = Counter(problem.answer for problem in problems)
    assert max(answers.values()) / count < 1 / 3 + margin
    rows = [(features(problem), problem.answer) for problem in problems]
    half = count // 2
    for feature in rows[0][0]:
        # What the first half teaches, tried on the second.
        learned = {}
        for row, answer in rows[:half]:
            learned.setdefault(row[feature], Counter())[answer] += 1
        best = {value: counts.most_common(1)[0][0] for value, counts in learned.items()}
        right = sum(best.get(row[feature]) == answer for row, answer in rows[half:])
        assert right / (count - half) < 1 / 3 + margin, (feature, right / (count - half))


@pytest.mark.parametrize("level", [1, 4])
def test_no_feature_tells_the_answer(level):
    check_guesses(level, 300, 0.15)  # over two standard errors of 150 beside the 0.06


@pytest.mark.slow
@pytest.mark.parametrize("level", LEVELS)
def test_no_feature_tells_the_answer_of_many(level):
    check_guesses(level, 5000, 0.06)


# --- texts, and the same everywhere ---------------------------------------------------------------


@pytest.mark.parametrize("level", LEVELS)
def test_texts_are_clean(level):
    for index in range(40):
        problem = deduction.problem(index, level)
        assert problem.question.isascii()
        assert problem.solution.isascii()
        for sentence in re.split(r"[.\n] ?", problem.question.split("\n\n")[0]):
            assert not sentence or sentence[0].isupper()
        assert "  " not in problem.question
        assert len(problem.question) < 6000


def test_a_problem_is_its_index_and_level_alone():
    before = deduction.problem(12345, 3)
    deduction.problem(7, 5)
    assert deduction.problem(12345, 3) == before
    assert deduction.problem(np.int64(12345), 3) == before
    assert deduction.problem(12345, 4) != before
    assert deduction.problem(2**31 - 1, 5).answer


@pytest.mark.parametrize(
    ("index", "level", "named"),
    [(-1, 1, "index"), (2**31, 1, "index"), (0, 0, "level"), (0, 6, "level"), ("0", 1, "index")],
)
def test_arguments_out_of_range(index, level, named):
    with pytest.raises(ValueError, match=named):
        deduction.problem(index, level)


def test_problems_stay_what_they_are():
    text = repr([deduction.problem(index, level) for level in LEVELS for index in range(20)])
    assert hashlib.sha256(text.encode()).hexdigest()[:16] == "5a1099f18d28cffc"
