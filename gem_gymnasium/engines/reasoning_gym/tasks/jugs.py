"""Water jugs."""

import math
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from random import Random
from typing import Any, TypeAlias

from gem_gymnasium.engines.reasoning_gym.task import Item, Task
from gem_gymnasium.engines.reasoning_gym.tasks._upstream import replaced

State: TypeAlias = tuple[int, ...]

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_EASY = 10  # moves: three jugs of random sizes have such targets often enough
_FEW = 4  # moves: more jugs of random sizes have targets that are so far
_BUDGET = 60_000  # states that are looked at for an item; a tenth of it where most are expensive
_STATES = 3000  # of one set of jugs
_LONGEST = 20_000
_MOVE = re.compile(r"(fill|empty)\s+([A-Z])|pour\s+([A-Z])\s*(?:->|→)\s*([A-Z])")


class Jugs(Task):
    """Moves that leave the target amount in a jug."""

    name = "jugs"
    example = '["fill A", "pour A->B", "empty B"]'
    pattern = (
        r'\["(?:fill [A-C]|empty [A-C]|pour [A-C]->[A-C])"'
        r'(?:, "(?:fill [A-C]|empty [A-C]|pour [A-C]->[A-C])"){0,29}\]'
    )
    changes = (
        "Solutions are our own: reasoning-gym's solver knows of three jugs alone.",
        "The search for a puzzle of enough moves is bounded, after which the longest one found is "
        "taken: reasoning-gym searches for hours when there are many jugs.",
        f"All jugs but one are of the same size if there are more than three, and more than {_FEW} "
        "moves: of many sizes all targets are a few moves away.",
        "Wrong moves earn nothing; the 0.01 for any JSON is not paid.",
    )

    def make_dataset(self, **extra: Any) -> Any:
        dataset = super().make_dataset(**extra)
        if dataset.config.num_jugs > len(_LETTERS):
            raise ValueError(f"jugs: num_jugs is at most {len(_LETTERS)}, the number of letters.")
        return dataset

    def item(self, index: int) -> Item:
        dataset = self.dataset
        make = replaced(
            type(dataset).__getitem__, generate_puzzle=_puzzle, generate_jug_solution=_solution
        )
        item: Item = make(dataset, index)
        return item

    def score(self, answer: str, item: Item) -> float:
        puzzle = item["metadata"]["puzzle"]
        capacities: list[int] = puzzle["jug_capacities"]
        amounts = [0] * len(capacities)
        for move in _listed(answer):
            parts = _MOVE.fullmatch(move)
            names = [name for name in parts.groups()[1:] if name] if parts else []
            jugs = [_LETTERS.index(name) for name in names]
            if parts is None or max(jugs) >= len(capacities) or len(set(jugs)) < len(jugs):
                return 0.0
            if parts[1]:
                amounts[jugs[0]] = capacities[jugs[0]] if parts[1] == "fill" else 0
            else:
                source, into = jugs
                poured = min(amounts[source], capacities[into] - amounts[into])
                amounts[source] -= poured
                amounts[into] += poured
        return float(puzzle["target"] in amounts)


def _listed(answer: str) -> list[str]:
    text = answer.strip() if len(answer) <= _LONGEST else ""
    if text.startswith("[") and text.endswith("]"):
        text = text[1:-1]
    return [part.strip().strip("\"'").strip() for part in re.split(r"[,\n]", text)]


def _puzzle(rng: Random, num_jugs: int, difficulty: int) -> dict[str, Any]:
    """Jugs and a target that is ``difficulty`` moves away, or as far as the search found."""
    sizes = range(3, 4 + difficulty)
    theirs = num_jugs == 3 and difficulty <= _EASY  # reasoning-gym finds these puzzles in time
    alike = num_jugs > 3 and difficulty > _FEW
    left = _BUDGET if theirs else _BUDGET // 10
    hardest: dict[str, Any] = {"min_moves": 0}
    while left > 0 and hardest["min_moves"] < difficulty:
        if alike:
            one, other = rng.sample(sizes, 2)
            count = rng.choice((1, num_jugs - 1))
            capacities = [one] * count + [other] * (num_jugs - count)
            rng.shuffle(capacities)
        else:
            capacities = [rng.choice(sizes) for _ in range(num_jugs)]
        routes, states = _routes(tuple(sorted(capacities)))
        left -= states
        if theirs:
            divisor = math.gcd(*capacities)
            target = rng.choice(range(divisor, max(capacities) + 1, divisor))
        else:
            enough = min(difficulty, max(map(len, routes.values())))
            target = rng.choice([amount for amount, way in routes.items() if len(way) >= enough])
        moves = len(routes.get(target, ()))
        if moves > hardest["min_moves"]:
            hardest = {"jug_capacities": capacities, "target": target, "min_moves": moves}
    return hardest


