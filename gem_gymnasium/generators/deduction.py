"""Endless deduction problems: a theory of facts and rules, and a statement to judge.

In the manner of RuleTaker (Clark et al., 2020, "Transformers as Soft Reasoners over Language"),
with words and a grammar of our own. What is not said is unknown, not false; rules may ask for and
conclude negations.

For each statement there are two chains of rules, one that leads to it and one that leads to its
opposite; one of them is broken, or both are. So all three answers look alike to whoever doesn't
follow the chains. Behind the words every theory is a set of Horn clauses, with some attributes
renamed to their negations; therefore forward chaining finds exactly what follows in classical
logic, and it makes no difference whether a reader also uses rules backwards.

Example:
    >>> problem(0, level=1).answer in ("true", "false", "unknown")
    True
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gem_gymnasium.arguments import whole
from gem_gymnasium.generators._choices import Choices
from gem_gymnasium.generators._theory import (
    ANYBODY,
    THEMES,
    Condition,
    Literal,
    Proof,
    Rule,
    Theme,
    closure,
    instances,
)
from gem_gymnasium.generators.problem import LEVELS, MOST_PROBLEMS, Problem

__all__ = ["problem"]

_SALT = 0x64656475
_Predicate = tuple[str, str | None]  # an adjective, or a verb and whom it is about


def problem(index: int, level: int) -> Problem:
    """The problem of an index and level, the same in every process.

    Args:
        index: From 0 to below 2**31.
        level: From 1 to 5: how many rules a proof takes, one after the other; level 1 has facts
            to look up too, level 5 goes up to 7.

    Returns:
        The problem; its answer is "true", "false" or "unknown".

    Raises:
        ValueError: If an argument is out of range.
    """
    index = whole("index", index, 0, MOST_PROBLEMS - 1)
    level = whole("level", level, LEVELS[0], LEVELS[-1])
    choices = Choices(np.random.default_rng([_SALT, level, index]))
    plan = _Plan.drawn(choices, level)
    while True:
        theory = _Theory(choices, plan)
        if theory.known is not None:
            return Problem(theory.question(), plan.answer, theory.solution(theory.known))


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is fixed before a theory is drawn, so that redrawing it favours no answer."""

    answer: str
    theme: Theme
    names: tuple[str, ...]
    depth: int
    negated: bool  # the statement
    flipped: bool  # whether the chain to "so" is the one that ends with a negation
    relation: bool  # whether the statement is about a relation
    facts: int  # those beside the chains
    rules: int

    @classmethod
    def drawn(cls, choices: Choices, level: int) -> _Plan:
        theme = choices.pick(THEMES)
        return cls(
            answer=choices.pick(("true", "false", "unknown")),
            theme=theme,
            names=tuple(choices.some(theme.names, choices.whole(3, 4 if level < 4 else 5))),
            depth=(choices.pick((0, 1, 1, 1)), 2, 3, 4, choices.whole(5, 7))[level - 1],
            negated=choices.percent(50),
            flipped=choices.percent(50),
            relation=choices.percent(25),
            facts=choices.whole(2 + level, 4 + level),
            rules=choices.whole(1 + level, 3 + level),
        )


