"""What the benchmarks share: GEM as the peer, timing, and printing."""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import platform
import sys
import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import gymnasium
from rich.console import Console
from rich.table import Table

import gem_gymnasium  # noqa: F401 - registers the ids
from gem_gymnasium.registration import entries

MOST_ORACLES = 50  # instances that the oracle is asked for, since some plan for a while


def load_gem() -> Any:
    """GEM from PyPI, or None where it isn't installed; benchmarks/README.md says how to.

    Three of its games download a word list with nltk when they are made; see `words_for_nltk`.
    """
    try:
        import gem
    except ImportError:
        return None
    words_for_nltk()
    return gem


def words_for_nltk() -> None:
    """Let words of ours stand in for those that peers download with nltk when they are made.

    They are as many as nltk has, so that the peers' code runs and can be timed without a network.
    """
    import nltk

    from gem_gymnasium.words import common, dictionary

    many = [word for length in range(3, 11) for word in dictionary(length)]
    few = [word for length in range(3, 9) for word in common(length)[:142]]  # nltk has 850
    nltk.download = lambda *args, **kwargs: True
    nltk.corpus.words = SimpleNamespace(
        words=lambda fileids=None: few if fileids == "en-basic" else many
    )
    nltk.pos_tag = lambda tokens: [(token, "NN") for token in tokens]


def gem_make(gem: Any, gem_id: str) -> Any:
    """An environment of GEM's, or the error that making it raises."""
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            return gem.make(gem_id)
    except Exception as error:  # whatever it is, there is nothing to compare with
        return error


def actions_for(env_id: str, count: int = 500) -> list[str]:
    """Well-formed actions, the same for us and for the peer.

    Samples of the action space, and between them the first moves of the oracle for other seeds,
    which are words of the dictionary where samples are any letters.
    """
    env = gymnasium.make(env_id)
    env.action_space.seed(0)
    actions: list[str] = []
    for seed in range(count // 2):
        env.reset(seed=seed)
        oracle = env.get_wrapper_attr("oracle_action") if seed < MOST_ORACLES else None
        actions.append(oracle() if oracle else actions[2 * (seed % MOST_ORACLES)])
        actions.append(str(env.action_space.sample()))
    return actions


def time_steps(env: Any, actions: list[str], seconds: float) -> tuple[float, float]:
    """Microseconds a step, without resets, and microseconds a reset."""
    clock = time.perf_counter
    env.reset(seed=0)
    steps = resets = 0
    in_resets = 0.0
    start = clock()
    while clock() - start < seconds:
        for action in actions:
            _, _, terminated, truncated, _ = env.step(action)
            if terminated or truncated:
                before = clock()
                env.reset()
                in_resets += clock() - before
                resets += 1
        steps += len(actions)
    total = clock() - start
    return (total - in_resets) / steps * 1e6, in_resets / max(resets, 1) * 1e6


def best(measure: Callable[[], float], repeats: int) -> float:
    """The least of several measurements: what the machine can do when it is left alone."""
    return min(measure() for _ in range(repeats))


def parser(description: str) -> argparse.ArgumentParser:
    """The options that every benchmark has."""
    options = argparse.ArgumentParser(description=description)
    options.add_argument("--json", metavar="FILE", help="write the figures to FILE")
    options.add_argument("--seconds", type=float, default=0.3, help="of each measurement")
    options.add_argument("--repeats", type=int, default=3, help="the best of which is taken")
    options.add_argument("--pattern", default="*", help="the ids to measure")
    return options


def chosen_ids(pattern: str) -> list[str]:
    """The ids that match, or a clear end."""
    ids = [entry.id for entry in entries(pattern)]
    if not ids:
        sys.exit(f"No id matches {pattern!r}.")
    return ids


def report(title: str, rows: list[dict[str, Any]], file: str | None) -> None:
    """Print the rows as a table, and write them as JSON where a file is named."""
    table = Table(title=title, box=None, header_style="bold")
    for name in rows[0]:
        table.add_column(name, no_wrap=True, justify="left" if name == "id" else "right")
    for row in rows:
        table.add_row(*(_text(value) for value in row.values()))
    Console(width=None if sys.stdout.isatty() else 180).print(table)
    if file:
        machine = {"python": platform.python_version(), "machine": platform.machine()}
        with open(file, "w") as out:
            json.dump({"title": title, **machine, "rows": rows}, out, indent=2)


def _text(value: Any) -> str:
    if value is None:
        return "-"
    if isinstance(value, float):
        return f"{value:,.2f}" if abs(value) < 100 else f"{value:,.0f}"
    return f"{value:,}" if isinstance(value, int) else str(value)