@lru_cache(maxsize=512)
def _routes(capacities: State) -> tuple[dict[int, tuple[State, ...]], int]:
    """A shortest way to every amount, and how many states were looked at.

    A way is the states after each move. The amounts of jugs of the same size are sorted, as it
    doesn't matter which is which. Amounts that are too far away are missing.

    Args:
        capacities: The sizes of the jugs, sorted.
    """
    divisor = math.gcd(*capacities)
    wanted = set(range(divisor, capacities[-1] + 1, divisor))
    start = (0,) * len(capacities)
    before: dict[State, State] = {start: start}
    routes: dict[int, tuple[State, ...]] = {}
    places = [capacities.index(size) for size in sorted(set(capacities))]
    groups = list(zip(places, [*places[1:], len(capacities)], strict=True))
    level = [start]
    while level and wanted and len(before) < _STATES:
        following: list[State] = []
        for state in level:
            if len(before) >= _STATES:
                break
            # Of jugs of the same size and amount the first stands for all.
            jugs = [
                jug
                for first, end in groups
                for jug in range(first, end)
                if jug == first or state[jug] != state[jug - 1]
            ]
            for _, _, after in _moves(state, capacities, jugs):
                if len(groups) < len(after):
                    after = [x for first, end in groups for x in sorted(after[first:end])]
                reached = tuple(after)
                if reached in before:
                    continue
                before[reached] = state
                following.append(reached)
                for amount in wanted.intersection(reached):
                    wanted.discard(amount)
                    routes[amount] = _way(reached, before)
        level = following
    return routes, len(before)


def _way(state: State, before: dict[State, State]) -> tuple[State, ...]:
    way = []
    while before[state] != state:
        way.append(state)
        state = before[state]
    return tuple(reversed(way))


def _moves(
    state: State, capacities: State, jugs: Sequence[int]
) -> Iterator[tuple[int, int, list[int]]]:
    """Moves between some jugs, and the amounts after each; -1 stands for the fountain.

    A jug that isn't among them is like the one before it.
    """
    for jug in jugs:
        amount = state[jug]
        if amount < capacities[jug]:
            amounts = list(state)
            amounts[jug] = capacities[jug]
            yield -1, jug, amounts
        if not amount:
            continue
        amounts = list(state)
        amounts[jug] = 0
        yield jug, -1, amounts
        twin = jug + 1
        others = [*jugs, twin] if twin < len(state) and twin not in jugs else jugs
        for other in others:
            free = capacities[other] - state[other]
            if other != jug and free:
                amounts = list(state)
                poured = min(amount, free)
                amounts[jug] -= poured
                amounts[other] += poured
                yield jug, other, amounts


def _solution(jug_capacities: list[int], target: int) -> list[str]:
    """The moves of a shortest way to a target."""
    capacities = tuple(jug_capacities)
    way = _routes(tuple(sorted(capacities)))[0][target]
    state: State = (0,) * len(capacities)
    moves = []
    for reached in way:
        source, into, state = next(
            (source, into, tuple(after))
            for source, into, after in _moves(state, capacities, range(len(state)))
            if tuple(x for _, x in sorted(zip(capacities, after, strict=True))) == reached
        )
        if source < 0:
            moves.append(f"fill {_LETTERS[into]}")
        elif into < 0:
            moves.append(f"empty {_LETTERS[source]}")
        else:
            moves.append(f"pour {_LETTERS[source]}->{_LETTERS[into]}")
    return moves
