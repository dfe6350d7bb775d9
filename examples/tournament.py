"""A tournament of four policies over five games: ``python examples/tournament.py --games 20``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from gem_gymnasium.multiagent import MatchResult, round_robin

POLICIES = ("random", "legal_random", "first_legal", "lookahead")
GAMES = (
    "gem/KuhnPoker-v0",
    "gem/TicTacToe-v0",
    "gem/ConnectFour-v0",
    "gem/Nim-v0",
    "gem/Breakthrough-Tiny-v0",
)
Cross = dict[tuple[int, int], list[float]]
"""What the first policy earned from the second, game by game."""


def cross(matches: dict[tuple[int, int], MatchResult]) -> Cross:
    """The returns of every policy against every other."""
    earned: Cross = {}
    for (first, second), match in matches.items():
        earned[first, second] = list(match.returns[0])
        earned[second, first] = list(match.returns[1])
    return earned


def mean_and_error(returns: Sequence[float]) -> str:
    """The mean, and its standard error."""
    mean = sum(returns) / len(returns)
    if len(returns) < 2:
        return f"{mean:+.2f}"
    variance = sum((paid - mean) ** 2 for paid in returns) / (len(returns) - 1)
    return f"{mean:+.2f} ± {(variance / len(returns)) ** 0.5:.2f}"


def table(title: str, earned: Cross) -> Table:
    """What the policy of the row earns from that of the column, and from all of them."""
    found = Table(title=title)
    for name in ("policy", *POLICIES, "all"):
        found.add_column(name, justify="left" if name == "policy" else "right")
    for row, name in enumerate(POLICIES):
        others = [column for column in range(len(POLICIES)) if column != row]
        cells = {column: mean_and_error(earned[row, column]) for column in others}
        total = mean_and_error([paid for column in others for paid in earned[row, column]])
        found.add_row(name, *(cells.get(n, "") for n in range(len(POLICIES))), total)
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    """Play every two policies against each other in every game, and print what they earned."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--games", type=int, default=20, help="of every two policies in a game")
    options.add_argument("--seed", type=int, default=0)
    chosen = options.parse_args(arguments)
    console = Console(width=None if sys.stdout.isatty() else 110)
    overall: Cross = {}
    for env_id in GAMES:
        # Each policy has each seat equally often, with the same deals.
        earned = cross(round_robin(env_id, POLICIES, chosen.games, chosen.seed))
        console.print(table(env_id, earned))
        for pair, returns in earned.items():
            overall.setdefault(pair, []).extend(returns)
    console.print(table("Overall", overall))


if __name__ == "__main__":
    main()
