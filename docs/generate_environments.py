"""Write a page for each environment, with a real transcript, from the table of ids."""

from __future__ import annotations

import importlib
import shutil
from pathlib import Path

import gymnasium

from gem_gymnasium.conformance.battery import floors
from gem_gymnasium.conformance.subject import Subject
from gem_gymnasium.registration import Entry, entries

MOST_TURNS = 6  # of a transcript; the middle of a longer one is left out


def fenced(text: str) -> str:
    return f"```text\n{text}\n```"


def transcript(env_id: str) -> str:
    """The first episode of an id as its oracle plays it."""
    env = gymnasium.make(env_id)
    observation, _ = env.reset(seed=0)
    parts = [f"`env.reset(seed=0)` gives\n\n{fenced(observation)}"]
    turns, done = [], False
    while not done:
        action = env.get_wrapper_attr("oracle_action")()
        observation, reward, terminated, truncated, info = env.step(action)
        done = terminated or truncated
        told = f"reward {reward:.3g}" + (f", {info['stop_reason']}" if done else "")
        turns.append(f"`env.step({action!r})`: {told}\n\n{fenced(observation)}")
    left_out = len(turns) - MOST_TURNS
    if left_out > 0:
        middle = f"... {left_out} turns like these ..."
        turns = [*turns[: MOST_TURNS - 1], middle, turns[-1]]
    return "\n\n".join(parts + turns)


def variants(group: list[Entry]) -> str:
    """A table of the ids of one game."""
    lines = [
        "| id | arguments | turns | chance | floor |",
        "|---|---|---|---|---|",
    ]
    for entry in group:
        arguments = ", ".join(
            f"{key}={value!r}" for key, value in entry.kwargs.items() if key != "max_turns"
        )
        turns = "drawn" if entry.turns is None else str(entry.turns)
        found = floors(Subject(entry.id), episodes=50)
        lines.append(
            f"| `{entry.id}` | {arguments or 'the defaults'} | {turns} | {found.chance:.2f} | "
            f"{found.floor:.2f} |"
        )
    return "\n".join(lines)


def page(group: list[Entry]) -> tuple[str, str]:
    """The name and the text of a game's page."""
    module_name, _, class_name = group[0].entry_point.partition(":")
    module = importlib.import_module(module_name)
    summary = (module.__doc__ or "").strip().splitlines()[0]
    shown = next((entry for entry in group if "-Easy-" in entry.id), group[0])
    text = f"""# {class_name}

{summary}

```{{eval-rst}}
.. autoclass:: {module_name}.{class_name}
   :noindex:
```

## Ids

{variants(group)}

*Chance* is the share of 50 episodes that random well-formed actions solve; the *floor* is the best
mean return of policies that solve nothing, below which a return says nothing.

## A transcript

`{shown.id}`, played by its oracle.

{transcript(shown.id)}
"""
    return class_name, text


def generate(folder: Path) -> None:
    """Write all pages and their index."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    groups: dict[str, list[Entry]] = {}
    for entry in entries():
        groups.setdefault(entry.entry_point, []).append(entry)
    names = []
    for group in groups.values():
        name, text = page(group)
        names.append(name)
        (folder / f"{name}.md").write_text(text)
    listed = "\n".join(names)
    (folder / "index.md").write_text(
        f"# Environments\n\nEach page is made from the environment itself.\n\n"
        f"```{{toctree}}\n:maxdepth: 1\n\n{listed}\n```\n"
    )
