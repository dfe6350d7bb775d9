"""``python -m gem_gymnasium.conformance [pattern]``: the table of all ids and checks."""

from __future__ import annotations

import argparse
import json
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from rich.console import Console
from rich.table import Table

from gem_gymnasium.conformance import CHECKS, Report, check
from gem_gymnasium.registration import entries


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
    ids = [entry.id for entry in entries(options.pattern)]
    if not ids and ":" in options.pattern:
        ids = [options.pattern]  # an author's own, named with its module
    if not ids:
        parser.error(
            f"no id of the package matches {options.pattern!r}; one of your own is module:id"
        )
    if options.seeds < 1:
        parser.error(f"--seeds must be at least 1, got {options.seeds}")
    with ProcessPoolExecutor(options.jobs) as pool:
        reports = list(pool.map(partial(check, seeds=options.seeds), ids))
    if options.json:
        print(json.dumps([report.as_dict() for report in reports], indent=2))
    else:
        _print(reports)
    return 0 if all(report.passed for report in reports) else 1


def _print(reports: list[Report]) -> None:
    console = Console(width=None if sys.stdout.isatty() else 160)
    table = Table(title="Conformance", box=None, header_style="bold")
    table.add_column("id", no_wrap=True)
    table.add_column("checks", justify="right", no_wrap=True)
    table.add_column("oracle")
    table.add_column("battery")
    table.add_column("failed", style="red")
    for report in reports:
        details = {result.name: result.detail for result in report.results if result.passed}
        table.add_row(
            report.env_id,
            f"{len(report.results) - len(report.failures)}/{len(CHECKS)}",
            details.get("oracle", ""),
            details.get("battery", ""),
            ", ".join(result.name for result in report.failures),
        )
    console.print(table)
    for report in reports:
        for failure in report.failures:
            console.rule(f"{report.env_id}: {failure.name}")
            console.print(failure.detail, markup=False, highlight=False)
    passed = sum(report.passed for report in reports)
    console.print(f"\n{passed} of {len(reports)} ids conform to all {len(CHECKS)} checks.")


if __name__ == "__main__":
    sys.exit(main())
