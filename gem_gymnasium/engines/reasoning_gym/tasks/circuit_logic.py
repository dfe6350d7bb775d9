"""The output of a drawn circuit."""

from gem_gymnasium.engines.reasoning_gym.answers import integer
from gem_gymnasium.engines.reasoning_gym.task import Item, Task


class CircuitLogic(Task):
    """The output of a circuit of gates, 0 or 1."""

    name = "circuit_logic"
    example = "0"
    pattern = r"[01]"
    form = "Write 0 or 1."
    changes = (
        "A gate of one input passes it on, as it's drawn, a wire; reasoning-gym counts it as a "
        "NAND or a NOR.",
    )
    chance = 0.6  # zero is more frequent

    def item(self, index: int) -> Item:
        item = super().item(index)
        data = item["metadata"]
        terms = [_term(term, data["assignments"]) for term in data["term_strings"]]
        output = terms[0] if len(terms) == 1 else _gate(data["final_gate"], terms)
        return {**item, "answer": str(output), "metadata": {**data, "source_index": index}}

    def score(self, answer: str, item: Item) -> float:
        return float(integer(answer) == int(item["answer"]))


def _term(term: str, assignments: dict[str, int]) -> int:
    """The output of a gate, written as its inputs with its sign between them."""
    gates = {"&": "AND", "↑": "NAND", "⊕": "XOR"}
    sign = next((sign for sign in gates if sign in term), None)
    names = term.split(sign) if sign else [term]
    inputs = [assignments[name.rstrip("'")] ^ name.endswith("'") for name in names]
    return _gate(gates[sign], inputs) if sign else inputs[0]


def _gate(kind: str, inputs: list[int]) -> int:
    if kind == "XOR":
        return sum(inputs) % 2
    if kind in ("AND", "NAND"):
        return int(all(inputs)) ^ (kind == "NAND")
    return int(any(inputs)) ^ (kind == "NOR")
