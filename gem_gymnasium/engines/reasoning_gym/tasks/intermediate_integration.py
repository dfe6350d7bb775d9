"""Integrals by substitution and by parts."""

import random
from typing import Any

from gem_gymnasium.engines.reasoning_gym.answers import same_text
from gem_gymnasium.engines.reasoning_gym.task import Item, Task
from gem_gymnasium.engines.reasoning_gym.tasks._expressions import (
    Call,
    Node,
    nodes,
    polynomial,
    read,
    slope,
)

_GENERATORS = {
    "linear": "_generate_linear_substitution_problem",
    "trigonometric": "_generate_trigonometric_substitution",
    "exponential": "_generate_exponential_substitution",
    "radical": "_generate_radical_substitution",
    "log_inverse_trig": "_generate_log_inverse_trig",
    "polynomial_exp_trig": "_generate_polynomial_exp_trig",
    "cyclic": "_generate_cyclic_integral",
    "repeated_parts": "_generate_repeated_parts",
}
_REPEATED = 3  # the lowest degree of reasoning-gym's repeated parts
_CONSTANTS = {"C": 0.739, "c": 0.739, "K": 0.739, "k": 0.739}  # of integration: any value
_NUMBERS = {"E": 2.718281828459045, "e": 2.718281828459045, "pi": 3.141592653589793}
_OFFSETS = (0.037, 0.113, 0.231, 0.317, 0.719, 1.303, 2.117, 3.701, 5.903, 9.109)
_FEWEST = 4  # points
_GOOD = 1e-10  # how well the solution's derivative is known, at points that are used
_TOLERANCE = 1e-8

_INNER = (
    r"(-?\d{0,2}\*?x(\*\*[23])?( [-+] (\d{1,2}|\d{1,2}\*x|x)){0,2}|\d{1,2} - \d{0,2}\*?x(\*\*2)?)"
)
_TERM = (
    r"(\d{1,6}\*)?("
    rf"(x(\*\*\d)?\*)?(sin|cos|exp|log|asin|atan|sqrt)\({_INNER}\)(\*(sin|cos)\(x\))?(\*\*\d)?"
    rf"|\({_INNER}\)\*\*\(3/2\)|x(\*\*\d)?)(/\d{{1,3}})?"
)


class IntermediateIntegration(Task):
    """An antiderivative of an elementary function."""

    name = "intermediate_integration"
    example = "x**2*sin(3*x)/3 + 5*cos(x)/7 + C"
    pattern = rf"-?{_TERM}( [-+] {_TERM}){{0,4}} \+ C"
    changes = (
        "The answer is always an antiderivative; reasoning-gym's is the integral itself where it "
        "makes an unknown function named sin or cos.",
        "The antiderivatives are by rules for the eight types of problems, some hundred times "
        "faster than a computer algebra system.",
        "An answer is read, and its derivative compared with the integrand at up to sixty points "
        "where that is real, whatever the constant: reasoning-gym evaluates it, and simplifies, "
        "which may take minutes and misses some right forms.",
        "Where the variable is X the question integrates by dX.",
        "A highest degree of polynomials below three, at which reasoning-gym raises, goes for "
        "repeated parts too.",
    )

    def item(self, index: int) -> Item:
        import sympy

        data = self.dataset
        config = data.config
        rng = random.Random(index)
        weights = config.problem_type_weights
        kind = rng.choices(config.problem_types, weights=weights, k=1)[0]
        x = sympy.Symbol(rng.choice(config.symbols))
        if kind == "repeated_parts" and config.max_poly_degree < _REPEATED:
            made = rng.choice([sympy.sin(x), sympy.cos(x), sympy.exp(x)])
            integrand = data._get_outer_constant(rng) * x**config.max_poly_degree * made
        else:
            integrand = getattr(data, _GENERATORS[kind])(rng, x)
        question = rng.choice(data.prompt_template).format(integrand=integrand)
        return {
            "question": question.removesuffix("dx") + f"d{x}" + data.added_instruction,
            "answer": f"{_antiderivative(kind, integrand, x)} + C",
            "metadata": {
                "source_dataset": self.name,
                "source_index": index,
                "integrand": str(integrand),
                "problem_type": kind,
                "variable": str(x),
            },
        }

    def score(self, answer: str, item: Item) -> float:
        variable = item["metadata"]["variable"]
        found = _read(answer, variable)
        if found is None:
            return 0.0
        if same_text(answer, item["answer"]):
            return 1.0
        integrand = _read(item["metadata"]["integrand"], variable)
        gold = _read(item["answer"], variable)
        assert integrand is not None
        assert gold is not None
        used = 0
        for place in _places(integrand, variable):
            at = {**_CONSTANTS, **_NUMBERS, variable: place}
            asked = slope(integrand, variable, at)
            known = slope(gold, variable, at)
            if asked is None or known is None or not 1e-40 < abs(asked[0]) < 1e40:
                continue
            if abs(known[1] - asked[0]) > _GOOD * abs(asked[0]):
                continue  # too many digits are lost here
            got = slope(found, variable, at)
            if got is None or abs(got[1] - asked[0]) > _TOLERANCE * abs(asked[0]):
                return 0.0
            used += 1
        return float(used >= _FEWEST)


