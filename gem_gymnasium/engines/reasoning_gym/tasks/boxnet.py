"""Agents that bring boxes to targets of their colors."""

import json
import re
from typing import Any, TypeAlias

from gem_gymnasium.engines.reasoning_gym.task import Item, Task

Square: TypeAlias = tuple[int, int]

_LONGEST = 50_000  # characters, and some for each box and step that a large net may take
_AGENT = re.compile(r"agent\s?\[\s?([0-9]{1,3})\.5\s?,\s?([0-9]{1,3})\.5\s?\]", re.I)
_ACTION = re.compile(
    r"move\(\s?box_(.{1,99}?)\s?,\s?"
    r"(?:target_(.{1,99}?)|square\s?\[\s?([0-9]{1,3})\.5\s?,\s?([0-9]{1,3})\.5\s?\])\s?\)"
)
_FENCED = re.compile(r"```(?:json)?\s(.*)```", re.S)

_PLACE = r"\[[0-3]\.5, [0-3]\.5\]"
_ENTRY = (
    rf'"Agent{_PLACE}": "move\(box_(?:red|blue|green), '
    rf'(?:square{_PLACE}|target_(?:red|blue|green))\)"'
)
_STEP = rf"\{{{_ENTRY}(?:, {_ENTRY}){{0,2}}\}}"


class Boxnet(Task):
    """A plan of steps that matches all boxes to targets."""

    name = "boxnet"
    example = (
        '[{"Agent[0.5, 0.5]": "move(box_blue, square[0.5, 1.5])", '
        '"Agent[1.5, 0.5]": "move(box_red, target_red)"}, '
        '{"Agent[0.5, 1.5]": "move(box_blue, target_blue)"}]'
    )
    pattern = rf"\[{_STEP}(?:, {_STEP}){{0,7}}\]"
    form = (
        "Write the list of action plans as JSON; agents act at the same time in each plan, and "
        "every action must be possible when its plan begins."
    )
    changes = (
        "A plan ends at its first step with an action that is not possible when the step begins, "
        "and earns 0.9 of the share of boxes matched before; reasoning-gym skips such actions, and "
        "lets a box go through several squares in one step.",
        "The 0.05 for any JSON is not paid.",
        "The answer is a plan of our own, as reasoning-gym's items have none.",
    )

    def score(self, answer: str, item: Item) -> float:
        boxes, targets = _contents(item, "box_"), _contents(item, "target_")
        rows, cols = item["metadata"]["row_num"], item["metadata"]["column_num"]
        count = sum(map(len, boxes.values()))
        steps = _read(answer, _LONGEST + 100 * count * (rows + cols))
        if steps is None:
            return 0.0
        for step in steps:
            actions = [_action(agent, action) for agent, action in step]
            possible = len({action[0] for action in actions if action}) == len(actions) and all(
                action is not None and _possible(action, boxes, targets, rows, cols)
                for action in actions
            )
            if not possible:
                left = sum(map(len, boxes.values()))
                return 0.9 * (count - left) / count if count else 0.0
            for action in actions:
                if action is None:
                    continue
                square, color, there = action
                boxes[square].remove(color)
                if there is None:
                    targets[square].remove(color)
                else:
                    boxes[there].append(color)
        left = sum(map(len, boxes.values()))
        return 1.0 if not left else 0.9 * (count - left) / count

    def gold(self, item: Item) -> str:
        boxes, targets = _contents(item, "box_"), _contents(item, "target_")
        ways = _ways(boxes, targets)
        steps = []
        while ways:
            step: dict[Square, str] = {}
            waiting = []
            for color, here, goal in ways:
                if here in step:
                    waiting.append((color, here, goal))
                elif here == goal:
                    step[here] = f"move(box_{color}, target_{color})"
                else:
                    there = _toward(here, goal)
                    step[here] = f"move(box_{color}, square{_name(there)})"
                    waiting.append((color, there, goal))
            ways = waiting
            steps.append({f"Agent{_name(square)}": action for square, action in step.items()})
        return json.dumps(steps)


def _contents(item: Item, kind: str) -> dict[Square, list[str]]:
    """The colors of the boxes or targets in each square."""
    found = {}
    for name, things in item["metadata"]["initial_state"].items():
        row, col = name.split("_")
        found[int(float(row)), int(float(col))] = [
            thing.removeprefix(kind) for thing in things if thing.startswith(kind)
        ]
    return found


def _ways(
    boxes: dict[Square, list[str]], targets: dict[Square, list[str]]
) -> list[tuple[str, Square, Square]]:
    """A target of its color for each box, the nearest pairs first."""
    pairs = sorted(
        (abs(here[0] - goal[0]) + abs(here[1] - goal[1]), color, here, number, goal, other)
        for here, colors in boxes.items()
        for number, color in enumerate(colors)
        for goal, wanted in targets.items()
        for other, same in enumerate(wanted)
        if same == color
    )
    ways = []
    done = set()
    for _, color, here, number, goal, other in pairs:
        box, target = ("box", here, number), ("target", goal, other)
        if box not in done and target not in done:
            done |= {box, target}
            ways.append((color, here, goal))
    return ways


def _toward(here: Square, goal: Square) -> Square:
    row, col = here
    if row != goal[0]:
        return row + (1 if row < goal[0] else -1), col
    return row, col + (1 if col < goal[1] else -1)


def _name(square: Square) -> str:
    return f"[{square[0] + 0.5}, {square[1] + 0.5}]"


def _action(agent: str, action: Any) -> tuple[Square, str, Square | None] | None:
    """The agent's square, the box's color, and the square that it goes to, or None: its target."""
    if not isinstance(action, str) or len(agent) > 100 or len(action) > 300:
        return None
    place, parts = _AGENT.fullmatch(agent.strip()), _ACTION.fullmatch(action.strip())
    if place is None or parts is None or (parts[2] or parts[1]) != parts[1]:
        return None
    there = None if parts[2] else (int(parts[3]), int(parts[4]))
    return (int(place[1]), int(place[2])), parts[1], there


def _possible(
    action: tuple[Square, str, Square | None],
    boxes: dict[Square, list[str]],
    targets: dict[Square, list[str]],
    rows: int,
    cols: int,
) -> bool:
    square, color, there = action
    if color not in boxes.get(square, ()):
        return False
    if there is None:
        return color in targets[square]
    inside = there[0] < rows and there[1] < cols
    return inside and abs(square[0] - there[0]) + abs(square[1] - there[1]) == 1


def _read(answer: str, longest: int) -> list[list[tuple[str, Any]]] | None:
    """The actions of each step, by agent; an agent may stand twice in a step."""
    if len(answer) > longest:
        return None
    fenced = _FENCED.fullmatch(answer)
    text = (fenced[1] if fenced else answer).replace("\\_", "_")
    text = text.replace("\\{", "{").replace("\\}", "}")  # LaTeX's way
    try:
        steps = json.loads(text, object_pairs_hook=_Step)
    except (ValueError, RecursionError):
        return None
    if not isinstance(steps, list) or isinstance(steps, _Step):
        return None
    return steps if all(isinstance(step, _Step) for step in steps) else None


class _Step(list[tuple[str, Any]]):
    """The pairs of a JSON object."""