class _Theory:
    """Facts and rules, drawn to a plan."""

    def __init__(self, choices: Choices, plan: _Plan) -> None:
        self.choices = choices
        self.plan = plan
        self.facts: list[Literal] = []
        self.rules: list[Rule] = []
        self.used: list[_Predicate] = []
        self.who = choices.pick(plan.names)
        self.others = [name for name in plan.names if name != self.who]
        verbs = [plain for _, plain in plan.theme.verbs]
        # Words whose negation takes the part of the plain word: "not calm" leads to what "calm"
        # would.
        self.renamed = {word: choices.percent(30) for word in (*plan.theme.attributes, *verbs)}
        related: list[_Predicate] = [(verb, name) for verb in verbs for name in plan.names]
        related = [predicate for predicate in related if predicate[1] != self.who]
        plain: list[_Predicate] = [(word, None) for word in plan.theme.attributes]
        self.target = choices.pick(related if plan.relation else plain)
        self.renamed[self.target[0]] = plan.flipped
        self.plain_verbs = [verb for verb in verbs if not self.renamed[verb]]
        pool = [
            *choices.some(plain, len(plain)),
            *choices.some(related, min(len(related), 2 + plan.depth)),
        ]
        self.pool = [p for p in choices.some(pool, len(pool)) if p != self.target]
        wanted = {"true": True, "false": False}.get(plan.answer)
        for so in choices.some((True, False), 2):  # the chain to "so", the one to "not so"
            said = not plan.negated  # what the statement says
            self._chain(so, broken=wanted is None or (said == wanted) != so)
        self.instances = [one for rule in self.rules for one in instances(rule, plan.names)]
        self.known = self._distract(plan.facts, plan.rules)
        if self.goal is None and self.known is not None and not self._undecided():
            self.known = None

    # --- literals ---------------------------------------------------------------------------------

    def _literal(self, predicate: _Predicate, subject: str, positive: bool = True) -> Literal:
        word, other = predicate
        return Literal(subject, word, other, positive != self.renamed[word])

    def _fresh(self) -> _Predicate:
        predicate = self.pool.pop()
        self.used.append(predicate)
        return predicate

    @property
    def goal(self) -> Literal | None:
        """What must follow: the statement, its opposite, or nothing of both."""
        if self.plan.answer == "unknown":
            return None
        return self.statement if self.plan.answer == "true" else self.statement.opposite()

    @property
    def statement(self) -> Literal:
        """What is to be judged."""
        return Literal(self.who, *self.target, not self.plan.negated)

    # --- chains -----------------------------------------------------------------------------------

    def _chain(self, so: bool, broken: bool) -> None:
        """Facts and rules that lead to the target being so or not so, or would but for a gap."""
        end = Literal(ANYBODY, *self.target, so)
        if not self.plan.depth:
            fact = end.of(self.who)
            if broken and self.choices.percent(50):
                fact = self._moved(fact)
            elif broken:
                fact = self._literal(self._fresh(), self.who)
            self.facts.append(fact)
            return
        predicate = self._fresh()
        facts = [self._literal(predicate, self.who)]
        rules: list[Rule] = []
        for step in range(self.plan.depth):
            conditions = [Condition(self._literal(predicate, ANYBODY))]
            if self.choices.percent(40) and len(self.pool) > 8:
                conditions = self._with_side(conditions[0], facts)
            last = step == self.plan.depth - 1
            predicate = self.target if last else self._fresh()
            head = end if last else self._literal(predicate, ANYBODY)
            rules.append(Rule(tuple(conditions), head, short=self.choices.percent(50)))
        if broken:
            gap = self.choices.whole(0, len(facts) - 1)
            facts[gap] = self._moved(facts[gap])
        self.facts += facts
        self.rules += rules

    def _with_side(self, first: Condition, facts: list[Literal]) -> list[Condition]:
        """A condition and another one, whose facts are added."""
        kind = self.choices.whole(0, 2)
        predicate = self._fresh()
        if kind == 0:  # about the same one
            facts.append(self._literal(predicate, self.who))
            second = Condition(self._literal(predicate, ANYBODY))
            return self.choices.some((first, second), 2)
        other = self.choices.pick(self.others)
        if predicate[1] == other:
            return [first]
        facts.append(self._literal(predicate, other))
        if kind == 1 or predicate[1] is not None or not self.plain_verbs:  # about one by name
            return [first, Condition(self._literal(predicate, other))]
        verb = self.choices.pick(self.plain_verbs)  # about whomever it is related to
        facts.append(Literal(self.who, verb, other))
        second = Condition(Literal(ANYBODY, verb, ANYBODY), self._literal(predicate, ANYBODY))
        return self.choices.some((first, second), 2)

    def _moved(self, fact: Literal) -> Literal:
        """A fact in place of one that is taken out: about another one, or the opposite."""
        others = [name for name in self.plan.names if name not in (fact.subject, fact.other)]
        if self.plan.depth and self.choices.percent(25):
            return fact.opposite()
        return Literal(self.choices.pick(others), fact.word, fact.other, fact.holds)

    # --- what leads nowhere -----------------------------------------------------------------------

    def _distract(self, facts: int, rules: int) -> dict[Literal, Proof] | None:
        """Add facts and rules beside the chains; returns what `_closed` does."""
        choices, names = self.choices, self.plan.names
        # Beside fresh words those of the chains, so that seeing a word twice tells nothing.
        spare = [*self.pool[: 3 + self.plan.depth], *self.used]
        asked = {
            literal
            for instance in self.instances
            for ways in instance.conditions
            for way in ways
            for literal in way
        }
        known = self._closed()
        while facts and known is not None:
            word = choices.pick(spare)
            subject = choices.pick([name for name in names if name != word[1]])
            fact = self._literal(word, subject, positive=choices.percent(75))
            if fact in known or fact.opposite() in known:
                continue
            self.facts.append(fact)
            more = self._closed() if fact in asked else {**known, fact: Proof(0)}
            if more is None:  # it spoils the theory
                self.facts.pop()
                continue
            known = more
            facts -= 1
        while rules and known is not None:
            *body, head = choices.some(spare, choices.whole(2, 3))
            conditions = tuple(Condition(self._literal(word, ANYBODY)) for word in body)
            conclusion = self._literal(head, ANYBODY, positive=choices.percent(75))
            rule = Rule(conditions, conclusion, short=choices.percent(50))
            new = instances(rule, names)
            self.instances += new
            if any(one.premises(known) is not None for one in new):
                more = self._closed()
                if more is None:
                    del self.instances[-len(new) :]
                    continue
                known = more
            self.rules.append(rule)
            rules -= 1
        return known

    # --- the verdict ------------------------------------------------------------------------------

    def _closed(self) -> dict[Literal, Proof] | None:
        """What follows, if that is sound and gives the planned answer at its depth; else None."""
        known = closure(self.facts, self.instances)
        if known is None:
            return None
        goal = self.goal
        if goal is None:
            statement = self.statement
            return None if statement in known or statement.opposite() in known else known
        return known if goal in known and known[goal].depth == self.plan.depth else None

    def _undecided(self) -> bool:
        """Whether neither the statement nor its opposite is at odds with the rest.

        Then neither follows in classical logic.
        """
        either = (self.statement, self.statement.opposite())
        return all(closure([*self.facts, one], self.instances) is not None for one in either)

    # --- words ------------------------------------------------------------------------------------

    def _say(self, literal: Literal) -> str:
        text = literal.text(self.plan.theme)
        return text[0].upper() + text[1:]

    def question(self) -> str:
        """The theory, the statement and the meaning of the answers."""
        theme = self.plan.theme
        facts = [f"{self._say(fact)}." for fact in dict.fromkeys(self.facts)]
        rules = [rule.text(theme) for rule in self.rules]
        sentences = self.choices.some((*facts, *rules), len(facts) + len(rules))
        return (
            f"Facts and rules about some {theme.all_of_them}:\n{' '.join(sentences)}\n\n"
            f"Statement: {self._say(self.statement)}.\n\n"
            "Is the statement true, false or unknown? It is true if it follows from the facts and "
            "rules, false if its opposite follows, and unknown if neither follows; what is not "
            f'said may be so or not. In a rule, "{theme.pronoun}" means the "{theme.anybody}" that '
            "the rule begins with."
        )

    def solution(self, known: dict[Literal, Proof]) -> str:
        """The proof, or why there is none."""
        statement, goal = self.statement, self.goal
        if goal is None:
            told: dict[Literal, None] = {}
            steps = [
                *self._gaps(statement, known, told),
                *self._gaps(statement.opposite(), known, told),
                "So neither the statement nor its opposite follows.",
            ]
        else:
            what = "the statement" if goal == statement else "the opposite of the statement"
            steps = [*self._steps(goal, known, {}), f"So {what} follows."]
        return "\n".join([*steps, f"Answer: {self.plan.answer}"])

    def _steps(
        self, goal: Literal, known: dict[Literal, Proof], told: dict[Literal, None]
    ) -> list[str]:
        """The proof of a literal, premises first; ``told`` are those that need no proof again."""
        if goal in told:
            return []
        told[goal] = None
        proof = known[goal]
        if proof.rule is None:
            return [f"{self._say(goal)}, as a fact says."]
        steps = [step for premise in proof.premises for step in self._steps(premise, known, told)]
        return [*steps, f"{self._say(goal)}, by the rule: {proof.rule.text(self.plan.theme)}"]

    def _gaps(
        self, goal: Literal, known: dict[Literal, Proof], told: dict[Literal, None]
    ) -> list[str]:
        """Why a literal doesn't follow, rule by rule."""
        if goal in told:
            return []
        told[goal] = None
        theme = self.plan.theme
        steps: list[str] = []
        later: list[Literal] = []
        for rule in self.rules:
            if rule.head.of(goal.subject) != goal:
                continue
            for condition in rule.conditions:
                literal = condition.literal.of(goal.subject)
                if condition.whose is None:
                    if literal in known:
                        continue
                    missing = literal.text(theme)
                    later.append(literal)
                else:
                    met = any(
                        Literal(literal.subject, literal.word, name) in known
                        and condition.whose.of(name) in known
                        for name in self.plan.names
                    )
                    if met:
                        continue
                    missing = condition.text(theme, literal.subject)
                steps.append(
                    f"{self._say(goal)} would follow by the rule: {rule.text(theme)} But it does "
                    f"not follow that {missing}."
                )
                break
        if not steps:
            return [f"No fact says and no rule concludes that {goal.text(theme)}."]
        return [*steps, *(step for one in later for step in self._gaps(one, known, told))]