def _read(text: str, variable: str) -> Node | None:
    return read(text, symbols={variable, *_CONSTANTS, *_NUMBERS}, functions=True)


def _places(integrand: Node, variable: str) -> list[float]:
    """Points to compare at: around zero, and around where what is in a function is small."""
    centres = {0.0}
    for node in nodes(integrand):
        inner = polynomial(node.part) if isinstance(node, Call) else None
        if inner:
            square, linear, constant = (
                float(inner.get(((variable, degree),) if degree else (), 0)) for degree in (2, 1, 0)
            )
            if square:
                centres.add(-linear / (2 * square))
            elif linear:
                centres.add(-constant / linear)
    return [
        centre + sign * offset
        for centre in sorted(centres)
        for offset in _OFFSETS
        for sign in (1, -1)
    ]


def _antiderivative(kind: str, integrand: Any, x: Any) -> Any:
    """The antiderivative of an integrand of a type."""
    import sympy
    from sympy import Poly, Pow, cos, exp, log, sin, sqrt

    if kind == "linear":
        return Poly(integrand, x).integrate(x).as_expr()
    if kind == "exponential":  # c u' exp(u)
        (power,) = integrand.atoms(exp)
        outer = integrand / power
        inner = sympy.diff(power.args[0], x)
        return Poly(outer, x).LC() / Poly(inner, x).LC() * power
    if kind == "radical":  # c sqrt(u)
        (root,) = integrand.atoms(Pow)
        inner = root.args[0]
        return integrand / root / sympy.diff(inner, x) * Pow(inner, sympy.Rational(3, 2)) * 2 / 3
    constant, rest = integrand.as_coeff_Mul()
    if kind == "trigonometric":  # c sin(u)^p cos(u)^q, and p or q is 1
        powers = {factor.as_base_exp()[0].func: factor.as_base_exp() for factor in rest.args}
        (sine, p), (cosine, q) = powers[sin], powers[cos]
        slope_of_inner = sympy.diff(sine.args[0], x)
        if q == 1:
            return constant * sine ** (p + 1) / (slope_of_inner * (p + 1))
        return -constant * cosine ** (q + 1) / (slope_of_inner * (q + 1))
    if kind == "log_inverse_trig":
        inner = rest.args[0]
        if rest.func is log:  # of a power of x
            return sympy.expand(constant * (x * rest - x * Poly(inner, x).degree()))
        factor = sympy.diff(inner, x)
        if rest.func is sympy.asin:
            return sympy.expand(constant * (x * rest + sqrt(1 - inner**2) / factor))
        return sympy.expand(constant * (x * rest - log(1 + inner**2) / (2 * factor)))
    if kind == "cyclic":
        if not rest.has(exp):
            return constant * sin(x) ** 2 / 2
        other = sin(x) - cos(x) if rest.has(sin) else sin(x) + cos(x)
        return sympy.expand(constant * exp(x) * other / 2)
    # A power times an exponential, a sine or a cosine: by parts until its derivatives end.
    # reasoning-gym makes some of them of unknown functions that are only named sin and cos.
    (made,) = rest.atoms(sympy.Function)
    left, total, sign = integrand / made, sympy.Integer(0), 1
    function = {"exp": exp, "sin": sin, "cos": cos}[made.func.__name__](made.args[0])
    while left != 0:
        function = _integrated(function, x)
        total += sign * left * function
        left, sign = sympy.diff(left, x), -sign
    return sympy.expand(total)


def _integrated(function: Any, x: Any) -> Any:
    """The antiderivative of exp(x), or of a sine or a cosine of a multiple of x, times a number."""
    from sympy import cos, diff, exp, sin

    number, wave = function.as_coeff_Mul()
    if wave.func is exp:
        return function
    inner = wave.args[0]
    other = -cos(inner) if wave.func is sin else sin(inner)
    return number * other / diff(inner, x)
