"""``python -m gem_gymnasium.conformance [pattern]``: the table of all ids and checks."""

from __future__ import annotations

import argparse
import json
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from typing import Any

from rich.console import Console
from rich.table import Table

from gem_gymnasium.conformance import Report, check, counts_to_check
from gem_gymnasium.conformance.stand_ins import make_kwargs
from gem_gymnasium.registration import entries, multiplayer


def main(arguments: list[str] | None = None) -> int:
    """Check the ids that match, print the table, and return the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m gem_gymnasium.conformance", description=__doc__
    )
    parser.add_argument("pattern", nargs="?", default="*", help="ids, for example 'gem/Sokoban*'")
    parser.add_argument("--seeds", type=int, default=20, help="episodes of each check that plays")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="processes")
    parser.add_argument("--json", action="store_true", help="print the reports as JSON")
    options = parser.parse_args(arguments)
    subjects = _subjects(options.pattern)
    if not subjects:
        parser.error(
            f"no id of the package matches {options.pattern!r}; one of your own is module:id"
        )
    if options.seeds < 1:
        parser.error(f"--seeds must be at least 1, got {options.seeds}")
    with ProcessPoolExecutor(options.jobs) as pool:
        running = [
            pool.submit(check, env_id, seeds=options.seeds, make_kwargs=given)
            for env_id, given in subjects
        ]
        reports = [future.result() for future in running]
    if options.json:
        print(json.dumps([report.as_dict() for report in reports], indent=2))
    else:
        _print(reports)
    return 0 if all(report.passed for report in reports) else 1


def _subjects(pattern: str) -> list[tuple[str, dict[str, Any]]]:
    """The ids that match, those of several players once for each count that is checked."""
    found = [(entry.id, make_kwargs(entry)) for entry in entries(pattern)]
    for entry in multiplayer(pattern):
        found += [(entry.id, {"num_players": count}) for count in counts_to_check(entry)]
    if not found and ":" in pattern:
        found = [(pattern, {})]  # an author's own, named with its module
    return found


def _print(reports: list[Report]) -> None:
    console = Console(width=None if sys.stdout.isatty() else 160)
    table = Table(title="Conformance", box=None, header_style="bold")
    table.add_column("id", no_wrap=True)
    table.add_column("players", justify="right", no_wrap=True)
    table.add_column("checks", justify="right", no_wrap=True)
    table.add_column("oracle, or ends")
    table.add_column("battery, or rewards")
    table.add_column("failed", style="red")
    for report in reports:
        details = {result.name: result.detail for result in report.results if result.passed}
        table.add_row(
            report.env_id,
            str(report.make_kwargs.get("num_players", "")),
            f"{len(report.results) - len(report.failures)}/{len(report.results)}",
            details.get("oracle", details.get("endings", "")),
            details.get("battery", details.get("rewards", "") if "endings" in details else ""),
            ", ".join(result.name for result in report.failures),
        )
    console.print(table)
    for report in reports:
        for failure in report.failures:
            console.rule(f"{report.subject}: {failure.name}")
            console.print(failure.detail, markup=False, highlight=False)
    passed = sum(report.passed for report in reports)
    console.print(f"\n{passed} of {len(reports)} conform to all their checks.")


if __name__ == "__main__":
    sys.exit(main())
