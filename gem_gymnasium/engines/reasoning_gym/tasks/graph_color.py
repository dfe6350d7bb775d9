"""Colors for the vertices of a graph."""

import json
import re
from itertools import count
from random import Random
from typing import Any

from gem_gymnasium.engines.reasoning_gym.task import Item, Task
from gem_gymnasium.engines.reasoning_gym.tasks._upstream import replaced

_DRAWS = 200
_ENTRY = re.compile(r"[\"']?(\d{1,6})[\"']?\s*:\s*[\"']?(\d{1,6})[\"']?", re.A)


class GraphColor(Task):
    """A color for each vertex, another than its neighbors'."""

    name = "graph_color"
    example = json.dumps(dict.fromkeys(map(str, range(10)), 1))
    pattern = r"\{" + ", ".join(f'"{vertex}": [1-3]' for vertex in range(10)) + r"\}"
    changes = (
        "An answer must color every vertex of the graph and no other, once; the 0.01 for any JSON "
        "is not paid.",
        "The answer is the coloring among the item's metadata: reasoning-gym gives none.",
        f"After {_DRAWS} graphs that a greedy coloring fails on, the next one loses edges until it "
        "can't fail: reasoning-gym draws for ever.",
    )
    chance = 0.3  # three fixed groups of vertices, as the graphs have few edges

    def make_dataset(self, **extra: Any) -> Any:
        dataset = super().make_dataset(**extra)
        if dataset.config.num_colors < 1:
            raise ValueError("graph_color: num_colors must be 1 or more.")
        return dataset

    def item(self, index: int) -> Item:
        dataset = self.dataset
        getitem = type(dataset).__getitem__
        generate = getitem.__globals__["generate_graph_coloring_puzzle"]
        draws = count()

        def bounded(rng: Random, **parameters: Any) -> dict[str, Any]:
            puzzle: dict[str, Any] = generate(rng=rng, **parameters)
            if next(draws) >= _DRAWS:
                puzzle["edges"] = _within(puzzle["edges"], parameters["num_colors"])
            return puzzle

        make = replaced(getitem, generate_graph_coloring_puzzle=bounded)
        item: Item = make(dataset, index)
        coloring = {str(vertex): color for vertex, color in _possible(item).items()}
        return {**item, "answer": json.dumps(coloring)}

    def score(self, answer: str, item: Item) -> float:
        puzzle = item["metadata"]["puzzle"]
        colors = _read(answer, len(puzzle["vertices"]))
        if colors is None or set(colors) != set(puzzle["vertices"]):
            return 0.0
        if not set(colors.values()) <= set(puzzle["color_options"]):
            return 0.0
        return float(all(colors[one] != colors[other] for one, other in puzzle["edges"]))


def _possible(item: Item) -> dict[int, int]:
    coloring: dict[int, int] = item["metadata"]["possible_answer"]
    return coloring


def _within(edges: list[tuple[int, int]], colors: int) -> list[tuple[int, int]]:
    """The edges but those to a vertex that has ``colors - 1`` neighbors before it already.

    A greedy coloring, which goes from vertex to vertex, always has a color left for the next then.
    """
    before: dict[int, int] = {}
    kept = []
    for one, other in edges:
        if before.get(other, 0) < colors - 1:
            before[other] = before.get(other, 0) + 1
            kept.append((one, other))
    return kept


def _read(answer: str, vertices: int) -> dict[int, int] | None:
    """Vertices and colors of a map in JSON, or one with bare numbers or a backslash at braces."""
    if len(answer) > 100 * (vertices + 1):
        return None
    text = answer.replace("\\", "").strip()
    if text.startswith("{") and text.endswith("}"):
        text = text[1:-1].strip()
    colors: dict[int, int] = {}
    for part in text.split(",") if text else []:
        entry = _ENTRY.fullmatch(part.strip())
        if entry is None or int(entry[1]) in colors:
            return None
        colors[int(entry[1])] = int(entry[2])
    return colors
