"""Write a page for each game, with a real transcript, from the tables of ids."""

from __future__ import annotations

import importlib
import inspect
import re
import shutil
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import generate_reasoning_gym
import generate_tables
import gymnasium
import pettingzoo

from gem_gymnasium.conformance.battery import floors
from gem_gymnasium.conformance.subject import Subject, random_legal
from gem_gymnasium.conformance.table import legal
from gem_gymnasium.core import NoOracle
from gem_gymnasium.engines.reasoning_gym.catalog import CATEGORIES
from gem_gymnasium.engines.textarena import GAMES, rules_of
from gem_gymnasium.registration import Entry, entries, multiplayer

MOST_TURNS = 6  # of a transcript; the middle of a longer one is left out
MOST_LINES = 90  # of what a player is told; the middle of more is left out
EPISODES = 10  # of each policy, for chance and floor
MORE_EPISODES = 60  # of questions that are made and graded at once
FEW_EPISODES = 5  # of TextArena's games, for their plain id
FAMILIES = {
    "games": "Language games",
    "math": "Math",
    "code": "Code",
    "qa": "Question answering",
    "logic": "Logic",
    "reasoning_gym": "ReasoningGym, by category",
    "textarena": "TextArena, one player",
    "multiplayer": "TextArena, several players",
}


def fenced(text: str) -> str:
    """A block of plain text, whose fence is longer than any in it."""
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    return f"{fence}text\n{text}\n{fence}"


def code(text: str) -> str:
    """Code within a line, or within a cell of a table."""
    return f"`{text}`".replace("|", "\\|")


def arguments(entry: Entry) -> str:
    """What an id passes to its class, beside what the id says itself."""
    given = entry.kwargs
    if "game" in given:
        given = GAMES[given["game"]].variants[given.get("variant", "")]
    said = [f"{key}={value!r}" for key, value in given.items() if key != "max_turns"]
    return ", ".join(map(code, said)) or "the defaults"


# --- one player -----------------------------------------------------------------------------------


def transcript(env_id: str) -> str:
    """The first episode of an id as its oracle plays it, or random legal actions without one."""
    env = gymnasium.make(env_id)
    observation, _ = env.reset(seed=0)
    choose: Any = lambda env: env.get_wrapper_attr("oracle_action")()  # noqa: E731
    player = "its oracle"
    try:
        choose(env)
    except NoOracle:
        choose, player = random_legal(0), "random legal actions"
    parts = [f"`{env_id}`, played by {player}.", "`env.reset(seed=0)` gives", fenced(observation)]
    turns, done = [], False
    while not done:
        action = choose(env)
        observation, reward, terminated, truncated, info = env.step(action)
        done = terminated or truncated
        told = f"reward {reward:.3g}" + (f", {info['stop_reason']}" if done else "")
        turns.append(f"`env.step({action!r})`: {told}\n\n{fenced(observation)}")
    left_out = len(turns) - MOST_TURNS
    if left_out > 0:
        middle = f"... {left_out} turns like these ..."
        turns = [*turns[: MOST_TURNS - 1], middle, turns[-1]]
    return "\n\n".join(parts + turns)


def levels(module: str, name: str) -> list[tuple[str, dict[str, Any]]]:
    """The levels of what is built in, where an environment has them."""
    parameters = inspect.signature(getattr(importlib.import_module(module), name)).parameters
    numbers = range(1, 6) if "level" in parameters else ()
    return [(code(f"level={number}"), {"level": number}) for number in numbers]


def language_game(group: list[Entry]) -> str:
    """The page of a game of ours."""
    module, _, name = group[0].entry_point.partition(":")
    summary = inspect.getdoc(importlib.import_module(module)) or ""
    episodes = MORE_EPISODES if group[0].family in ("math", "logic") else EPISODES
    rows = []
    for entry in group:
        turns = "drawn" if entry.turns is None else str(entry.turns)
        for given, kwargs in [(arguments(entry), {}), *levels(module, name)]:
            found = floors(Subject(entry.id, make_kwargs=kwargs), episodes=episodes)
            rows.append(
                f"| `{entry.id}` | {given} | {turns} | {found.chance:.2f} | {found.floor:.2f} |"
            )
    shown = next((entry for entry in group if "-Easy-" in entry.id), group[0])
    return f"""# {name}

{summary.splitlines()[0]}

```{{eval-rst}}
.. autoclass:: {module}.{name}
   :noindex:
```

## Ids

{generate_tables.table("| id | arguments | turns | chance | floor |", rows)}

*Chance* is the share of {episodes} episodes that random well-formed actions solve; the *floor* is
the best mean return of policies that solve nothing, below which a return says nothing.

## A transcript

{transcript(shown.id)}
"""


def solitaire(group: list[Entry]) -> str:
    """The page of a game of TextArena's for one player."""
    entry = group[0]
    game = GAMES[entry.kwargs["game"]]
    rules = rules_of(game.name)
    rows = [
        f"| `{one.id}` | {arguments(one)} | "
        f"{rules(game.variants[one.kwargs.get('variant', '')]).max_turns()} |"
        for one in group
    ]
    found = floors(Subject(entry.id), episodes=FEW_EPISODES)
    none = rules(game.variants[""]).no_oracle
    oracle = f"It has no oracle: {none}" if none else "It has an oracle."
    asks = " A `gamemaster=` callable may answer in it." if game.asks else ""
    return f"""# {title(entry)}

{about(rules)} {oracle}{asks}

## Ids

{generate_tables.table("| id | arguments | turns |", rows)}

Of {FEW_EPISODES} episodes of `{entry.id}` random well-formed actions solve
{found.chance:.0%}; the best mean return of policies that solve nothing is {found.floor:.2f}.

{forms(rules(game.variants[""]))}

{generate_tables.mended(game)}

## A transcript

{transcript(entry.id)}
"""


