"""The pages of reasoning-gym's tasks, one for each category, and the table of all."""

from __future__ import annotations

import inspect
from typing import NamedTuple

import gymnasium

from gem_gymnasium.conformance.battery import floors
from gem_gymnasium.conformance.subject import Subject
from gem_gymnasium.engines.reasoning_gym.catalog import CATEGORIES, camel_case
from gem_gymnasium.engines.reasoning_gym.configuration import attributes, levels, parameters
from gem_gymnasium.engines.reasoning_gym.task import task_of

EPISODES = 40  # of each policy, for chance and floor
MOST_CHARACTERS = 1500  # of a question that is shown; the middle of a longer one is left out


class Facts(NamedTuple):
    """What a row of the table says."""

    category: str
    task: str
    levels: int
    chance: float
    success: float
    floor: float


def facts(task: str, category: str) -> Facts:
    """What policies that solve nothing reach in a task."""
    found = floors(Subject(env_id(task)), episodes=EPISODES)
    return Facts(
        category,
        task,
        levels(task),
        found.chance,
        max(found.success.values()),
        found.floor,
    )


def env_id(task: str) -> str:
    return f"gem/ReasoningGym-{camel_case(task)}-v0"


def page_name(category: str) -> str:
    return f"ReasoningGym-{category.capitalize()}"


def category_page(category: str) -> tuple[str, list[Facts]]:
    """The page of a category, and the rows of its tasks."""
    rows = [facts(task, category) for task in CATEGORIES[category]]
    sections = "\n".join(section(row) for row in rows)
    return f"# ReasoningGym: {category}\n\n{sections}", rows


def section(row: Facts) -> str:
    task = task_of(row.task)
    about = " ".join((inspect.getdoc(type(task)) or "").partition("\n\n")[0].split())
    shown = [f"- `{name}`: {value!r}" for name, value in parameters(row.task).items()]
    walked = [f"- `{name}`: {', '.join(map(str, v))}" for name, v in attributes(row.task).items()]
    changed = [f"- {change}" for change in task.changes]
    parts = [
        f"## {camel_case(row.task)}",
        f"`{env_id(row.task)}`: {about}",
        f"Chance {row.chance:.2f}; policies that solve nothing succeed in {row.success:.2f} of "
        f"{EPISODES} episodes at most and earn {row.floor:.2f} at most in the mean.",
        "Parameters (`config=`) and their defaults:",
        "\n".join(shown),
    ]
    if walked:
        parts += [f"Levels (`level=0` to `{row.levels - 1}`) walk", "\n".join(walked)]
    else:
        parts.append("reasoning-gym has no curriculum of it.")
    parts += ["What we changed:", "\n".join(changed)] if changed else ["We changed nothing."]
    return "\n\n".join([*parts, example(row.task)]) + "\n"


def example(task: str) -> str:
    """The first item and its answer."""
    env = gymnasium.make(env_id(task))
    observation, _ = env.reset(options={"index": 0})
    if len(observation) > MOST_CHARACTERS:
        half = MOST_CHARACTERS // 2
        left_out = len(observation) - 2 * half
        observation = f"{observation[:half]}\n... {left_out} characters ...\n{observation[-half:]}"
    action = env.get_wrapper_attr("oracle_action")()
    fence = "`" * 8
    return (
        f'`env.reset(options={{"index": 0}})` gives\n\n{fence}text\n{observation}\n{fence}\n\n'
        f"and its oracle answers\n\n{fence}text\n{action}\n{fence}"
    )


def table_rows(rows: list[Facts]) -> list[str]:
    """Rows of the table of all tasks."""
    return [
        f"| [{camel_case(row.task)}](environments/{page_name(row.category)}.md#"
        f"{camel_case(row.task).lower()}) | {row.category} | {row.levels or 'none'} | "
        f"{row.chance:.2f} | {row.success:.2f} | {row.floor:.2f} |"
        for row in sorted(rows, key=lambda row: row.task)
    ]


def changes() -> list[str]:
    """Rows of the table of what we changed."""
    rows = []
    for category, tasks in CATEGORIES.items():
        for task in tasks:
            for change in task_of(task).changes:
                text = change.replace("|", "\\|")
                link = f"environments/{page_name(category)}.md#{camel_case(task).lower()}"
                rows.append(f"| [{camel_case(task)}]({link}) | {text} |")
    return sorted(rows)
