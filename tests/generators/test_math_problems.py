"""Math problems: every step of a solution is true, answers can't be guessed, texts are clean."""

import hashlib
import itertools
import math
import re
from collections import Counter
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gem_gymnasium.generators import math_problems

LEVELS = range(1, 6)

# --- the arithmetic of solutions ------------------------------------------------------------------

_RUN = re.compile(r"[0-9.+\-*/^()=$ ]*=[0-9.+\-*/^()=$ ]*")
_TOKEN = re.compile(r"\d+(?:\.\d+)?|[-+*/^()]")


class BrokenError(Exception):
    pass


def evaluate(text):
    """The value of an expression, by recursive descent; BrokenError where it is none."""
    tokens = _TOKEN.findall(text)
    if "".join(tokens) != text.replace(" ", ""):
        raise BrokenError(text)
    place = 0

    def peek():
        return tokens[place] if place < len(tokens) else None

    def take():
        nonlocal place
        place += 1
        return tokens[place - 1]

    def sum_():
        value = term()
        while peek() in ("+", "-"):
            value = value + term() if take() == "+" else value - term()
        return value

    def term():
        value = power()
        while peek() in ("*", "/"):
            value = value * power() if take() == "*" else value / power()
        return value

    def power():
        if peek() == "-":
            take()
            return -power()
        value = atom()
        if peek() == "^":
            take()
            value = value ** int(atom())
        return value

    def atom():
        token = peek()
        if token == "(":
            take()
            value = sum_()
            if peek() != ")":
                raise BrokenError(text)
            take()
            return value
        if token is None or not token[0].isdigit():
            raise BrokenError(text)
        return Fraction(take())

    value = sum_()
    if place != len(tokens):
        raise BrokenError(text)
    return value


def statements(solution):
    """The chains of equal expressions in a solution, each a list of texts; formulas are left out.

    What touches a letter or begins with an operator belongs to a formula with a variable.
    """
    for line in solution.split("\n"):
        for match in _RUN.finditer(line):
            text = match.group().replace("$", "").rstrip(" .")
            before = line[match.start() - 1 : match.start()]
            sides = [side.strip() for side in text.split("=")]
            after = line[match.end() : match.end() + 1]
            if after.isalpha() and not line[match.end() - 1].isspace():
                sides.pop()
            if (
                not sides
                or not sides[0]
                or sides[0][0] in "+*/^)"
                or sides[0].startswith("- ")
                or ((before.isalnum() or before == "_") and not match.group()[0].isspace())
            ):
                sides = sides[1:]
            if len(sides) > 1:
                yield sides


def check_steps(problem):
    """How many statements of a solution were evaluated; all must be true."""
    count = 0
    values = []
    for sides in statements(problem.solution):
        numbers = [evaluate(side) for side in sides]
        assert len(set(numbers)) == 1, f"{sides} in {problem}"
        count += 1
        values += numbers
    return count, values


@pytest.mark.parametrize("text", ["3 + 4 = 8.", "so x is (2 - 3) / 2 = 1/2.", "12 = 5 * 2 + 3."])
def test_the_checker_finds_errors(text):
    with pytest.raises(AssertionError):
        check_steps(math_problems.Problem("", "", text))


def test_the_checker_leaves_formulas_alone():
    assert list(statements("2x + 3 = 7 and f(2) = 3 * 2 + 1 = 7.")) == [["3 * 2 + 1", "7"]]


def check_problem(problem):
    count, values = check_steps(problem)
    assert count, problem
    assert problem.solution.endswith(f"\nAnswer: {problem.answer}"), problem
    # The answer is what the steps lead to: a value of theirs, a number in one, or told in words.
    steps = problem.solution.rpartition("\n")[0]
    assert Fraction(problem.answer) in values or re.search(
        rf"(?<![\d.]){re.escape(problem.answer)}(?!\d)", steps
    ), problem
    assert re.fullmatch(r"-?\d+(/\d+|\.\d\d)?", problem.answer), problem
    if "/" in problem.answer:
        assert str(Fraction(problem.answer)) == problem.answer
        assert "lowest terms" in problem.question, problem
    if "." in problem.answer:
        assert "in dollars" in problem.question, problem