# --- several players ------------------------------------------------------------------------------


def told(entry: Entry) -> str:
    """What the first player is told in one game of random legal actions."""
    env: Any = pettingzoo.make("aec", entry.id)
    env.reset(seed=0)
    choose, actions = legal(0), 0
    while not any((*env.terminations.values(), *env.truncations.values())):
        env.step(choose(env, env.agent_selection))
        actions += 1
    agent = env.possible_agents[0]
    lines = str(env.observe(agent)).splitlines()
    left_out = len(lines) - MOST_LINES
    if left_out > 0:
        first, last = lines[: MOST_LINES * 2 // 3], lines[-MOST_LINES // 3 :]
        lines = [*first, "", f"... {left_out} lines like these ...", "", *last]
    info = env.infos[agent]
    end = info.get("reason") or f"truncated: {info['stop_reason']}"
    rewards = ", ".join(f"`{name}` {reward:g}" for name, reward in env.rewards.items())
    return (
        f"What `{agent}` is told in the game of seed 0 between {env.num_players} players of random "
        f"legal actions, {actions} of them.\n\n{fenced(chr(10).join(lines))}\n\n"
        f"It ends with: {code(end)} Rewards: {rewards}."
    )


def game_of_several(group: list[Entry]) -> str:
    """The page of a game of TextArena's for several players."""
    entry = group[0]
    game = GAMES[entry.kwargs["game"]]
    rules = rules_of(game.name)
    rows = [
        f"| `{one.id}` | {arguments(one)} | {generate_tables.counts(one.players)} |"
        for one in group
    ]
    facts = "\n".join(f"- {fact}" for fact in generate_tables.facts(game))
    return f"""# {title(entry)}

{about(rules)}

```python
env = pettingzoo.make("aec", "{entry.id}", num_players={entry.players[0]})
```

{facts}

## Ids

{generate_tables.table("| id | arguments | players |", rows)}

{forms(rules(game.variants[""]))}

{generate_tables.mended(game)}

## A transcript

{told(entry)}
"""


def about(rules: type) -> str:
    """The first paragraph of what a class of rules says of its game."""
    return " ".join((inspect.getdoc(rules) or "").partition("\n\n")[0].split())


def forms(rules: Any) -> str:
    pattern = rules.pattern
    if len(pattern) > 200:
        pattern = f"{pattern[:200]}..."
    example = code(rules.example)
    return f"An action looks like {example}; the pattern of all of them is\n\n{fenced(pattern)}"


def title(entry: Entry) -> str:
    """What a page and its file are called."""
    return entry.id.removeprefix("gem/").removesuffix("-v0")


PAGES = {
    "games": language_game,
    "math": language_game,
    "code": language_game,
    "qa": language_game,
    "logic": language_game,
    "textarena": solitaire,
    "multiplayer": game_of_several,
}


def page(group: list[Entry]) -> tuple[str, str, str]:
    """The family, the name and the text of a game's page."""
    return group[0].family, title(group[0]), PAGES[group[0].family](group)


def category(name: str) -> tuple[str, str, list[generate_reasoning_gym.Facts]]:
    """The name and the text of a category's page, and what the table of all tasks says of it."""
    return generate_reasoning_gym.page_name(name), *generate_reasoning_gym.category_page(name)


def groups() -> list[list[Entry]]:
    """The ids of each game."""
    found: dict[str, list[Entry]] = {}
    for entry in entries() + multiplayer():
        # Seats and data sets have their guides, reasoning-gym's tasks a page for each category.
        if entry.family in PAGES and entry.id != "gem/Seat-v0" and entry.needs == "nothing":
            game = entry.kwargs.get("game", entry.entry_point)
            found.setdefault(game, []).append(entry)
    return list(found.values())


def generate(folder: Path) -> None:
    """Write all pages, their index, and the tables that the guide includes."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    listed: dict[str, list[str]] = {family: [] for family in FAMILIES}
    rows: list[generate_reasoning_gym.Facts] = []
    with ProcessPoolExecutor() as pool:
        for name, text, found in pool.map(category, CATEGORIES):
            listed["reasoning_gym"].append(name)
            (folder / f"{name}.md").write_text(text, encoding="utf-8")
            rows += found
        for family, name, text in pool.map(page, groups()):
            listed[family].append(name)
            (folder / f"{name}.md").write_text(text, encoding="utf-8")
    trees = "".join(
        f"\n## {FAMILIES[family]}\n\n```{{toctree}}\n:maxdepth: 1\n\n"
        + "\n".join(names)
        + "\n```\n"
        for family, names in listed.items()
    )
    (folder / "index.md").write_text(
        f"# Environments\n\nEach page is made from the environment itself.\n{trees}",
        encoding="utf-8",
    )
    tables = generate_tables.tables()
    tables["reasoning_gym"] = generate_tables.table(
        "| task | category | levels | chance | success | floor |",
        generate_reasoning_gym.table_rows(rows),
    )
    tables["reasoning_gym_changes"] = generate_tables.table(
        "| task | what differs, and why |", generate_reasoning_gym.changes()
    )
    for name, text in tables.items():
        (folder / f"_{name}.md").write_text(text, encoding="utf-8")
