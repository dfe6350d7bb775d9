"""How long do importing the package and making an environment take, beside GEM's?

python benchmarks/startup.py [--json FILE]
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import time
from functools import partial

import gymnasium
from common import best, chosen_ids, gem_make, load_gem, parser, report

from gem_gymnasium.registration import entries


def import_ms(module: str, after: str = "sys") -> float:
    """Milliseconds of importing a module in a fresh interpreter, another imported before."""
    code = (
        f"import {after}, time; start = time.perf_counter(); import {module}; "
        "print((time.perf_counter() - start) * 1000)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(done.stdout.splitlines()[-1])


def make_ms(make: object, env_id: str) -> float:
    """Milliseconds that making an environment takes, once its module is imported."""
    start = time.perf_counter()
    make(env_id)  # type: ignore[operator]
    return (time.perf_counter() - start) * 1000


def main() -> None:
    options = parser(__doc__ or "").parse_args()
    modules = [("gymnasium", "sys"), ("gem_gymnasium", "gymnasium")]
    if importlib.util.find_spec("gem"):
        modules.append(("gem", "gymnasium"))
    imports = [
        {"id": f"import {name}", "ms": best(partial(import_ms, name, after), 5)}
        for name, after in modules
    ]
    report("Imports (beyond gymnasium, for the packages)", imports, options.json)
    gem = load_gem()
    rows: list[dict[str, object]] = []
    for env_id in chosen_ids(options.pattern):
        (entry,) = entries(env_id)
        row: dict[str, object] = {
            "id": env_id,
            "make ms": best(partial(make_ms, gymnasium.make, env_id), 5),
            "GEM make ms": None,
        }
        if gem is not None and not isinstance(gem_make(gem, entry.gem_ids[0]), Exception):
            their_make = partial(gem_make, gem)
            row["GEM make ms"] = best(partial(make_ms, their_make, entry.gem_ids[0]), 2)
        rows.append(row)
    report("Making an environment", rows, f"{options.json}.make" if options.json else None)


if __name__ == "__main__":
    main()