@pytest.mark.parametrize("level", LEVELS)
def test_every_step_of_a_solution_is_true(level):
    for index in range(40):
        check_problem(math_problems.problem(index, level))


@given(st.integers(0, 2**31 - 1), st.sampled_from(LEVELS))
@settings(max_examples=100, deadline=None)
def test_every_step_of_any_solution_is_true(index, level):
    check_problem(math_problems.problem(index, level))


@pytest.mark.slow
@pytest.mark.parametrize("level", LEVELS)
def test_every_step_of_many_solutions_is_true(level):
    for index in range(40, 2000):
        check_problem(math_problems.problem(index, level))


# --- a second route: answers from the text alone, by trying out ----------------------------------


def integers(text):
    return [int(number) for number in re.findall(r"-?\d+", text)]


def formula(text):
    """A formula of the questions as a function of its variables."""
    text = re.sub(r"(\d)([a-zA-Z(])", r"\1*\2", text).replace("^", "**").replace(")(", ")*(")
    code = compile(text, "formula", "eval")
    return lambda **values: eval(code, {"__builtins__": {}}, values)


def solve(left, right):
    """The solution of a linear equation in x."""
    left, right = formula(left), formula(right)
    at = [left(x=Fraction(x)) - right(x=Fraction(x)) for x in (0, 1)]
    return -at[0] / (at[1] - at[0])


def only(values):
    (value,) = values
    return value


def dot(text):
    return sum(map(int, text))


def chosen(n, k):
    return sum(1 for _ in itertools.combinations(range(int(n)), int(k)))


def walks(east, north, avoid=None):
    ways = {(0, 0): 1}
    for x, y in itertools.product(range(east + 1), range(north + 1)):
        if (x, y) != (0, 0):
            ways[x, y] = ways.get((x - 1, y), 0) + ways.get((x, y - 1), 0)
        if (x, y) == avoid:
            ways[x, y] = 0
    return ways[east, north]


def recurrence(rule, a, b, n, modulus=None):
    step = formula(rule.replace("a_(n-1)", "p").replace("a_(n-2)", "q"))
    for _ in range(n - 1):
        a, b = b, step(p=b, q=a)
        if modulus:
            b %= modulus
    return b if modulus is None else b % modulus


def inside(corners):
    (ax, ay), (bx, by), (cx, cy) = corners
    count = 0
    for x, y in itertools.product(range(-9, 10), repeat=2):
        sides = [
            (bx - ax) * (y - ay) - (by - ay) * (x - ax),
            (cx - bx) * (y - by) - (cy - by) * (x - bx),
            (ax - cx) * (y - cy) - (ay - cy) * (x - cx),
        ]
        count += all(side > 0 for side in sides) or all(side < 0 for side in sides)
    return count


def remainder(cubic, quadratic, x):
    """The value at x of the linear remainder, by the values of the cubic where the divisor is 0."""
    roots = [r for r in range(-30, 31) if quadratic(x=r) == 0]
    slope = Fraction(cubic(x=roots[1]) - cubic(x=roots[0]), roots[1] - roots[0])
    return cubic(x=roots[0]) + slope * (x - roots[0])


def formula_at(text, x, y):
    return formula(text)(x=x, y=y)


def rolls(p, q):
    return itertools.product(range(1, int(p) + 1), range(1, int(q) + 1))


def trailing(number):
    text = str(number)
    return len(text) - len(text.rstrip("0"))


def same_color(counts):
    bag = [color for color, n in enumerate(counts) for _ in range(n)]
    pairs = list(itertools.combinations(bag, 2))
    return Fraction(sum(a == b for a, b in pairs), len(pairs))


def alone(periods):
    return sum(
        sum(minute % period == 0 for period in periods) == 1
        for minute in range(1, math.lcm(*periods))
    )


