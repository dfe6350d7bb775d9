"""Countdown: reach a number by reckoning with others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from gem_gymnasium.engines.textarena.games._numbers import between
from gem_gymnasium.engines.textarena.rules import Rules
from gem_gymnasium.engines.textarena.streams import Stream

__all__ = ["Countdown"]

_BIG = (25, 50, 75, 100)
_SMALL = (*range(1, 11), *range(1, 11))
_LOWEST, _HIGHEST = 101, 999  # targets that are drawn; 100 can be among the numbers
_GREATEST = 1_000_000  # results that TextArena allows
_LISTED = 4  # numbers of which all results are listed; for more, it is reckoned backwards
_MOST = 6  # numbers at most that are searched
_TRIES = 10_000

_Part: TypeAlias = tuple[int, int]  # a set of numbers, as a mask of their indices, and a result
_How: TypeAlias = tuple[_Part, str, _Part] | None  # where a result comes from; None for a number


class Countdown(Rules):
    """Combine two numbers at a time; solved when a result is the target.

    TextArena has one instance, which is the variant ``Classic``. Where ``numbers`` and ``target``
    are not given, each game draws them: two of 25, 50, 75 and 100 and four of 1 to 10, as
    TextArena's class does, and a target that can be reached.
    """

    def __init__(self, arguments: Mapping[str, Any]) -> None:
        super().__init__(arguments)
        numbers, target = arguments.get("numbers"), arguments.get("target")
        self._numbers = None if numbers is None else [int(number) for number in numbers]
        self._target = None if target is None else int(target)
        self.seeded = self._numbers is None or self._target is None
        if self._numbers is None or self._target is None or self._hopeless():
            return
        if _first_step(self._numbers, self._target) is None:
            raise ValueError(f"target={target} can't be made of numbers={numbers}.")

    def _hopeless(self) -> bool:
        return self._numbers is not None and len(self._numbers) > _MOST

    @property
    def no_oracle(self) -> str:  # type: ignore[override]
        """Why there is no oracle, for long lists of numbers."""
        return f"More than {_MOST} numbers are too many to search." if self._hopeless() else ""

    def build(
        self, engine_class: Callable[..., Any], stream: Stream, services: Mapping[str, Any]
    ) -> Any:
        """Draw what is not given."""
        numbers, target = self._instance(stream)
        return engine_class(**{**self.arguments, "numbers": numbers, "target": target})

    def _instance(self, stream: Stream) -> tuple[list[int], int]:
        for _ in range(_TRIES):
            numbers = self._numbers or [*stream.sample(_BIG, 2), *stream.sample(_SMALL, 4)]
            target = _reached(stream, numbers) if self._target is None else self._target
            known = self._target is None or not self.seeded
            if target is not None and (known or _first_step(numbers, target) is not None):
                return numbers, target
        what = "target" if self._target is None else "numbers"
        raise ValueError(f"No {what} can be drawn for {self.arguments}; give other values.")

    @property
    def pattern(self) -> str:
        """Two indices and an operation."""
        index = between(0, len(self._numbers or range(_MOST)) - 1)
        return rf"\[{index} {index} [-+*/]\]"

    @property
    def example(self) -> str:
        """An addition."""
        return "[0 1 +]"

    def legal(self, engine: Any) -> list[str]:
        """The operations whose results are whole and not too great."""
        count = range(len(engine.numbers))
        return [
            f"[{i} {j} {sign}]"
            for i in count
            for j in count
            if i != j
            for sign in engine._OPS
            if engine._execute_operation(i, j, sign) is not None
        ]

    def max_turns(self) -> int:
        """As the arguments say; five operations are all that there can be with six numbers."""
        return int(self.arguments.get("max_turns", 12))

    def progress(self, engine: Any) -> float:
        """TextArena's share: how near the best number is, in thousandths."""
        return min(float(engine._calculate_progress()), 0.999)

    def oracle(self, engine: Any) -> str:
        """The first operation of a solution; any where there is none."""
        if self._hopeless():
            return super().oracle(engine)
        return _first_step(engine.numbers, engine.target) or self.legal(engine)[0]


def _reached(stream: Stream, numbers: Sequence[int]) -> int | None:
    """The last number between the bounds that random operations make, or None."""
    pool, found = list(numbers), None
    while len(pool) > 1:
        stream.shuffle(pool)
        a, b = pool.pop(), pool.pop()
        results = [result for result, _, _ in _results(a, b) if result > 0]
        pool.append(stream.choice(results))
        # One operation alone would be too easy.
        if len(pool) < len(numbers) - 1 and _LOWEST <= pool[-1] <= _HIGHEST:
            found = pool[-1]
    return None if found in numbers else found


def _results(a: int, b: int) -> Iterator[tuple[int, str, bool]]:
    """The results of two numbers, with the operation and whether the second one comes first."""
    if abs(a + b) <= _GREATEST:
        yield a + b, "+", False
    if abs(a - b) <= _GREATEST:
        yield a - b, "-", False
        yield b - a, "-", True
    if abs(a * b) <= _GREATEST:
        yield a * b, "*", False
    if b and a % b == 0:
        yield a // b, "/", False
    if a and b % a == 0:
        yield b // a, "/", True


def _partners(result: int, a: int) -> Iterator[int]:
    """The numbers that make a result with ``a``."""
    yield result - a
    yield result + a
    yield a - result
    if a:
        yield result * a
        if result % a == 0:
            yield result // a
        if result and a % result == 0:
            yield a // result


def _first_step(numbers: Sequence[int], target: int) -> str | None:
    """The first operation of one that makes the target, or None."""
    tables: dict[int, dict[int, _How]] = {
        1 << index: {number: None} for index, number in enumerate(numbers)
    }

    def splits(mask: int) -> Iterator[tuple[int, int]]:
        part = mask & (mask - 1)
        while part:
            if part.bit_count() * 2 >= mask.bit_count():
                yield mask ^ part, part  # the smaller one first
            part = part - 1 & mask

    def listed(mask: int) -> dict[int, _How]:
        if mask not in tables:
            table: dict[int, _How] = {}
            for small, large in splits(mask):
                for a in listed(small):
                    for b in listed(large):
                        for value, sign, swapped in _results(a, b):
                            if value not in table:
                                parts = (small, a), (large, b)
                                one, two = parts[::-1] if swapped else parts
                                table[value] = one, sign, two
            tables[mask] = table
        return tables[mask]

    def step(mask: int, value: int) -> str | None:
        """The first operation to carry out for a listed result; None for a number itself."""
        how = tables[mask][value]
        if how is None:
            return None
        one, sign, two = how
        here = f"[{one[0].bit_length() - 1} {two[0].bit_length() - 1} {sign}]"
        return step(*one) or step(*two) or here

    def search(mask: int, value: int) -> str | None:
        if mask.bit_count() <= _LISTED:
            return step(mask, value) if value in listed(mask) else None
        for small, large in splits(mask):
            for a in listed(small):
                for b in _partners(value, a):
                    if abs(b) <= _GREATEST and (found := search(large, b)) is not None:
                        return found
        return None

    sets = sorted(range(1, 1 << len(numbers)), key=int.bit_count)
    found = (search(mask, target) for mask in sets if mask.bit_count() > 1)
    return next((move for move in found if move is not None), None)
