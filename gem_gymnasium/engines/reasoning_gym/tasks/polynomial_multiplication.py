"""Products of polynomials."""

from random import Random
from typing import Any

from gem_gymnasium.engines.reasoning_gym.task import Item, Task
from gem_gymnasium.engines.reasoning_gym.tasks._expressions import expanded, read


class PolynomialMultiplication(Task):
    """A product of polynomials, multiplied out."""

    name = "polynomial_multiplication"
    example = "12*x**3 - 7*x**2 + 5*x - 31"
    pattern = (
        r"(-?(\d{1,7}\*)?[xyz](\*\*\d)?|-?\d{1,7})"
        r"( [-+] ((\d{1,7}\*)?[xyz](\*\*\d)?|\d{1,7})){0,9}"
    )
    form = "Write the product multiplied out, as a sum of terms, with like terms combined."
    changes = (
        "The monomials that a polynomial is made of are drawn in a fixed order: reasoning-gym's is "
        "a set's, other in every process.",
        "Where the computer algebra system multiplies a product out when it's written (3 % of the "
        "items), the factors are shown in brackets, for the question shows its answer else.",
        "Products are made of coefficients, several times faster.",
        "An answer's terms are compared exactly; it must be multiplied out, with like terms "
        "combined, as the form now says.",
    )

    def make_dataset(self, **extra: Any) -> Any:
        from reasoning_gym.algebra import PolynomialMultiplicationConfig

        return _dataset_class()(PolynomialMultiplicationConfig(**{**self.config, **extra}))

    def item(self, index: int) -> Item:
        import sympy

        data = self.dataset
        config = data.config
        rng = Random(index)
        monomials = data._get_monomials(rng)
        if config.allow_cross_variable_product:
            monomials = None  # each polynomial draws its own
        count = rng.randint(config.min_polynomials, config.max_polynomials)
        factors = [data._generate_polynomial(rng, monomials) for _ in range(count)]
        names = [sympy.Symbol(name) for name in config.variables]
        product = sympy.prod(sympy.Poly(factor, *names) for factor in factors).as_expr()
        shown = str(sympy.prod(factors))
        if shown == str(product):
            shown = "*".join(f"({factor})" for factor in factors)
        question = rng.choice(data._prompt_templates).format(polynomial_expr=shown)
        return {
            "question": question + data.added_instruction,
            "answer": str(product),
            "metadata": {
                "source_dataset": self.name,
                "source_index": index,
                "polynomial_expr": shown,
                "variables": sorted(map(str, product.free_symbols)),
            },
        }

    def score(self, answer: str, item: Item) -> float:
        gold = item["answer"]
        names = set(map(str, self.dataset.config.variables))
        longest = 1000 + 2 * len(gold)
        node = read(answer, symbols=names, longest=longest)
        target = read(gold, symbols=names, longest=longest)
        if node is None or target is None:
            return 0.0
        found = expanded(node)
        return float(found is not None and found == expanded(target))


def _dataset_class() -> Any:
    """reasoning-gym's data set, with monomials in a fixed order."""
    from reasoning_gym.algebra import PolynomialMultiplicationDataset

    class Ordered(PolynomialMultiplicationDataset):  # type: ignore[misc]
        def _get_monomials(self, rng: Random) -> list[Any]:
            found = super()._get_monomials(rng)
            return sorted(found, key=lambda monomial: (str(monomial).count("*"), str(monomial)))

    return Ordered