# Questions by their texts, with the answer that their numbers give.
ROUTES = [
    (r"greatest common divisor of (\d+) and (\d+)\?", lambda a, b: math.gcd(int(a), int(b))),
    (r"^Solve ([^=]*x[^=^_]*) = ([^=^_]*) for x\.", solve),
    (
        r"when (\d+)\^(\d+) is divided by (\d+)\?",
        lambda a, b, m: int(a) ** int(b) % int(m),
    ),
    (r"zeros are at the end of (\d+)!", lambda n: trailing(math.factorial(int(n)))),
    (r"digits of 10\^(\d+) - (\d+)\?", lambda p, n: dot(str(10 ** int(p) - int(n)))),
    (
        r"sum of all positive divisors of (\d+),",
        lambda n: sum(k for k in range(1, int(n) + 1) if int(n) % k == 0),
    ),
    (
        r"from 1 to (\d+) are divisible by (\d+) or by (\d+)",
        lambda n, a, b: sum(k % int(a) == 0 or k % int(b) == 0 for k in range(1, int(n) + 1)),
    ),
    (
        r"from 1 to (\d+) are divisible by exactly one of (\d+) and (\d+)",
        lambda n, a, b: sum((k % int(a) == 0) != (k % int(b) == 0) for k in range(1, int(n) + 1)),
    ),
    (
        r"from (\d+) to (\d+) have digits that add up to (\d+)",
        lambda a, b, s: sum(dot(str(k)) == int(s) for k in range(int(a), int(b) + 1)),
    ),
    (
        r"fewer than (\d+) .* groups of (\d+), (\d+) .* groups of (\d+), (\d+) ",
        lambda n, a, r, b, s: only(
            k for k in range(int(n)) if k % int(a) == int(r) and k % int(b) == int(s)
        ),
    ),
    (
        r"least number above (\d+) that leaves the remainder (\d+) when divided by (\d+), (\d+) "
        r"when divided by (\d+), and (\d+) when divided by (\d+)",
        lambda n, r, a, s, b, t, c: next(
            k
            for k in itertools.count(int(n) + 1)
            if (k % int(a), k % int(b), k % int(c)) == (int(r), int(s), int(t))
        ),
    ),
    (
        r"numbers x for which x\^2 - (\d+) is the square",
        lambda n: sum(
            x
            for x in range(1, int(n))
            if x * x > int(n) and math.isqrt(x * x - int(n)) ** 2 == x * x - int(n)
        ),
    ),
    (
        r"by which (\d+) must be multiplied to give",
        lambda n: next(k for k in itertools.count(1) if math.isqrt(k * int(n)) ** 2 == k * int(n)),
    ),
    (
        r"^Given ([^,]*) = (-?\d+) and ([^,]*) = (-?\d+), what is (.*)\?",
        lambda f, p, g, q, h: only(
            formula(h)(x=x, y=y)
            for x, y in itertools.product(range(-30, 31), repeat=2)
            if formula_at(f, x, y) == int(p) and formula_at(g, x, y) == int(q)
        ),
    ),
    (
        r"How many integers n satisfy \|(.*)\| <= (\d+)\?",
        lambda f, n: sum(abs(formula(f)(n=k)) <= int(n) for k in range(-400, 401)),
    ),
    (
        r"integers n that are not divisible by (\d+) satisfy (.*) < 0",
        lambda k, f: sum(formula(f)(n=n) < 0 and n % int(k) != 0 for n in range(-200, 201)),
    ),
    (
        r"Let f\(x\) = (.*) and g\(x\) = (.*)\. What is g\(f\((-?\d+)\)\) - f\(g\(",
        lambda f, g, x: formula(g)(x=formula(f)(x=int(x))) - formula(f)(x=formula(g)(x=int(x))),
    ),
    (r"value of (.*) at x = (-?\d+)\?", lambda f, x: formula(f)(x=int(x))),
    (
        r"remainder when (.*) is divided by x ([+-]) (\d+)\?",
        lambda f, sign, n: formula(f)(x=int(n) if sign == "-" else -int(n)),
    ),
    (
        r"remainder when (.*) is divided by (.*) is a linear polynomial L\(x\). What is L\((\d+)\)",
        lambda f, g, x: remainder(formula(f), formula(g), int(x)),
    ),
    (
        r"^\((.*)\)\^(\d) is expanded",
        lambda f, n: (formula(f)(x=1) ** int(n) + formula(f)(x=-1) ** int(n)) // 2,
    ),
    (
        r"coefficient of x in the expansion of (.*)\?",
        lambda f: (lambda at: Fraction(8 * (at(1) - at(-1)) - (at(2) - at(-2)), 12))(
            lambda x: formula(f)(x=x)
        ),
    ),
    (
        r"the sum of (.*) over all whole numbers k from 1 to (\d+)\?",
        lambda f, n: sum(formula(f)(k=k) for k in range(1, int(n) + 1)),
    ),
    (
        r"all 1 - 1/n\^2 for the whole numbers n from (\d+) to (\d+)",
        lambda a, b: math.prod(1 - Fraction(1, n * n) for n in range(int(a), int(b) + 1)),
    ),
    (
        r"Calculate the sum 1/\((\d+) \* (\d+)\).* 1/\((\d+) \* ",
        lambda a, b, c: sum(
            Fraction(1, n * (n + int(b) - int(a)))
            for n in range(int(a), int(c) + 1, int(b) - int(a))
        ),
    ),
    (
        r"a_0 = (\d+), a_1 = (\d+) and a_n = (.*) for n >= 2. What is a_(\d+)\?",
        lambda a, b, f, n: recurrence(f, int(a), int(b), int(n)),
    ),
    (
        r"a_0 = (\d+), a_1 = (\d+) and a_n = (.*) for n >= 2.* when a_(\d+) is divided by (\d+)",
        lambda a, b, f, n, m: recurrence(f, int(a), int(b), int(n), int(m)),
    ),
    (
        r"number (\d+) is (\d+) and term number (\d+) is (\d+). .*first (\d+) terms",
        lambda i, a, j, b, n: sum(
            Fraction(int(b) - int(a), int(j) - int(i)) * (k - int(i)) + int(a)
            for k in range(1, int(n) + 1)
        ),
    ),
    (
        r"arrangements do the letters (.{,20}) have\?",
        lambda text: len(set(itertools.permutations(re.findall("[A-Z]", text)))),
    ),
    (r"ways can (\d+) of (\d+) players", lambda k, n: chosen(n, k)),
    (
        r"committee of (\d+) is chosen from (\d+) teachers and (\d+) parents; at least (\d+)",
        lambda k, a, b, m: sum(
            sum(person < int(a) for person in group) >= int(m)
            for group in itertools.combinations(range(int(a) + int(b)), int(k))
        ),
    ),
    (r"corner (\d) .*east and (\d) .*How many such walks are", lambda a, b: walks(int(a), int(b))),
    (
        r"corner (\d) .*east and (\d) .*do not pass through the corner (\d) .*and (\d) blo",
        lambda a, b, x, y: walks(int(a), int(b), (int(x), int(y))),
    ),
    (
        r"corner (\d) .*east and (\d) .*walks pass through the corner (\d) .*and (\d) blo",
        lambda a, b, x, y: walks(int(a), int(b)) - walks(int(a), int(b), (int(x), int(y))),
    ),
    (
        r"many (even )?(\d)-digit numbers with different digits .* the digits (.*)\?",
        lambda even, k, digits: sum(
            n[0] != 0 and (not even or n[-1] % 2 == 0)
            for n in itertools.permutations(integers(digits), int(k))
        ),
    ),
    (
        r"faces 1 to (\d+) and one with the faces 1 to (\d+) are rolled. What .* sum is (\d+)\?",
        lambda p, q, s: Fraction(sum(x + y == int(s) for x, y in rolls(p, q)), int(p) * int(q)),
    ),
    (
        r"faces 1 to (\d+) and one with the faces 1 to (\d+) are .* divisible by (\d+), you win "
        r"(\d+) points; otherwise you lose (\d+)",
        lambda p, q, k, win, lose: Fraction(
            sum(int(win) if (x + y) % int(k) == 0 else -int(lose) for x, y in rolls(p, q)),
            int(p) * int(q),
        ),
    ),
    (
        r"corners \((.*)\), \((.*)\) and \((.*)\)\. How many points",
        lambda *corners: inside([integers(corner) for corner in corners]),
    ),
    (
        r"holds (\d+) \w+, (\d+) \w+ and (\d+) \w+ marbles. Two .* both have the same color",
        lambda *counts: same_color([int(n) for n in counts]),
    ),
    (
        r"one every (\d+) min\w+, one every (\d+) min\w+ and one every (\d+) min.* exactly one",
        lambda *periods: alone([int(n) for n in periods]),
    ),
]


