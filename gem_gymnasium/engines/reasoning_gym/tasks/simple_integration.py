"""Indefinite integrals of polynomials."""

from gem_gymnasium.engines.reasoning_gym.task import Item, Task
from gem_gymnasium.engines.reasoning_gym.tasks._expressions import Polynomial, polynomial, read

_CONSTANTS = ("C", "c", "K", "k")  # of integration


class SimpleIntegration(Task):
    """An antiderivative of a polynomial."""

    name = "simple_integration"
    example = "7*x**2/3 + 4*x + C"
    pattern = (
        r"-?(\d{1,3}\*)?[xX](\*\*-?\d{1,2})?(/\d{1,2})?"
        r"( [-+] (\d{1,3}\*)?[xX](\*\*-?\d{1,2})?(/\d{1,2})?){0,4} \+ C|0 \+ C"
    )
    changes = (
        "Where the variable is X the question integrates by dX, for reasoning-gym's dx makes every "
        "X a constant.",
        "The coefficients of an answer are compared exactly, whatever the constant; nothing of it "
        "is evaluated, as reasoning-gym does.",
    )

    def item(self, index: int) -> Item:
        item = super().item(index)
        variable = item["metadata"]["variable"]
        return {**item, "question": item["question"].replace(" dx\n", f" d{variable}\n", 1)}

    def score(self, answer: str, item: Item) -> float:
        variable = item["metadata"]["variable"]
        found = _varying(answer, variable)
        return float(found is not None and found == _varying(item["answer"], variable))


def _varying(text: str, variable: str) -> Polynomial | None:
    """The terms of an antiderivative that hold the variable; None where it is none."""
    node = read(text, symbols={variable, *_CONSTANTS})
    found = None if node is None else polynomial(node)
    if found is None:
        return None
    kept = {}
    for monomial, value in found.items():
        names = {name for name, _ in monomial}
        if len(names) > 1:  # a constant times the variable
            return None
        if variable in names:
            kept[monomial] = value
    return kept
