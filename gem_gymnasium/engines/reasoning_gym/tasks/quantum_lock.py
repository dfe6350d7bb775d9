"""Buttons that change a number, some only while a light is red or green."""

from __future__ import annotations

from collections import deque
from random import Random
from types import SimpleNamespace
from typing import Any

from gem_gymnasium.engines.reasoning_gym.task import Item, Task
from gem_gymnasium.engines.reasoning_gym.tasks._datasets import steps
from gem_gymnasium.engines.reasoning_gym.tasks._upstream import replaced

_RULE = (
    "\n\nA button that works when the light is red or green does nothing at all while it is not, "
    "and does not toggle the light then."
)
_DRAWS = 2000
_LONGEST_SHORTEST = 15  # presses
_MOST_SUBTRACTED = 3  # by a press


class QuantumLock(Task):
    """A shortest sequence of buttons."""

    name = "quantum_lock"
    example = "C → A → C → C → B → C → A → B"
    pattern = r"[ABC](?: → [ABC]){0,14}"
    changes = (
        "The question says that a button in the wrong light does not toggle it, as reasoning-gym "
        "counts; its own words say the opposite, and then shorter sequences exist.",
        "Half is paid for a sequence that reaches the target with more presses only if each press "
        "works, and an answer must be buttons alone.",
        "The search for the shortest sequence leaves out numbers from which no way leads back, as "
        "it took up to half a second.",
    )
    chance = 0.03

    def make_dataset(self, **extra: Any) -> Any:
        dataset = super().make_dataset(**extra)
        original = type(dataset).generate_quantum_puzzle

        def generate(rng: Random, difficulty: int) -> Any:
            highest = 1.3 * (5 + difficulty**1.5) + 1 + _MOST_SUBTRACTED * _LONGEST_SHORTEST
            make = replaced(original, deque=lambda start: _Search(start, highest))
            stub = SimpleNamespace(generate_quantum_puzzle=lambda *_: None)  # instead of recursion
            for _ in range(_DRAWS):
                puzzle = make(stub, rng, difficulty)
                if puzzle is not None:
                    return puzzle
            msg = f"difficulty={difficulty!r}: no sequence of 15 presses reaches its targets."
            raise ValueError(msg)

        dataset.generate_quantum_puzzle = generate
        return dataset

    def item(self, index: int) -> Item:
        item = super().item(index)
        return {**item, "question": item["question"] + _RULE}

    def score(self, answer: str, item: Item) -> float:
        puzzle = item["metadata"]
        pressed = [step.upper() for step in steps(answer)] if len(answer) <= 1000 else []
        if len(pressed) == 1:  # ABC
            pressed = list(pressed[0])
        if not _opens(pressed, puzzle):
            return 0.0
        return 1.0 if len(pressed) == len(puzzle["solution_path"]) else 0.5


class _Search(deque[Any]):
    """A queue that takes each number and light once, and no number too far off."""

    def __init__(self, start: list[Any], highest: float) -> None:
        super().__init__(start)
        self._seen: set[tuple[int, str]] = set()
        self._highest = highest

    def append(self, entry: tuple[int, str, list[str]]) -> None:
        value, light, _ = entry
        lowest = -_MOST_SUBTRACTED * _LONGEST_SHORTEST
        if lowest <= value <= self._highest and (value, light) not in self._seen:
            self._seen.add((value, light))
            super().append(entry)


def _opens(pressed: list[str], puzzle: dict[str, Any]) -> bool:
    """Whether every press works, and the last one reaches the target."""
    buttons = {button["name"]: button for button in puzzle["buttons"]}
    value, light = puzzle["initial_value"], puzzle["initial_state"]
    for name in pressed:
        button = buttons.get(name)
        if button is None or button["active_state"] not in (light, "any"):
            return False
        by = button["value"]
        value = {"add": value + by, "subtract": value - by, "multiply": value * by}[button["type"]]
        light = "green" if light == "red" else "red"
    return bool(pressed) and value == puzzle["target_value"]