def check_by_trying(index, level):
    """Whether a route knows the question; its answer must be the problem's."""
    problem = math_problems.problem(index, level)
    for pattern, answer in ROUTES:
        match = re.search(pattern, problem.question)
        if match:
            assert answer(*match.groups()) == Fraction(problem.answer), problem
            return pattern
    return None


def test_answers_agree_with_trying_out():
    known = [check_by_trying(index, level) for level in LEVELS for index in range(60)]
    assert len(set(known) - {None}) > 20


@pytest.mark.slow
def test_many_answers_agree_with_trying_out():
    known = [check_by_trying(index, level) for level in LEVELS for index in range(1000)]
    assert set(known) - {None} == {pattern for pattern, _ in ROUTES}


# --- what can be guessed --------------------------------------------------------------------------


@pytest.mark.parametrize("level", LEVELS)
def test_no_guess_is_often_right(level):
    problems = [math_problems.problem(index, level) for index in range(1000)]
    ((answer, count),) = Counter(problem.answer for problem in problems).most_common(1)
    assert count < 30, answer
    guesses = Counter()
    for problem in problems:
        numbers = re.findall(r"\d+(?:\.\d+)?", problem.question) or ["0"]
        largest = max(numbers, key=float)
        for name, guess in (("first", numbers[0]), ("last", numbers[-1]), ("largest", largest)):
            guesses[name] += guess == problem.answer
    assert max(guesses.values()) < 100, guesses


