"""Who always tells the truth, and who always lies."""

from __future__ import annotations

import re
from functools import cache, partial, reduce
from operator import and_, or_
from typing import Any, TypeAlias

from gem_gymnasium.engines.reasoning_gym.task import Item, Task
from gem_gymnasium.engines.reasoning_gym.tasks._upstream import replaced

Statement: TypeAlias = tuple[Any, ...]

_LONGEST = 200  # characters of an answer for each person
_MOST_PEOPLE = 16
_DRESS = re.compile(r"[{}\"'`*]")
_PARTS = re.compile(r"[,;\n]|\band\b")
_PART = re.compile(r"(\w+)\s*(?:\bis\b|:|=)\s*(?:an?\s+)?(\w+)")
_ROLES = (
    "knight|knave|pioneer|laggard|saint|sinner|hero|villain|angel|devil|altruist|egoist|sage|fool"
)
_CLAUSE = rf"[A-Z][a-z]{{2,8}} is an? (?:{_ROLES})"


class KnightsKnaves(Task):
    """The role of every person."""

    name = "knights_knaves"
    example = "Ann is a knight, and Tom is a knave."
    pattern = rf"{_CLAUSE}(?:, {_CLAUSE}){{0,3}}, and {_CLAUSE}\."
    changes = (
        "An answer scores 1 if every role is right and else 0: reasoning-gym pays 0.65 for one of "
        "two, which is what any answer but the opposite of the right one has.",
        "Items are reasoning-gym's, made by a faster solver; parameters with which it finds no "
        "item or never ends are refused.",
    )

    def make_dataset(self, **extra: Any) -> Any:
        from reasoning_gym.logic import knights_knaves as module

        dataset = super().make_dataset(**extra)
        config = dataset.config
        people, depth, width = config.n_people, config.depth_constraint, config.width_constraint
        if not (2 <= people <= _MOST_PEOPLE and depth >= 2 and 2 <= width <= 2 * people - 1):
            raise ValueError(
                f"config={self.config!r} of knights_knaves: n_people must be from 2 to "
                f"{_MOST_PEOPLE}, depth_constraint at least 2, and width_constraint from 2 to "
                "2 * n_people - 1 (there are no more different claims about people)."
            )

        class Sampler(module.KKProblemSampler):  # type: ignore[misc]
            sample_valid_problems = replaced(
                module.KKProblemSampler.sample_valid_problems, KnightsKnavesDataset=_Solver
            )

        name = "_KnightsKnavesDataset__generate_problem"
        make = replaced(getattr(module.KnightsKnavesDataset, name), KKProblemSampler=Sampler)
        setattr(dataset, name, partial(make, dataset))
        return dataset

    def score(self, answer: str, item: Item) -> float:
        known = item["metadata"]
        names = [str(name).lower() for name in known["names"]]
        if len(answer) > _LONGEST * len(names):
            return 0.0
        terms = known["knight_knave_terms"]
        right = {
            name: terms["knight" if honest else "knave"].lower()
            for name, honest in zip(names, known["solution"], strict=True)
        }
        said: dict[str, str] = {}
        for part in _PARTS.split(_DRESS.sub("", answer.lower())):
            part = part.strip().rstrip(".")
            if not part:
                continue
            claim = _PART.fullmatch(part)
            if claim is None or claim[1] in said:
                return 0.0
            said[claim[1]] = claim[2]
        return float(said == right)


class _Solver:
    """What reasoning-gym's sampler asks for, with a table of all cases as one integer."""

    @staticmethod
    def find_solution(statements: tuple[Statement, ...]) -> list[tuple[bool, ...]]:
        """The ways to call people honest that agree with what they say."""
        people = len(statements)
        honest = _tables(people)
        everything = (1 << (1 << people)) - 1
        cases = everything
        for table, statement in zip(honest, statements, strict=True):
            cases &= ~(table ^ _table(statement, honest, everything))
        found: list[tuple[bool, ...]] = []
        while cases and len(found) < 2:  # more than one is all that counts
            case = cases & -cases
            cases ^= case
            found.append(tuple(bool(table & case) for table in honest))
        return found


@cache
def _tables(people: int) -> list[int]:
    """For each person the cases in which they are honest, as a mask of 2**people cases."""
    everything = (1 << (1 << people)) - 1
    # Division makes the pattern of 2**person ones and as many zeros: the cases of lying.
    return [everything ^ everything // ((1 << (1 << person)) + 1) for person in range(people)]


def _table(statement: Statement, honest: list[int], everything: int) -> int:
    """The cases in which a statement holds."""
    kind, *parts = statement
    if kind == "telling-truth":
        return honest[parts[0]]
    if kind == "lying":
        return everything & ~honest[parts[0]]
    tables = [_table(part, honest, everything) for part in parts]
    if kind == "not":
        return everything & ~tables[0]
    if kind == "and":
        return reduce(and_, tables)
    if kind == "or":
        return reduce(or_, tables)
    if kind == "->":
        return everything & ~tables[0] | tables[1]
    return everything & ~(tables[0] ^ tables[1])  # <=>
