"""What all families share: drawing, counting in words, writing numbers and formulas."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from gem_gymnasium.generators._choices import Choices
from gem_gymnasium.generators.problem import Problem

__all__ = [
    "FRACTION",
    "GOODS",
    "THINGS",
    "Draw",
    "Families",
    "Family",
    "Noun",
    "Person",
    "dollars",
    "joined",
    "linear",
    "paid",
    "polynomial",
    "signed",
    "summed",
    "worked",
]

FRACTION = "Give the answer as a whole number or as a fraction a/b in lowest terms."
_MONEY = "Give the answer in dollars, with two decimals if it is not whole."


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a story; as text it is the name."""

    name: str
    they: str
    their: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Noun:
    """A thing that can be counted; as text it is the plural."""

    one: str
    many: str

    def __str__(self) -> str:
        return self.many

    def counted(self, number: int) -> str:
        """The number and the noun: "1 box", "3 boxes"."""
        return f"{number} {self.one if number == 1 else self.many}"


_HER = (
    "Ada Alice Amina Bella Carla Chloe Daria Elena Emma Fatima Grace Hana Ines Irene Jana Julia "
    "Kira Laura Leila Lucy Maya Mei Mina Nadia Nora Olga Paula Priya Rosa Sara Sofia Tara Uma Vera "
    "Yara Zoe"
)
_HIM = (
    "Adam Ahmed Arun Ben Bruno Carlos Chen Daniel David Emil Felix Finn George Hugo Igor Ivan Jack "
    "Jonas Kai Karim Leo Liam Luis Marco Max Milan Nico Noah Omar Oscar Pablo Peter Ravi Sam Tariq "
    "Theo Tom Victor Yusuf"
)
PEOPLE = (
    *(Person(name, "she", "her") for name in _HER.split()),
    *(Person(name, "he", "his") for name in _HIM.split()),
)


def _nouns(text: str) -> tuple[Noun, ...]:
    pairs = (word.strip().partition("/") for word in text.split(","))
    return tuple(Noun(one, many or one + "s") for one, _, many in pairs)


THINGS = _nouns(
    "marble, sticker, shell, stamp, button, bead, card, coin, pebble, acorn, postcard, token, "
    "badge, crayon, ribbon, magnet, feather, key, cookie, chestnut, book, pin, balloon, block"
)
GOODS = _nouns(
    "notebook, pen, ruler, eraser, folder, mug, candle, plate, towel, scarf/scarves, cap, "
    "T-shirt, toy car, puzzle, poster, lamp, basket, cushion, brush/brushes, vase, teapot, kite, "
    "paint set, board game, pair of socks/pairs of socks, jar of honey/jars of honey"
)


class Draw(Choices):
    """The random choices of a problem."""

    __slots__ = ()

    def nonzero(self, most: int) -> int:
        """A number from ``-most`` to ``most`` that is not 0."""
        return self.whole(1, most) * self.pick((1, -1))

    def person(self) -> Person:
        """Somebody."""
        return self.pick(PEOPLE)

    def people(self, count: int) -> list[Person]:
        """``count`` different people."""
        return self.some(PEOPLE, count)

    def cents(self, level: int) -> int:
        """The price of a small thing, in cents; whole dollars at level 1."""
        return self.whole(2, 15) * 100 if level == 1 else self.whole(15, 400) * 5


Family: TypeAlias = Callable[[Draw, int], Problem]
"""Makes a problem of a kind from random choices and a level."""
Families: TypeAlias = dict[Family, tuple[int, ...]]
"""Families, with the levels that each can make."""


def worked(
    question: str, steps: Iterable[str], answer: int | Fraction | str, form: str = ""
) -> Problem:
    """The problem of a question, the steps of its solution and the answer.

    Args:
        question: The text of the question.
        steps: Sentences; what stands in them as ``a + b = c`` is true, and tests evaluate it.
        answer: The answer.
        form: The form of the answer, where it may be no whole number.
    """
    return Problem(
        question=f"{question} {form}" if form else question,
        answer=str(answer),
        solution="\n".join([*steps, f"Answer: {answer}"]),
    )


def paid(question: str, steps: Iterable[str], cents: int) -> Problem:
    """The problem whose answer is an amount of money."""
    return worked(question, steps, dollars(cents)[1:], _MONEY)


def dollars(cents: int) -> str:
    """An amount of money: "$12", "$12.50"."""
    whole, rest = divmod(cents, 100)
    return f"${whole}.{rest:02d}" if rest else f"${whole}"


def joined(parts: Sequence[object], word: str = "and") -> str:
    """A list in words: "a, b and c"."""
    texts = [str(part) for part in parts]
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} {word} {texts[-1]}"


def summed(numbers: Iterable[int]) -> str:
    """A sum, written out: "3 + 4 - 5"."""
    first, *rest = numbers
    return str(first) + "".join(f" {'-' if n < 0 else '+'} {abs(n)}" for n in rest)


def signed(number: int) -> str:
    """A number as it may stand behind an operator: "4", "(-4)"."""
    return str(number) if number >= 0 else f"({number})"


def polynomial(coefficients: Sequence[int], variable: str = "x") -> str:
    """A polynomial, highest power first: "3x^2 - x + 7"."""
    text = ""
    for power, factor in zip(range(len(coefficients) - 1, -1, -1), coefficients, strict=True):
        if not factor:
            continue
        sign = ("-" if factor < 0 else "") if not text else (" - " if factor < 0 else " + ")
        size = "" if abs(factor) == 1 and power else str(abs(factor))
        symbol = "" if not power else variable if power == 1 else f"{variable}^{power}"
        text += f"{sign}{size}{symbol}"
    return text or "0"


def linear(factors: Sequence[int], variables: Sequence[str]) -> str:
    """A sum of variables: "2x - y + 3z"."""
    text = ""
    for factor, variable in zip(factors, variables, strict=True):
        if factor:
            sign = ("-" if factor < 0 else "") if not text else (" - " if factor < 0 else " + ")
            text += f"{sign}{'' if abs(factor) == 1 else abs(factor)}{variable}"
    return text or "0"
