"""A new game, its id, and the proof that it conforms: ``python examples/register_new_env.py``."""

from typing import Any

import gymnasium

from gem_gymnasium.conformance import check
from gem_gymnasium.core import Outcome, TextEnv, illegal, ongoing, solved
from gem_gymnasium.parsing import integers


class Divisors(TextEnv[int]):
    """Bring a number down to 1: each turn, subtract one of its divisors, but not itself."""

    example = "1"

    def __init__(self, *, max_number: int = 200, max_turns: int = 12, **options: Any) -> None:
        self.max_number = max_number
        super().__init__(max_turns=max_turns, **options)

    def _generate(self) -> None:
        self._number = int(self.np_random.integers(20, self.max_number + 1))

    def _rules(self) -> str:
        return (
            f"Bring the number down to 1 within {self.max_turns} turns. In a turn you subtract a "
            "divisor of the number that is smaller than the number itself.\n"
            f"Write the divisor in \\boxed{{}}, for example {self.example_action}"
        )

    def _state(self) -> str:
        return f"The number is {self._number}."

    def _parse(self, content: str) -> int | None:
        numbers = integers(content, 1)
        return numbers[0] if numbers else None

    def _play(self, move: int) -> Outcome:
        if not 0 < move < self._number or self._number % move:
            return illegal(f"{move} is no divisor of {self._number} that you may subtract.")
        self._number -= move
        return solved("Well done.") if self._number == 1 else ongoing(f"You subtracted {move}.")

    def _legal(self) -> list[str]:
        return [str(d) for d in range(1, self._number) if self._number % d == 0]

    def _oracle(self) -> str:
        return self._legal()[-1]  # the largest divisor halves the number wherever it can

    def _pattern(self) -> str:
        return "[1-9][0-9]?"


gymnasium.register("my/Divisors-v0", f"{__name__}:Divisors")

if __name__ == "__main__":
    report = check("my/Divisors-v0")
    print(report)
    report.raise_if_failed()