@pytest.mark.parametrize("level", LEVELS)
def test_questions_differ(level):
    questions = {math_problems.problem(index, level).question for index in range(500)}
    assert len(questions) > 490


# --- texts ----------------------------------------------------------------------------------------

_ONE = re.compile(
    r"(?<![\d.,/*^+-] )(?<![\w.,/*^+$-])1 (?:\w+(?:s|ies)|children|people)\b(?! (?:and|or|to)\b)"
)
_FAULTS = re.compile(r"  |[{}]|None|Fraction|\ba (?!and\b)[aeiou]\w|\+ -|- -| [,.] |\?\?")


@pytest.mark.parametrize("level", LEVELS)
def test_texts_are_clean(level):
    for index in range(300):
        problem = math_problems.problem(index, level)
        assert problem.question[-1] in ".?)", problem
        assert problem.question.isascii()
        assert problem.solution.isascii()
        assert not _FAULTS.search(problem.question), problem
        plural = _ONE.search(problem.question)
        assert not plural or plural[0] in ("1 is", "1 hours"), (plural[0], problem)
        assert len(problem.question) < 700


# --- the same everywhere --------------------------------------------------------------------------


def test_a_problem_is_its_index_and_level_alone():
    before = math_problems.problem(12345, 3)
    math_problems.problem(7, 5)
    assert math_problems.problem(12345, 3) == before
    assert math_problems.problem(np.int64(12345), 3) == before
    assert math_problems.problem(12345, 4) != before
    assert math_problems.problem(2**31 - 1, 1).answer


@pytest.mark.parametrize(
    ("index", "level", "named"),
    [
        (-1, 1, "index"),
        (2**31, 1, "index"),
        (0, 0, "level"),
        (0, 6, "level"),
        (0.5, 1, "index"),
        (0, True, "level"),
    ],
)
def test_arguments_out_of_range(index, level, named):
    with pytest.raises(ValueError, match=named):
        math_problems.problem(index, level)


def test_problems_stay_what_they_are():
    text = repr([math_problems.problem(index, level) for level in LEVELS for index in range(50)])
    assert hashlib.sha256(text.encode()).hexdigest()[:16] == "05676e103567a590"
