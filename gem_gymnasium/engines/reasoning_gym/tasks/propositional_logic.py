"""Conclusions from statements of propositional logic."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from random import Random

from gem_gymnasium.engines.reasoning_gym.task import Item, Task

_TRIES = 200
_LONGEST = 300  # characters of an answer
_DEEPEST = 30  # brackets
_TOGETHER = (
    "The conclusion must be a statement of one or two variables, each written once, that follows "
    "from the statements together, but from none of them alone."
)
_NOT_ALWAYS = (
    "The conclusion must be a statement of one or two variables, each written once, that follows "
    "from the statements, and isn't always true."
)
_SIGNS = (
    ("↔", r"↔|⇔|<->|<=>|\\leftrightarrow\b|\\Leftrightarrow\b|\\iff\b|\bIFF\b"),
    ("→", r"→|⇒|->|=>|\\rightarrow\b|\\Rightarrow\b|\\to\b|\\implies\b|\bIMPLIES\b"),
    ("∨", r"∨|\|\|?|\\lor\b|\\vee\b|\bOR\b"),
    ("∧", r"∧|&&?|\\land\b|\\wedge\b|\bAND\b"),
    ("¬", r"¬|~|!|\\neg\b|\\lnot\b|\bNOT\b"),
)
_BINDING = "↔→∨∧"  # from the loosest


class PropositionalLogic(Task):
    """A statement that follows from others."""

    name = "propositional_logic"
    example = "¬P ∧ ¬Q"
    pattern = r"¬?[P-S]|¬?(P [∧∨→↔] ¬?[QRS]|Q [∧∨→↔] ¬?[RS]|R [∧∨→↔] ¬?S)"
    changes = (
        "A conclusion must follow from the statements together but from none alone, have one or "
        "two variables, each once, and the question says so: reasoning-gym pays in full for a "
        "statement copied, or weakened by an OR.",
        "Statements that contradict each other, from which anything follows, or allow no such "
        "conclusion, are drawn again.",
        "There is always a right answer; reasoning-gym has none, or one that needn't follow.",
        "The numbering of the statements has no stray full stops.",
    )
    chance = 0.35  # P ∧ Q

    def item(self, index: int) -> Item:
        from reasoning_gym.logic.propositional_logic import QUESTION_FORMAT

        config = self.dataset.config
        rng = Random(index)
        rules = [_TOGETHER, _NOT_ALWAYS] if config.max_statements > 1 else [_NOT_ALWAYS]
        for rule in [rule for rule in rules for _ in range(_TRIES)]:
            count = rng.randint(config.min_vars, config.max_vars)
            names = [chr(ord("P") + place) for place in range(count)]
            number = rng.randint(config.min_statements, config.max_statements)
            premises = [str(p) for p in self.dataset._generate_premises(rng, names, number)]
            judge = _Judge(names, premises, alone=rule == _NOT_ALWAYS)
            conclusions = [text for text in _short_statements(names) if judge.accepts(text)]
            if conclusions:
                break
        else:
            raise ValueError(f"{self.name}: nothing follows from {_TRIES} lists of statements.")
        numbered = "\n".join(f"{place}. {text}" for place, text in enumerate(premises, 1))
        return {
            "question": f"{QUESTION_FORMAT}Given:\n{numbered}\nWhat can we conclude from the above "
            f"statements?\n{rule}",
            "answer": rng.choice(conclusions),
            "metadata": {
                "source_dataset": self.name,
                "source_index": index,
                "premises": premises,
                "variables": names,
                "alone": rule == _NOT_ALWAYS,
            },
        }

    def score(self, answer: str, item: Item) -> float:
        if len(answer) > _LONGEST:
            return 0.0
        data = item["metadata"]
        return float(_Judge(data["variables"], data["premises"], data["alone"]).accepts(answer))


class _Judge:
    """Knows which conclusions follow.

    A statement is an integer: its bit i is the truth under the assignment i, whose bits are the
    variables'.
    """

    def __init__(self, names: Sequence[str], premises: Sequence[str], alone: bool) -> None:
        assignments = 1 << len(names)
        self.all = (1 << assignments) - 1
        self.tables = {}
        for place, name in enumerate(names):
            block = 1 << place
            table, width = ((1 << block) - 1) << block, 2 * block
            while width < assignments:
                table, width = table | table << width, 2 * width
            self.tables[name] = table
        self.premises = [self.table(premise) for premise in premises]
        self.possible = self.all
        for premise in self.premises:
            self.possible &= premise
        self.alone = alone

    def accepts(self, text: str) -> bool:
        """Whether a statement is a right conclusion."""
        try:
            tokens = _tokens(text, self.tables)
            table = self.table(text)
        except _NoStatementError:
            return False
        names = [token for token in tokens if token in self.tables]
        if len(names) > 2 or len(set(names)) < len(names):
            return False
        if not self.possible or table == self.all or self.possible & ~table:
            return False
        return self.alone or all(premise & ~table for premise in self.premises)

    def table(self, text: str) -> int:
        tokens = _tokens(text, self.tables)
        table, place = self._of(tokens, 0, 0, 0)
        if place < len(tokens):
            raise _NoStatementError
        return table

    def _of(self, tokens: list[str], place: int, level: int, depth: int) -> tuple[int, int]:
        """The statement that begins at a place, of signs of a level or of tighter ones."""
        if level == len(_BINDING):
            return self._unary(tokens, place, depth)
        left, place = self._of(tokens, place, level + 1, depth)
        while place < len(tokens) and tokens[place] == _BINDING[level]:
            sign = tokens[place]
            right, place = self._of(tokens, place + 1, level + 1, depth)
            if sign == "∧":
                left &= right
            elif sign == "∨":
                left |= right
            elif sign == "→":
                left = self.all & ~left | right
            else:
                left = self.all & ~(left ^ right)
        return left, place

    def _unary(self, tokens: list[str], place: int, depth: int) -> tuple[int, int]:
        negative = False
        while place < len(tokens) and tokens[place] == "¬":
            negative, place = not negative, place + 1
        if place == len(tokens) or depth > _DEEPEST:
            raise _NoStatementError
        if tokens[place] in self.tables:
            table, place = self.tables[tokens[place]], place + 1
        elif tokens[place] == "(":
            table, place = self._of(tokens, place + 1, 0, depth + 1)
            if place == len(tokens) or tokens[place] != ")":
                raise _NoStatementError
            place += 1
        else:
            raise _NoStatementError
        return (self.all & ~table if negative else table), place


class _NoStatementError(ValueError):
    """A text is no statement of these variables."""


def _tokens(text: str, names: dict[str, int]) -> list[str]:
    for sign, written in _SIGNS:
        text = re.sub(written, sign, text)
    tokens = re.sub(r"\\left\b|\\right\b|\\[,;! ]|\s+", "", text)
    if not set(tokens) <= {*names, *"↔→∨∧¬()"}:
        raise _NoStatementError
    return list(tokens)


def _short_statements(names: Sequence[str]) -> Iterator[str]:
    """All statements of one or two variables, but for equivalent ones."""
    for name in names:
        yield name
        yield f"¬{name}"
    for one, other in combinations(names, 2):
        for left in (one, f"¬{one}"):
            for right in (other, f"¬{other}"):
                yield f"{left} ∧ {right}"
                yield f"{left} ∨ {right}"
        yield f"{one} ↔ {other}"
        yield f"{one} ↔ ¬{other}"
