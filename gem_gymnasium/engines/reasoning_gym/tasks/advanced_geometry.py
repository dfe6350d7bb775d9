"""Orthocentres, incircles and angles of triangles."""

import math
import random
import re
from fractions import Fraction
from typing import TypeAlias

from gem_gymnasium.engines.reasoning_gym.answers import number
from gem_gymnasium.engines.reasoning_gym.task import Item, Task

_Point: TypeAlias = tuple[int, int]
_TRIES = 1000
_TOLERANCE = Fraction(1, 1000)  # a unit of the last decimal asked
_DRESS = re.compile(r"°|\^\s*\{?\s*\\circ\s*\}?|\\(?:left|right|[,;!])|\bdegrees?\b")


class AdvancedGeometry(Task):
    """The orthocentre, the radius of the incircle, or an angle of a triangle."""

    name = "advanced_geometry"
    example = "(1.234, -5.678)"
    pattern = r"\(-?\d{1,3}\.\d{3}, -?\d{1,3}\.\d{3}\)|\d{1,3}\.\d{3}°?"
    changes = (
        "A number must be within 0.001 of the exact one, as three decimals are asked for; "
        "reasoning-gym wants two of an angle, the text of a radius, and pays for any text.",
        "Triangles are computed with floats and fractions, as reasoning-gym does with a computer "
        "algebra system, some hundred times faster.",
    )

    def item(self, index: int) -> Item:
        data = self.dataset
        config = data.config
        rng = random.Random(index)
        kind = rng.choice(config.task_types)

        def draw() -> _Point:
            x = rng.randint(config.min_coord, config.max_coord)
            return x, rng.randint(config.min_coord, config.max_coord)

        for _ in range(_TRIES):
            a, b, c = draw(), draw(), draw()
            if _cross(a, b, c):
                break
        else:
            raise ValueError(f"{self.name}: {_TRIES} triangles have no area.")
        values = _values(kind, a, b, c)
        written = [f"{float(value):.3f}" for value in values]
        if kind == "orthocenter":
            answer = f"({', '.join(written)})"
        else:
            answer = written[0] + ("°" if kind == "angle_measure" else "")
        return {
            "question": rng.choice(data._prompt_templates[kind]).format(A=a, B=b, C=c),
            "answer": answer,
            "metadata": {
                "source_dataset": self.name,
                "source_index": index,
                "task_type": kind,
                "A": a,
                "B": b,
                "C": c,
            },
        }

    def score(self, answer: str, item: Item) -> float:
        if len(answer) > 300:
            return 0.0
        data = item["metadata"]
        values = _values(data["task_type"], data["A"], data["B"], data["C"])
        text = _DRESS.sub("", answer).replace("−", "-").strip()
        if len(values) == 2:
            text = text.removeprefix("(").removesuffix(")")
        found = [number(part) for part in text.split(",")]
        if len(found) != len(values):
            return 0.0
        near = (
            part is not None and abs(part - value) <= _TOLERANCE
            for part, value in zip(found, values, strict=True)
        )
        return float(all(near))


def _cross(a: _Point, b: _Point, c: _Point) -> int:
    """Twice the area of a triangle, with a sign."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _values(kind: str, a: _Point, b: _Point, c: _Point) -> list[Fraction]:
    """The numbers that are asked for."""
    twice = _cross(a, b, c)
    if kind == "orthocenter":
        # h·(c - b) = a·(c - b) and h·(c - a) = b·(c - a), by Cramer's rule
        u, v = (c[0] - b[0], c[1] - b[1]), (c[0] - a[0], c[1] - a[1])
        first, second = a[0] * u[0] + a[1] * u[1], b[0] * v[0] + b[1] * v[1]
        below = u[0] * v[1] - u[1] * v[0]
        x, y = first * v[1] - second * u[1], u[0] * second - v[0] * first
        return [Fraction(x, below), Fraction(y, below)]
    if kind == "incircle_radius":
        return [Fraction(abs(twice) / (math.dist(a, b) + math.dist(b, c) + math.dist(c, a)))]
    dot = (a[0] - b[0]) * (c[0] - b[0]) + (a[1] - b[1]) * (c[1] - b[1])
    return [Fraction(math.degrees(math.atan2(abs(twice), dot)))]
